"""The pages across nouns: what waits for me, letters, signing in."""

from __future__ import annotations

from typing import Final

from api.web.desk import answer, au, clock, export, me, operations, overview, party, post, sign_in
from api.web.frame.menu import MenuEntry, Pages
from workflows.county.mandate import is_au

PAGES: Final = Pages(
    routers=(
        sign_in.router,
        overview.router,
        party.router,
        au.router,
        post.router,
        export.router,
        operations.router,
        me.router,
        clock.router,
        answer.router,
    ),
    menu=(MenuEntry(0, "Översikt", "/"), MenuEntry(20, "⟨Inkorg⟩", "/au", is_au)),
)
