"""Every page, and the menu that leads to them."""

from __future__ import annotations

from typing import Final

from api.web import county, desk
from api.web.forms import step
from api.web.frame.menu import Menu
from api.web.nouns import FAMILIES, NOUNS

_ALL: Final = (desk.PAGES, *NOUNS, county.PAGES)
MENU: Final = Menu(_ALL)
ROUTERS: Final = (*(one for pages in _ALL for one in pages.routers), step.router_of(FAMILIES))
