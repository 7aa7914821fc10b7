"""Somebody at a screen who goes through a story, page by page.

Set ``BILDER`` to a folder to have a picture of every page on the way; then also those who do just
what somebody else has done on screen do it there, and not through the door.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from support.site import Sajt, go

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class Resa:
    """Somebody at a screen: who they are changes, the browser stays."""

    def __init__(self, page: Page, sajt: Sajt) -> None:
        self.page = page
        self.sajt = sajt
        self.pictures = 0

    def become(self, who: str, path: str = "/") -> Resa:
        """Sign in as somebody and go to a page."""
        assert self.sajt.enter(self.page, who, path) == 200
        self.look(f"{who}")
        return self

    @property
    def thorough(self) -> bool:
        """Whether everybody does everything on screen."""
        return "BILDER" in os.environ

    def look(self, name: str) -> None:
        """Keep a picture of the page when pictures are wanted."""
        if folder := os.environ.get("BILDER"):
            self.pictures += 1
            self.page.screenshot(
                path=Path(folder) / f"{self.pictures:02}-{name}.png", full_page=True
            )

    def follow(self, link: str) -> Resa:
        """Click a link by the words it begins with; some go on to say what they are about."""
        begins = re.compile(rf"^{re.escape(link)}\b")
        go(self.page.locator("main").get_by_role("link", name=begins).first)
        self.look(link.lower().replace(" ", "-"))
        return self

    def fill(self, **fields: str) -> Resa:
        """Fill fields by their names; lists are chosen from, ticks are set."""
        for name, value in fields.items():
            self.put(self.page.locator(f"[name='{name.replace('__', '-')}']"), value)
        return self

    def put(self, field: Locator, value: str) -> None:
        """Fill one field the way its kind is filled."""
        kind = field.first.evaluate("one => one.tagName === 'SELECT' ? 'select' : one.type")
        if kind in {"checkbox", "radio"}:
            self.page.locator(
                f"[name='{field.first.get_attribute('name')}'][value='{value}']"
            ).check()
        elif kind == "select":
            field.select_option(value)
        else:
            field.fill(value)

    def press(self, button: str) -> Resa:
        """Press a button by its words; the page that follows is no refusal."""
        go(self.page.locator("main").get_by_role("button", name=button, exact=True))
        expect(self.page.locator(".error-summary")).to_have_count(0)
        self.look(button.lower().replace(" ", "-").replace("–", ""))
        return self

    def do(self, step: str, **fields: str) -> Resa:
        """Take a step: through its form when it asks for something, else with its button."""
        button = self.page.locator("main").get_by_role("button", name=step, exact=True)
        if fields or button.count() == 0:
            self.follow(step).fill(**fields)
        return self.press(step)

    def sees(self, text: str) -> Resa:
        """Require that the page says something."""
        expect(self.page.locator("main")).to_contain_text(text)
        return self
