"""People and uppdrag from a CSV file: looked through first, then read in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.web.county.people import words
from api.web.frame.routing import go, pages, sent_of
from api.web.frame.shown import Shape
from api.web.frame.templating import render
from workflows.county.organisation import (
    ImportRefused,
    Importresultat,
    PersonRad,
    Who,
    import_people,
    list_people,
)
from workflows.county.organisation.importing import COLUMNS, REQUIRED
from workflows.ground.words import antal, uppraknat

router = pages()
_LARGEST = 900_000  # bytes that fit in a form
_TOO_LARGE = "Filen är för stor för sidan. Läs in den med kommandot samflode personer importera."
_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do: how many of each, and the lines that are new or changed."""

    resultat: Importresultat
    rader: list[Shape]
    fler: int


@router.get("/personer/importera")
@rule(Rule.SEKRETERARE, "Läs in personer från fil")
def valj_fil(request: Request) -> Response:
    """Ask for the file."""
    return _ask(request)


@router.post("/personer/importera")
@rule(Rule.SEKRETERARE, "Läs in personer från fil")
def granska(request: Request) -> Response:
    """Show what the file would do; nothing is kept until it is confirmed."""
    caller, sent = caller_of(request), sent_of(request)
    chosen = sent.files.get("fil")
    if chosen is None:
        return _ask(request, ["Välj en fil."], 422)
    try:
        content = chosen.innehall.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _ask(request, ["Filen är inte sparad som UTF-8. Spara den som ”CSV UTF-8”."], 422)
    if len(chosen.innehall) > _LARGEST:
        return _ask(request, [_TOO_LARGE], 422)
    try:
        with caller.installation.database.trial() as session:
            found = preview(session, content, caller)
    except ImportRefused as refusal:
        return _ask(request, refusal.problems[:_MOST_SHOWN], 422)
    return render(
        request,
        "county/granska.html",
        titel="Granska filen",
        namn=chosen.namn,
        innehall=content,
        vy=found,
        sammanfattning=summary(found.resultat),
        nytt=changes(found.resultat),
    )


@router.post("/personer/importera/bekrafta")
@rule(Rule.SEKRETERARE, "Läs in personer från fil")
def las_in(request: Request) -> Response:
    """Read the file in."""
    caller, sent = caller_of(request), sent_of(request)
    try:
        with caller.installation.database.session() as session:
            found = import_people(
                session, sent.get("innehall"), profile=caller.world.profile, who=_who(caller)
            )
    except ImportRefused as refusal:
        return _ask(request, refusal.problems[:_MOST_SHOWN], 422)
    return go(request, "/personer", f"Filen är inläst: {summary(found)}")


def preview(session: Session, content: str, caller: Caller) -> Preview:
    """Read a file in and return what that does, for a transaction that is not kept.

    ImportRefused names every problem.
    """
    profile = caller.world.profile
    before = {one.id: one for one in list_people(session, profile)}
    result = import_people(session, content, profile=profile, who=_who(caller))
    after = list_people(session, profile)
    rows = [row for one in after for row in _changed(before.get(one.id), one)]
    return Preview(result, rows[:_MOST_SHOWN], max(0, len(rows) - _MOST_SHOWN))


def _changed(before: PersonRad | None, after: PersonRad) -> list[Shape]:
    """Return a line for each thing that is new or changed about a person."""
    known = {one.id: one for one in before.uppdrag} if before else {}
    lines = [
        {
            "rubrik": after.namn,
            "sub": f"{words(one)} · {after.epost}",
            "tagg": (
                {"slag": "pagar", "text": "ändras"}
                if one.id in known
                else {"slag": "klart", "text": "nytt"}
            ),
        }
        for one in after.uppdrag
        if known.get(one.id) != one
    ]
    if before and before.namn != after.namn:
        renamed = {"slag": "pagar", "text": "ändras"}
        lines.insert(0, {"rubrik": after.namn, "sub": f"hette {before.namn}", "tagg": renamed})
    return lines


def changes(found: Importresultat) -> int:
    """Return how many things a file adds or changes."""
    return found.personer_nya + found.personer_andrade + found.uppdrag_nya + found.uppdrag_andrade


def summary(found: Importresultat) -> str:
    """Return in words how many people and uppdrag a file adds and changes."""
    counts = (
        (found.personer_nya, "ny person", "nya personer"),
        (found.personer_andrade, "ändrad person", "ändrade personer"),
        (found.uppdrag_nya, "nytt uppdrag", "nya uppdrag"),
        (found.uppdrag_andrade, "ändrat uppdrag", "ändrade uppdrag"),
    )
    said = [antal(number, en, flera) for number, en, flera in counts if number]
    return f"{uppraknat(said)}." if said else "inget nytt, allt fanns redan."


def _ask(request: Request, problems: Sequence[str] = (), status: int = 200) -> Response:
    falt = {
        "namn": "fil",
        "rubrik": "CSV-fil",
        "slag": "fil",
        "kravs": True,
        "accept": ".csv,.txt",
        "hjalp": "Sparad som ”CSV UTF-8”, med semikolon eller komma mellan fälten.",
    }
    fel = {"fil": "Filen gick inte att läsa in. Inget är ändrat."} if problems else {}
    return render(
        request,
        "county/importera.html",
        status=status,
        titel="Läs in personer",
        falt=[falt],
        fel=fel,
        problem=problems,
        kolumner=[{"namn": name, "kravs": name in REQUIRED} for name in COLUMNS],
    )


def _who(caller: Caller) -> Who:
    return Who(caller.world.now, caller.person_id)
