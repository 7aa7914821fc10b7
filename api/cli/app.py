"""Which commands there are, and what any of them answers when something is wrong.

Exit codes: 0 done, 1 refused or broken, 2 misunderstood (arguments, settings, a busy port), 130
interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer
from pydantic import ValidationError

from api.cli.common import say
from api.cli.doctor import doctor
from api.cli.importera import importera
from api.cli.livscykler import livscykler
from api.cli.personer import personer
from api.cli.sign_in import inloggningslank, token
from api.cli.swedish import SwedishCommand, SwedishGroup, explain
from api.cli.sweeps import tick, verifiera
from api.cli.up import UpCommand, up
from models.faults import DatabaseFault
from models.settings import problems
from workflows.ground.errors import Refusal

REFUSED = 1
MISUNDERSTOOD = 2

app = typer.Typer(
    name="samflode",
    help="Samflöde: ärenden, beslut och uppföljning för kommuner och region.",
    cls=SwedishGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
app.command("up", cls=UpCommand)(up)
for command in (doctor, token, inloggningslank, tick, verifiera, livscykler):
    app.command(command.__name__, cls=SwedishCommand)(command)
app.add_typer(personer, name="personer")
app.add_typer(importera, name="importera")


def main() -> None:
    """Run the command that the shell gave and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code. What went wrong is said in Swedish on stderr."""
    try:
        result = app(args=list(arguments), prog_name="samflode", standalone_mode=False)
    except typer.TyperException as error:
        return _say(explain(error), error.exit_code)
    except ValidationError as error:
        return _say("\n".join(problems(error)), MISUNDERSTOOD)
    except (DatabaseFault, Refusal) as error:
        return _say(str(error), REFUSED)
    return result if isinstance(result, int) else 0


def _say(text: str, code: int) -> int:
    say(text, err=True)
    return code
