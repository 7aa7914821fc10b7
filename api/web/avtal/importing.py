"""An existing register of agreements from a file: looked through first, then read in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.web.forms.forms import Falt
from api.web.frame.csv_file import csv_fil
from api.web.frame.routing import go, pages, sent_of
from api.web.frame.sent import Uppladdad
from api.web.frame.shown import Shape
from api.web.frame.templating import render
from flows.progress import followed, how_far
from workflows.avtal.create import MAY_ADD, WANTED, may_add
from workflows.avtal.importing import (
    RUBRIKER,
    Andring,
    Avtalsinlasning,
    Avtalsrad,
    Utfall,
    import_avtal,
    known_in,
    look_through,
)
from workflows.desk.files import safe_name
from workflows.ground.errors import RoleMissing
from workflows.ground.progress import Progress
from workflows.ground.words import antal, uppraknat
from workflows.texts.sheets import ImportRefused, as_csv, read_sheet

router = pages()
_LARGEST: Final = 900_000  # bytes that fit in a form
_TOO_LARGE: Final = (
    "Filen är för stor för sidan. Läs in den med kommandot samflode importera avtal."
)
_CHANGED: Final = "Registret har ändrats sedan du granskade filen. Granska den en gång till."
_ASKED: Final = "Svara först på om filen ska läsas så som det står."
_MOST_SHOWN: Final = 300  # rows, and as many problems
_COLUMNS: Final = [{"rubrik": "Avtal"}, {"rubrik": "Vad händer"}, {"rubrik": "Uppgifter"}]
_COLOURS: Final = {
    Utfall.GAR_INTE: "forsenat",
    Utfall.ANDRAS: "pagar",
    Utfall.NYTT: "klart",
    Utfall.OFORANDRAT: "ingen",
}
_HELP: Final[Mapping[str, str]] = {
    "slag": (
        "avtal, överenskommelse, samverkansavtal, strategi, riktlinje, rutin eller praktisk"
        " anvisning"
    ),
    "agare": "gruppens namn eller kod",
    "parter": "huvudmän med komma emellan, eller alla, kommuner, regioner",
    "motparter": (
        "parter som inte är huvudmän, med slag och e-post: Högskolan (lärosäte)"
        " <avtal@hogskolan.se>"
    ),
    "informeras": "andra som berörs, med komma emellan",
    "diarienummer": (
        "partens namn, kolon och partens nummer, med semikolon emellan; eller en kolumn för varje"
        " part, till exempel Diarienr och partens namn"
    ),
    "forlangning": (
        "gäller tills vidare, förlängs om ingen säger upp det eller upphör på sista dagen"
    ),
    "giltig_till": "2026-12-11, eller tills vidare",
    "forlangning_manader": "12",
    "uppsagning_manader": "12",
    "oversyn": "2026-12-11",
    "galler_fran": "2026-12-11",
    "beslutad": "var och när",
    "text": "den beslutade texten; utan text står avtalet som planerat",
}


@dataclass(frozen=True, slots=True)
class _File:
    """What the form keeps until it is confirmed: the table, the file's name, and what it asks."""

    innehall: str
    namn: str
    fragor: tuple[str, ...]


class _Changed(Exception):
    """The file would do something else now than what was shown."""


@router.get("/avtal/importera")
@rule(Rule.INLOGGAD)
def valj_fil(request: Request) -> Response:
    """Ask for the file."""
    _require(caller_of(request))
    return _ask(request)


@router.get("/avtal/importera/mall.csv")
@rule(Rule.INLOGGAD)
def mall(request: Request) -> Response:
    """Give a file with nothing but the headings."""
    _require(caller_of(request))
    return csv_fil("avtal-mall", list(RUBRIKER.values()), [])


@router.post("/avtal/importera")
@rule(Rule.INLOGGAD)
def granska(request: Request) -> Response:
    """Show what the file would do; nothing is kept until it is confirmed."""
    caller, chosen = caller_of(request), sent_of(request).files.get("fil")
    _require(caller)
    if chosen is None:
        return _ask(request, ["Välj en fil."], 422)
    try:
        content, fragor = _as_text(chosen)
        return _preview(request, caller, _File(content, safe_name(chosen.namn), fragor))
    except ImportRefused as refusal:
        return _ask(request, refusal.problems, 422)


@router.post("/avtal/importera/bekrafta")
@rule(Rule.INLOGGAD)
def las_in(request: Request) -> Response:
    """Read the file in, if that does what was shown."""
    caller, sent = caller_of(request), sent_of(request)
    fragor = tuple(line for line in sent.get("fragor").splitlines() if line)
    fil = _File(sent.get("innehall"), safe_name(sent.get("namn")), fragor)
    if fragor and not sent.get("ja"):
        return _again(request, caller, fil, _ASKED)
    try:
        database = caller.installation.database
        with _followed(caller) as progress, database.session() as session:
            found = import_avtal(session, fil.innehall, caller.actor, caller.world, progress)
            if found.avtryck != sent.get("avtryck"):
                raise _Changed  # noqa: TRY301 - the session scope undoes what was written
    except (_Changed, ImportRefused):
        return _again(request, caller, fil, _CHANGED)
    return go(request, "/avtal", f"Filen är inläst: {summary(found)}.")


@router.get("/avtal/importera/framsteg")
@rule(Rule.INLOGGAD)
def framsteg(request: Request) -> Response:
    """Tell how far the reader's file has been gone through, and ask again in a second."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        found = how_far(session, _work(caller))
    return render(request, "avtal/framsteg.html", langt=found)


def _followed(caller: Caller) -> AbstractContextManager[Progress]:
    return followed(caller.installation.database, _work(caller))


def _work(caller: Caller) -> str:
    """Name the reader's own import: several may read files at once."""
    return f"importera_avtal:{caller.person_id}"


def _again(request: Request, caller: Caller, fil: _File, why: str) -> Response:
    """Show what a file that was looked through once would do now."""
    try:
        return _preview(request, caller, fil, why)
    except ImportRefused as refusal:
        return _ask(request, refusal.problems, 422)


def _require(caller: Caller) -> None:
    if not may_add(caller.actor):
        raise RoleMissing(*MAY_ADD)


def _as_text(chosen: Uppladdad) -> tuple[str, tuple[str, ...]]:
    """Return the table of a file as the text that the form keeps until it is confirmed, and what
    the file asks.
    """
    sheet = read_sheet(chosen.innehall, known_in)
    content = as_csv(sheet)
    if len(content.encode()) > _LARGEST:
        raise ImportRefused({"filen": _TOO_LARGE})
    return content, sheet.fragor


def _preview(request: Request, caller: Caller, fil: _File, note: str = "") -> Response:
    with _followed(caller) as progress, caller.installation.database.trial() as session:
        found = look_through(session, fil.innehall, caller.actor, caller.world, progress)
    problem = ImportRefused(found.problem).problems
    nytt, finns = (
        found.antal(Utfall.NYTT) + found.antal(Utfall.ANDRAS),
        found.antal(Utfall.OFORANDRAT),
    )
    order = list(_COLOURS)
    rader = sorted(found.rader, key=lambda one: (order.index(one.utfall), one.rad))
    return render(
        request,
        "avtal/granska.html",
        status=409 if note else 422 if problem else 200,
        titel="Granska filen",
        fil=fil,
        avtryck=found.avtryck,
        problem=problem[:_MOST_SHOWN],
        fler_problem=max(0, len(problem) - _MOST_SHOWN),
        okanda=found.okanda,
        kolumner=_COLUMNS,
        notis=note,
        rader=[_row(one) for one in rader[:_MOST_SHOWN]],
        fler=max(0, len(rader) - _MOST_SHOWN),
        sammanfattning=summary(found),
        nytt=nytt,
        finns=finns,
    )


def _row(one: Avtalsrad) -> list[Shape]:
    name: Shape = {"text": one.namn or "Utan namn", "sub": f"rad {one.rad}"}
    if one.slug:
        name["href"] = f"/avtal/{one.slug}"
    said = [f"{p.kolumn}: {p.text}" if p.kolumn else p.text for p in one.problem] or [
        change(a) for a in one.andringar
    ]
    return [
        name,
        {"lage": _COLOURS[one.utfall], "text": one.utfall.ord},
        {"text": " · ".join(said) or "–"},
    ]


def change(one: Andring) -> str:
    """Say what a row changes: "Område: Hemsjukvård (var Vård)"."""
    return f"{one.rubrik}: {one.efter or 'ingen'} (var {one.fore or 'tomt'})"


def summary(found: Avtalsinlasning) -> str:
    """Say in words how many agreements a file adds and changes."""
    counts = (
        (Utfall.NYTT, "nytt avtal", "nya avtal"),
        (Utfall.ANDRAS, "ändrat avtal", "ändrade avtal"),
    )
    said = [antal(number, en, flera) for one, en, flera in counts if (number := found.antal(one))]
    return uppraknat(said) or "inget nytt"


def _ask(request: Request, problems: Sequence[str] = (), status: int = 200) -> Response:
    falt: Falt = {
        "namn": "fil",
        "rubrik": "Kalkylblad",
        "slag": "fil",
        "kravs": True,
        "accept": ".xlsx,.csv",
        "hjalp": "Excel (.xlsx) eller CSV. Högst 10 MB och 2 000 rader.",
    }
    fel = {"fil": "Filen gick inte att läsa. Inget är ändrat."} if problems else {}
    kolumner: list[dict[str, Any]] = [
        {"namn": rubrik, "kravs": name in WANTED, "hjalp": _HELP.get(name, "")}
        for name, rubrik in RUBRIKER.items()
    ]
    return render(
        request,
        "avtal/importera.html",
        status=status,
        titel="Läs in avtal",
        falt=[falt],
        fel=fel,
        problem=problems[:_MOST_SHOWN],
        kolumner=kolumner,
    )
