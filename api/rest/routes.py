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
    grupper,
    health,
    moten,
    personer,
    remisser,
    revisioner,
)
from api.rest.description import REFUSALS

PREFIX: Final = "/api/v1"
_EACH: Final = (
    personer,
    arenden,
    moten,
    remisser,
    ataganden,
    delgivningar,
    grupper,
    avtal,
    revisioner,
    filer,
    drift,
    demo,
)
PAYLOADS: Final = tuple(payload for one in _EACH for payload in one.router.payloads)
router = APIRouter()
for _one in _EACH:
    router.include_router(_one.router, prefix=PREFIX, responses=REFUSALS)
router.include_router(health.router)
router.include_router(health.described(PAYLOADS))
