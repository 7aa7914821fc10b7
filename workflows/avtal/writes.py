"""Carrying out what concerns an agreement: its texts, its parties, its files and what it hangs
together with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import delete, insert
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlmodel import Session, col, select

from models.avtal import Avtalsbilaga, Avtalspart, Avtalssamband, Avtalsversion
from models.base import table_of
from models.rows import among, key
from models.vocabulary import PartSlag
from workflows.avtal.effects import (
    AddVersion,
    Attach,
    LinkAgreements,
    Personer,
    SetParties,
)
from workflows.avtal.facts import AvtalCase, PartFacts
from workflows.county.organisation import Who
from workflows.county.organisation.people import make_known
from workflows.engine.effects import TakeStep
from workflows.engine.handlers import Doing, Handlers, Together
from workflows.texts.markdown import content_hash

_PART, _VERSION, _BILAGA, _SAMBAND = (
    table_of(model) for model in (Avtalspart, Avtalsversion, Avtalsbilaga, Avtalssamband)
)


def _add_versions(session: Session, added: Sequence[tuple[AddVersion, AvtalCase]]) -> None:
    """Add a text to each agreement under its next number; the agreement is locked, so no two get
    the same.
    """
    same_as = {effect.same_as for effect, _ in added if effect.text is None}
    known = select(key(Avtalsversion.id), col(Avtalsversion.text)).where(
        among(_VERSION.c.id, same_as)
    )
    texts = dict(session.exec(known).all()) if same_as else {}
    rows = []
    for effect, case in added:
        text = texts[effect.same_as or 0] if effect.text is None else effect.text
        rows.append(
            {
                "avtal_id": case.sak.id,
                "nr": max((version.nr for version in case.versioner), default=0) + 1,
                "text": text,
                "sha256": content_hash(text),
                "galler_fran": effect.galler_fran,
                "beslutad": effect.beslutad,
                "andring": effect.andring,
                "redaktionell": effect.redaktionell,
                "skapad": case.now,
                "skapad_av": effect.skapad_av or case.actor.person_id,
            }
        )
    session.execute(insert(_VERSION), rows)


def _set_parties(session: Session, said: Sequence[tuple[SetParties, AvtalCase]]) -> None:
    """Write who is bound by each agreement and who is told.

    A party that stays keeps its notice, one that has left its last day, unless it comes back.
    """
    had = [(effect, case) for effect, case in said if case.parter]
    gone = [part.id for effect, case in had for part in case.parter if _goes(part, effect, case)]
    if gone:
        session.execute(delete(_PART).where(among(_PART.c.id, gone)))
    back = [part.id for effect, case in had for part in case.parter if _is_back(part, effect, case)]
    if back:
        change = _PART.update().where(among(_PART.c.id, back))
        session.execute(change.values(uppsagd=None, lamnar=None))
    rows = [
        {"avtal_id": case.sak.id, **row, **_reached(session, people, case)}
        for effect, case in said
        for row, people in _named_in(effect, case)
    ]
    if rows:
        session.execute(pg_insert(_PART).on_conflict_do_nothing(), rows)


def _reached(session: Session, people: Personer, case: AvtalCase) -> Mapping[str, object]:
    """Return whom letters go to, by name and address, made known now if nobody knows them."""
    who = Who(case.now, case.actor.person_id)
    ids = [make_known(session, epost, namn, who, konto=False) for namn, epost in people if epost]
    first = next((epost for _, epost in people), "")
    return {"epost": first, "person_id": next(iter(ids), None), "ovriga": [*dict.fromkeys(ids[1:])]}


def _has_left(part: PartFacts, case: AvtalCase) -> bool:
    return part.lamnar is not None and part.lamnar < case.today


def _goes(part: PartFacts, effect: SetParties, case: AvtalCase) -> bool:
    if part.slag is PartSlag.INFORMERAS:
        return effect.informeras is not None
    if part.slag is PartSlag.MOTPART:
        return effect.motparter is not None
    return part.huvudman_id not in effect.huvudman_ids and not _has_left(part, case)


def _is_back(part: PartFacts, effect: SetParties, case: AvtalCase) -> bool:
    bound = part.slag is PartSlag.PART and part.huvudman_id in effect.huvudman_ids
    return bound and _has_left(part, case)


def _named_in(effect: SetParties, case: AvtalCase) -> Iterator[tuple[dict[str, object], Personer]]:
    """Yield the rows of those who are bound, where they were not before, and told, each with whom
    letters go to.
    """
    bound = {part.huvudman_id for part in case.parter}
    numbers = dict(effect.diarienummer)
    for one in effect.huvudman_ids:
        if one not in bound:
            number = numbers.get(one, "")
            row = {"huvudman_id": one, "namn": "", "diarienummer": number}
            yield {"slag": PartSlag.PART, **row, "motpartsslag": None}, ()
    for name, slag, people in effect.motparter or ():
        outside = {"huvudman_id": None, "namn": name, "diarienummer": ""}
        yield {"slag": PartSlag.MOTPART, **outside, "motpartsslag": slag}, people
    for name, epost in effect.informeras or ():
        told = {"huvudman_id": None, "namn": name, "diarienummer": ""}
        yield {"slag": PartSlag.INFORMERAS, **told, "motpartsslag": None}, ((name, epost),)


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
    AddVersion: Together(_add_versions),
    SetParties: Together(_set_parties),
    Attach: _attach,
    LinkAgreements: _link_agreements,
}
