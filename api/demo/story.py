"""What a county's demo is made of: its people, and what they did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from pathlib import Path

from api.demo.telling import Cast, Telling
from workflows.ground.errors import Refusal
from workflows.ground.wording import allowed, quoted

_HERE = Path(__file__).parent


class NoStory(Refusal):
    """There is no demo of that county."""


@dataclass(frozen=True, slots=True)
class Borta:
    """Days, both included, on which somebody is away when the demo opens."""

    epost: str
    from_: date
    tom: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The story of one county until the instant ``now``. ``people`` is a list as a county would
    bring one.
    """

    cast: Cast
    now: datetime
    people: Path
    chapters: tuple[Callable[[Telling], None], ...]
    borta: tuple[Borta, ...] = ()


def story_of(profil: str) -> Story:
    """Return the story of a länsprofil: the package here that bears its name. NoStory names those
    there are.
    """
    told = sorted(folder.name for folder in _HERE.iterdir() if (folder / "personer.csv").is_file())
    if profil not in told:
        raise NoStory(f"Det finns ingen demo för {quoted(profil)}. {allowed(told)}")
    story: Story = import_module(f"api.demo.{profil}").STORY
    return story
