"""Where others may be waited for one by one today than those who have a frist: an uppdrag has begun
or ended, or a row is missing.

Who they are is said by ``workflows.revision.parties.dates``; a test holds that nothing they would
change is left out here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    case,
    cast,
    except_,
    false,
    func,
    null,
    or_,
    select,
    true,
    union_all,
)

from models.avtal import Avtal
from models.base import table_of
from models.frist import Frist
from models.lagen import RevisionLage
from models.organisation import Organ, Person, Uppdrag
from models.revision import Godkannande, Revision, Revisionspart, Revisionsversion, Undertecknare
from models.sak import Sak
from models.vocabulary import OrganSlag
from workflows.county.in_force import in_force
from workflows.engine.world import World
from workflows.ground.sql import stockholm_day
from workflows.handling.load import APPROVING
from workflows.revision.parties.due import (
    DECIDED,
    LEFT,
    NEXT_DAY,
    OUTSIDE_LEFT,
    SAID_NO,
    SIGNED,
    is_there,
)

_SAK, _REVISION, _AVTAL, _PART = (table_of(one) for one in (Sak, Revision, Avtal, Revisionspart))
_VERSION, _SAYS, _FRIST = (table_of(one) for one in (Revisionsversion, Godkannande, Frist))
_UPPDRAG, _PERSON, _ORGAN = (table_of(one) for one in (Uppdrag, Person, Organ))
_OWN = _FRIST.alias("egen")
_SIGNS, _SIGNATORY = table_of(Undertecknare), _PERSON.alias("undertecknaren")
_NOBODY = cast(null(), Integer)
_STANDS = (
    select(_FRIST.c.huvudman_id, _FRIST.c.person_id, _FRIST.c.senast)
    .where(_FRIST.c.sak_id == _SAK.c.id, _FRIST.c.stangd.is_(None), _FRIST.c.delfrist)
    .where(_FRIST.c.mottagare_id.is_(None))
    .correlate(_SAK)
)


def others_are_asked(world: World) -> ColumnElement[bool]:
    """Return the condition on ``sak`` that those a revision waits for one by one, or their days,
    are not those of its open frister.
    """
    each = (*_parties(world.today), _approvers(world), _mandate(world.today))
    wanted = [one.correlate(_SAK) for one in each]
    return or_(
        except_(union_all(*wanted), _STANDS).exists(),
        except_(_STANDS, *wanted).exists(),
    )


def _own_day(today: date) -> ColumnElement[date]:
    own = select(_OWN.c.senast).where(
        _OWN.c.sak_id == _SAK.c.id, _OWN.c.stangd.is_(None), ~_OWN.c.delfrist
    )
    return func.coalesce(own.correlate(_SAK).scalar_subquery(), today)


def _parties(today: date) -> Iterator[Select[tuple[object, ...]]]:
    """Yield the parties that have not decided, and those that have not signed, also those that are
    no huvudman.
    """
    own = _own_day(today)
    left = LEFT.with_only_columns(_PART.c.huvudman_id, _NOBODY, own)
    yield left.with_only_columns(_PART.c.huvudman_id, _NOBODY, func.coalesce(NEXT_DAY, own)).where(
        _SAK.c.lage == RevisionLage.HOS_PARTERNA.value, _PART.c.beslutar, ~DECIDED, ~SAID_NO
    )
    signs = (
        select(_SIGNS.c.person_id)
        .join(_SIGNATORY, _SIGNATORY.c.id == _SIGNS.c.person_id)
        .where(
            _SIGNS.c.revision_id == _PART.c.revision_id,
            _SIGNS.c.huvudman_id == _PART.c.huvudman_id,
            is_there(_SIGNATORY, today),
        )
        .correlate(_PART)
        .scalar_subquery()
    )
    chef = case((signs.is_(None), _PART.c.huvudman_id))
    yield left.with_only_columns(chef, signs, own).where(
        _SAK.c.lage == RevisionLage.SIGNERAS.value, ~SIGNED
    )
    outside = OUTSIDE_LEFT.selected_columns.person_id
    yield OUTSIDE_LEFT.with_only_columns(_NOBODY, outside, own).where(
        _SAK.c.lage == RevisionLage.SIGNERAS.value
    )


def _mandate(today: date) -> Select[tuple[object, ...]]:
    """Return that AU is asked by the day the mandate, or the time to the meeting aimed at, ends;
    by the matter's own where that had been when it came here.
    """
    writing = [RevisionLage.PRIORITERAD.value, RevisionLage.UTARBETAS.value]
    day = case(
        (_SAK.c.lage.in_(writing), _REVISION.c.mandat_till),
        (_SAK.c.lage == RevisionLage.SAMMANSTALLS.value, _REVISION.c.siktar_pa),
    )
    by = case((day >= stockholm_day(_SAK.c.lage_sedan), day), else_=_own_day(today))
    return select(_NOBODY, _NOBODY, by).where(_REVISION.c.id == _SAK.c.id, day.isnot(None))


def _approvers(world: World) -> Select[tuple[object, ...]]:
    """Return the ledamöter who must approve the newest text as the uppdrag stand, and have not."""
    states = [lage.value for lage in (RevisionLage.SLUTLIGT, RevisionLage.PA_DAGORDNING)]
    return (
        select(_NOBODY, _PERSON.c.id, _own_day(world.today))
        .select_from(
            _UPPDRAG.join(_PERSON, _PERSON.c.id == _UPPDRAG.c.person_id)
            .join(_ORGAN, _ORGAN.c.id == _UPPDRAG.c.organ_id)
            .join(_REVISION, _REVISION.c.id == _SAK.c.id)
            .join(_AVTAL, _AVTAL.c.id == _REVISION.c.avtal_id)
        )
        .where(
            true() if world.profile.godkannande.kravs else false(),
            _SAK.c.lage.in_(states),
            _ORGAN.c.slag == OrganSlag.LEDNINGSGRUPP,
            _PERSON.c.aktiv,
            _UPPDRAG.c.roll.in_(APPROVING),
            in_force(_UPPDRAG, world.today),
            _concerned(world),
            ~_has_spoken(world),
        )
        .distinct()
    )


def _concerned(world: World) -> ColumnElement[bool]:
    """Return the condition that an uppdrag is of a sector that approves what is of the agreement's
    area.
    """
    rules = world.profile.godkannande
    if not rules.sektorer:
        return true()
    area = func.lower(func.btrim(_AVTAL.c.omrade))
    sectors = [
        (area == func.lower(one.namn), _UPPDRAG.c.sektor.in_(rules.sektorer_for(one.namn) or ()))
        for one in rules.omrade
    ]
    usual = _UPPDRAG.c.sektor.in_(rules.sektorer)
    return _UPPDRAG.c.sektor.is_(None) | (case(*sectors, else_=usual) if sectors else usual)


def _has_spoken(world: World) -> ColumnElement[bool]:
    """Return the condition that a ledamot's word holds of the newest text."""
    voiding = select(func.max(_VERSION.c.id)).where(
        _VERSION.c.revision_id == _SAK.c.id,
        _VERSION.c.andring.in_(world.profile.godkannande.upphaver),
    )
    since = func.coalesce(voiding.correlate(_SAK).scalar_subquery(), 0)
    said = select(_SAYS.c.id).where(
        _SAYS.c.revision_id == _SAK.c.id,
        _SAYS.c.for_id == _PERSON.c.id,
        _SAYS.c.ogiltig.is_(None),
        _SAYS.c.version_id >= since,
    )
    return said.correlate(_SAK, _PERSON).exists()
