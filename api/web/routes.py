"""Every page, one line for each family."""

from __future__ import annotations

from fastapi import APIRouter

from api.web import (
    arende,
    arenden,
    ataganden,
    au,
    beslut,
    efterlevnad,
    inloggning,
    klocka,
    moten,
    organ,
    oversikt,
    personer,
    personimport,
    post,
    remisser,
    steg,
)

router = APIRouter(include_in_schema=False)
for family in (
    inloggning,
    oversikt,
    arenden,  # before arende: "nytt" is no number
    arende,
    au,
    moten,
    remisser,
    beslut,
    ataganden,
    efterlevnad,
    organ,
    personimport,  # before personer: "importera" is no number
    personer,
    post,
    klocka,
    steg,
):
    router.include_router(family.router)
