"""Every page, one line for each family."""

from __future__ import annotations

from fastapi import APIRouter

from api.web.arende import draft as utkast
from api.web.arende import list as arenden
from api.web.arende import page as arende
from api.web.avtal import compare as avtalsjamfor
from api.web.avtal import importing as avtalsimport
from api.web.avtal import list as avtalen
from api.web.avtal import new as nyttavtal
from api.web.avtal import page as avtal
from api.web.beslut import matrix as efterlevnad
from api.web.beslut import obligations as ataganden
from api.web.beslut import page as beslut
from api.web.county import organ
from api.web.county import people as personer
from api.web.county import people_import as personimport
from api.web.delgivning import page as delgivningar
from api.web.desk import answer as svara
from api.web.desk import au, export, post
from api.web.desk import clock as klocka
from api.web.desk import me as jag
from api.web.desk import operations as drift
from api.web.desk import overview as oversikt
from api.web.desk import sign_in as inloggning
from api.web.forms import step as steg
from api.web.mote import page as moten
from api.web.nouns import FAMILIES
from api.web.remiss import compiled as sammanstallning
from api.web.remiss import draft as remissutkast
from api.web.remiss import page as remisser
from api.web.revision import list as revisioner
from api.web.revision import page as revision
from api.web.revision import texts as revisionstext

router = APIRouter(include_in_schema=False)
for family in (
    inloggning,
    oversikt,
    arenden,
    utkast,  # before arende: "nytt" is no number
    arende,
    au,
    moten,
    remisser,
    remissutkast,
    sammanstallning,
    beslut,
    ataganden,
    avtalen,
    avtalsimport,  # before avtal: "importera" is no agreement
    nyttavtal,  # before avtal: "nytt" is no agreement
    avtalsjamfor,
    avtal,
    revisioner,
    revision,
    revisionstext,
    delgivningar,
    efterlevnad,
    organ,
    personimport,  # before personer: "importera" is no number
    personer,
    post,
    export,
    drift,
    jag,
    klocka,
    svara,
):
    router.include_router(family.router)
router.include_router(steg.router_of(FAMILIES))
