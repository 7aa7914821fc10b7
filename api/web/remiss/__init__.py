"""The pages of remisser."""

from __future__ import annotations

from typing import Final

from api.web.forms.step_page import NounPages
from api.web.frame.menu import MenuEntry
from api.web.remiss import compiled, draft, page
from api.web.remiss.fields import FAMILY

PAGES: Final = NounPages(
    routers=(page.router, draft.router, compiled.router),
    family=FAMILY,
    menu=(MenuEntry(40, "Remisser", "/remisser"),),
)
