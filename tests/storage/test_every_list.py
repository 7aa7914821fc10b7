"""Walking all pages of a list gives every row once, in the order of the list, whatever the size of
the pages.
"""

from __future__ import annotations

import json
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session

from models.lagen import ArendeLage, Slag
from support.county import Lan
from support.paths.arende import arende_in
from support.paths.delgivning import confirmed
from support.paths.grupp import bildad, decided
from workflows.arende.list import ArendeFilter, Ko, list_arenden, list_queue, most_urgent, queues
from workflows.avtal.list import AvtalFilter, AvtalRad, list_avtal, place, rows
from workflows.beslut.list import AtagandeFilter, list_ataganden
from workflows.beslut.matrix.table import MatrisFilter, Matrissida, matrix_page
from workflows.beslut.rows import BeslutRad
from workflows.beslut.views import BeslutFilter, list_beslut
from workflows.county.actors import KLOCKAN, Actor
from workflows.delgivning.views import DelgivningFilter, for_au, list_delgivningar
from workflows.desk.letters import AviseringFilter, list_aviseringar
from workflows.desk.people import PersonFilter, list_personer
from workflows.engine.world import World
from workflows.ground.deadlines import add_months, day_after
from workflows.ground.errors import Malformed
from workflows.ground.payload import parse
from workflows.ground.words import COUNTED_TO
from workflows.grupp.views import GruppFilter, list_grupper
from workflows.handling.pages import STORSTA_ANTAL, Sida, Sidfilter, how_many
from workflows.mote.views import MoteFilter, list_moten
from workflows.remiss.views import RemissFilter, list_remisser
from workflows.revision.list import RevisionFilter, list_revisioner


def _decisions(page: Matrissida) -> Sida[BeslutRad]:
    return Sida(page.beslut, page.nasta)


SEKRETERARE = "au-sekreterare@region.example"
Listing = Callable[[Session, Actor, World, Any], Sida[Any]]
EVERY = tuple(ArendeLage)
LISTS: Mapping[str, tuple[Listing, type[Sidfilter], Mapping[str, object]]] = {
    "arenden": (list_arenden, ArendeFilter, {}),
    "kö": (lambda s, a, w, which: list_queue(s, a, w, EVERY, which), Sidfilter, {}),
    "möten": (list_moten, MoteFilter, {}),
    "kommande möten": (list_moten, MoteFilter, {"kommande": True}),
    "remisser": (list_remisser, RemissFilter, {}),
    "revisioner": (list_revisioner, RevisionFilter, {"pagar": False}),
    "avtal": (list_avtal, AvtalFilter, {}),
    "beslut": (list_beslut, BeslutFilter, {}),
    "åtaganden": (list_ataganden, AtagandeFilter, {}),
    "efterlevnad": (lambda *asked: _decisions(matrix_page(*asked)), MatrisFilter, {"alla": True}),
    "personer": (list_personer, PersonFilter, {}),
    "sökta personer": (list_personer, PersonFilter, {"q": "chef"}),
    "aviseringar": (lambda s, a, _, which: list_aviseringar(s, a, which), AviseringFilter, {}),
}
OF_PARTIES: Mapping[str, tuple[Listing, type[Sidfilter], Mapping[str, object]]] = {
    "delgivningar": (list_delgivningar, DelgivningFilter, {}),
    "delgivningar hos AU": (for_au, Sidfilter, {}),
}
OF_GROUPS: Mapping[str, tuple[Listing, type[Sidfilter], Mapping[str, object]]] = {
    "grupper": (list_grupper, GruppFilter, {})
}
# The demo has fewer than a page can hold of all but letters.
LONGER = frozenset({"aviseringar"})


def walked(
    lan: Lan, session: Session, name: str, size: int, actor: Actor | None = None
) -> list[int]:
    """Return the ids of every page of a list, as AU's sekreterare sees it unless another does."""
    listing, takes, asked = {**LISTS, **OF_PARTIES, **OF_GROUPS}[name]
    actor = actor or lan.actor(session, SEKRETERARE)
    found: list[int] = []
    marker = None
    while True:
        which = parse(takes, {**asked, "antal": size, "efter": marker})
        page = listing(session, actor, lan.world, which)
        assert len(page.poster) == size or page.nasta is None
        found.extend(row.id for row in page.poster)
        if (marker := page.nasta) is None:
            return found


@pytest.mark.parametrize("name", LISTS)
def test_every_row_stands_once_in_the_pages_of_a_list(kronoberg: Lan, name: str) -> None:
    lan = replace(kronoberg)
    lan.at(str(day_after(kronoberg.world.today, 20)))
    with lan.database.read() as session:
        whole = walked(lan, session, name, STORSTA_ANTAL)
        assert len(whole) > 1
        assert len(set(whole)) == len(whole)
        assert walked(lan, session, name, 1 if name not in LONGER else 7) == whole


def first_marker(lan: Lan, session: Session, name: str) -> str:
    """Return the marker at the end of the first page of a list."""
    listing, takes, asked = LISTS[name]
    which = parse(takes, {**asked, "antal": 1})
    marker = listing(session, lan.actor(session, SEKRETERARE), lan.world, which).nasta
    assert marker is not None, name
    return marker


def follow(lan: Lan, session: Session, name: str, marker: str) -> Sida[Any]:
    """Return the page of a list after a marker."""
    listing, takes, asked = LISTS[name]
    which = parse(takes, {**asked, "efter": marker})
    return listing(session, lan.actor(session, SEKRETERARE), lan.world, which)


def test_whoever_is_renamed_between_two_pages_takes_nobody_with_them(lan: Lan) -> None:
    which = parse(PersonFilter, {"antal": 3})
    with lan.database.session() as session:
        secretary = lan.actor(session, "sekreterare")
        whole = walked(lan, session, "personer", STORSTA_ANTAL, secretary)
        first = list_personer(session, secretary, lan.world, which)
        last = {"last": first.poster[-1].id}
        for change in (
            "UPDATE person SET namn = 'Ööö Sist' WHERE id = :last",
            "UPDATE person SET aktiv = false WHERE id = :last",
        ):
            session.execute(text(change), last)
            after = parse(PersonFilter, {"antal": STORSTA_ANTAL, "efter": first.nasta})
            rest = list_personer(session, secretary, lan.world, after).poster
            assert [row.id for row in rest if row.id != last["last"]] == whole[3:]


def test_a_marker_of_one_list_is_unknown_to_every_other(kronoberg: Lan) -> None:
    lan = replace(kronoberg)
    lan.at(str(day_after(kronoberg.world.today, 20)))
    with lan.database.read() as session:
        markers = {name: first_marker(lan, session, name) for name in LISTS}
        for name, (listing, *_) in LISTS.items():
            for whose, marker in markers.items():
                if LISTS[whose][0] is not listing:
                    with pytest.raises(Malformed, match="Börja om från listans första sida"):
                        follow(lan, session, name, marker)


WRONG: tuple[object, ...] = (0, -1, 2**31, 2**63 - 1, 2**63, 1.5, "a\0b", "x", None, [])


@pytest.mark.parametrize("name", LISTS)
def test_no_marker_that_somebody_made_asks_what_cannot_be_answered(
    kronoberg: Lan, name: str
) -> None:
    lan = replace(kronoberg)
    lan.at(str(day_after(kronoberg.world.today, 20)))
    refused = 0
    with lan.database.read() as session:
        marker = first_marker(lan, session, name)
        whose, _, key = b64decode(marker + "==", b"-_").decode().partition(" [")
        parts = json.loads(f"[{key}")
        for place in range(len(parts)):
            for wrong in WRONG:
                said = [*parts[:place], wrong, *parts[place + 1 :]]
                forged = f"{whose} {json.dumps(said, separators=(',', ':'), ensure_ascii=False)}"
                try:
                    follow(
                        lan, session, name, urlsafe_b64encode(forged.encode()).decode().strip("=")
                    )
                except Malformed:
                    refused += 1
    assert refused > len(WRONG) / 2


@pytest.mark.parametrize("name", OF_PARTIES)
def test_every_party_that_was_not_there_stands_once(lan: Lan, name: str) -> None:
    arende_in(lan, "implementeras")
    confirmed(lan, "alvesta", "lessebo")
    lan.at(str(day_after(lan.world.today, 60)))  # nobody has answered in time
    with lan.database.read() as session:
        actor = lan.actor(session, "sekreterare")
        whole = walked(lan, session, name, STORSTA_ANTAL, actor)
        assert len(whole) == len(set(whole)) > 1
        assert walked(lan, session, name, 1, actor) == whole


def test_every_group_for_a_time_stands_once(lan: Lan) -> None:
    beslut = decided(lan)
    for namn, sista in (("Ett", "2024-06-28"), ("Två", "2024-06-28"), ("Tre", "2024-03-28")):
        bildad(lan, beslut=beslut, namn=namn, sista_dag=sista)
    with lan.database.read() as session:
        actor = lan.actor(session, "sekreterare")
        whole = walked(lan, session, "grupper", STORSTA_ANTAL, actor)
        assert len(whole) == len(set(whole)) == 3
        assert walked(lan, session, "grupper", 1, actor) == whole


def _to_come(row: AvtalRad, world: World) -> list[date]:
    return [one.dag for one in row.dagar if one.dag >= world.today]


def test_agreements_are_listed_by_the_day_that_comes_next(kronoberg: Lan) -> None:
    lan = replace(kronoberg)
    first, kinds, passed = kronoberg.world.today, set(), 0
    for days in range(-400, 1600, 50):
        lan.at(str(day_after(first, days)))
        with lan.database.read() as session:
            ruled = rows(session, KLOCKAN, lan.world)
            assert [place(row) for row in ruled] == sorted(place(row) for row in ruled)
            assert walked(lan, session, "avtal", 2, KLOCKAN) == [row.id for row in ruled], days
            last = add_months(lan.world.today, 6)
            near = parse(AvtalFilter, {"radar": 6, "antal": STORSTA_ANTAL})
            found = list_avtal(session, KLOCKAN, lan.world, near).poster
            comes = sorted((day, row.id) for row in ruled for day in _to_come(row, lan.world)[:1])
            assert [row.id for row in found] == [one for day, one in comes if day <= last], days
            late = list_avtal(session, KLOCKAN, lan.world, parse(AvtalFilter, {"forsenat": True}))
            assert [row.id for row in late.poster] == [
                row.id for row in ruled if row.narmast and row.narmast.dag < lan.world.today
            ]
            passed += len(late.poster)
        kinds |= {row.narmast.slag for row in ruled if row.narmast}
    assert passed > 2
    assert len(kinds) > 2  # so that no one kind of day hides the others


def test_a_queue_is_what_stands_there_the_soonest_first(kronoberg: Lan) -> None:
    with kronoberg.database.read() as session:
        actor, world = kronoberg.actor(session, SEKRETERARE), kronoberg.world
        which = parse(Sidfilter, {"antal": STORSTA_ANTAL})
        whole = list_queue(session, actor, world, EVERY, which).poster
        days = [(row.senast is None, row.senast, row.id) for row in whole]
        assert days == sorted(days)
        for lage, waiting in queues(session, actor, world, EVERY).items():
            own = [row for row in whole if row.lage is lage]
            assert waiting == Ko(len(own), sum(1 for row in own if row.forsenad))
            (*first,) = most_urgent(session, actor, world, [[lage]], 2)
            assert first == own[:2]


def test_no_state_is_counted_further_than_is_said(lan: Lan) -> None:
    many = (
        "INSERT INTO sak (slag, lage, version, definitionsversion, skapad, lage_sedan)"
        " SELECT 'arende', :lage, 0, 1, now(), now() FROM generate_series(1, :antal)"
    )
    with lan.database.session() as session:
        session.execute(text(many), {"lage": ArendeLage.BERETT, "antal": COUNTED_TO})
        session.execute(text(many), {"lage": ArendeLage.AVSLUTAT, "antal": COUNTED_TO + 5})
    with lan.database.read() as session:
        counts = how_many(session, KLOCKAN, lan.world, Slag.ARENDE)
    assert counts[ArendeLage.BERETT] == COUNTED_TO
    assert counts[ArendeLage.AVSLUTAT] == COUNTED_TO + 1
    assert counts[ArendeLage.LYFT] == 0
