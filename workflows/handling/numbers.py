"""Numbers without gaps or duplicates: raised on one row per series and year, inside the step's
transaction.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from models.base import table_of
from models.sak import Nummerserie
from workflows.county.register import OrganFacts

_SERIE = table_of(Nummerserie)
BESLUTSSERIE: Final = "beslut"


def next_number(session: Session, serie: str, prefix: str, ar: int) -> int:
    """Return the next number of a series and year; whoever asks at the same time waits for this
    transaction.
    """
    return next_numbers(session, serie, prefix, ar, 1)[0]


def next_numbers(session: Session, serie: str, prefix: str, ar: int, antal: int) -> range:
    """Return so many of the next numbers of a series and year, in the same way."""
    new = insert(_SERIE).values(serie=serie, prefix=prefix, ar=ar, senaste=antal)
    raised = new.on_conflict_do_update(
        constraint="pk_nummerserie", set_={"senaste": _SERIE.c.senaste + antal}
    )
    last = int(session.execute(raised.returning(_SERIE.c.senaste)).scalar_one())
    return range(last - antal + 1, last + 1)


def beslut_number(session: Session, organ: OrganFacts, ar: int) -> dict[str, object]:
    """Return the number fields of a decision, numbered per organ and year."""
    prefix = prefix_of(organ)
    number = next_number(session, BESLUTSSERIE, prefix, ar)
    return {
        "ar": ar,
        "lopnr": number,
        "beteckning": f"{prefix} beslut {ar}:{number}",
        "nr": f"{prefix.lower()}-beslut-{ar}-{number}",
    }


def prefix_of(organ: OrganFacts) -> str:
    """Return what an organ's numbers begin with; one without a prefix shares its series with those
    whose codes begin the same.
    """
    return organ.prefix or organ.kod.upper().replace("_", "")[:10]
