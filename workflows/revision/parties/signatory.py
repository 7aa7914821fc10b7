"""Carrying out that somebody is said to sign for a party, or for one that is no huvudman: making
them known.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.dialects.postgresql import insert

from models.base import table_of
from models.revision import Revisionsmotpart, Undertecknare
from workflows.county.organisation.people import make_known
from workflows.county.organisation.trail import Who
from workflows.engine.effects import TakeStep
from workflows.engine.handlers import Doing, Handlers
from workflows.revision.effects import AppointSignatory, RegisterMotpart

_OUTSIDE, _SIGNS = table_of(Revisionsmotpart), table_of(Undertecknare)


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


def _register(effect: RegisterMotpart, doing: Doing) -> Iterable[TakeStep]:
    case, session = doing.case, doing.session
    who = Who(case.now, case.actor.person_id)
    ids = [make_known(session, epost, namn, who, konto=False) for namn, epost in effect.personer]
    first, *others = dict.fromkeys(ids)
    key = {"revision_id": case.sak.id, "namn": effect.namn}
    said = {"slag": effect.slag, "person_id": first, "ovriga": others}
    new = insert(_OUTSIDE).values(**key, **said, slappt=False)
    session.execute(new.on_conflict_do_update(index_elements=[*key], set_=said))
    return ()


EFFECTS: Handlers = {AppointSignatory: _appoint, RegisterMotpart: _register}
