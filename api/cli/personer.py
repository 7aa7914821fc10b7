"""``samflode personer``: who there is, and ``samflode personer importera``: people and uppdrag from
a CSV file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter

from api.cli.common import DataOption, JsonOption, open_installation, print_json, read_file, say
from api.cli.swedish import SwedishCommand, SwedishGroup
from api.shared.installation import Installation, clock
from workflows.county.organisation import Importresultat, Who, import_people, sync_profile
from workflows.desk.people import PersonVy, UppdragVy, everyone
from workflows.ground.words import datum

_JSON = TypeAdapter(list[PersonVy])

personer = typer.Typer(
    cls=SwedishGroup,
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
)


@personer.callback()
def visa(ctx: typer.Context, data: DataOption = None, as_json: JsonOption = False) -> None:
    """Visa alla personer och deras uppdrag."""
    if ctx.invoked_subcommand:
        ctx.obj = (data, as_json)
        return
    with open_installation(data) as here, here.database.read() as session:
        people = everyone(session, here.profile)
    if as_json:
        print_json(_JSON.dump_python(people, mode="json", by_alias=True))
        return
    for line in _lines(people):
        say(line)


@personer.command("importera", cls=SwedishCommand)
def importera(
    ctx: typer.Context,
    fil: Annotated[
        Path, typer.Argument(metavar="FIL", help="CSV-fil, sparad som UTF-8.", show_default=False)
    ],
    trial: Annotated[
        bool, typer.Option("--forhandsvisa", help="Säg vad filen skulle ändra, utan att ändra.")
    ] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> int:
    """Läs in personer och uppdrag ur en CSV-fil. Hela filen läses in, eller inget av den."""
    earlier_data, earlier_json = ctx.obj  # what was said before the word importera counts too
    content = read_file(fil)
    with open_installation(data or earlier_data) as here:
        found = _import(here, content, trial=trial)
    if as_json or earlier_json:
        print_json({"forhandsvisning": trial, **asdict(found)})
    else:
        say(_sentence(found, trial=trial))
    return 0


def _import(here: Installation, content: bytes, *, trial: bool) -> Importresultat:
    """Make the profile's organ first: an installation may get its people before it is started."""
    with here.database.trial() if trial else here.database.session() as session:
        who = Who(clock(session, here).now)
        sync_profile(session, here.profile, who)
        return import_people(session, content, profile=here.profile, who=who)


def _sentence(found: Importresultat, *, trial: bool) -> str:
    done = "Inget är ändrat. Så här skulle det bli." if trial else "Filen är inläst."
    return (
        f"{done} Personer: {found.personer_nya} nya, {found.personer_andrade} ändrade. Uppdrag:"
        f" {found.uppdrag_nya} nya, {found.uppdrag_andrade} ändrade, {found.uppdrag_oforandrade}"
        " oförändrade."
    )


def _lines(people: Iterable[PersonVy]) -> Iterator[str]:
    for person in people:
        yield f"{person.namn} <{person.epost}>"
        yield from (f"  {_uppdrag(one)}" for one in person.uppdrag)


def _uppdrag(one: UppdragVy) -> str:
    where = ", ".join(filter(None, [one.organ, one.huvudman, one.sektor]))
    until = f"till och med {datum(one.tom)}" if one.tom else "tills vidare"
    return f"{one.roll}: {where}, från {datum(one.from_)} {until}"
