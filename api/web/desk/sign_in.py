"""Getting in and out: the demo's roles, one-time links, and signing out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Rule, caller_of, rule
from api.shared.installation import real_now
from api.shared.tokens import (
    SESSION_LIFE,
    cookie_name,
    is_https,
    link_holder,
    sign_in,
    sign_out,
    use_link,
)
from api.web.frame.routing import go, number, pages, sent_of
from api.web.frame.sent import local
from api.web.frame.shell import set_cookie
from api.web.frame.templating import render
from models.vocabulary import OrganSlag, Roll
from notifications.links import SIGN_IN
from workflows.county.actors import load_actor
from workflows.county.bemanning import load_bemanning
from workflows.county.organisation import PersonRad, UppdragRad, list_people
from workflows.county.profile import Profile
from workflows.desk.mine import waited_for
from workflows.engine.world import World
from workflows.ground.errors import Malformed
from workflows.ground.words import dag

router = pages()
Held = tuple[PersonRad, UppdragRad]
_USED_UP = (
    "Den har redan använts, eller är äldre än 15 minuter. Be den som gav dig länken om en ny."
)


@dataclass(frozen=True, slots=True)
class Rolltagare:
    """A person to choose in the demo, and in which role the group shows them."""

    id: int
    namn: str
    roll: str


@dataclass(frozen=True, slots=True)
class Grupp:
    """People to choose between, under one heading."""

    rubrik: str
    rolltagare: tuple[Rolltagare, ...]


@router.get("/logga-in")
@rule(Rule.OPPEN)
def show(request: Request) -> Response:
    """Show how to get in: in the demo by choosing a role, elsewhere by a link."""
    caller = caller_of(request)
    forward = local(request.query_params.get("vidare", "")) or "/"
    groups: Sequence[Grupp] = ()
    if caller.installation.demo:
        with caller.installation.database.read() as session:
            people = list_people(session, caller.installation.profile)
            busy = waited_for(session, caller.world, load_bemanning(session, caller.world.today))
        groups = list(_groups(people, caller.world, busy))
    return render(request, "desk/roller.html", titel="Logga in", grupper=groups, vidare=forward)


@router.post("/logga-in")
@rule(Rule.DEMO)
def choose(request: Request) -> Response:
    """Sign in as the chosen person of the demo."""
    caller, sent = caller_of(request), sent_of(request)
    person_id = number(sent.get("person"))
    with caller.installation.database.session() as session:
        if person_id >= 2**31 or load_actor(session, person_id, caller.world.today) is None:
            raise Malformed({"person": "Välj en av rollerna."})
        sign_out(session, caller.token)
        token = sign_in(session, person_id, real_now())
    return _signed_in(request, token, local(sent.get("vidare")) or "/")


@router.get(f"{SIGN_IN}{{token}}")
@rule(Rule.OPPEN)
def confirm(request: Request, token: str) -> Response:
    """Show whom a link signs in and a button; looking at it uses nothing up."""
    with caller_of(request).installation.database.read() as session:
        name = link_holder(session, token, real_now())
    if name is None:
        return _used_up(request)
    return render(request, "desk/lank.html", titel="Logga in", namn=name, adress=request.url.path)


@router.post(f"{SIGN_IN}{{token}}")
@rule(Rule.OPPEN)
def use(request: Request, token: str) -> Response:
    """Sign in with a link, once."""
    caller = caller_of(request)
    with caller.installation.database.session() as session:
        person_id = use_link(session, token, real_now())
        if person_id is None:
            return _used_up(request)
        sign_out(session, caller.token)
        opened = sign_in(session, person_id, real_now())
    return _signed_in(request, opened, "/")


@router.post("/logga-ut")
@rule(Rule.OPPEN)
def leave(request: Request) -> Response:
    """Sign out; for somebody already out it changes nothing."""
    caller = caller_of(request)
    with caller.installation.database.session() as session:
        sign_out(session, caller.token)
    settings = caller.installation.settings
    response = go(request, "/logga-in")
    response.delete_cookie(
        cookie_name(settings), path="/", secure=is_https(settings), httponly=True, samesite="lax"
    )
    return response


def _signed_in(request: Request, token: str, href: str) -> Response:
    settings = caller_of(request).installation.settings
    response = go(request, href)
    set_cookie(response, settings, cookie_name(settings), token, int(SESSION_LIFE.total_seconds()))
    return response


def _used_up(request: Request) -> Response:
    return render(
        request, "frame/error.html", status=404, rubrik="Länken går inte att använda", text=_USED_UP
    )


def _groups(people: Sequence[PersonRad], world: World, busy: Mapping[int, int]) -> Iterator[Grupp]:
    """Yield where to begin, then everyone with an uppdrag today under their organ; the
    ledningsgrupp by huvudman.
    """
    profile, today = world.profile, world.today
    yield from _begin(list(_held(people, today)), profile, busy)
    for organ in sorted(profile.organ, key=lambda one: one.slag is not OrganSlag.AU):
        held = [pair for pair in _held(people, today) if pair[1].organ_kod == organ.kod]
        held.sort(key=lambda pair: organ.roller.index(pair[1].roll))
        if organ.slag is not OrganSlag.LEDNINGSGRUPP:
            yield from _group(organ.namn, held, today)
            continue
        for huvudman in [None, *(one.kortnamn for one in profile.huvudman)]:
            heading = f"{organ.kortnamn} · {huvudman}" if huvudman else organ.kortnamn
            yield from _group(
                heading, [pair for pair in held if pair[1].huvudman == huvudman], today
            )
    yield from _in_groups(list(_held(people, today)), profile, today)


def _in_groups(held: Sequence[Held], profile: Profile, today: date) -> Iterator[Grupp]:
    """Yield who takes part in each group that a decision has made for a time."""
    known = {one.kod for one in profile.organ}
    for namn in dict.fromkeys(one.organ for _, one in held if one.organ_kod not in known):
        yield from _group(namn, [pair for pair in held if pair[1].organ == namn], today)


def _held(people: Sequence[PersonRad], today: date) -> Iterator[Held]:
    """Yield everyone with each uppdrag in force."""
    return (
        (one, uppdrag)
        for one in people
        if one.aktiv
        for uppdrag in one.uppdrag
        if uppdrag.galler(today)
    )


def _begin(held: Sequence[Held], profile: Profile, busy: Mapping[int, int]) -> Iterator[Grupp]:
    """Yield three people whose work shows the whole: who keeps the papers, who answers for a party,
    who drafts.

    ``busy`` counts what waits for each: of those who draft, the one with most to do.
    """
    order = [one.kod for one in profile.organ]
    held = [pair for pair in held if pair[1].organ_kod in order]
    held = sorted(held, key=lambda pair: order.index(pair[1].organ_kod))
    in_au = {person.id for person, one in held if one.organ_kod == profile.au.kod}
    papers = [pair for pair in held if pair[0].id in in_au]
    leading = _leading([pair for pair in held if pair[0].id not in in_au], profile)
    busiest = sorted(held, key=lambda pair: -busy.get(pair[0].id, 0))
    wanted = (
        (Roll.SEKRETERARE, papers, "håller ihop ärendena i ⟨au⟩"),
        (Roll.LEDAMOT, leading, "svarar för sin organisation"),
        (Roll.SAMMANKALLANDE, busiest, "leder en ⟨processgrupp⟩"),
    )
    found = [
        Rolltagare(fits[0].id, fits[0].namn, words)
        for role, pairs, words in wanted
        if (fits := [person for person, one in pairs if one.roll is role])
    ]
    if found:
        yield Grupp("Börja gärna här", tuple(found))


def _leading(held: Iterable[Held], profile: Profile) -> list[Held]:
    """Return those of the ledningsgrupp, in the order of the huvudmän and their sectors."""
    place = {one.kod: number for number, one in enumerate(profile.huvudman)}
    sector = {one.kod: number for number, one in enumerate(profile.sektor)}
    return sorted(
        (pair for pair in held if pair[1].organ_kod == profile.ledningsgrupp.kod),
        key=lambda pair: (
            place.get(pair[1].huvudman_kod or "", len(place)),
            sector.get(pair[1].sektor_kod or "", 0),
        ),
    )


def _group(rubrik: str, held: Iterable[Held], today: date) -> Iterator[Grupp]:
    roles: dict[PersonRad, list[str]] = {}
    for person, one in held:
        roles.setdefault(person, []).append(one.roll.ord)
    if roles:
        people = (
            Rolltagare(one.id, one.namn, _role(one, said, today)) for one, said in roles.items()
        )
        yield Grupp(rubrik, tuple(people))


def _role(person: PersonRad, roles: Sequence[str], today: date) -> str:
    away = next(
        (f"borta till {dag(one.tom)}" for one in person.franvaro if one.from_ <= today <= one.tom),
        "",
    )
    return " · ".join(filter(None, [", ".join(dict.fromkeys(roles)), away]))
