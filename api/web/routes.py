"""Every page, and the menu that leads to them."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from api.web import county, desk
from api.web.forms import step
from api.web.frame.menu import Menu
from api.web.nouns import FAMILIES, NOUNS

_ALL: Final = (desk.PAGES, *NOUNS, county.PAGES)
MENU: Final = Menu(_ALL)
router = APIRouter(include_in_schema=False)
for _pages in _ALL:
    for _one in _pages.routers:
        router.include_router(_one)
router.include_router(step.router_of(FAMILIES))
