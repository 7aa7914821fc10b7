"""The pages of an ärende."""

from __future__ import annotations

from typing import Final

from api.web.arende import draft, page
from api.web.arende import list as register
from api.web.arende.fields import FAMILY
from api.web.forms.step_page import NounPages
from api.web.frame.menu import MenuEntry

PAGES: Final = NounPages(
    # The drafts before the page: "nytt" is no number.
    routers=(register.router, draft.router, page.router),
    family=FAMILY,
    menu=(MenuEntry(10, "Ärenden", "/arenden"),),
)
