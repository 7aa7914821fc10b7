"""The trace that changes of organ, people and uppdrag leave: who changed what, when, in whose
record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Session

from models.base import Ord, table_of
from models.organisation import Organisationshandelse

_TRAIL = table_of(Organisationshandelse)


class Andring(Ord):
    """What happened."""

    HUVUDMAN_NY = "huvudman_ny", "huvudman lades till", "En huvudman kom till i länsprofilen."
    HUVUDMAN_ANDRAD = (
        "huvudman_andrad",
        "huvudman ändrades",
        "Länsprofilen säger något nytt om en huvudman.",
    )
    ORGAN_NYTT = "organ_nytt", "organ lades till", "Ett organ kom till i länsprofilen."
    ORGAN_ANDRAT = "organ_andrat", "organ ändrades", "Länsprofilen säger något nytt om ett organ."
    PERSON_NY = "person_ny", "person lades till", "En person blev känd."
    PERSON_ANDRAD = "person_andrad", "person ändrades", "En persons namn ändrades."
    UPPDRAG_NYTT = "uppdrag_nytt", "uppdrag lades till", "En person fick ett uppdrag."
    UPPDRAG_ANDRAT = (
        "uppdrag_andrat",
        "uppdrag ändrades",
        "Sista dag eller ersättare för ett uppdrag ändrades.",
    )
    UPPDRAG_AV_SVAR = (
        "uppdrag_av_svar",
        "uppdrag följde av ett svar",
        "En part utsåg en person, som fick uppdraget.",
    )
    BREVTID_ANDRAD = (
        "brevtid_andrad",
        "brevtid ändrades",
        "En person valde dag och tid för sina brev.",
    )
    FRANVARO_NY = "franvaro_ny", "frånvaro lades till", "En person är borta några dagar."
    FRANVARO_ANDRAD = (
        "franvaro_andrad",
        "frånvaro ändrades",
        "Dagarna eller ersättaren för en frånvaro ändrades.",
    )
    FRANVARO_BORT = "franvaro_bort", "frånvaro togs bort", "En frånvaro som inte blev av togs bort."


@dataclass(frozen=True, slots=True)
class Who:
    """Who changes things, and when. ``person_id`` None is the program itself, e.g. the command
    line.
    """

    now: datetime
    person_id: int | None = None


def record(
    session: Session,
    what: Andring,
    *,
    who: Who,
    facts: Mapping[str, object],
    person_id: int | None = None,
) -> None:
    """Add one line of trace. ``facts`` are the values after the change, as text; what is None is
    left out.
    """
    record_together(session, what, who=who, lines=[(person_id, facts)])


def record_together(
    session: Session,
    what: Andring,
    *,
    who: Who,
    lines: Sequence[tuple[int | None, Mapping[str, object]]],
) -> None:
    """Add a line for each of several people, by their id and as ``record`` does it."""
    rows = [
        {
            "tid": who.now,
            "aktor_id": who.person_id,
            "person_id": person_id,
            "vad": what,
            "uppgifter": {name: str(value) for name, value in facts.items() if value is not None},
        }
        for person_id, facts in lines
    ]
    if rows:
        session.execute(insert(_TRAIL), rows)
