"""The menu above every page, put together from what each folder of pages gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from fastapi import APIRouter

from api.web.frame.templating import MenuItem
from workflows.county.actors import Actor


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A line of the menu: lower places come first. ``shown`` tells whom it is for."""

    place: int
    rubrik: str
    href: str
    shown: Callable[[Actor], bool] = lambda _actor: True


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What a folder of pages gives to the site.

    ``routers`` stand in the order in which their addresses are tried. ``under`` says which line of
    the menu is lit on pages that have none of their own, by the first word of their address.
    """

    routers: tuple[APIRouter, ...]
    menu: tuple[MenuEntry, ...] = ()
    under: Mapping[str, str] = field(default_factory=dict)


class Menu:
    """The lines of the menu."""

    def __init__(self, pages: Iterable[Pages]) -> None:
        """Put the lines of every folder in their places."""
        pages = tuple(pages)
        self._entries = sorted((e for one in pages for e in one.menu), key=lambda e: e.place)
        self._under = {word: href for one in pages for word, href in one.under.items()}

    def items(self, actor: Actor, path: str) -> tuple[MenuItem, ...]:
        """Return the lines that an actor sees on the page at a path."""
        first = path.strip("/").split("/")[0]
        here = self._under.get(first, f"/{first}")
        return tuple(
            MenuItem(one.rubrik, one.href, har=one.href == here)
            for one in self._entries
            if one.shown(actor)
        )
