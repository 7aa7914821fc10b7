"""``samflode livscykler``: every lifecycle as a page of tables and a diagram."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import DataOption, JsonOption, print_json, say
from models.settings import Settings
from workflows.county.profile import load_profile
from workflows.desk.diagrams import pages
from workflows.nouns import NOUNS

_REFUSED = 1
_FOLDER = Path(__file__).resolve().parents[2] / "docs" / "livscykler"


def livscykler(
    write: Annotated[
        bool, typer.Option("--skriv", help="Skriv sidorna i docs/livscykler.")
    ] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> int:
    """Visa livscyklerna i tabeller och bild."""
    texts = pages(load_profile(Settings.load(data=data).profil).ord, NOUNS)
    if write and not _FOLDER.parent.is_dir():
        say("Programmet är installerat utan mappen docs. Kör från en utcheckad kopia.", err=True)
        return _REFUSED
    if write:
        _FOLDER.mkdir(exist_ok=True)
        for name, text in texts.items():
            (_FOLDER / name).write_text(text, encoding="utf-8")
    if as_json:
        print_json(texts)
    else:
        say("\n".join(sorted(map(str, map(_FOLDER.joinpath, texts))) if write else texts.values()))
    return 0
