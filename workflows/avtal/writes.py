"""Carrying out what concerns an agreement: its texts, its parties, its files and what it hangs
together with.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, func, insert
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlmodel import col, select

from models.avtal import Avtalsbilaga, Avtalspart, Avtalssamband, Avtalsversion
from models.base import table_of
from models.vocabulary import PartSlag
from workflows.avtal.effects import AddVersion, Attach, LinkAgreements, SetParties
from workflows.engine.effects import TakeStep
from workflows.engine.handlers import Doing, Handlers
from workflows.texts.markdown import content_hash

_PART, _VERSION, _BILAGA, _SAMBAND = (
    table_of(model) for model in (Avtalspart, Avtalsversion, Avtalsbilaga, Avtalssamband)
)


def _add_version(effect: AddVersion, doing: Doing) -> Iterable[TakeStep]:
    """Add the text under the agreement's next number; the agreement is locked, so no two get the
    same.
    """
    session, case = doing.session, doing.case
    text = effect.text
    if text is None:
        same = select(Avtalsversion.text).where(Avtalsversion.id == effect.same_as)
        text = session.exec(same).one()
    latest = select(func.coalesce(func.max(col(Avtalsversion.nr)), 0)).where(
        _VERSION.c.avtal_id == case.sak.id
    )
    session.execute(
        insert(_VERSION),
        {
            "avtal_id": case.sak.id,
            "nr": session.exec(latest).one() + 1,
            "text": text,
            "sha256": content_hash(text),
            "galler_fran": effect.galler_fran,
            "beslutad": effect.beslutad,
            "andring": effect.andring,
            "redaktionell": effect.redaktionell,
            "skapad": case.now,
            "skapad_av": effect.skapad_av or case.actor.person_id,
        },
    )
    return ()


def _set_parties(effect: SetParties, doing: Doing) -> Iterable[TakeStep]:
    """Write who is bound and who is told.

    A party that stays keeps its notice, one that has left its last day, unless it comes back.
    """
    session, avtal_id = doing.session, doing.case.sak.id
    of_avtal = _PART.c.avtal_id == avtal_id
    left = _PART.c.lamnar.isnot(None) & (_PART.c.lamnar < doing.case.today)
    gone = (
        of_avtal
        & (_PART.c.slag == PartSlag.PART)
        & _PART.c.huvudman_id.not_in(effect.huvudman_ids)
        & ~left
    )
    session.execute(delete(_PART).where(gone))
    back = of_avtal & left & _PART.c.huvudman_id.in_(effect.huvudman_ids)
    session.execute(_PART.update().where(back).values(uppsagd=None, lamnar=None))
    rows = [{"slag": PartSlag.PART, "huvudman_id": one, "namn": ""} for one in effect.huvudman_ids]
    if effect.informeras is not None:
        session.execute(delete(_PART).where(of_avtal, _PART.c.slag == PartSlag.INFORMERAS))
        rows += [
            {"slag": PartSlag.INFORMERAS, "huvudman_id": None, "namn": one}
            for one in effect.informeras
        ]
    if rows:
        session.execute(
            pg_insert(_PART).on_conflict_do_nothing(),
            [{"avtal_id": avtal_id, **row} for row in rows],
        )
    return ()


def _attach(effect: Attach, doing: Doing) -> Iterable[TakeStep]:
    row = {"version_id": effect.version_id, "fil_id": effect.fil_id, "rubrik": effect.rubrik}
    doing.session.execute(pg_insert(_BILAGA).on_conflict_do_nothing(), row)
    return ()


def _link_agreements(effect: LinkAgreements, doing: Doing) -> Iterable[TakeStep]:
    session, avtal_id = doing.session, doing.case.sak.id
    session.execute(
        delete(_SAMBAND).where(_SAMBAND.c.avtal_id == avtal_id, _SAMBAND.c.slag == effect.slag)
    )
    rows = [
        {"avtal_id": avtal_id, "till_id": till, "slag": effect.slag}
        for till in dict.fromkeys(effect.till)
    ]
    if rows:
        session.execute(pg_insert(_SAMBAND).on_conflict_do_nothing(), rows)
    return ()


EFFECTS: Handlers = {
    AddVersion: _add_version,
    SetParties: _set_parties,
    Attach: _attach,
    LinkAgreements: _link_agreements,
}
