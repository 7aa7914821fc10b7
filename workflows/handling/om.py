"""What a remiss, an agenda item, a decision or an åtagande is about: an ärende or a revision, as
one selectable.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Integer,
    Label,
    String,
    Subquery,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY

from models.arende import Arende
from models.base import checked, table_of
from models.lagen import Slag
from models.mote import Aterkommande
from models.revision import Revision
from models.sak import OmBase

_ARENDE, _REVISION = table_of(Arende).c, table_of(Revision).c
_SHARED = tuple(OmBase.model_fields)
NONE = cast(null(), Integer)  # what a matter of its kind never has
_BACK = table_of(Aterkommande).c
_SAID_BACK = {"tas_upp": _BACK.dag, "aterkomst": _BACK.som, "vilar": _BACK.vilar}


def coming_back(sak_id: ColumnElement[int]) -> tuple[Label[object], ...]:
    """Return as columns what is said of a matter's coming back."""
    table = table_of(Aterkommande)
    return tuple(
        select(said)
        .where(_BACK.sak_id == sak_id)
        .correlate_except(table)
        .scalar_subquery()
        .label(name)
        for name, said in _SAID_BACK.items()
    )


def kind(slag: Slag) -> Label[str]:
    """Return the kind of matter as a column."""
    return cast(literal(slag.value, String), checked(Slag)).label("slag")


def _about() -> Subquery:
    """Return every matter a meeting may handle: the columns of ``OmFacts`` but its newest remiss,
    what its sender wants of the meeting, why those asked about it were not asked again, and whom it
    concerns in particular: a sector, or those of its agreement's area.
    """
    arenden = select(
        *(_ARENDE[name] for name in (*_SHARED, "siktar_pa")),
        *coming_back(_ARENDE.id),
        kind(Slag.ARENDE),
        _ARENDE.avsandare_organ_id,
        _ARENDE.handlaggare_id,
        NONE.label("grupp_organ_id"),
        _ARENDE.onskad_hantering,
        literal("", String).label("utan_ny_fraga"),
        _ARENDE.berord_sektor,
        NONE.label("avtal_id"),
    )
    revisioner = select(
        *(_REVISION[name] for name in (*_SHARED, "siktar_pa")),
        *coming_back(_REVISION.id),
        kind(Slag.REVISION),
        _REVISION.initierad_av_organ_id.label("avsandare_organ_id"),
        NONE.label("handlaggare_id"),
        _REVISION.grupp_organ_id,
        cast(null(), ARRAY(String)).label("onskad_hantering"),
        _REVISION.utan_ny_fraga,
        literal("", String).label("berord_sektor"),
        _REVISION.avtal_id,
    )
    return union_all(arenden, revisioner).subquery("om")


OM = _about()
# Who carries what, and nothing else: the statement that locks is read once only while it is short.
CARRIED = union_all(
    *(select(one.id, one.barare_organ_id) for one in (_ARENDE, _REVISION))
).subquery("om")
_PAGES = {
    Slag.ARENDE: "/arenden",
    Slag.REVISION: "/revisioner",
    Slag.ATAGANDE: "/ataganden",
}


@dataclass(frozen=True, slots=True)
class Om:
    """What something is about, as a list names it. ``lank`` is its page."""

    slag: Slag
    nr: str
    beteckning: str | None
    rubrik: str
    lank: str


@dataclass(frozen=True)  # without slots: a row may have another such base
class AboutRow:
    """The columns of a row that say what it is about; those that ``labels`` adds."""

    om_slag: Slag
    om_nr: str
    om_beteckning: str | None
    om_rubrik: str

    @property
    def om(self) -> Om:
        """What the row is about."""
        page = page_of(self.om_slag, self.om_nr)
        return Om(self.om_slag, self.om_nr, self.om_beteckning, self.om_rubrik, page)


def labels(prefix: str = "om_") -> tuple[Label[object], ...]:
    """Return the columns of ``AboutRow``."""
    return tuple(
        OM.c[name].label(f"{prefix}{name}") for name in ("slag", "nr", "beteckning", "rubrik")
    )


def page_of(slag: Slag, nr: str) -> str:
    """Return the address of a matter's page."""
    return f"{_PAGES[slag]}/{nr}"
