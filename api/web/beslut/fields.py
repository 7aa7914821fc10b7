"""How the forms of an åtagande's steps look: only the answer that the decision wants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from api.web.beslut.about import about
from api.web.forms import choices
from api.web.forms.forms import Asked, Falt, Form, Shape, with_field
from api.web.forms.step_page import Family, by_id
from models import limits
from models.lagen import Slag
from models.vocabulary import SvarSlag
from workflows.beslut.facts import AtagandeCase
from workflows.beslut.list import atagande as atagande_view
from workflows.beslut.payloads import Delegera, Notera, NyVerifierare, Omprova, Rapportera, StamAv
from workflows.desk.files import TILLATNA
from workflows.ground.payload import Payload

_WANTED: Final[Mapping[SvarSlag, dict[str, dict[str, Any]]]] = {
    SvarSlag.JA: {},
    SvarSlag.NAMN: {"namn": {"rubrik": "Vem utser ni?", "kravs": True}, "epost": {}},
    SvarSlag.TAL: {"tal": {"kravs": True}},
    SvarSlag.DATUM: {"datum": {"kravs": True}},
    SvarSlag.TEXT: {"text": {"kravs": True}},
    SvarSlag.FIL: {
        "fil": {"kravs": True, "hjalp": f"{TILLATNA}. Högst {limits.FIL_BYTES // 1024 // 1024} MB."}
    },
}


def atagande(asked: Asked) -> Form:
    """Return the form of an åtagande's step."""
    shape = _SHAPES.get(asked.step.takes)
    return shape(asked) if shape else Form(asked.falt)


def _case(asked: Asked) -> AtagandeCase:
    assert isinstance(asked.case, AtagandeCase)  # noqa: S101 - the shapes are kept by kind
    return asked.case


def _report(asked: Asked) -> Form:
    facts = _case(asked).atagande
    wanted = _WANTED[facts.svar]
    # What somebody adds is stored with the answer; where the answer is a text it is the answer.
    extra: dict[str, dict[str, Any]] = {} if facts.svar is SvarSlag.TEXT else {"kommentar": {}}
    falt = [
        {**one, **changes}
        for one in asked.falt
        if (changes := {**wanted, **extra}.get(one["namn"])) is not None
    ]
    after = "Den som ska verifiera får veta det." if facts.verifierare_id else "Sedan är ni klara."
    return Form(falt, mening=f"{_said(facts.svar)} {after}")


def _said(svar: SvarSlag) -> str:
    return (
        "Bekräfta att det är gjort."
        if svar is SvarSlag.JA
        else f"Beslutet vill ha {svar.ord} som svar."
    )


def _attest(asked: Asked) -> Form:
    number = _case(asked).atagande.svar is SvarSlag.TAL
    falt = [one for one in asked.falt if number or one["namn"] != "tal"]
    return Form(falt)


def _ruled(asked: Asked) -> Form:
    if not asked.shown:
        return Form(asked.falt)
    vy = atagande_view(asked.session, asked.caller.actor, asked.caller.world, asked.case.sak.id)
    values = {"nytt_datum": vy.avsteg_datum.isoformat()} if vy.avsteg_datum else {}
    return Form(asked.falt, values)


def _hand_over(asked: Asked) -> Form:
    val = _colleagues(asked) if asked.shown else []
    falt: list[Falt] = [
        {**one, "val": val} if one["namn"] == "delegat" else one for one in asked.falt
    ]
    return Form(falt)


def _another_verifies(asked: Asked) -> Form:
    val = choices.people(asked.session, asked.case.today) if asked.shown else []
    return Form(with_field(asked.falt, {"verifieras_av": {"val": val}}))


def _colleagues(asked: Asked) -> list[choices.Choice]:
    """Return those to whom it may be handed."""
    case, facts = _case(asked), _case(asked).atagande
    if facts.organ_id is not None:
        return choices.people(asked.session, case.today, organ=[facts.organ_id])
    own = [facts.huvudman_id] if facts.huvudman_id else sorted(case.actor.huvudman_ids())
    return choices.people(asked.session, case.today, huvudman=own)


_SHAPES: Final[Mapping[type[Payload], Shape]] = {
    Rapportera: _report,
    StamAv: _attest,
    Notera: _ruled,
    Omprova: _ruled,
    Delegera: _hand_over,
    NyVerifierare: _another_verifies,
}


FAMILY: Final = Family(
    Slag.ATAGANDE,
    "/ataganden",
    by_id,
    atagande,
    about,
    lambda case: str(case.atagande.text),
)
