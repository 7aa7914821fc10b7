"""The pages of decisions, åtaganden and compliance."""

from __future__ import annotations

from typing import Final

from api.web.beslut import matrix, obligations, page
from api.web.beslut.fields import FAMILY
from api.web.forms.step_page import NounPages
from api.web.frame.menu import MenuEntry

PAGES: Final = NounPages(
    routers=(page.router, obligations.router, matrix.router),
    family=FAMILY,
    menu=(MenuEntry(50, "Beslut", "/beslut"), MenuEntry(70, "Efterlevnad", "/efterlevnad")),
    under={"ataganden": "/efterlevnad"},
)
