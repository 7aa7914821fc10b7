"""The editor of åtaganden: its rows in a form, as a payload, and what is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from api.web.frame.sent import Sent
from models.vocabulary import FristForm, MottagareSlag, SvarSlag
from workflows.ground.deadlines import MANADER, parse_due

Row = dict[str, Any]
CHOSEN: Final = "valda"  # the choice that opens the list of huvudmän
_SINGLE = (
    "text",
    "mottagare",
    "sektor",
    "svar",
    "senast_slag",
    "senast",
    "kvartal",
    "verifieras_av",
)
_SEVERAL = ("huvudman", "manader")
_TELLING = ("text", "mottagare", "senast_slag", "senast")  # a row without any of these is empty
_MOST = 50


def rows_of(name: str, sent: Sent) -> list[Row]:
    """Return the rows that were filled in, in order, after what a row button asked for."""
    found = [_row(f"{name}-{number}-", sent) for number in _numbers(name, sent)]
    wish = sent.get("_rad")
    if re.fullmatch(r"bort-[0-9]{1,3}", wish):
        place = int(wish.removeprefix("bort-"))
        found = [
            row for number, row in zip(_numbers(name, sent), found, strict=True) if number != place
        ]
    filled = [row for row in found if any(row[key] for key in _TELLING)]
    return [*filled, {}] if wish == "ny" else filled


def _numbers(name: str, sent: Sent) -> list[int]:
    pattern = re.compile(re.escape(name) + r"-([0-9]{1,3})-[a-z_]+")
    return sorted({int(found[1]) for key in sent.texts if (found := pattern.fullmatch(key))})[
        :_MOST
    ]


def _row(start: str, sent: Sent) -> Row:
    single = {key: sent.get(start + key).strip() for key in _SINGLE}
    return {**single, **{key: list(sent.all(start + key)) for key in _SEVERAL}}


def payload(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return the rows as the payload of a step; what is missing stays missing, for the engine to
    refuse.
    """
    return [
        {
            "text": row.get("text", ""),
            "mottagare": _addressees(row),
            "svar": row.get("svar") or SvarSlag.JA.value,
            "senast": _due(row),
            **{key: row[key] for key in ("sektor", "verifieras_av") if row.get(key)},
        }
        for row in rows
        if row
    ]


def _addressees(row: Row) -> str | list[dict[str, str]]:
    to = row.get("mottagare", "")
    if to == CHOSEN:
        return [{"slag": MottagareSlag.HUVUDMAN.value, "kod": kod} for kod in row["huvudman"]]
    kind, colon, kod = to.partition(":")
    return [{"slag": kind, "kod": kod}] if colon else to or []


def _due(row: Row) -> str:
    form = row.get("senast_slag", "")
    if form == FristForm.ATERKOMMANDE:
        return ",".join(row["manader"]) or "arligen"
    return str(
        {FristForm.DATUM: row.get("senast"), FristForm.KVARTAL: row.get("kvartal")}.get(form, form)
        or ""
    )


def problems(name: str, rows: Sequence[Row]) -> dict[str, str]:
    """Return what is missing in the rows, by the name of the control."""
    found: dict[str, str] = {}
    for number, row in enumerate(rows):
        start = f"{name}-{number}-"
        wrong = {
            "text": "Skriv vad som ska göras." if not row.get("text") else "",
            "mottagare": "Välj vem som ska göra det." if not row.get("mottagare") else "",
            "huvudman": (
                "Välj minst en huvudman."
                if row.get("mottagare") == CHOSEN and not row["huvudman"]
                else ""
            ),
            "senast_slag": "Välj när det ska vara klart." if not row.get("senast_slag") else "",
            "senast": "Välj en dag." if _wants(row, FristForm.DATUM, "senast") else "",
            "kvartal": "Välj ett kvartal." if _wants(row, FristForm.KVARTAL, "kvartal") else "",
        }
        found.update({start + key: text for key, text in wrong.items() if text})
    return found


def _wants(row: Row, form: FristForm, key: str) -> bool:
    return row.get("senast_slag") == form and not row.get(key)


def control(name: str, path: Sequence[str], rows: Sequence[Row]) -> str:
    """Return the control behind a path such as ["0", "senast"]: the time is asked for in several
    ways.
    """
    number, key = path[0], path[1]
    row = rows[int(number)] if number.isdecimal() and int(number) < len(rows) else {}
    if key == "senast":
        key = {FristForm.DATUM: "senast", FristForm.KVARTAL: "kvartal"}.get(
            row.get("senast_slag", ""), "senast_slag"
        )
    if key == "mottagare" and row.get("mottagare") == CHOSEN:
        key = "huvudman"
    return f"{name}-{number}-{key}"


def rows_from(stored: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return stored åtaganden as rows; one addressed in several ways becomes one row for
    each way.
    """
    return [row for uppgift in stored for row in _split(uppgift)]


def _split(uppgift: Mapping[str, Any]) -> Iterable[Row]:
    common = {
        "text": uppgift["text"],
        "svar": uppgift.get("svar", SvarSlag.JA),
        **_time(str(uppgift["senast"])),
    }
    common["verifieras_av"] = uppgift.get("verifieras_av") or ""
    to, sektor = uppgift.get("mottagare", "alla"), uppgift.get("sektor") or ""
    if isinstance(to, str):
        yield {**common, "mottagare": to, "huvudman": [], "sektor": sektor}
        return
    for (kind, own), group in groupby(
        to, key=lambda one: (one["slag"], one.get("sektor") or sektor)
    ):
        codes = [str(one["kod"]) for one in group]
        if kind == MottagareSlag.HUVUDMAN:
            yield {**common, "mottagare": CHOSEN, "huvudman": codes, "sektor": own}
        else:
            yield from (
                {**common, "mottagare": f"{kind}:{kod}", "huvudman": [], "sektor": own}
                for kod in codes
            )


def _time(senast: str) -> Row:
    due = parse_due(senast)
    day = due.day.isoformat() if due.day else ""
    return {
        "senast_slag": due.slag.value,
        "senast": day if due.slag is FristForm.DATUM else "",
        "kvartal": (
            f"Q{(due.day.month + 2) // 3} {due.day.year}"
            if due.day and due.slag is FristForm.KVARTAL
            else ""
        ),
        "manader": [MANADER[month - 1] for month in due.months],
    }
