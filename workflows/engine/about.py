"""The facts of what a remiss or an åtagande is about, with its state."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from models.base import table_of
from models.tables import Remiss, Sak
from workflows.cases import OmFacts
from workflows.errors import NotFound
from workflows.om import OM

_REMISS, _SAK = table_of(Remiss).c, table_of(Sak).c
_LATEST = select(func.max(_REMISS.id)).where(_REMISS.om_id == OM.c.id).scalar_subquery()
_QUERY = select(OM, _LATEST.label("senaste_remiss"), _SAK.lage).where(
    OM.c.id == bindparam("id"), _SAK.id == OM.c.id
)  # fmt: skip


def load_om(session: Session, om_id: int) -> tuple[OmFacts, str]:
    """Return the matter and its state; NotFound when there is none."""
    row = session.connection().execute(_QUERY, {"id": om_id}).mappings().one_or_none()
    if row is None:
        raise NotFound
    facts = dict(row)
    lage = str(facts.pop("lage"))
    return OmFacts(**facts), lage
