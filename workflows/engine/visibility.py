"""Who sees what: one table, state × relation, and one query.

Lists, search, counts and single pages all go through it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import Any

from sqlalchemy import (
    BindParameter,
    Boolean,
    ColumnElement,
    Integer,
    and_,
    any_,
    bindparam,
    case,
    exists,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.visitors import cloned_traverse
from sqlmodel import Session

from models.base import table_of
from models.lagen import ArendeLage as A
from models.lagen import RevisionLage as V
from models.lagen import Slag
from models.tables import Arende, Atagande, Avtal, Remiss, Remissmottagare, Revision, Sak
from models.vocabulary import OrganSlag
from workflows.county.actors import Actor
from workflows.county.mandate import LEADS, is_secretary
from workflows.ground.sql import fixed

_ARENDE = table_of(Arende)
_ATAGANDE = table_of(Atagande)
_AVTAL = table_of(Avtal)
_MOTTAGARE = table_of(Remissmottagare)
_REMISS = table_of(Remiss)
_REVISION = table_of(Revision)
_SAK = table_of(Sak)


class Relation(Enum):
    """What ties a person to a matter."""

    ALLA = auto()  # anyone with an uppdrag in force
    AU = auto()  # AU and the secretaries
    FORFATTARE = auto()  # wrote it
    AVSANDARE = auto()  # has uppdrag in the organ that handed it in
    HANDLAGGARE = auto()  # was chosen by AU to handle it
    TILLFRAGAD = auto()  # was asked in a remiss on it
    UTPEKAD = auto()  # was named in person: to do it, or to verify it
    # started the revision, is in the group that writes, or leads the one that keeps the agreement
    SKRIVER = auto()


_BEREDNING = frozenset(
    {
        Relation.AU,
        Relation.FORFATTARE,
        Relation.AVSANDARE,
        Relation.HANDLAGGARE,
        Relation.TILLFRAGAD,
    }
)

_OPPET = _BEREDNING | {Relation.ALLA}

_SKRIVS = frozenset({Relation.AU, Relation.SKRIVER, Relation.TILLFRAGAD})

# Drafts are their authors' own, also when they were withdrawn without being handed in; what is
# being prepared is seen by those who take part; the rest by all who take part in the collaboration.
# A remiss is seen by the same people as the ärende it belongs to while it is out.
SEES: Mapping[Slag, Mapping[str, frozenset[Relation]]] = {
    Slag.ARENDE: {
        A.UTKAST: frozenset({Relation.FORFATTARE}),
        **dict.fromkeys(
            (A.INKOMMET, A.UNDER_BEREDNING, A.KOMPLETTERAS, A.PA_REMISS, A.SAMMANSTALLS), _BEREDNING
        ),
        **dict.fromkeys((A.AVVISAT, A.ATERKALLAT), _BEREDNING),
        **dict.fromkeys(
            (A.BERETT, A.PA_DAGORDNING, A.I_DIALOG, A.LYFT, A.IMPLEMENTERAS, A.AVSLUTAT), _OPPET
        ),
    },
    Slag.MOTE: {"*": frozenset({Relation.ALLA})},
    Slag.REVISION: {
        **dict.fromkeys((V.INITIERAD, V.PRIORITERAD, V.UTARBETAS, V.HOS_AU), _SKRIVS),
        **dict.fromkeys(
            (V.PA_REMISS, V.SAMMANSTALLS, V.SLUTLIGT, V.PA_DAGORDNING), _SKRIVS | {Relation.ALLA}
        ),
        **dict.fromkeys(
            (V.HOS_PARTERNA, V.SIGNERAS, V.VANTAR_IKRAFT, V.IMPLEMENTERAS),
            _SKRIVS | {Relation.ALLA},
        ),
        **dict.fromkeys((V.GENOMFORD, V.AVSTADD, V.AVBRUTEN), _SKRIVS | {Relation.ALLA}),
    },
    Slag.REMISS: {"*": _BEREDNING | {Relation.SKRIVER}},
    Slag.ATAGANDE: {"*": frozenset({Relation.ALLA, Relation.UTPEKAD})},
    Slag.DELGIVNING: {"*": frozenset({Relation.ALLA})},
    Slag.AVTAL: {"*": frozenset({Relation.ALLA})},
}


# The ärende a row of ``sak`` is about: itself, or its parent for a remiss. One value, so that an
# index finds it.
_ABOUT = case((_SAK.c.slag == fixed(Slag.REMISS), _SAK.c.foralder_id), else_=_SAK.c.id)


def synliga(actor: Actor) -> ColumnElement[bool]:
    """Return the condition on ``sak`` that holds for every matter the actor may see."""
    known = known_of(actor)

    def tell(asked: BindParameter[Any]) -> None:
        asked.value, asked.required = known[asked.key], False

    return cloned_traverse(SYNLIG, {}, {"bindparam": tell})


def is_visible(session: Session, actor: Actor, sak_id: int) -> bool:
    """Tell whether the actor may see one matter."""
    return (
        session.connection().execute(_ONE, {"sak_id": sak_id, **known_of(actor)}).first()
        is not None
    )


def known_of(actor: Actor) -> dict[str, object]:
    """Return what the condition asks of an actor."""
    return {
        "klockan": actor.ar_klockan,
        "vem": actor.person_id,
        "har_uppdrag": bool(actor.mandat),
        "i_au": actor.har(slag=OrganSlag.AU) or is_secretary(actor),
        "organ_ids": sorted(actor.organ_ids()),
        "ledda_ids": sorted({m.organ_id for m in actor.mandat if m.roll in LEADS}),
        "huvudman_ids": sorted(actor.huvudman_ids()),
    }


def _where(relation: Relation) -> ColumnElement[bool]:
    """Return the condition that a row of ``sak`` stands where the relation counts."""
    seen = {
        slag: [fixed(lage) for lage in states if relation in states[lage]]
        for slag, states in SEES.items()
    }
    everywhere = {slag for slag, states in SEES.items() if relation in states.get("*", ())}
    return or_(
        *(
            and_(
                _SAK.c.slag == fixed(slag), true() if slag in everywhere else _SAK.c.lage.in_(lagen)
            )
            for slag, lagen in seen.items()
            if lagen
        )
    )


def _of_arende(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(_ARENDE.c.id == _ABOUT, condition).correlate(_SAK)


def _asked() -> ColumnElement[bool]:
    mine = or_(
        _MOTTAGARE.c.huvudman_id == any_(_HUVUDMAN_IDS),
        _MOTTAGARE.c.organ_id == any_(_ORGAN_IDS),
        _MOTTAGARE.c.person_id == _VEM,
    )
    return (
        exists()
        .where(_MOTTAGARE.c.remiss_id == _REMISS.c.id, _REMISS.c.om_id == _ABOUT, mine)
        .correlate(_SAK)
    )


def _named() -> ColumnElement[bool]:
    named = or_(
        _ATAGANDE.c.person_id == _VEM,
        _ATAGANDE.c.delegat_id == _VEM,
        _ATAGANDE.c.verifierare_id == _VEM,
    )
    return exists().where(_ATAGANDE.c.id == _SAK.c.id, named).correlate(_SAK)


def _writes() -> ColumnElement[bool]:
    keeps = (
        select(_AVTAL.c.agare_organ_id).where(_AVTAL.c.id == _REVISION.c.avtal_id).scalar_subquery()
    )
    mine = or_(
        _REVISION.c.initierad_av == _VEM,
        _REVISION.c.initierad_av_organ_id == any_(_ORGAN_IDS),
        _REVISION.c.grupp_organ_id == any_(_ORGAN_IDS),
        keeps == any_(_LEDDA_IDS),
    )
    return exists().where(_REVISION.c.id == _ABOUT, mine).correlate(_SAK)


# The condition is built once; who asks is a parameter of it. Building it anew for every step was a
# third of the step.
_VEM = bindparam("vem", type_=Integer)

_ORGAN_IDS = bindparam("organ_ids", type_=ARRAY(Integer))

_LEDDA_IDS = bindparam("ledda_ids", type_=ARRAY(Integer))

_HUVUDMAN_IDS = bindparam("huvudman_ids", type_=ARRAY(Integer))

_TESTS: Mapping[Relation, ColumnElement[bool]] = {
    Relation.ALLA: bindparam("har_uppdrag", type_=Boolean),
    Relation.AU: bindparam("i_au", type_=Boolean),
    Relation.FORFATTARE: _of_arende(_ARENDE.c.skapad_av == _VEM),
    Relation.AVSANDARE: _of_arende(_ARENDE.c.avsandare_organ_id == any_(_ORGAN_IDS)),
    Relation.HANDLAGGARE: _of_arende(_ARENDE.c.handlaggare_id == _VEM),
    Relation.TILLFRAGAD: _asked(),
    Relation.UTPEKAD: _named(),
    Relation.SKRIVER: _writes(),
}

_NO_WITHDRAWN_DRAFT = or_(
    _SAK.c.lage != fixed(A.ATERKALLAT),
    _TESTS[Relation.FORFATTARE],
    _of_arende(_ARENDE.c.beteckning.isnot(None)),
)

SYNLIG = or_(
    bindparam("klockan", type_=Boolean),
    and_(
        _NO_WITHDRAWN_DRAFT,
        or_(*(and_(_where(relation), test) for relation, test in _TESTS.items())),
    ),
)

_ONE = select(_SAK.c.id).where(_SAK.c.id == bindparam("sak_id"), SYNLIG)
