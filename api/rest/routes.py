"""Every address of the API under one roof."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from api.rest import (
    arenden,
    ataganden,
    avtal,
    delgivningar,
    demo,
    drift,
    filer,
    health,
    moten,
    personer,
    remisser,
    revisioner,
)
from api.rest.description import REFUSALS

PREFIX: Final = "/api/v1"
router = APIRouter()
for _noun in (
    personer,
    arenden,
    moten,
    remisser,
    ataganden,
    delgivningar,
    avtal,
    revisioner,
    filer,
    drift,
    demo,
):
    router.include_router(_noun.router, prefix=PREFIX, responses=REFUSALS)
router.include_router(health.router)
