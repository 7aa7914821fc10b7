"""A new revision: somebody, or the clock, says that an agreement should be looked over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import insert
from sqlmodel import Session, select

from models.avtal import Avtal
from models.base import table_of
from models.lagen import AvtalLage, Slag
from models.revision import Revision, Revisionspart
from workflows.arende.create import only_organ
from workflows.avtal.create import create_avtal
from workflows.avtal.facts import AvtalCase
from workflows.county.actors import Actor
from workflows.county.mandate import LEADS, R, is_au
from workflows.engine.born import Birth, be_born, first_frist
from workflows.engine.letters.outbox import Told, notify
from workflows.engine.load import Asked, load_case
from workflows.engine.locks import lock
from workflows.engine.requests import once, request_key
from workflows.engine.roles import roles_of
from workflows.engine.world import World
from workflows.ground.errors import Hindered, NotFound, RoleMissing
from workflows.ground.payload import Tom, parse
from workflows.handling.numbers import next_number
from workflows.revision.consequences import initierad
from workflows.revision.facts import RevisionCase
from workflows.revision.load import number_and_state
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
    case = _agreement(session, said, actor, world)
    if not may_start(actor, case):
        raise RoleMissing(*MAY_START)
    if hinder := [*said.missing(), *_against(session, case)]:
        raise Hindered(hinder)
    return _written(session, said, case)


def may_start(actor: Actor, case: AvtalCase) -> bool:
    """Tell whether somebody may start a revision of an agreement."""
    if actor.ar_klockan or is_au(actor) or actor.har(roller=LEADS):
        return True
    return R.PART in roles_of(actor, case)


def _agreement(session: Session, said: NyRevision, actor: Actor, world: World) -> AvtalCase:
    """Return the agreement, locked so that no two start at once; one that is new is added first."""
    if (said.avtal is None) == (said.nytt is None):
        raise Hindered(["Välj ett avtal ur registret, eller beskriv ett nytt."])
    if said.nytt is not None:
        avtal_id = create_avtal(session, said.nytt.model_dump(mode="json"), actor, world)
    else:
        avtal_id = _named(session, said.avtal or "")
    sak, visible = lock(session, avtal_id, actor, world.nouns)
    if not visible:
        raise NotFound
    case = load_case(session, Asked(sak, actor, Tom(), world))
    assert isinstance(case, AvtalCase)  # noqa: S101 - looked up among the agreements
    return case


def _named(session: Session, slug: str) -> int:
    avtal_id = session.exec(select(Avtal.id).where(Avtal.slug == slug.casefold())).one_or_none()
    if avtal_id is None:
        raise NotFound
    return avtal_id


def _against(session: Session, case: AvtalCase) -> Iterator[str]:
    if case.sak.lage == AvtalLage.UPPHORT:
        yield "Avtalet har upphört."
    elif not any(part.huvudman_id for part in case.bundna()):
        yield "Avtalet har inga parter i registret. Skriv in dem först."
    if found := number_and_state(session, case.sak.id):
        beteckning, lage = found
        yield f"Avtalet ses redan över: {beteckning} ({lage.ord.lower()})."


def _written(session: Session, said: NyRevision, case: AvtalCase) -> int:
    """Write the revision with the parties that are bound today, give it a day, and tell AU."""
    actor, avtal = case.actor, case.avtal
    new = be_born(
        session, Birth(Slag.REVISION, actor, case.world, foralder_id=case.sak.id, said=said.said())
    )
    sak_id = new.id
    session.execute(
        insert(table_of(Revision)),
        {
            "id": sak_id,
            "avtal_id": avtal.id,
            **_number(session, case.today.year),
            "rubrik": avtal.rubrik,
            "orsak": said.orsak,
            "initierad_av": actor.person_id,
            "initierad_av_organ_id": only_organ(actor),
            **_UNSAID,
        },
    )
    parties = [
        {"revision_id": sak_id, "huvudman_id": part.huvudman_id, **_UNSAID_BY_PARTY}
        for part in case.bundna()
        if part.huvudman_id
    ]
    session.execute(insert(table_of(Revisionspart)), parties)
    born, senast = first_frist(session, sak_id, actor, case.world)
    assert isinstance(born, RevisionCase)  # noqa: S101 - of the kind it was just born as
    notify(session, [Told(initierad(born), born, new.handelse_id, senast)])
    return sak_id


def _number(session: Session, ar: int) -> dict[str, str]:
    """Return the number fields of a revision that is started this year, e.g. REV 2026:3 at
    rev-2026-3.
    """
    number = next_number(session, "revision", "REV", ar)
    return {"beteckning": f"REV {ar}:{number}", "nr": f"rev-{ar}-{number}"}
