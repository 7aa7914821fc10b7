"""A new revision: somebody, or the clock, says that an agreement should be looked over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import insert
from sqlmodel import Session, select

from models.avtal import Avtal
from models.base import table_of
from models.lagen import AvtalLage, RevisionLage, Slag
from models.revision import Revision, Revisionsmotpart, Revisionspart
from models.vocabulary import PartSlag
from workflows.arende.create import only_organ
from workflows.avtal.create import create_avtal
from workflows.avtal.facts import AvtalCase
from workflows.county.actors import Actor
from workflows.county.mandate import LEADS, R, is_au
from workflows.engine.born import Birth, Born, be_born_together, first_frister
from workflows.engine.case import Case
from workflows.engine.letters.outbox import Told, notify
from workflows.engine.load import Asked, load_asked
from workflows.engine.locks import lock_together
from workflows.engine.requests import once, request_key
from workflows.engine.roles import roles_of
from workflows.engine.world import World
from workflows.ground.errors import Hindered, NotFound, Refusal, RoleMissing
from workflows.ground.payload import Tom, parse
from workflows.handling.numbers import next_numbers
from workflows.revision.consequences import initierad
from workflows.revision.facts import RevisionCase
from workflows.revision.load import under_way
from workflows.revision.payloads import NyRevision

_UNSAID: Mapping[str, object] = {
    "prioritet_skal": "",
    "mandat": "",
    "extern": False,
    "motpart": "",
    "foredragande": "",
    "bordlaggningar": 0,
    "utkast": "",
    "utkast_sha256": "",
    "utkast_upplaga": 0,
    "utan_ny_fraga": "",
    "ataganden": [],
}
_UNSAID_BY_PARTY: Mapping[str, object] = {"beslutar": False, "instans": "", "slappt": False}
MAY_START = (
    "Ny revision",
    (
        "den som håller ihop en grupp",
        "den som svarar för en huvudman som är part",
        "⟨Au⟩",
        "sekreteraren",
    ),
)


def create_revision(
    session: Session,
    sent: Mapping[str, object],
    actor: Actor,
    world: World,
    request_id: str | None = None,
) -> int:
    """Start the revision of an agreement, or of a new one; return its id. The same request again
    gives the same id.

    Raises RoleMissing, NotFound when the agreement is not there, KeyReused, Malformed, and Hindered
    with everything that is wrong, such as a revision of the agreement that is under way.
    """
    if not actor.ar_klockan and not actor.mandat:
        raise RoleMissing(*MAY_START)
    key = request_key(actor.person_id, "revisioner", request_id, sent)
    return once(session, key, world.now, lambda: _made(session, sent, actor, world))


def _made(session: Session, sent: Mapping[str, object], actor: Actor, world: World) -> int:
    said = parse(NyRevision, sent)
    avtal_id = _agreement(session, said, actor, world)
    made = begin_together(session, {avtal_id: said}, actor, world)[avtal_id]
    if isinstance(made, Refusal):
        raise made
    return made


def begin_together(
    session: Session, wanted: Mapping[int, NyRevision], actor: Actor, world: World
) -> dict[int, int | Refusal]:
    """Start a revision of each of many agreements by their ids; return the id of each, or why it
    was refused. In as many statements for many as for one.

    The agreements are locked, so that no two start at once.
    """
    locked = lock_together(session, [*wanted], actor, world.nouns)
    seen = [locked[one][0] for one in wanted if one in locked and locked[one][1]]
    cases = load_asked(session, [Asked(sak, actor, Tom(), world) for sak in seen])
    going = under_way(session, [case.sak.id for case in cases])
    refused: dict[int, Refusal] = {one: NotFound() for one in wanted}
    begun = []
    for case in cases:
        assert isinstance(case, AvtalCase)  # noqa: S101 - looked up among the agreements
        said = wanted[case.sak.id]
        hinder = [*said.missing(), *_against(case, going.get(case.sak.id))]
        if not may_start(actor, case):
            refused[case.sak.id] = RoleMissing(*MAY_START)
        elif hinder:
            refused[case.sak.id] = Hindered(hinder)
        else:
            begun.append((said, case))
    ids = _written(session, begun)
    made = {case.sak.id: sak_id for (_, case), sak_id in zip(begun, ids, strict=True)}
    return {**refused, **made}


def may_start(actor: Actor, case: AvtalCase) -> bool:
    """Tell whether somebody may start a revision of an agreement."""
    if actor.ar_klockan or is_au(actor) or actor.har(roller=LEADS):
        return True
    return R.PART in roles_of(actor, case)


def _agreement(session: Session, said: NyRevision, actor: Actor, world: World) -> int:
    """Return the id of the agreement; one that is new is added first."""
    if (said.avtal is None) == (said.nytt is None):
        raise Hindered(["Välj ett avtal ur registret, eller beskriv ett nytt."])
    if said.nytt is not None:
        return create_avtal(session, said.nytt.model_dump(mode="json"), actor, world)
    return _named(session, said.avtal or "")


def _named(session: Session, slug: str) -> int:
    avtal_id = session.exec(select(Avtal.id).where(Avtal.slug == slug.casefold())).one_or_none()
    if avtal_id is None:
        raise NotFound
    return avtal_id


def _against(case: AvtalCase, going: tuple[str, RevisionLage] | None) -> Iterator[str]:
    if case.sak.lage == AvtalLage.UPPHORT:
        yield "Avtalet har upphört."
    elif not any(part.huvudman_id for part in case.bundna()):
        yield "Avtalet har inga parter i registret. Skriv in dem först."
    if going:
        beteckning, lage = going
        yield f"Avtalet ses redan över: {beteckning} ({lage.ord.lower()})."


def _written(session: Session, begun: Sequence[tuple[NyRevision, AvtalCase]]) -> list[int]:
    """Write revisions with the parties that are bound today, give each a day, and tell AU."""
    if not begun:
        return []
    actor, world = begun[0][1].actor, begun[0][1].world
    births = [
        Birth(Slag.REVISION, actor, world, foralder_id=case.sak.id, said=said.said())
        for said, case in begun
    ]
    born = be_born_together(session, births)
    ids = [one.id for one in born]
    numbers = next_numbers(session, "revision", "REV", world.today.year, len(ids))
    rows = [
        {"id": sak_id, **_numbered(number, world.today.year), **_own(said, case)}
        for sak_id, number, (said, case) in zip(ids, numbers, begun, strict=True)
    ]
    session.execute(insert(table_of(Revision)), rows)
    parties = [
        {"revision_id": sak_id, "huvudman_id": part.huvudman_id, **_UNSAID_BY_PARTY}
        for sak_id, (_, case) in zip(ids, begun, strict=True)
        for part in case.bundna()
        if part.huvudman_id
    ]
    session.execute(insert(table_of(Revisionspart)), parties)
    _outside(session, ids, [case for _, case in begun])
    first = first_frister(session, ids, actor, world)
    notify(session, [_told(one, *dated) for one, dated in zip(born, first, strict=True)])
    return ids


def _outside(session: Session, ids: Sequence[int], cases: Sequence[AvtalCase]) -> None:
    """Write the parties that are no huvudman, each with whoever its letters go to."""
    rows = [
        {
            "revision_id": sak_id,
            "namn": part.namn,
            "slag": part.motpartsslag,
            "person_id": part.person_id,
            "ovriga": part.ovriga,
            "slappt": False,
        }
        for sak_id, case in zip(ids, cases, strict=True)
        for part in case.parter
        if part.slag is PartSlag.MOTPART
    ]
    if rows:
        session.execute(insert(table_of(Revisionsmotpart)), rows)


def _own(said: NyRevision, case: AvtalCase) -> dict[str, object]:
    return {
        "avtal_id": case.sak.id,
        "rubrik": case.avtal.rubrik,
        "orsak": said.orsak,
        "initierad_av": case.actor.person_id,
        "initierad_av_organ_id": only_organ(case.actor),
        **_UNSAID,
    }


def _numbered(number: int, ar: int) -> dict[str, str]:
    """Return the number fields of a revision that is started this year, e.g. REV 2026:3 at
    rev-2026-3.
    """
    return {"beteckning": f"REV {ar}:{number}", "nr": f"rev-{ar}-{number}"}


def _told(born: Born, case: Case, senast: date | None) -> Told:
    assert isinstance(case, RevisionCase)  # noqa: S101 - of the kind it was just born as
    return Told(initierad(case), case, born.handelse_id, senast)
