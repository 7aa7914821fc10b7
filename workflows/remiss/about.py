"""What a party was asked about the same matter before, and answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from models.base import table_of
from models.remiss import Remiss, Remissmottagare, Remissvar
from models.rows import ONE, named_in, reading


@dataclass(frozen=True, slots=True)
class Forrasvar:
    """The text that was answered about, and when."""

    underlag: str
    lamnat: datetime


_ROUND, _ASKED, _ANSWER = table_of(Remiss), table_of(Remissmottagare), table_of(Remissvar)
_NOW, _ITS = _ASKED.alias("now"), _ROUND.alias("its_round")
_SAME = (
    _ASKED.c.huvudman_id.is_not_distinct_from(_NOW.c.huvudman_id)
    & _ASKED.c.organ_id.is_not_distinct_from(_NOW.c.organ_id)
    & _ASKED.c.person_id.is_not_distinct_from(_NOW.c.person_id)
)
_BEFORE = reading(
    Forrasvar,
    named_in(Forrasvar, _ROUND, _ANSWER)
    .select_from(
        _NOW.join(_ITS, _ITS.c.id == _NOW.c.remiss_id)
        .join(_ROUND, _ROUND.c.om_id == _ITS.c.om_id)
        .join(_ASKED, (_ASKED.c.remiss_id == _ROUND.c.id) & _SAME)
        .join(_ANSWER, _ANSWER.c.mottagare_id == _ASKED.c.id)
    )
    .where(_NOW.c.id == ONE)
    .order_by(_ANSWER.c.lamnat.desc(), _ANSWER.c.id.desc())
    .limit(1),
)


def answered_before(session: Session, mottagare_id: int) -> Forrasvar | None:
    """Return the latest answer of the party behind a recipient, in any round on the same matter;
    None when it has given none.
    """
    return _BEFORE.one_or_none(session, {"den": mottagare_id})
