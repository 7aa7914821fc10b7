"""How the forms of a revision's steps look: choices instead of codes, filled in with what stands
already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from api.web.forms import asked as to_ask
from api.web.forms import choices
from api.web.forms.forms import Asked, Falt, Form, stored_values, with_field
from api.web.forms.instanser import HIDDEN
from api.web.forms.step_page import Family
from api.web.frame.sent import Sent
from api.web.revision.about import about
from api.web.revision.parties import PARTERNAS, as_choices, who_may_be_meant
from models import limits
from models.base import table_of
from models.lagen import Slag
from models.revision import Revision
from models.revisionsord import Andringsgrad
from models.vocabulary import OrganSlag
from workflows.desk.files import TILLATNA
from workflows.ground.deadlines import add_months, proposed_answer_day
from workflows.ground.payload import Payload
from workflows.ground.words import dag
from workflows.handling.payloads import PaMotet
from workflows.revision import payloads as p
from workflows.revision.facts import RevisionCase
from workflows.revision.parties.approvals import what_a_change_does
from workflows.revision.parties.ask_again import vad_de_svarande_far
from workflows.revision.parties.unasked import shortest
from workflows.revision.texts import UTKAST, revision_text, texts_of
from workflows.revision.views import find_revision
from workflows.texts.markdown import merge

Values = dict[str, Any]
_EDITOR: Final[Falt] = {"rader": 30}  # lines
_STANDS: Final = "Här står den senaste låsta texten. Ändra den om den slutliga är en annan."
_GROUPS: Final = (OrganSlag.PROCESSGRUPP, OrganSlag.ARBETSGRUPP)
# Who may carry a dialog on (anybody), and what a question is lifted to.
_AMONG: Final[Mapping[str, tuple[OrganSlag, ...]]] = {"barare": (), "forum": (OrganSlag.FORUM,)}


def shape(asked: Asked) -> Form:
    """Return the form of a step of a revision."""
    case = asked.case
    assert isinstance(case, RevisionCase)  # noqa: S101 - the shapes are kept by kind
    made = _SHAPES.get(asked.step.takes)
    form = made(asked, case) if made else Form(asked.falt)
    falt = [_common(one, asked, case) for one in form.falt if not _known(one, asked)]
    falt = [_aimed(one, asked, case) for one in falt]
    values = {**_common_values(asked, falt), **form.varden}
    return Form(
        falt,
        values,
        form.mening,
        laser=form.laser,
        meet=form.meet,
    )


def _known(one: Falt, asked: Asked) -> bool:
    """Tell whether a field asks what the revision knows: which meeting it is on."""
    return one["namn"] == "mote" and issubclass(asked.step.takes, PaMotet)


def _aimed(one: Falt, asked: Asked, case: RevisionCase) -> Falt:
    """Return the field for the meeting a revision aims at, or comes back to, as a choice among
    those there are.
    """
    if one["namn"] == "aterkommer" and asked.shown:
        return choices.comes_back(one, case)
    if one["namn"] != "siktar_pa" or not asked.shown:
        return one
    return choices.aimed(one, case, case.revision.siktar_pa)


def _common(one: Falt, asked: Asked, case: RevisionCase) -> Falt:
    """Return a field that looks the same in every step."""
    name, slag = one["namn"], one["slag"]
    if name == "mote":
        states = choices.states_for(asked.step.takes)
        found = choices.meetings(asked.session, case, states) if asked.shown else []
        return {**one, "val": found}
    if slag == "organ":
        return {**one, "val": choices.organ(case.register, *_AMONG.get(name, _GROUPS))}
    if name == "part":
        return {
            **one,
            "slag": "val",
            "val": who_may_be_meant(asked, case),
            "kravs": True,
            "hjalp": "",
        }
    if name == "fil":
        return {**one, "hjalp": f"{TILLATNA}. Högst {limits.FIL_BYTES // 1024 // 1024} MB."}
    if name == "text" and one["max"] == limits.AVTALSTEXT:
        return {**one, **_EDITOR}
    return one


def _common_values(asked: Asked, falt: list[Falt]) -> Values:
    names = {one["namn"]: one for one in falt}
    found: Values = {}
    if "part" in names and len(names["part"]["val"]) == 1:
        found["part"] = names["part"]["val"][0]["varde"]
    if "mote" in names and names["mote"]["val"]:
        found["mote"] = names["mote"]["val"][0]["varde"]
    return {
        **found,
        **({"part": asked.valt["part"]} if "part" in names and asked.valt.get("part") else {}),
    }


def _prioritise(asked: Asked, case: RevisionCase) -> Form:
    """Choices for how urgent it is, and the meetings that can be aimed at."""
    owner = case.register.organ_by_id(case.revision.agare_organ_id)
    values = {"grupp": owner.kod if owner and owner.slag in _GROUPS else ""}
    return Form(
        with_field(asked.falt, {"prioritet": {"slag": "val", "val": choices.PRIORITIES}}), values
    )


def _mandate_anew(asked: Asked, case: RevisionCase) -> Form:
    """The mandate as it stands, to be changed; a day that has been is chosen anew."""
    own, organ = case.revision, case.register.organ_by_id(case.revision.grupp_organ_id)
    days = {"mandat_till": own.mandat_till, "siktar_pa": own.siktar_pa}
    values = {"grupp": organ.kod if organ else "", "mandat": own.mandat} | {
        name: day.isoformat() for name, day in days.items() if day and day > case.today
    }
    over = own.mandat_till is not None and own.mandat_till < case.today
    ended = f"Uppdraget gick ut {dag(own.mandat_till)}. " if over and own.mandat_till else ""
    mening = (
        f"{ended}Utkastet finns kvar. Byts gruppen får båda grupperna veta, och dagarna på vägen"
        " räknas om."
    )
    return Form(asked.falt, values, mening)


def _draft(asked: Asked, case: RevisionCase) -> Form:
    """The draft with its edition and the text it began from, both of them hidden."""
    text = _text_of(asked, case, UTKAST)
    falt = with_field(asked.falt, {"upplaga": HIDDEN, "bas": HIDDEN})
    values = {"text": text, "bas": text, "upplaga": case.revision.utkast_upplaga}
    return Form(falt, values, meet=lambda sent, _read: _met(asked, case, sent))


def _met(asked: Asked, case: RevisionCase, sent: Sent) -> Values:
    """Put what was typed together with the draft that somebody else saved meanwhile."""
    now = _text_of(asked, case, UTKAST)
    both = merge(sent.get("bas"), sent.get("text"), now)
    mine = [(one.rubrik, one.mitt or "Du tog bort texten.") for one in both.krockar]
    values = {"text": both.text, "bas": now, "upplaga": case.revision.utkast_upplaga}
    return {"varden": values, "mina_ord": mine, "sammanfogat": True}


def _text_of(asked: Asked, case: RevisionCase, vilken: str) -> str:
    if not asked.shown:
        return ""
    there = texts_of(asked.session, asked.caller.world, case.sak.id)
    if vilken not in there:
        return ""
    return revision_text(asked.session, asked.caller.world, case.sak.id, vilken).text


def _propose(asked: Asked, case: RevisionCase) -> Form:
    """A box for what it means to each party."""
    newest = case.senaste
    parter = as_choices(list(case.kvar()))
    before = dict(newest.konsekvenser) if newest else {}
    values = {
        "konsekvenser": before,
        "invanare": newest.invanare if newest else "",
        "andring": Andringsgrad.SAKLIG.value,
    }
    mening = f"Texten låses som version {newest.nr + 1 if newest else 1} och ⟨au⟩ får förslaget."
    falt = with_field(asked.falt, {"konsekvenser": {"parter": parter, "kravs": True}})
    return Form(_wishes(falt, case), values, mening)


def _wishes(falt: list[Falt], case: RevisionCase) -> list[Falt]:
    """Leave out who wanted what beside the comments, where nobody has been asked yet."""
    asked = case.revision.fragad_version is not None
    named = with_field(falt, {"utover": {"en": "Ändring"}})
    return [one for one in named if asked or one["namn"] != "utover"]


def _external(asked: Asked, case: RevisionCase) -> Form:
    values = {"motpart": case.revision.motpart, "andring": Andringsgrad.SAKLIG.value}
    return Form(asked.falt, values)


def _send_out(asked: Asked, case: RevisionCase) -> Form:
    falt = to_ask.fields(asked.falt, case)
    day = proposed_answer_day(case.today, shortest(case))
    own = [f"huvudman:{one.kod}" for one in case.kvar()]
    values = stored_values(falt, {"slag": "tjansteman", "sista_dag": day}) | {"mottagare": own}
    return Form(falt, values)


def _finish(asked: Asked, case: RevisionCase) -> Form:
    newest = case.senaste
    text = _text_of(asked, case, str(newest.nr)) if newest else ""
    values = {
        "text": text,
        "ikraft": case.revision.ikraft.isoformat() if case.revision.ikraft else "",
    }
    said = (asked.step.does, vad_de_svarande_far(case), what_a_change_does(case))
    filled = {"hjalp": _STANDS, "given": True} if newest else {}
    falt = with_field(asked.falt, {"text": filled})
    return Form(_wishes(falt, case), values, " ".join(filter(None, said)))


def _looked_over(asked: Asked, case: RevisionCase) -> Form:
    """The day when the agreement is to be looked over next."""
    coming = add_months(case.today, case.profile.avtal.oversyn_manader)
    return Form(asked.falt, {"oversyn": coming.isoformat()})


_SHAPES: Final[Mapping[type[Payload], Callable[[Asked, RevisionCase], Form]]] = {
    p.Prioritera: _prioritise,
    p.NyttUppdrag: _mandate_anew,
    p.Avsta: _looked_over,
    p.Utkast: _draft,
    p.Forslag: _propose,
    p.Externt: _external,
    p.PaRemiss: _send_out,
    p.FragaIgen: _send_out,
    p.Slutligt: _finish,
    p.AvslutaRevision: _looked_over,
    **PARTERNAS,
}


FAMILY: Final = Family(
    Slag.REVISION,
    "/revisioner",
    lambda session, caller, nr: find_revision(session, caller.actor, caller.world, nr),
    shape,
    about,
    lambda case: str(case.revision.rubrik),
    name=table_of(Revision).c.nr,
)
