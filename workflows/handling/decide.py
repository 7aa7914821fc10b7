"""Carrying out a decision.

Its number, one åtagande for each addressee, and one message to each who answers for some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, insert, or_
from sqlmodel import Session, select

from models.base import table_of
from models.beslut import Atagande, Beslut
from models.lagen import TO_DO, UNSETTLED, AtagandeLage, Slag
from models.rows import key, named_in, reading
from models.sak import Sak
from models.vocabulary import STANDING
from workflows.county.bemanning import load_bemanning
from workflows.county.profile import Meddelas
from workflows.county.slots import Holder, Slot
from workflows.county.vacancy import to_holder, why
from workflows.engine.born import Birth, be_born_together, first_frister
from workflows.engine.case import Case
from workflows.engine.effects import TakeStep
from workflows.engine.handlers import Doing, Handlers
from workflows.engine.letters.held import Reworded, reword, take_back, wait_for
from workflows.engine.letters.outbox import Message, put, send_kept
from workflows.engine.noun import Reaches
from workflows.handling import slots
from workflows.handling.effects import (
    Addressee,
    ConfirmDecisions,
    Decide,
    GiveObligations,
    Obligation,
    RewordLetters,
    TakeBackLetters,
    TellDecisions,
    TellWhoRaisedIt,
)
from workflows.handling.facts import OmCase
from workflows.handling.letters.raised import (
    ITEMS,
    cases_of,
    days_of,
    ride_with_it,
    tell_one,
    tell_who_raised,
)
from workflows.handling.load import load_obligations
from workflows.handling.numbers import beslut_number

_ATAGANDE = table_of(Atagande)
_BESLUT = table_of(Beslut)


def obligation(sak_id: int, *, standing: bool) -> dict[str, object]:
    """Return what the link of an åtagande is for, as part of a letter's data."""
    return {"svara": {"sak": sak_id, "steg": reporting(standing=standing)}}


def reporting(*, standing: bool) -> str:
    """Return the step that an åtagande waits for: what is done again and again is attested."""
    return "stam_av" if standing else "rapportera"


def _decide(effect: Decide, doing: Doing) -> Iterable[TakeStep]:
    case = doing.case
    assert isinstance(case, OmCase)  # noqa: S101 - nothing else is decided
    assert case.mote is not None  # noqa: S101 - the guards have seen an open meeting
    organ = case.register.organ_by_id(case.mote.organ_id) or case.register.ledningsgrupp()
    number = beslut_number(doing.session, organ, case.today.year)
    beslut_id = doing.session.execute(
        insert(_BESLUT).returning(_BESLUT.c.id),
        {
            **number,
            "organ_id": organ.id,
            "om_id": case.sak.id,
            "mote_id": effect.mote_id,
            "rubrik": case.om.rubrik,
            "utfall": effect.utfall,
            "text": effect.text,
            "datum": case.mote.datum,
            "justerat": None,
            "inriktning": effect.inriktning,
        },
    ).scalar_one()
    _give_all(doing, beslut_id, effect.ataganden)
    return list(_replaced(effect, doing))


def _give_now(effect: GiveObligations, doing: Doing) -> Iterable[TakeStep]:
    """Give what was decided earlier; each party is told now, for only now it holds."""
    latest = select(func.max(key(Beslut.id))).where(Beslut.om_id == doing.case.sak.id)
    beslut_id: int | None = doing.session.exec(latest).one()
    if beslut_id is not None and effect.ataganden:
        _give_all(doing, beslut_id, effect.ataganden)
        _tell(doing, beslut_id)
    return ()


def _give_all(doing: Doing, beslut_id: int, ataganden: Iterable[Obligation]) -> None:
    """Give each addressee its åtagande and open its frist."""
    case, session = doing.case, doing.session
    given = [
        (uppgift, one, obligation)
        for uppgift, obligation in enumerate(ataganden, start=1)
        for one in obligation.till
    ]
    if not given:
        return
    birth = Birth(Slag.ATAGANDE, case.actor, case.world, case.sak.id, doing.handelse_id)
    ids = [one.id for one in be_born_together(session, [birth] * len(given))]
    rows = [
        {"id": atagande_id, "beslut_id": beslut_id, "uppgift": uppgift, **_row(one, said, case)}
        for atagande_id, (uppgift, one, said) in zip(ids, given, strict=True)
    ]
    session.connection().execute(insert(_ATAGANDE), rows)
    first_frister(session, ids, case.actor, case.world)


def _row(one: Addressee, said: Obligation, case: Case) -> dict[str, object]:
    return {
        "text": said.text,
        **one.columns(),
        "delegat_id": None,
        "svar": said.svar,
        "form": said.form,
        "senast": said.senast,
        "raknas_fran": case.today if said.form in STANDING else None,
        "manader": list(said.manader),
        "verifierare_id": said.verifierare_id,
        "senast_nytt": case.now,
        "svar_text": "",
        "svar_namn": "",
        "svar_epost": "",
        "avsteg_orsak": "",
        "avsteg_stod": "",
    }


def _tell_now(_effect: TellDecisions, doing: Doing) -> Iterable[TakeStep]:
    """Tell of each decision of the meeting, in the order they were taken."""
    if doing.case.profile.former.meddelas is Meddelas.GENAST:
        taken = select(key(Beslut.id)).where(_BESLUT.c.mote_id == doing.case.sak.id)
        for beslut_id in doing.session.exec(taken.order_by(_BESLUT.c.id)).all():
            _tell(doing, beslut_id)
        tell_who_raised(doing, confirmed=False)
        send_kept(doing.session, doing.case.world, doing.case.sak.id, {"fore_justering": True})
    return ()


def _confirm(_effect: ConfirmDecisions, doing: Doing) -> Iterable[TakeStep]:
    """Mark the meeting's decisions as justerade; a profile that waits for this tells the
    responsible now.
    """
    here = (_BESLUT.c.mote_id == doing.case.sak.id) & _BESLUT.c.justerat.is_(None)
    confirmed = (
        _BESLUT.update().where(here).values(justerat=doing.case.today).returning(_BESLUT.c.id)
    )
    beslut_ids = sorted(doing.session.execute(confirmed).scalars())
    if doing.case.profile.former.meddelas is Meddelas.VID_JUSTERING:
        for beslut_id in beslut_ids:
            _tell(doing, beslut_id)
        tell_who_raised(doing, confirmed=True)
        send_kept(doing.session, doing.case.world, doing.case.sak.id, {})
    else:
        ride_with_it(doing)
    return ()


def _tell(doing: Doing, beslut_id: int) -> None:
    """Write one message to each person who answers for some of a decision's åtaganden, with all of
    them in it.
    """
    session, case = doing.session, doing.case
    beslut = _TOLD.where(_BESLUT.c.id == beslut_id).one(session)
    about = {
        "rubrik": beslut.rubrik,
        "beteckning": beslut.beteckning,
        "beslut": beslut.nr,
        "beslutstext": beslut.text,
        "ej_justerat": beslut.justerat is None,
    }
    messages = [
        Message(
            f"beslut:{beslut_id}:atagande:{holders[0].id}",
            "atagande",
            holders[0],
            beslut.om_id,
            why("Du svarar för det här i din organisation.", holders),
            {**about, "ataganden": lines, "lank": lines[0]["lank"]},
        )
        for holders, lines in _per_person(doing, beslut.om_id, beslut_id)
    ]
    put(session, case.world, messages)


def _per_person(
    doing: Doing, om_id: int, beslut_id: int
) -> Iterator[tuple[list[Holder], list[dict[str, object]]]]:
    """Yield each who answers for some of a decision's åtaganden, once for each of them, with
    what a letter says of each. What somebody has answered, or a later decision replaced, since the
    decision was taken is nothing to ask for.
    """
    session, case = doing.session, doing.case
    given = [
        one
        for one in load_obligations(session, [om_id])[om_id]
        if one.beslut_id == beslut_id and one.lage in TO_DO
    ]
    days = days_of(session, [one.id for one in given])
    responsible = {one.id: slots.ansvarig_for(case, one) for one in given}
    bemanning = load_bemanning(session, case.today, responsible.values())
    found: dict[int, tuple[list[Holder], list[dict[str, object]]]] = {}
    for one in given:
        line = {
            "text": one.text,
            "mottagare": one.mottagare,
            "senast": days[one.id].isoformat(),
            "svar": one.svar.att_gora,
            "lank": f"/ataganden/{one.id}",
            **obligation(one.id, standing=one.standing),
        }
        for holder in bemanning.holders(responsible[one.id]):
            holders, lines = found.setdefault(holder.id, ([], []))
            holders.append(holder)
            lines.append(to_holder(line, holder, case.register))
    yield from found.values()


@dataclass(frozen=True, slots=True)
class _Told:
    om_id: int
    nr: str
    beteckning: str
    rubrik: str
    text: str
    justerat: date | None


_TOLD = reading(_Told, named_in(_Told, _BESLUT))


def _replaced(effect: Decide, doing: Doing) -> Iterator[TakeStep]:
    """Yield the closing of what is still open of the decisions this one replaces, in the order of
    their ids.
    """
    if not effect.ersatter:
        return
    sak = table_of(Sak).c
    named = or_(_BESLUT.c.nr.in_(effect.ersatter), _BESLUT.c.beteckning.in_(effect.ersatter))
    query = (
        select(Atagande.id)
        .join(_BESLUT, _BESLUT.c.id == _ATAGANDE.c.beslut_id)
        .where(named, sak.id == _ATAGANDE.c.id, sak.lage.in_([*UNSETTLED, AtagandeLage.AVSTEG]))
        .order_by(_ATAGANDE.c.id)
    )
    for atagande_id in doing.session.exec(query):
        yield TakeStep(atagande_id, "ersatt", if_it_can=True)


# What a letter calls the matter, its groups and its meeting by.
_NAMES = ("namn", "rubrik", "beteckning", "lank", "au", "ledningsgrupp", "mote", "forum")


def _reword(effect: RewordLetters, doing: Doing) -> Iterable[TakeStep]:
    said = Reworded(effect.om_id, effect.fore, effect.efter, _NAMES)
    reword(doing.session, doing.case.sak.id, said)
    return ()


def _take_back(_effect: TakeBackLetters, doing: Doing) -> Iterable[TakeStep]:
    take_back(doing.session, doing.case.sak.id)
    return ()


EFFECTS: Handlers = {
    Decide: _decide,
    GiveObligations: _give_now,
    ConfirmDecisions: _confirm,
    TellDecisions: _tell_now,
    TellWhoRaisedIt: tell_one,
    RewordLetters: _reword,
    TakeBackLetters: _take_back,
}


def _told_when(when: Meddelas) -> Callable[[Session, Case, object], Iterable[Slot]]:
    def whom(session: Session, case: Case, _effect: object) -> Iterator[Slot]:
        """Yield who answers for what the meeting decided, who raised what it took up and whom a
        letter waits for, where the profile tells them then.
        """
        if case.profile.former.meddelas is not when:
            return
        items = ITEMS.all(session, {"den": case.sak.id})
        taken = set(
            session.exec(select(key(Beslut.id)).where(_BESLUT.c.mote_id == case.sak.id)).all()
        )
        ids = [one.om_id for one in items]
        for some in load_obligations(session, ids).values():
            asked = (one for one in some if one.beslut_id in taken and one.lage in TO_DO)
            yield from (slots.ansvarig_for(case, one) for one in asked)
        for one in cases_of(session, case, ids).values():
            if one.noun.raised_by:
                yield one.noun.raised_by(one)
        for kept in wait_for(session, case.sak.id):
            yield kept.till.slot if kept.till else Slot(drag="", person_id=kept.person_id)

    return whom


# Who gets the letters of a meeting's decisions, for a question asked before they leave.
REACHES: Reaches = {
    ConfirmDecisions: _told_when(Meddelas.VID_JUSTERING),
    TellDecisions: _told_when(Meddelas.GENAST),
}
