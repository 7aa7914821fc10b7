"""Every page, one line for each family."""

from __future__ import annotations

from fastapi import APIRouter

from api.web import ataganden, beslut, efterlevnad, moten, steg

router = APIRouter(include_in_schema=False)
for family in (steg, moten, beslut, ataganden, efterlevnad):
    router.include_router(family.router)
