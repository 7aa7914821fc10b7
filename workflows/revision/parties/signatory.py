"""Carrying out that somebody is said to sign for a party, or for one that is no huvudman: making
them known, and their letter.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from models.base import table_of
from models.frist import Frist
from models.organisation import Person
from models.revision import Revisionsmotpart, Undertecknare
from workflows.county.organisation.people import make_known
from workflows.county.organisation.trail import Who
from workflows.county.slots import Slot
from workflows.engine.effects import Notify, TakeStep
from workflows.engine.handlers import Doing, Handlers
from workflows.engine.letters.outbox import Told, notify
from workflows.revision.effects import AppointSignatory, AskSignatory, RegisterMotpart
from workflows.revision.facts import RevisionCase
from workflows.revision.parties.counterparts import WHY

_OUTSIDE = table_of(Revisionsmotpart)
_SIGNS, _PERSON, _FRIST = table_of(Undertecknare), table_of(Person), table_of(Frist)


def _appoint(effect: AppointSignatory, doing: Doing) -> Iterable[TakeStep]:
    case, session = doing.case, doing.session
    who = Who(case.now, case.actor.person_id)
    said = {
        **effect.ratt,
        "person_id": make_known(session, effect.epost, effect.namn, who, konto=False),
        "uppgiven": case.now,
        "uppgiven_av": case.actor.person_id,
    }
    key = {"revision_id": case.sak.id, "huvudman_id": effect.huvudman_id}
    new = insert(_SIGNS).values(**key, **said)
    session.execute(new.on_conflict_do_update(index_elements=[*key], set_=said))
    return ()


def _ask(effect: AskSignatory, doing: Doing) -> Iterable[TakeStep]:
    case, session = doing.case, doing.session
    assert isinstance(case, RevisionCase)  # noqa: S101 - nothing else is signed
    one = next(part for part in case.parter if part.huvudman_id == effect.huvudman_id)
    row = session.execute(
        select(_SIGNS.c.person_id, _SIGNS.c.behorighet).where(
            _SIGNS.c.revision_id == case.sak.id, _SIGNS.c.huvudman_id == effect.huvudman_id
        )
    ).one()
    data = {
        "part": one.namn,
        "behorighet": row.behorighet,
        "av": case.actor.namn,
        "version": len(case.versioner),
    }
    why = f"{one.namn} har sagt att du skriver under."
    to = (Slot(drag=one.namn, person_id=row.person_id),)
    letter = Notify("revision_undertecknare", to, why, data)
    notify(session, [Told(letter, case, doing.handelse_id, _last_day(doing))])
    return ()


def _last_day(doing: Doing) -> date | None:
    last = select(func.max(_FRIST.c.senast)).where(
        _FRIST.c.sak_id == doing.case.sak.id, _FRIST.c.stangd.is_(None)
    )
    day: date | None = doing.session.execute(last).scalar_one()
    return day


def _register(effect: RegisterMotpart, doing: Doing) -> Iterable[TakeStep]:
    case, session = doing.case, doing.session
    assert isinstance(case, RevisionCase)  # noqa: S101 - nothing else is signed
    who = Who(case.now, case.actor.person_id)
    person_id = make_known(session, effect.epost.casefold(), effect.kontakt, who, konto=False)
    key = {"revision_id": case.sak.id, "namn": effect.namn}
    said = {"slag": effect.slag, "person_id": person_id}
    new = insert(_OUTSIDE).values(**key, **said, slappt=False)
    session.execute(new.on_conflict_do_update(index_elements=[*key], set_=said))
    if effect.fragas:
        data = {"part": effect.namn, "version": len(case.versioner)}
        to = (Slot(drag=effect.namn, person_id=person_id),)
        letter = Notify("revision_motpart", to, WHY, data)
        notify(session, [Told(letter, case, doing.handelse_id, _last_day(doing))])
    return ()


EFFECTS: Handlers = {
    AppointSignatory: _appoint,
    AskSignatory: _ask,
    RegisterMotpart: _register,
}
