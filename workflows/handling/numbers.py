"""Numbers without gaps or duplicates: raised on one row per series and year, inside the step's
transaction.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from models.base import table_of
from models.sak import Nummerserie
from workflows.county.register import OrganFacts
from workflows.engine.case import Case

_SERIE = table_of(Nummerserie)


def next_number(session: Session, serie: str, prefix: str, ar: int) -> int:
    """Return the next number of a series and year; whoever asks at the same time waits for this
    transaction.
    """
    new = insert(_SERIE).values(serie=serie, prefix=prefix, ar=ar, senaste=1)
    raised = new.on_conflict_do_update(
        constraint="pk_nummerserie", set_={"senaste": _SERIE.c.senaste + 1}
    )
    return int(session.execute(raised.returning(_SERIE.c.senaste)).scalar_one())


def arende_number(session: Session, case: Case) -> dict[str, Any]:
    """Return the number fields of an ärende that is handed in today, e.g. SAM 2026:47 at
    sam-2026-47.
    """
    prefix, ar = _prefix(case.register.ledningsgrupp()), case.today.year
    number = next_number(session, "arende", prefix, ar)
    return {
        "ar": ar,
        "lopnr": number,
        "beteckning": f"{prefix} {ar}:{number}",
        "nr": f"{prefix.lower()}-{ar}-{number}",
    }


def beslut_number(session: Session, organ: OrganFacts, ar: int) -> dict[str, Any]:
    """Return the number fields of a decision, numbered per organ and year."""
    prefix = _prefix(organ)
    number = next_number(session, "beslut", prefix, ar)
    return {
        "ar": ar,
        "lopnr": number,
        "beteckning": f"{prefix} beslut {ar}:{number}",
        "nr": f"{prefix.lower()}-beslut-{ar}-{number}",
    }


def revision_number(session: Session, ar: int) -> dict[str, str]:
    """Return the number fields of a revision that is started this year, e.g. REV 2026:3 at
    rev-2026-3.
    """
    number = next_number(session, "revision", "REV", ar)
    return {"beteckning": f"REV {ar}:{number}", "nr": f"rev-{ar}-{number}"}


def _prefix(organ: OrganFacts) -> str:
    return organ.prefix or organ.kod.upper()[:10]
