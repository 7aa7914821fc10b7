"""The pages of the register of agreements."""

from __future__ import annotations

from typing import Final

from api.web.avtal import compare, importing, new, page
from api.web.avtal import list as register
from api.web.avtal.fields import FAMILY
from api.web.forms.step_page import NounPages
from api.web.frame.menu import MenuEntry

PAGES: Final = NounPages(
    # What is new before the page: "importera" and "nytt" are no agreements.
    routers=(register.router, importing.router, new.router, compare.router, page.router),
    family=FAMILY,
    menu=(MenuEntry(60, "Avtal", "/avtal"),),
)
