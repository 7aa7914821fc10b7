"""``samflode up``: start everything and keep it running."""

from __future__ import annotations

from itertools import zip_longest
from typing import Annotated

import typer
from typer._click.core import Context  # the base class names it so

from api.cli.common import DataOption
from api.cli.swedish import SwedishCommand
from api.doorway import PortTaken
from api.supervisor import supervise
from models.settings import Settings

_MISUNDERSTOOD = 2
_NOT_GIVEN = ""  # --demo without a profile: the one of SAMFLODE_PROFIL


class UpCommand(SwedishCommand):
    """The command whose ``--demo`` may stand alone or be followed by a länsprofil."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the arguments after giving a lone ``--demo`` its empty value."""
        return super().parse_args(ctx, _with_value(args))


def _with_value(args: list[str]) -> list[str]:
    alone = [
        word == "--demo" and (following is None or following.startswith("-"))
        for word, following in zip_longest(args, args[1:])
    ]
    return [
        f"{word}={_NOT_GIVEN}" if is_alone else word
        for word, is_alone in zip(args, alone, strict=True)
    ]


Demo = Annotated[
    str | None,
    typer.Option(
        "--demo", metavar="[PROFIL]", help="Bygg ett län att prova i. Nås bara från den här datorn."
    ),
]
PrefectPages = Annotated[
    bool,
    typer.Option(
        "--prefect-ui", help="Visa också Prefects egna sidor. Nås bara från den här datorn."
    ),
]


def up(
    demo: Demo = None,
    port: Annotated[
        int | None,
        typer.Option(
            "--port", metavar="N", help="Port. Annars SAMFLODE_PORT, eller 8000. 0 väljer en ledig."
        ),
    ] = None,
    data: DataOption = None,
    without_prefect: Annotated[
        bool, typer.Option("--utan-prefect", help="Låt en egen liten process köra sveparna.")
    ] = False,
    prefect_ui: PrefectPages = False,
) -> int:
    """Starta Samflöde: databas, sidor och klocka. Avsluta med Ctrl-C."""
    if prefect_ui and without_prefect:
        typer.echo("Välj --prefect-ui eller --utan-prefect, inte båda.", err=True)
        return _MISUNDERSTOOD
    settings = Settings.load(
        data=data, port=port, demo=demo is not None or None, profil=demo or None
    )
    try:
        return supervise(settings, tell=typer.echo, prefect=not without_prefect, pages=prefect_ui)
    except PortTaken as error:
        typer.echo(str(error), err=True)
        return _MISUNDERSTOOD
