"""The shared draft of a recipient's answer to a remiss.

Anyone with an uppdrag for the recipient writes in it; who may hand the answer in does that through
the one door. It is no answer, moves nothing and stands in no history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlmodel import Session

from models.base import table_of
from models.lagen import RemissLage
from models.organisation import Person
from models.remiss import Remissutkast
from models.rows import among, reading, wide
from workflows.county.actors import Actor
from workflows.engine.load import Asked, load_case
from workflows.engine.locks import read
from workflows.engine.visibility import is_visible
from workflows.engine.world import World
from workflows.ground.errors import Hindered, NotFound, RoleMissing, Stale
from workflows.ground.payload import parse
from workflows.handling.facts import MottagareFacts
from workflows.remiss.facts import RemissCase
from workflows.remiss.payloads import Remissutkast as Sent
from workflows.remiss.rules import avsnitten_finns, recipient_among

_UTKAST = table_of(Remissutkast)
_WORDS = {"stallningstagande", "motivering", "synpunkter", "instans", "planerat"}


@dataclass(frozen=True, slots=True)
class UtkastVy:
    """A draft as its organisation sees it. ``data`` is as the payload of ``svara``; ``upplaga``
    counts its changes.
    """

    upplaga: int
    skrivet: datetime
    skrivet_av: str
    data: Mapping[str, object]


def drafters_of(actor: Actor, case: RemissCase) -> frozenset[int]:
    """Return the ids of the recipients whose draft the actor may read and write: their huvudmän,
    organ and selves.
    """
    huvudman, organ = actor.huvudman_ids(), actor.organ_ids()
    return frozenset(
        one.id
        for one in case.remiss.mottagare
        if one.huvudman_id in huvudman
        or one.organ_id in organ
        or (one.person_id or 0) == actor.person_id
    )


def load_drafts(session: Session, mottagare_ids: Iterable[int]) -> dict[int, UtkastVy]:
    """Return the drafts of these recipients, those whose answer was handed in too: they have no
    words.
    """
    rows = _DRAFTS.where(among(_UTKAST.c.mottagare_id, mottagare_ids)).all(session)
    return {
        row.mottagare_id: UtkastVy(row.upplaga, row.skrivet, row.namn, row.data) for row in rows
    }


@dataclass(frozen=True, slots=True)
class _Draft:
    mottagare_id: int
    upplaga: int
    skrivet: datetime
    namn: str
    data: Mapping[str, object]


_PERSON = table_of(Person)
_DRAFTS = reading(
    _Draft,
    wide(*_UTKAST.c["mottagare_id", "upplaga", "skrivet", "data"], _PERSON.c.namn).where(
        _PERSON.c.id == _UTKAST.c.skrivet_av
    ),
)


def write_draft(
    session: Session, remiss_id: int, sent: Mapping[str, object], *, actor: Actor, world: World
) -> int:
    """Save a draft as it shall stand; return its new upplaga.

    Raises NotFound, RoleMissing, Hindered, Malformed, or Stale when somebody else has written since
    it was read.
    """
    said = parse(Sent, sent)
    if not is_visible(session, actor, remiss_id, world):
        raise NotFound
    case = load_case(session, Asked(read(session, remiss_id, world.nouns), actor, said, world))
    if not isinstance(case, RemissCase):
        raise NotFound
    mottagare = _whose(case, said)
    words = {name: value for name, value in said.said().items() if name in _WORDS}
    row = {"data": words, "skrivet": world.now, "skrivet_av": actor.person_id}
    write = pg_insert(_UTKAST).values(
        mottagare_id=mottagare.id, upplaga=(said.utkast or 0) + 1, **row
    )
    write = write.on_conflict_do_update(
        index_elements=["mottagare_id"],
        set_={**row, "upplaga": _UTKAST.c.upplaga + 1},
        where=_UTKAST.c.upplaga == (said.utkast or 0),
    )
    upplaga: int | None = session.exec(write.returning(_UTKAST.c.upplaga)).scalar_one_or_none()
    if upplaga is None:
        raise Stale(expected=said.utkast or 0, actual=mottagare.utkast)
    return upplaga


def _whose(case: RemissCase, said: Sent) -> MottagareFacts:
    """Return the recipient whose draft is meant; refuse what is not the actor's to write, or not to
    be written now.
    """
    mine = drafters_of(case.actor, case)
    if not mine:
        raise RoleMissing(
            "Skriv utkast", ["den som har ett uppdrag för någon som har fått remissen"]
        )
    mottagare = recipient_among(case, said.mottagare, mine)
    if mottagare is None:
        raise Hindered(["Välj vem utkastet gäller."])
    if mottagare.id not in mine:
        raise RoleMissing("Skriv utkast", [f"den som har ett uppdrag för {mottagare.namn}"])
    if case.sak.lage != RemissLage.OPPEN:
        raise Hindered(["Remissen är inte öppen längre, så utkastet går inte att spara."])
    if wrong := avsnitten_finns(case, said):
        raise Hindered([wrong])
    return mottagare
