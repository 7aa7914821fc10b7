"""The pages of meetings."""

from __future__ import annotations

from typing import Final

from api.web.forms.step_page import NounPages
from api.web.frame.menu import MenuEntry
from api.web.mote import coming, page
from api.web.mote.fields import FAMILY

PAGES: Final = NounPages(
    routers=(page.router, coming.router),
    family=FAMILY,
    menu=(MenuEntry(30, "Möten", "/moten"),),
)
