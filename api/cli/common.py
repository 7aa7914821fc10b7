"""What the commands share: the same options with the same words, and the way to an installation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from api.shared.installation import Installation
from flows import demo_clock
from flows.progress import HowFar
from models.database import Database
from models.embedded import running_server
from models.faults import in_swedish
from models.limits import FIL_BYTES
from models.migrations import migrate
from models.settings import Settings
from workflows.county.profile import load_profile
from workflows.ground.errors import Refusal
from workflows.ground.progress import Progress, spaced

_EVERY = 3.0  # seconds
DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="MAPP",
        help="Datamapp. Annars SAMFLODE_DATA, eller .data bredvid programmet.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Svara med JSON.")]


@contextmanager
def open_installation(data: Path | None) -> Iterator[Installation]:
    """Lend an installation with its database migrated, whether or not ``samflode up`` runs there.

    One where a demo was built is a demo, whatever the environment says. Raises DatabaseFault,
    ProfileRefused, or pydantic's ValidationError when a setting is wrong.
    """
    settings = Settings.load(data=data)
    profile = load_profile(settings.profil)
    with database_address(settings) as url:
        migrate(url)
        database = Database(url, name="samflode-kommando", pool_size=2)
        try:
            with database.read() as session:
                demo = settings.demo or demo_clock.now(session) is not None
            yield Installation(settings.model_copy(update={"demo": demo}), database, profile)
        finally:
            database.close()


@contextmanager
def database_address(settings: Settings) -> Iterator[str]:
    """Lend the address of an installation's database; an embedded one that is not running is
    started meanwhile.
    """
    if settings.database_url:
        yield settings.database_url
        return
    with running_server(settings.data) as url:
        yield url


class Unreadable(Refusal):
    """A file that was named can't be read, or is larger than any that means something."""


def read_file(path: Path) -> bytes:
    """Return what a file holds. Raises Unreadable."""
    try:
        with path.open("rb") as file:
            content = file.read(FIL_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"{path} går inte att läsa: {in_swedish(error)}.") from error
    if len(content) > FIL_BYTES:
        raise Unreadable(f"{path} är för stor. Högst {FIL_BYTES // 1024 // 1024} MB.")
    return content


def shown(what: str) -> Progress:
    """Return a listener that says every third second how far something has come, beside what the
    command answers.
    """
    return spaced(lambda done, of: say(f"{what}: {HowFar(done, of)}", err=True), monotonic, _EVERY)


def say(text: str, *, err: bool = False) -> None:
    """Print a text in the county's own words."""
    typer.echo(
        load_profile(Settings.load().profil).ord.fill(text) if "⟨" in text else text, err=err
    )


def print_json(value: object) -> None:
    """Print a value for another program to read. Anything JSON has no word for is written
    as text.
    """
    say(json.dumps(value, ensure_ascii=False, indent=2, default=str))
