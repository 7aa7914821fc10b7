"""When nobody is waited for in a round although it has an open frist."""

from __future__ import annotations

from sqlalchemy import and_, exists, or_

from models.base import table_of
from models.frist import Frist
from models.lagen import ArendeLage, RemissLage, RevisionLage, Slag
from models.sak import Sak, stands_in
from workflows.beslut.word_in_sql import TODAY

_SAK, _ABOUT, _FRIST = table_of(Sak), table_of(Sak).alias("om"), table_of(Frist)
_COMPILED = [(Slag.ARENDE, ArendeLage.SAMMANSTALLS), (Slag.REVISION, RevisionLage.SAMMANSTALLS)]
# An answer may be given until the last day is over. What was said is gone through as part of what
# it is about, while that is compiled: one job has one date.
NOTHING_LEFT = or_(
    and_(_FRIST.c.mottagare_id.isnot(None), _FRIST.c.senast < TODAY),
    and_(
        stands_in([(Slag.REMISS, RemissLage.STANGD.value)]),
        exists().where(
            _ABOUT.c.id == _SAK.c.foralder_id,
            _ABOUT.c.lage.in_(sorted({lage.value for _, lage in _COMPILED})),
        ),
    ),
)
