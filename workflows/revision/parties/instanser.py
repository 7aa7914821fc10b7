"""The instanser that decide for each party, with the latest each has said of the newest text, read
beside the party, and the parties that are no huvudman beside the revision: one statement for
however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import case, func, literal_column, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from models.base import table_of
from models.revision import (
    Partsbeslut,
    Partsinstans,
    Revision,
    Revisionsmotpart,
    Revisionspart,
    Revisionsversion,
    Signatur,
)
from models.vocabulary import Motpartsslag
from workflows.avtal.parties.people import people_of
from workflows.ground.payload import Json
from workflows.instanser.reading import beside, latest_of
from workflows.revision.facts import MotpartFacts

PART, INSTANS = table_of(Revisionspart), table_of(Partsinstans)
BESLUT, _VERSION = table_of(Partsbeslut), table_of(Revisionsversion)
OF_PART = (INSTANS.c.revision_id == PART.c.revision_id) & (
    INSTANS.c.huvudman_id == PART.c.huvudman_id
)
_NEWEST = (
    select(func.max(_VERSION.c.id))
    .where(_VERSION.c.revision_id == INSTANS.c.revision_id)
    .correlate(INSTANS)
    .scalar_subquery()
)
_OF_TEXT = BESLUT.c.version_id == _NEWEST
# The latest that an instans has said of the newest text.
LATEST = latest_of(BESLUT, INSTANS, _OF_TEXT)
AS_READ = beside(PART, INSTANS, OF_PART, (BESLUT, _OF_TEXT))

_MOTPART, _REVISION, _SIGNATUR = (table_of(m) for m in (Revisionsmotpart, Revision, Signatur))
_TEXT = _VERSION.alias("texten")
_LAST = (
    select(func.max(_TEXT.c.id))
    .where(_TEXT.c.revision_id == _MOTPART.c.revision_id)
    .correlate(_MOTPART)
    .scalar_subquery()
)
_OUTSIDE = func.jsonb_build_object(
    *("namn", _MOTPART.c.namn),
    *("slag", _MOTPART.c.slag),
    *("personer", people_of(_MOTPART)),
    *("slappt", case((_MOTPART.c.slappt, "ja"), else_="")),
    *("signerad_sha256", func.coalesce(_SIGNATUR.c.sha256, "")),
)
MOTPARTER = func.coalesce(
    select(func.jsonb_agg(aggregate_order_by(_OUTSIDE, _MOTPART.c.namn), type_=JSONB))
    .select_from(
        _MOTPART.outerjoin(
            _SIGNATUR,
            (_SIGNATUR.c.version_id == _LAST) & (_SIGNATUR.c.motpart == _MOTPART.c.namn),
        )
    )
    .where(_MOTPART.c.revision_id == _REVISION.c.id)
    .correlate(_REVISION)
    .scalar_subquery(),
    literal_column("'[]'::jsonb", JSONB),
).label("motparterna")


def motparter_of(rows: Iterable[Json]) -> tuple[MotpartFacts, ...]:
    """Return the parties that are no huvudman, as they are read beside the revision."""
    return tuple(
        MotpartFacts(
            namn=one["namn"],
            slag=Motpartsslag(one["slag"]),
            personer=tuple((person_id, namn) for namn, _epost, person_id in one["personer"]),
            slappt=bool(one["slappt"]),
            signerad_sha256=one["signerad_sha256"],
        )
        for one in rows
    )
