"""Every page, one line for each family."""

from __future__ import annotations

from fastapi import APIRouter

from api.web import (
    arende,
    arenden,
    ataganden,
    au,
    avtal,
    avtalen,
    avtalsimport,
    avtalsjamfor,
    beslut,
    delgivningar,
    drift,
    efterlevnad,
    export,
    inloggning,
    jag,
    klocka,
    moten,
    nyttavtal,
    organ,
    oversikt,
    personer,
    personimport,
    post,
    remisser,
    remissutkast,
    revision,
    revisioner,
    revisionstext,
    sammanstallning,
    steg,
    svara,
    utkast,
)

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
    steg,
    svara,
):
    router.include_router(family.router)
