"""Who sees what: one table, state × relation, and one query.

Lists, search, counts and single pages all go through it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, auto

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlmodel import Session

from models.base import table_of
from models.lagen import ArendeLage as A
from models.lagen import Slag
from models.tables import Arende, Atagande, Remiss, Remissmottagare, Sak
from models.vocabulary import OrganSlag
from workflows.actors import Actor
from workflows.roles import is_secretary

_SAK, _ARENDE, _ATAGANDE = table_of(Sak), table_of(Arende), table_of(Atagande)
_REMISS, _MOTTAGARE = table_of(Remiss), table_of(Remissmottagare)


class Relation(Enum):
    """What ties a person to a matter."""

    ALLA = auto()  # anyone with an uppdrag in force
    AU = auto()  # AU and the secretaries
    FORFATTARE = auto()  # wrote it
    AVSANDARE = auto()  # has uppdrag in the organ that handed it in
    HANDLAGGARE = auto()  # was chosen by AU to handle it
    TILLFRAGAD = auto()  # was asked in a remiss on it
    UTPEKAD = auto()  # was named in person: to do it, or to verify it


_BEREDNING = frozenset(
    {Relation.AU, Relation.FORFATTARE, Relation.AVSANDARE, Relation.HANDLAGGARE, Relation.TILLFRAGAD}
)
_OPPET = _BEREDNING | {Relation.ALLA}

# Drafts are their authors' own; what is being prepared is seen by those who take part; the rest by all who take part in
# the collaboration. A remiss is seen by the same people as the ärende it belongs to while it is out.
SEES: Mapping[Slag, Mapping[str, frozenset[Relation]]] = {
    Slag.ARENDE: {
        A.UTKAST: frozenset({Relation.FORFATTARE}),
        **dict.fromkeys((A.INKOMMET, A.UNDER_BEREDNING, A.KOMPLETTERAS, A.PA_REMISS, A.SAMMANSTALLS), _BEREDNING),
        **dict.fromkeys((A.AVVISAT, A.ATERKALLAT), _BEREDNING),
        **dict.fromkeys((A.BERETT, A.PA_DAGORDNING, A.I_DIALOG, A.LYFT, A.IMPLEMENTERAS, A.AVSLUTAT), _OPPET),
    },
    Slag.MOTE: {"*": frozenset({Relation.ALLA})},
    Slag.REMISS: {"*": _BEREDNING},
    Slag.ATAGANDE: {"*": frozenset({Relation.ALLA, Relation.UTPEKAD})},
}

# Columns that say which ärende a row of ``sak`` is about: itself, or its parent for a remiss.
_ABOUT = or_(_ARENDE.c.id == _SAK.c.id, and_(_SAK.c.slag == Slag.REMISS, _ARENDE.c.id == _SAK.c.foralder_id))


def synliga(actor: Actor) -> ColumnElement[bool]:
    """Return the condition on ``sak`` that holds for every matter the actor may see."""
    if actor.ar_klockan:
        return true()
    tests = {relation: _TESTS[relation](actor) for relation in Relation}
    return or_(
        *(
            and_(_SAK.c.slag == slag, _in(lagen), or_(*(tests[r] for r in sorted(relations, key=lambda r: r.value))))
            for slag, states in SEES.items()
            for relations, lagen in _grouped(states).items()
        )
    )


def _grouped(states: Mapping[str, frozenset[Relation]]) -> Mapping[frozenset[Relation], list[str]]:
    """Return which states share the same relations, so that the query stays small."""
    grouped: dict[frozenset[Relation], list[str]] = {}
    for lage, relations in states.items():
        grouped.setdefault(relations, []).append(str(lage))
    return grouped


def _in(lagen: list[str]) -> ColumnElement[bool]:
    return true() if lagen == ["*"] else _SAK.c.lage.in_(lagen)


def is_visible(session: Session, actor: Actor, sak_id: int) -> bool:
    """Tell whether the actor may see one matter."""
    return session.execute(select(_SAK.c.id).where(_SAK.c.id == sak_id, synliga(actor))).first() is not None


def _anyone(actor: Actor) -> ColumnElement[bool]:
    return true() if actor.mandat else false()


def _au(actor: Actor) -> ColumnElement[bool]:
    return true() if actor.har(slag=OrganSlag.AU) or is_secretary(actor) else false()


def _arende_where(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(_ABOUT, condition).correlate(_SAK)


def _author(actor: Actor) -> ColumnElement[bool]:
    return _arende_where(_ARENDE.c.skapad_av == actor.person_id)


def _sender(actor: Actor) -> ColumnElement[bool]:
    return _arende_where(_ARENDE.c.avsandare_organ_id.in_(actor.organ_ids()))


def _handler(actor: Actor) -> ColumnElement[bool]:
    return _arende_where(_ARENDE.c.handlaggare_id == actor.person_id)


def _asked(actor: Actor) -> ColumnElement[bool]:
    mine = or_(
        _MOTTAGARE.c.huvudman_id.in_(actor.huvudman_ids()),
        _MOTTAGARE.c.organ_id.in_(actor.organ_ids()),
        _MOTTAGARE.c.person_id == actor.person_id,
    )
    about = or_(_REMISS.c.id == _SAK.c.id, _REMISS.c.arende_id == _SAK.c.id)
    return exists().where(_MOTTAGARE.c.remiss_id == _REMISS.c.id, about, mine).correlate(_SAK)


def _named(actor: Actor) -> ColumnElement[bool]:
    me = actor.person_id
    named = or_(_ATAGANDE.c.person_id == me, _ATAGANDE.c.delegat_id == me, _ATAGANDE.c.verifierare_id == me)
    return exists().where(_ATAGANDE.c.id == _SAK.c.id, named).correlate(_SAK)


_TESTS: Mapping[Relation, Callable[[Actor], ColumnElement[bool]]] = {
    Relation.ALLA: _anyone,
    Relation.AU: _au,
    Relation.FORFATTARE: _author,
    Relation.AVSANDARE: _sender,
    Relation.HANDLAGGARE: _handler,
    Relation.TILLFRAGAD: _asked,
    Relation.UTPEKAD: _named,
}
