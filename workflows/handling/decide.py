"""Carrying out a decision.

Its number, one åtagande for each addressee, and one message to each who answers for some.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, insert, or_
from sqlmodel import Session, col, select

from models.base import table_of
from models.beslut import Atagande, Beslut
from models.frist import Frist
from models.lagen import TO_DO, UNSETTLED, AtagandeLage, Slag
from models.mote import Dagordningspunkt
from models.rows import ONE, among, key, named_in, reading, wide
from models.sak import Sak
from models.vocabulary import STANDING, PunktUtfall, Utfall
from workflows.county.bemanning import load_bemanning
from workflows.county.meetings import load_mote
from workflows.county.profile import Meddelas
from workflows.county.slots import Holder, Slot
from workflows.county.vacancy import to_holder, why
from workflows.engine.born import Birth, be_born_together, first_frister
from workflows.engine.case import Case
from workflows.engine.effects import Notify, TakeStep
from workflows.engine.frister import own_frist
from workflows.engine.handlers import Doing, Handlers
from workflows.engine.letters.outbox import Message, Told, notify, put
from workflows.engine.load import load_cases
from workflows.engine.locks import read_all
from workflows.engine.noun import Reaches
from workflows.ground.payload import required
from workflows.handling import slots
from workflows.handling.effects import (
    Addressee,
    ConfirmDecisions,
    Decide,
    GiveObligations,
    Obligation,
    TellDecisions,
    TellWhoRaisedIt,
)
from workflows.handling.facts import OmCase
from workflows.handling.load import load_obligations
from workflows.handling.numbers import beslut_number

_ATAGANDE = table_of(Atagande)
_BESLUT = table_of(Beslut)
_SAK = table_of(Sak)


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
        _tell_who_raised(doing, confirmed=False)
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
        _tell_who_raised(doing, confirmed=True)
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


# What became of an item, as whoever raised it reads it.
BLEV: Mapping[PunktUtfall | Utfall, str] = {
    Utfall.BIFALL: "ärendet fick bifall",
    Utfall.AVSLAG: "ärendet fick avslag",
    PunktUtfall.BORDLAGT: "ärendet bordlades",
    PunktUtfall.ATERREMITTERAT: "ärendet återremitterades",
    PunktUtfall.FORTSATT_DIALOG: "dialogen om ärendet fortsätter",
    PunktUtfall.LAGT_TILL_HANDLINGARNA: "ärendet lades till handlingarna",
    PunktUtfall.LYFT: "ärendet lyftes till forum",
    PunktUtfall.UTGICK: "ärendet utgick",
}
RAISED_IT = "Du lämnade in ärendet."


@dataclass(frozen=True, slots=True)
class _Item:
    om_id: int
    utfall: PunktUtfall | None
    anteckning: str
    beslut: str | None
    beslutade: Utfall | None
    justerat: date | None


_PUNKT = table_of(Dagordningspunkt)
_ITEMS = reading(
    _Item,
    wide(
        _SAK.c.id.label("om_id"),
        *_PUNKT.c["utfall", "anteckning"],
        _BESLUT.c.beteckning.label("beslut"),
        _BESLUT.c.utfall.label("beslutade"),
        _BESLUT.c.justerat,
    )
    .select_from(
        _PUNKT.join(_SAK, _SAK.c.id == _PUNKT.c.om_id).outerjoin(
            _BESLUT,
            (_BESLUT.c.mote_id == _PUNKT.c.mote_id) & (_BESLUT.c.om_id == _PUNKT.c.om_id),
        )
    )
    .where(_PUNKT.c.mote_id == ONE, _PUNKT.c.utfall.isnot(None))
    .order_by(_PUNKT.c.ordning),
)


def _tell_who_raised(doing: Doing, *, confirmed: bool) -> None:
    """Write an extract of the minutes to whoever raised each matter: what became of it, in which
    words, when, and what comes next.
    """
    mote = load_mote(doing.session, doing.case.sak.id)
    assert mote is not None  # noqa: S101 - it is the meeting that is told of
    organ = doing.case.register.organ_by_id(mote.organ_id)
    where = {
        "mote": organ.namn if organ else "",
        "datum": mote.datum.isoformat(),
        "ej_justerat": not confirmed,
    }
    letters = {
        item.om_id: {
            **where,
            "blev": BLEV[item.beslutade or required(item.utfall)],
            "beslut": item.beslut,
            "text": item.anteckning,
        }
        for item in _ITEMS.all(doing.session, {"den": doing.case.sak.id})
    }
    _to_who_raised(
        doing, {om_id: Notify("utdrag", (), RAISED_IT, data) for om_id, data in letters.items()}
    )


def _tell_one(effect: TellWhoRaisedIt, doing: Doing) -> Iterable[TakeStep]:
    people = load_bemanning(doing.session, doing.case.today, effect.had)
    had = {holder.id for slot in effect.had for holder in people.holders(slot)}
    _to_who_raised(doing, {effect.om_id: effect.letter}, had)
    return ()


def _to_who_raised(
    doing: Doing, letters: Mapping[int, Notify], had: Container[int | None] = ()
) -> None:
    """Send each letter to whoever raised the matter, if somebody did; it says what comes next."""
    days, told = _days(doing.session, list(letters)), list[Told]()
    for om_id, case in _cases(doing.session, doing.case, letters).items():
        noun, senast = case.noun, days.get(om_id)
        if noun.raised_by is None or noun.raised_by(case).person_id in had:
            continue
        letter = letters[om_id]
        more = {"harnast": noun.ahead(case, senast)} if noun.ahead else {}
        effect = replace(letter, to=(noun.raised_by(case),), data={**letter.data, **more})
        told.append(Told(effect, case, doing.handelse_id, senast))
    notify(doing.session, told)


def _cases(session: Session, case: Case, ids: Iterable[int]) -> Mapping[int, Case]:
    return load_cases(
        session, read_all(session, list(ids), case.world.nouns), case.actor, case.world
    )


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
    days = _days(session, [one.id for one in given])
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


def _days(session: Session, ids: list[int]) -> dict[int, date]:
    """Return the day of each matter's own frist."""
    query = select(col(Frist.sak_id), col(Frist.senast))
    own = query.join(_SAK, own_frist(_SAK.c.id)).where(among(_SAK.c.id, ids))
    return dict(session.exec(own).all()) if ids else {}


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


EFFECTS: Handlers = {
    Decide: _decide,
    GiveObligations: _give_now,
    ConfirmDecisions: _confirm,
    TellDecisions: _tell_now,
    TellWhoRaisedIt: _tell_one,
}


def _told_when(when: Meddelas) -> Callable[[Session, Case, object], Iterable[Slot]]:
    def whom(session: Session, case: Case, _effect: object) -> Iterator[Slot]:
        """Yield who answers for what the meeting decided and who raised what it took up, where the
        profile tells them then.
        """
        if case.profile.former.meddelas is not when:
            return
        items = _ITEMS.all(session, {"den": case.sak.id})
        taken = set(
            session.exec(select(key(Beslut.id)).where(_BESLUT.c.mote_id == case.sak.id)).all()
        )
        ids = [one.om_id for one in items]
        for some in load_obligations(session, ids).values():
            yield from (slots.ansvarig_for(case, one) for one in some if one.beslut_id in taken)
        for one in _cases(session, case, ids).values():
            if one.noun.raised_by:
                yield one.noun.raised_by(one)

    return whom


# Who gets the letters of a meeting's decisions, for a question asked before they leave.
REACHES: Reaches = {
    ConfirmDecisions: _told_when(Meddelas.VID_JUSTERING),
    TellDecisions: _told_when(Meddelas.GENAST),
}
