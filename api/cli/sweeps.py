"""``samflode tick``: one round of the sweeps. ``samflode verifiera``: the proof of history."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from api.cli.common import DataOption, JsonOption, open_installation, print_json, say, shown
from api.shared.installation import real_now
from flows.sweeps import SVEP, Utfall, run_round
from flows.timetable import schemarad
from models.settings import Settings
from notifications.channels import channel_for
from notifications.logs import configure_logs
from workflows.engine.history.verification import verify
from workflows.ground.progress import Progress
from workflows.ground.wording import allowed, quoted
from workflows.ground.words import antal
from workflows.nouns import NOUNS

_BROKEN = 1
_MISUNDERSTOOD = 2


def tick(
    svep: Annotated[
        str | None,
        typer.Option("--svep", metavar="NAMN", help=f"Kör bara ett svep. {allowed(SVEP)}"),
    ] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> int:
    """Kör en runda av sveparna och säg vad var och en gjorde. Svarar 1 när något behöver
    ses över.
    """
    if svep is not None and svep not in SVEP:
        say(f"Svepet {quoted(svep)} finns inte. {allowed(SVEP)}", err=True)
        return _MISUNDERSTOOD
    with open_installation(data) as here:
        configure_logs(here.settings.log_level)
        said = run_round(here.database, real_now(), here.settings, svep=svep, progress=_shown)
    if as_json:
        print_json([asdict(utfall) for utfall in said])
    else:
        for utfall in said:
            say(f"{schemarad(utfall.svep).rubrik}: {utfall.mening}")
    return _BROKEN if any(_failed(utfall, here.settings) for utfall in said) else 0


def _shown(svep: str) -> Progress:
    return shown(schemarad(svep).rubrik)


def _failed(utfall: Utfall, settings: Settings) -> bool:
    """Tell whether a sweep failed; letters that wait because no mail server is set do what the
    settings say.
    """
    waits = utfall.svep == "leverera_aviseringar" and channel_for(settings) is None
    return not (utfall.ok or waits)


def verifiera(data: DataOption = None, as_json: JsonOption = False) -> int:
    """Kontrollera att ingen har ändrat i historien, eller i det som har beslutats, svarats och
    skrivits under. Svarar 0 när allt stämmer, annars 1 och vad som är brutet.
    """
    with open_installation(data) as here, here.database.read() as session:
        report = verify(session, NOUNS, progress=shown("Historien"))
    if as_json:
        print_json({"ok": report.ok, **asdict(report)})
    elif report.ok:
        scope = (
            f"{antal(report.antal_saker, 'sak', 'saker')},"
            f" {antal(report.antal_handelser, 'händelse', 'händelser')}"
        )
        say(f"Historien stämmer: {scope}.")
    else:
        say("\n".join(report.brott))
    return 0 if report.ok else _BROKEN
