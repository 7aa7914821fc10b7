"""The facts of a revision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy import BigInteger, Date, and_, bindparam, exists, func, select, true
from sqlmodel import Session

from models.avtal import Avtal, Avtalsversion
from models.base import table_of
from models.frist import Frist
from models.lagen import RemissLage, RevisionLage, Slag
from models.organisation import Huvudman, Person
from models.remiss import Remiss
from models.revision import (
    Revision,
    RevisionBase,
    Revisionspart,
    Revisionsversion,
    Signatur,
    Undertecknare,
)
from models.revisionsord import Andringsgrad
from models.rows import AMONG, gathered, named_in, reading, wide
from models.sak import Sak
from workflows.avtal.facts import NyTextFacts
from workflows.avtal.load import LAST_DAY, in_force
from workflows.avtal.payloads import FranRevision
from workflows.beslut.facts import Kollega
from workflows.beslut.load import known
from workflows.county.meetings import load_moten
from workflows.engine.case import Common, Lazily
from workflows.engine.world import World
from workflows.ground.deadlines import day_of
from workflows.ground.payload import Payload
from workflows.handling.load import load_obligations, load_rounds
from workflows.handling.om import NONE, coming_back, kind
from workflows.handling.pages import as_stored
from workflows.instanser.reading import Stored, as_facts
from workflows.revision.facts import LastTextFacts, RevisionCase, RevisionFacts, RevisionspartFacts
from workflows.revision.lifecycle import REVISION
from workflows.revision.new_text import text_of_revision
from workflows.revision.parties.approvers import load_approving
from workflows.revision.parties.due import is_there
from workflows.revision.parties.instanser import AS_READ, MOTPARTER, motparter_of
from workflows.revision.parties.payloads import AngeUndertecknare
from workflows.revision.plan import ON_ITS_WAY

_REVISION, _AVTAL, _GALLANDE, _VERSION = (
    table_of(m) for m in (Revision, Avtal, Avtalsversion, Revisionsversion)
)
_PART, _HUVUDMAN, _SIGNATUR = (table_of(m) for m in (Revisionspart, Huvudman, Signatur))
_SIGNS, _PERSON = table_of(Undertecknare), table_of(Person)
_REMISS, _SAK = table_of(Remiss).c, table_of(Sak).c
_UNDER_WAY = _SAK.lage.not_in([lage.value for lage in REVISION.final])
_ID = bindparam("id", type_=BigInteger)
_LATEST = select(func.max(_REMISS.id)).where(_REMISS.om_id == _REVISION.c.id).scalar_subquery()
_ROUND = table_of(Sak).alias("remissen")
_ASKED_ABOUT = (
    select(func.max(_REMISS.version_id))
    .where(
        _REMISS.om_id == _REVISION.c.id,
        _ROUND.c.id == _REMISS.id,
        _ROUND.c.lage.in_([RemissLage.STANGD.value, RemissLage.ATERKOPPLAD.value]),
    )
    .scalar_subquery()
)
_TODAY = bindparam("today", type_=Date)
_IN_FORCE = in_force(_GALLANDE.c.sha256, _REVISION.c.avtal_id, _TODAY).scalar_subquery()
_OWN = reading(
    RevisionFacts,
    wide(
        *_REVISION.c[tuple(RevisionBase.model_fields)],
        kind(Slag.REVISION),
        _REVISION.c.initierad_av_organ_id.label("avsandare_organ_id"),
        NONE.label("handlaggare_id"),
        _AVTAL.c.slug.label("avtal_slug"),
        _AVTAL.c.slag.label("avtal_slag"),
        _AVTAL.c.omrade.label("avtal_omrade"),
        _SAK.lage.label("avtal_lage"),
        _AVTAL.c.oversyn.label("avtal_oversyn"),
        LAST_DAY.label("avtal_sista_dag"),
        _AVTAL.c.agare_organ_id,
        _LATEST.label("senaste_remiss"),
        _ASKED_ABOUT.label("fragad_version"),
        *coming_back(_REVISION.c.id),
        func.coalesce(_IN_FORCE, "").label("gallande_sha256"),
        MOTPARTER,
    )
    .join(_AVTAL, _AVTAL.c.id == _REVISION.c.avtal_id)
    .join(table_of(Sak), _SAK.id == _AVTAL.c.id)
    .where(_REVISION.c.id == AMONG),
)


@dataclass(frozen=True, slots=True)
class _Text:
    revision_id: int
    id: int
    nr: int
    sha256: str
    sammanfattning: str
    andring: Andringsgrad
    konsekvenser: dict[str, str]
    invanare: str
    skapad: datetime
    utover: list[str]


_VERSIONER = reading(
    _Text,
    named_in(_Text, _VERSION).where(_VERSION.c.revision_id == AMONG).order_by(_VERSION.c.nr),
)
_text_as_stored = as_stored(_Text, LastTextFacts, but=("konsekvenser", "skapad", "utover"))
_NEWEST = (
    select(func.max(_VERSION.c.id))
    .where(_VERSION.c.revision_id == _PART.c.revision_id)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class _Part:
    revision_id: int
    huvudman_id: int
    kod: str
    namn: str
    beslutar: bool
    slappt: bool
    instanser: list[Stored]
    signerad_sha256: str
    undertecknare_id: int | None
    undertecknare: str
    undertecknare_kan: bool
    befattning: str
    behorighet: str
    behorighet_datum: date | None


_PARTER = reading(
    _Part,
    wide(
        *_PART.c["revision_id", "huvudman_id", "beslutar", "slappt"],
        AS_READ,
        _HUVUDMAN.c.kod,
        _HUVUDMAN.c.kortnamn.label("namn"),
        func.coalesce(_SIGNATUR.c.sha256, "").label("signerad_sha256"),
        _SIGNS.c.person_id.label("undertecknare_id"),
        func.coalesce(_PERSON.c.namn, "").label("undertecknare"),
        func.coalesce(is_there(_PERSON, _TODAY), true()).label("undertecknare_kan"),
        func.coalesce(_SIGNS.c.befattning, "").label("befattning"),
        func.coalesce(_SIGNS.c.behorighet, "").label("behorighet"),
        _SIGNS.c.behorighet_datum,
    )
    .select_from(
        _PART.join(_HUVUDMAN, _HUVUDMAN.c.id == _PART.c.huvudman_id)
        .outerjoin(
            _SIGNATUR,
            (_SIGNATUR.c.version_id == _NEWEST) & (_SIGNATUR.c.huvudman_id == _PART.c.huvudman_id),
        )
        .outerjoin(
            _SIGNS,
            (_SIGNS.c.revision_id == _PART.c.revision_id)
            & (_SIGNS.c.huvudman_id == _PART.c.huvudman_id),
        )
        .outerjoin(_PERSON, _PERSON.c.id == _SIGNS.c.person_id)
    )
    .where(_PART.c.revision_id == AMONG)
    .order_by(_HUVUDMAN.c.ordning),
)
_part_as_stored = as_stored(_Part, RevisionspartFacts, but=("instanser",))
# Where a rule may ask what the remiss came to.
_ASKED = {
    lage.value
    for lage in (
        RevisionLage.UTARBETAS,
        RevisionLage.HOS_AU,
        RevisionLage.PA_REMISS,
        RevisionLage.SAMMANSTALLS,
        RevisionLage.SLUTLIGT,
    )
}
_OF_AGREEMENTS = (
    select(*_REVISION.c["avtal_id", "beteckning"], _SAK.lage)
    .join(table_of(Sak), _SAK.id == _REVISION.c.id)
    .where(_REVISION.c.avtal_id == AMONG, _UNDER_WAY)
)
_WORDS = select(_VERSION.c.text).where(_VERSION.c.id == _ID)
_DRAFT = select(_REVISION.c.utkast).where(_REVISION.c.id == _ID)


def revision_cases(session: Session, commons: Sequence[Common]) -> list[RevisionCase]:
    """Return the cases of revisions."""
    lagen = {common["sak"].id: common["sak"].lage for common in commons}
    world, asked = commons[0]["world"], {"ids": [*lagen]}
    own = {one.id: one for one in _OWN.all(session, {**asked, "today": world.today})}
    newest = {one.id: one.senaste_remiss for one in own.values() if lagen[one.id] in _ASKED}
    moten = load_moten(session, (one.mote_id for one in own.values()))
    rounds = load_rounds(session, newest.values())
    carried_out = [one for one, lage in lagen.items() if lage == RevisionLage.IMPLEMENTERAS]
    tasks = load_obligations(session, carried_out)
    texts = gathered(_VERSIONER.all(session, asked), lambda one: one.revision_id)
    parties = gathered(
        _PARTER.all(session, {**asked, "today": world.today}), lambda one: one.revision_id
    )
    approving = load_approving(session, commons, own) if world.profile.godkannande.kravs else {}
    return [
        RevisionCase(
            **common,
            om=facts,
            mote=moten.get(facts.mote_id or 0),
            remiss=rounds.get(newest.get(facts.id) or 0),
            ataganden=tasks[facts.id],
            versioner=tuple(_text(one) for one in texts[facts.id]),
            parter=tuple(_party(one) for one in parties[facts.id]),
            motparter=motparter_of(facts.motparterna),
            **approving.get(facts.id, {}),
            utkast=Lazily(partial(_draft, session, facts.id)),
            fragad_text=Lazily(partial(_words, session, facts.fragad_version)),
        )
        for common, facts in ((common, own[common["sak"].id]) for common in commons)
    ]


def _party(row: _Part) -> RevisionspartFacts:
    return RevisionspartFacts(**_part_as_stored(row), instanser=as_facts(row.instanser))


def _text(row: _Text) -> LastTextFacts:
    return LastTextFacts(
        **_text_as_stored(row),
        konsekvenser=row.konsekvenser,
        skapad=day_of(row.skapad),
        utover=tuple(row.utover),
    )


def _draft(session: Session, revision_id: int) -> tuple[str]:
    return (str(session.connection().execute(_DRAFT, {"id": revision_id}).scalar_one()),)


def _words(session: Session, version_id: int | None) -> tuple[str, ...]:
    if version_id is None:
        return ()
    return (str(session.connection().execute(_WORDS, {"id": version_id}).scalar_one()),)


def under_way(session: Session, avtal_ids: Sequence[int]) -> dict[int, tuple[str, RevisionLage]]:
    """Return the number and the state of the revision that is under way of each of some agreements
    that has one.
    """
    rows = session.connection().execute(_OF_AGREEMENTS, {"ids": avtal_ids})
    return {row.avtal_id: (row.beteckning, RevisionLage(row.lage)) for row in rows}


_ABOUT, _FRIST = table_of(Sak).alias("oversyn"), table_of(Frist)
# While its new text is on its way nobody tests the text that holds, or puts one in its place: only
# that it ends is still asked about.
REVIEWED = and_(
    _SAK.slag == Slag.AVTAL,
    exists().where(
        _REVISION.c.avtal_id == _SAK.id,
        _ABOUT.c.id == _REVISION.c.id,
        _ABOUT.c.lage.in_([lage.value for lage in ON_ITS_WAY]),
    ),
    ~exists().where(_AVTAL.c.id == _SAK.id, _FRIST.c.senast == LAST_DAY),
)


def going_on(session: Session, avtal_id: int) -> str | None:
    """Return the number of the revision whose text is on its way, if any."""
    found = under_way(session, [avtal_id]).get(avtal_id)
    return found[0] if found and found[1] is not RevisionLage.IMPLEMENTERAS else None


def finds(session: Session, payload: Payload, world: World) -> Iterator[NyTextFacts | Kollega]:
    """Find the text that an agreement is to take over from a revision, and who is to sign."""
    if isinstance(payload, AngeUndertecknare) and payload.epost:
        yield from known(session, payload.epost, world)
    if isinstance(payload, FranRevision):
        text = text_of_revision(session, payload.revision)
        if text is not None:
            yield text
