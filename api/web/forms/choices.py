"""What can be chosen in a form: people, organ, huvudmän, meetings and times, as [{varde, text}]."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, and_, false, or_, select
from sqlmodel import Session

from api.web.forms.editor import CHOSEN
from api.web.forms.forms import GROUPS, Asked, Falt
from models import limits
from models.avisering import Avisering
from models.base import table_of
from models.beslut import Beslut
from models.lagen import TAKES_ITEMS, TAKES_LATE_ITEMS, MoteLage
from models.organisation import Person, Uppdrag
from models.sak import Sak
from models.vocabulary import FristForm, OrganSlag, SvarSlag
from workflows.county.in_force import in_force
from workflows.county.meetings import MoteFacts, load_mote
from workflows.county.profile import Remisstill
from workflows.county.register import OrganFacts, Register
from workflows.engine.case import Case
from workflows.engine.visibility import synliga
from workflows.ground.payload import Payload
from workflows.ground.words import dag, klockslag
from workflows.handling.payloads import SentPaDagordning, VidMotet

Choice = dict[str, Any]
_QUARTERS: Final = 8  # two years ahead
_MOST_DECISIONS: Final = 40
_ORDINALS: Final = ("första", "andra", "tredje", "fjärde")
PRIORITIES: Final[list[Choice]] = [
    {"varde": 1, "text": "1 – nu"},
    {"varde": 2, "text": "2 – i år"},
    {"varde": 3, "text": "3 – när det går"},
]
_GROUP_WORDS: Final = {"alla": "Alla huvudmän", "kommuner": "Alla kommuner", "regioner": "Regionen"}


def _holds(
    today: date, huvudman: Sequence[int] | None, organ: Sequence[int] | None
) -> Select[tuple[int]]:
    """Return the uppdrag in force of a row of ``person``, for some huvudmän or in some organ."""
    person, uppdrag = table_of(Person).c, table_of(Uppdrag)
    holds = select(uppdrag.c.id).where(uppdrag.c.person_id == person.id, in_force(uppdrag, today))
    if huvudman is not None:
        holds = holds.where(uppdrag.c.huvudman_id.in_(huvudman))
    if organ is not None:
        holds = holds.where(uppdrag.c.organ_id.in_(organ))
    return holds


def people(
    session: Session,
    today: date,
    *,
    huvudman: Sequence[int] | None = None,
    organ: Sequence[int] | None = None,
    written_to: bool = False,
) -> list[Choice]:
    """Return everyone with an uppdrag in force, by address, in Swedish order; namesakes show their
    address. Only those with one for some huvudmän, or in some organ, where these are given; where
    ``written_to``, also whoever has been sent a letter.
    """
    person, holds = table_of(Person).c, _holds(today, huvudman, organ)
    letter = table_of(Avisering).c
    sent = select(letter.id).where(letter.person_id == person.id).exists()
    found = session.execute(
        select(person.namn, person.epost)
        .where(or_(and_(person.aktiv, holds.exists()), sent if written_to else false()))
        .order_by(person.namnordning, person.epost)
    ).all()
    names = Counter(row.namn for row in found)
    return [
        {
            "varde": row.epost,
            "text": row.namn if names[row.namn] == 1 else f"{row.namn} ({row.epost})",
        }
        for row in found
    ]


def organ(register: Register, *kinds: OrganSlag, only: Iterable[int] | None = None) -> list[Choice]:
    """Return organ that have not ended by code: of some kinds, or all; among some ids, or any."""
    ids = None if only is None else set(only)
    fits = (
        one
        for one in register.organ
        if not one.avslutad and (not kinds or one.slag in kinds) and (ids is None or one.id in ids)
    )
    return [{"varde": one.kod, "text": one.namn} for one in fits]


def huvudman(register: Register) -> list[Choice]:
    """Return every huvudman by code."""
    return [{"varde": one.kod, "text": one.kortnamn} for one in register.huvudman]


def groups(case: Case) -> list[Choice]:
    """Return the words for several huvudmän at once; one that means a single huvudman is left to
    its name.
    """
    return [
        {"varde": word, "text": _GROUP_WORDS[word]}
        for word in GROUPS
        if len(case.profile.huvudman_i(word)) > 1
    ]


def parties(falt: Falt, case: Case) -> Falt:
    """Return the field for whom to ask: groups, each huvudman, and the groups of people that take
    part.
    """
    single = [
        {"varde": f"huvudman:{one['varde']}", "text": one["text"]}
        for one in huvudman(case.register)
    ]
    bodies = organ(case.register, OrganSlag.NATVERK, OrganSlag.PROCESSGRUPP, OrganSlag.ARBETSGRUPP)
    asked = [{"varde": f"organ:{one['varde']}", "text": one["text"]} for one in bodies]
    inside = {word: [one.kod for one in case.profile.huvudman_i(word)] for word in GROUPS}
    first = [*_members(case), *groups(case)]
    return {**falt, "slag": "parter", "val": [*first, *single], "organ": asked, "grupper": inside}


def _members(case: Case) -> list[Choice]:
    """Return the choice of every ledamot, where the county asks each of them."""
    if case.profile.remiss.till is not Remisstill.LEDAMOTER:
        return []
    return [{"varde": every_member(case), "text": "Alla ledamöter i ⟨ledningsgrupp⟩"}]


def every_member(case: Case) -> str:
    """Return the choice that asks every ledamot of the ledningsgrupp, each for themselves."""
    return f"organ:{case.register.ledningsgrupp().kod}"


def states_for(takes: type[Payload]) -> tuple[MoteLage, ...]:
    """Return the states of the meetings whose agenda a step may put a matter on, or at which it is
    decided.
    """
    if issubclass(takes, VidMotet):
        return (MoteLage.OPPNAT, MoteLage.ANTECKNINGAR_SKRIVS)
    return TAKES_LATE_ITEMS if takes is SentPaDagordning else TAKES_ITEMS


def open_meetings(asked: Asked) -> tuple[list[Falt], dict[str, object]]:
    """Return the fields of a step, where it is decided at a meeting with those that are open, and
    the first of them as what stands there.
    """
    if not asked.shown or not issubclass(asked.step.takes, VidMotet):
        return asked.falt, {}
    found = meetings(asked.session, asked.case, states_for(asked.step.takes))
    falt = [{**one, "val": found} if one["namn"] == "mote" else one for one in asked.falt]
    return falt, {"mote": found[0]["varde"]} if found else {}


def meetings(session: Session, case: Case, lagen: Sequence[str]) -> list[Choice]:
    """Return the coming meetings of organ that decide, those in some states, soonest first."""
    names = {one.id: one for one in case.register.organ if one.beslutande}
    own = getattr(case, "mote", None)
    coming = [
        mote
        for mote in case.moten
        if mote.organ_id in names and mote.lage in lagen and mote.datum >= case.today
    ]
    found = {
        mote.id: mote
        for mote in [*([own] if own is not None and own.lage in lagen else []), *coming]
    }
    return [
        {"varde": mote.id, "text": _meeting(session, mote, names[mote.organ_id])}
        for mote in found.values()
    ]


def meeting_days(case: Case, aim: date | None) -> list[Choice]:
    """Return the days of the ledningsgrupp's coming meetings, and the day that is aimed at now
    where no meeting is planned then.
    """
    organ = case.register.ledningsgrupp()
    coming = [one for one in case.moten if one.organ_id == organ.id and one.datum >= case.today]
    first = {one.datum: one for one in reversed(coming)}
    found = [
        {
            "varde": day.isoformat(),
            "text": f"{dag(day)} {klockslag(first[day].tid)}, {organ.kortnamn}",
        }
        for day in sorted(first)
    ]
    if aim and aim >= case.today and aim not in first:
        found.append({"varde": aim.isoformat(), "text": f"{dag(aim)}, inget möte är inlagt"})
    return found


def aimed(falt: Falt, case: Case, aim: date | None) -> Falt:
    """Return the field for which meeting a matter aims at: a choice among those that are planned;
    a day while there are none.
    """
    val = meeting_days(case, aim)
    return {**falt, "slag": "val", "val": val, "hjalp": ""} if val else falt


def comes_back(falt: Falt, case: Case) -> Falt:
    """Return the field for which meeting something comes back to: a choice among those after
    today; a day while none is planned.
    """
    val = [one for one in meeting_days(case, None) if one["varde"] > case.today.isoformat()]
    return {**falt, "slag": "val", "val": val} if val else falt


def _meeting(session: Session, mote: MoteFacts, organ: OrganFacts) -> str:
    whole = load_mote(session, mote.id) or mote
    return f"{dag(mote.datum)} {klockslag(whole.tid)}, {organ.kortnamn}"


def decisions(session: Session, case: Case) -> list[Choice]:
    """Return the latest decisions the actor may see, by number, newest first."""
    beslut, sak = table_of(Beslut), table_of(Sak)
    query = (
        select(beslut.c.nr, beslut.c.beteckning, beslut.c.rubrik, beslut.c.datum)
        .join(sak, sak.c.id == beslut.c.om_id)
        .where(synliga(case.actor, case.world), beslut.c.om_id != case.sak.id)
        .order_by(beslut.c.datum.desc(), beslut.c.id.desc())
        .limit(_MOST_DECISIONS)
    )
    return [
        {
            "varde": row.nr,
            "text": f"{row.rubrik} ({row.beteckning}, {dag(row.datum)})",
        }
        for row in session.execute(query)
    ]


def quarters(today: date) -> list[Choice]:
    """Return this quarter and those of the coming two years, in the words ``parse_due`` reads."""
    first = today.year * 4 + (today.month - 1) // 3
    return [
        {
            "varde": f"Q{number % 4 + 1} {number // 4}",
            "text": f"{_ORDINALS[number % 4]} kvartalet {number // 4}",
        }
        for number in range(first, first + _QUARTERS)
    ]


def obligations(session: Session, falt: Falt, case: Case, rows: Iterable[Choice] = ()) -> Falt:
    """Return the editor of åtaganden with everything it lets one choose; what stored rows use is
    always among it.
    """
    bodies = [{**one, "varde": f"organ:{one['varde']}"} for one in organ(case.register)]
    everyone = people(session, case.today)
    known = {f"person:{one['varde']}": one["text"] for one in everyone}
    used = dict.fromkeys(row.get("mottagare", "") for row in rows)
    named = [
        {"varde": value, "text": known.get(value, value.partition(":")[2])}
        for value in used
        if "person:" in value
    ]
    to = [
        *groups(case),
        {"varde": CHOSEN, "text": "Välj huvudmän"},
        {"grupp": "Grupper", "val": bodies},
    ]
    return {
        **falt,
        "max": limits.KORT_TEXT,
        "mottagare": [*to, {"grupp": "Personer", "val": named}] if named else to,
        "huvudman": huvudman(case.register),
        "sektorer": [{"varde": one.kod, "text": one.namn} for one in case.profile.sektor],
        "svar": [{"varde": one.value, "text": one.ord} for one in SvarSlag],
        "former": [{"varde": one.value, "text": one.ord} for one in FristForm],
        "kvartal": quarters(case.today),
        "verifierare": everyone,
    }
