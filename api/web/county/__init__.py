"""The pages about people and organ."""

from __future__ import annotations

from typing import Final

from api.web.county import absences, organ, people, people_import
from api.web.frame.menu import MenuEntry, Pages

PAGES: Final = Pages(
    # The import before the people: "importera" is no number.
    routers=(organ.router, people_import.router, people.router, absences.router),
    menu=(MenuEntry(80, "Organ och personer", "/organ"),),
    under={"personer": "/organ"},
)
