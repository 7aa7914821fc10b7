"""``samflode importera avtal``: an existing register of agreements from CSV or XLSX."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlmodel import Session

from api.cli.common import (
    DataOption,
    JsonOption,
    open_installation,
    print_json,
    read_file,
    say,
    shown,
)
from api.cli.swedish import SwedishCommand, SwedishGroup
from api.shared.installation import Installation, clock
from models.text import same_name
from models.vocabulary import OrganSlag, Roll
from workflows.avtal.importing import (
    Avtalsinlasning,
    Avtalsrad,
    QuestionsLeft,
    RowsRefused,
    Utfall,
    import_avtal,
    look_through,
)
from workflows.county.actors import Actor, load_actor
from workflows.county.organisation import PersonRad, list_people
from workflows.county.profile import Profile
from workflows.engine.world import World
from workflows.ground.errors import Refusal
from workflows.ground.words import antal
from workflows.texts.sheets import ImportRefused

_REFUSED = 1
_FILE = typer.Argument(metavar="FIL", help="Excel (.xlsx) eller CSV.", show_default=False)
_TRIAL = typer.Option("--forhandsvisa", help="Säg vad varje rad skulle göra, utan att ändra.")
_PERSON = typer.Option("--person", metavar="EPOST", help="Den som läser in. Annars sekreteraren.")

_YES = typer.Option("--ja", help="Läs in filen också där den frågar hur den ska läsas.")

importera = typer.Typer(
    cls=SwedishGroup, no_args_is_help=True, add_completion=False, rich_markup_mode=None
)


class NobodyToActAs(Refusal):
    """It does not say itself in whose name the agreements are added."""


class NotAsked(ImportRefused):
    """The file asks something, and nobody has said yes."""

    def __init__(self, found: Avtalsinlasning) -> None:
        """Ask, and say how to answer."""
        super().__init__(QuestionsLeft(found).fields)
        self.message += "\nSka filen läsas så? Kör kommandot igen med --ja."
        self.args = (self.message,)


@importera.callback()
def grupp() -> None:
    """Läs in det som redan finns ur ett kalkylblad."""


@importera.command("avtal", cls=SwedishCommand)
def avtal(
    fil: Annotated[Path, _FILE],
    trial: Annotated[bool, _TRIAL] = False,
    ja: Annotated[bool, _YES] = False,
    person: Annotated[str | None, _PERSON] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> int:
    """Läs in ett register över avtal. Hela filen läses in, eller inget av den."""
    content = read_file(fil)
    with open_installation(data) as here:
        found = _look(here, content, person) if trial else _read_in(here, content, person, ja=ja)
    asks = bool(found.fragor) and not ja and not trial
    if as_json:
        print_json(_shape(found, read=not (trial or asks), trial=trial))
        return _REFUSED if found.problem or asks else 0
    if found.problem:
        raise ImportRefused(found.problem)
    if asks:
        raise NotAsked(found)
    for line in _lines(found, trial=trial):
        say(line)
    return 0


def _look(here: Installation, content: bytes, person: str | None) -> Avtalsinlasning:
    with here.database.trial() as session:
        return look_through(session, content, *_who(session, here, person), shown("Rader"))


def _read_in(
    here: Installation, content: bytes, person: str | None, *, ja: bool
) -> Avtalsinlasning:
    """Read the file in, or nothing of it where something is wrong with any row or left to ask."""
    try:
        with here.database.session() as session:
            who = _who(session, here, person)
            return import_avtal(session, content, *who, shown("Rader"), ja=ja)
    except RowsRefused as refusal:
        return refusal.found


def _who(session: Session, here: Installation, epost: str | None) -> tuple[Actor, World]:
    """Return the person who reads the file in: the one named, else the only sekreterare of AU."""
    world = clock(session, here)
    wanted = same_name(epost or "")
    found = [
        one.id
        for one in list_people(session, here.profile)
        if one.aktiv and (one.epost == wanted if epost else _is_secretary(one, here.profile, world))
    ]
    actor = load_actor(session, found[0], world.today) if len(found) == 1 else None
    if actor is None:
        raise NobodyToActAs(_nobody(epost, len(found)))
    return actor, world


def _is_secretary(person: PersonRad, profile: Profile, world: World) -> bool:
    au = {one.kod for one in profile.organ if one.slag is OrganSlag.AU}
    held = (one for one in person.uppdrag if one.galler(world.today) and one.organ_kod in au)
    return any(one.roll is Roll.SEKRETERARE for one in held)


def _nobody(epost: str | None, count: int) -> str:
    if epost:
        return f"Ingen aktiv person har adressen {epost}. Vilka som finns: samflode personer"
    if count:
        return "⟨Au⟩ har flera sekreterare. Säg vem som läser in: --person EPOST"
    return (
        "⟨Au⟩ har ingen sekreterare än. Läs in personerna först (samflode personer importera),"
        " eller säg --person EPOST"
    )


def _shape(found: Avtalsinlasning, *, read: bool, trial: bool) -> dict[str, Any]:
    """Return what the file does for another program; ``inlast`` tells whether it was done."""
    return {
        "forhandsvisning": trial,
        "inlast": read and not found.problem,
        **{one.value: found.antal(one) for one in Utfall},
        "okanda_kolumner": list(found.okanda),
        "fragor": list(found.fragor),
        "rader": [_row(one) for one in found.rader],
    }


def _row(one: Avtalsrad) -> dict[str, Any]:
    return {
        "rad": one.rad,
        "namn": one.namn,
        "utfall": one.utfall.value,
        "slug": one.slug,
        "andringar": [
            {"kolumn": each.rubrik, "fore": each.fore, "efter": each.efter}
            for each in one.andringar
        ],
        "problem": [{"kolumn": each.kolumn, "text": each.text} for each in one.problem],
    }


def _lines(found: Avtalsinlasning, *, trial: bool) -> Iterator[str]:
    done = "Inget är ändrat. Så här skulle det bli." if trial else "Filen är inläst."
    counts = f"{found.antal(Utfall.NYTT)} nya, {found.antal(Utfall.ANDRAS)} ändrade"
    yield f"{done} Avtal: {counts}, {found.antal(Utfall.OFORANDRAT)} fanns redan."
    if found.okanda:
        yield (
            f"{antal(len(found.okanda), 'kolumn', 'kolumner')} lästes inte:"
            f" {', '.join(found.okanda)}."
        )
    yield from found.fragor if trial else ()
    for row in found.rader if trial else ():
        if row.utfall is not Utfall.OFORANDRAT:
            yield f"  rad {row.rad}: {row.namn}, {row.utfall.ord}"
            yield from (
                f"    {one.rubrik}: {one.fore or 'tomt'} → {one.efter or 'tomt'}"
                for one in row.andringar
            )
