"""Who comes to a meeting: what those who are called have said, and a file that a calendar answered
with.
"""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.web.forms import plain
from api.web.forms.plain import Plain
from api.web.frame.routing import go, number, pages, sent_of
from api.web.frame.shown import Shape
from models.lagen import Slag
from models.vocabulary import Kallelsebesked
from workflows.desk.calendar_replies import note_reply
from workflows.ground.errors import Hindered, Malformed
from workflows.ground.payload import Tom
from workflows.ground.words import antal, uppraknat
from workflows.handling.pages import require_visible
from workflows.mote.stand_ins import AnmaldVy, how_many
from workflows.mote.views import MoteVy

router = pages()
_FILE: Final[Shape] = {
    "namn": "fil",
    "rubrik": "Kalendersvar",
    "slag": "fil",
    "kravs": True,
    "accept": ".ics,text/calendar",
    "hjalp": "Filen som kom i svaret på kallelsen. Den heter oftast något på .ics.",
}
_NONE: Final = "Lägg till filen med svaret."
# What each answer is called when several gave it, and the kind of tag it has.
_WORDS: Final = {
    Kallelsebesked.KOMMER: ("kommer", "klart"),
    Kallelsebesked.DIGITALT: ("digitalt", "klart"),
    Kallelsebesked.KAN_INTE: ("kan inte", "snart"),
    None: ("har inte svarat", "ingen"),
}


def coming(vy: MoteVy) -> Shape | None:
    """Return who comes as the page shows it to who writes it down; None for everybody else."""
    if not vy.anmalda:
        return None
    counts = how_many(vy.anmalda)
    said = [f"{count} {_WORDS[kind][0]}" for kind, count in counts.items() if count]
    return {
        "mening": f"{antal(len(vy.anmalda), 'kallad', 'kallade')}: {uppraknat(said)}",
        "rader": [_row(one) for one in vy.anmalda],
    }


def _row(one: AnmaldVy) -> Shape:
    word, kind = _WORDS[one.besked]
    sub = [
        *(["ersättare"] if one.ar_ersattare else []),
        *([f"{one.ersattare} kommer i stället"] if one.ersattare else []),
    ]
    return {
        "rubrik": one.namn,
        "sub": ", ".join(sub),
        "tagg": {"slag": kind, "text": word.capitalize()},
    }


@router.get("/moten/{mote_id}/kalendersvar")
@rule(Rule.INLOGGAD)
def visa(request: Request, mote_id: str) -> Response:
    """Ask for the file."""
    return plain.show(request, _form(caller_of(request), number(mote_id)))


@router.post("/moten/{mote_id}/kalendersvar")
@rule(Rule.INLOGGAD)
def las_in(request: Request, mote_id: str) -> Response:
    """Note what the file answers, or say why it does not count."""
    caller, nr = caller_of(request), number(mote_id)
    form, chosen = _form(caller, nr), sent_of(request).files.get("fil")
    if chosen is None:
        return plain.show(request, form, fel={"fil": _NONE}, status=409)
    try:
        with caller.installation.database.session() as session:
            said = note_reply(session, nr, chosen.innehall, caller.actor, caller.world)
    except Malformed as refusal:
        return plain.show(request, form, fel=refusal.fields, status=422)
    except Hindered as refusal:
        fel = {"_" * place: text for place, text in enumerate(refusal.hinder, start=1)}
        return plain.show(request, form, fel=fel, status=409)
    return go(request, form.avbryt, f"Svaret är antecknat. {said}")


def _form(caller: Caller, mote_id: int) -> Plain:
    with caller.installation.database.read() as session:
        require_visible(session, caller.actor, caller.world, mote_id, Slag.MOTE)
    return Plain(
        Tom,
        [_FILE],
        "Läs in ett kalendersvar",
        "Läs in",
        f"/moten/{mote_id}",
        mening="Den som tackar ja eller nej i sin kalender svarar med en fil till sekreteraren.",
    )
