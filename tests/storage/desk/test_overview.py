"""Väntar på dig: what is left for a person to do once its first reminder could come; before that it
stands under Längre fram. A list with false positives is a list nobody reads.
"""

from __future__ import annotations

from datetime import date

import pytest

from models.tables import Arende, Atagande, Franvaro, Remiss
from support.county import UPPGIFT, Lan, epost, vacate
from support.paths.arende import arende_in, atagande_in, mote_in, remiss_in
from support.paths.busy import Busy
from support.paths.delgivning import delgivning_in, substitute
from workflows.desk import mine, views
from workflows.desk.tasks import AttGora
from workflows.desk.views import Oversikt, Oversiktsfilter, oversikt
from workflows.engine.door import OpenStep, open_steps

VERIFIERAR = epost("region_kronoberg")


def seen(lan: Lan, who: str) -> Oversikt:
    with lan.database.read() as session:
        return oversikt(session, lan.actor(session, who), lan.world)


def waits(lan: Lan, who: str) -> list[str]:
    """Return where the things that wait for somebody lead."""
    return [one.knapp.href for one in seen(lan, who).vantar_pa_dig]


def ahead(lan: Lan, who: str) -> list[str]:
    """Return where what stands further on for somebody leads."""
    return [one.knapp.href for one in seen(lan, who).langre_fram]


def either(lan: Lan, who: str) -> list[str]:
    """Return both."""
    return [*waits(lan, who), *ahead(lan, who)]


CHEFS = ("alvesta", "lessebo", "ljungby", "region_kronoberg")
EVERYONE = ("sekreterare", "handlaggare", "sammankallande", "barare", *CHEFS)


def holders(lan: Lan) -> dict[str, list[str]]:
    """Return everyone for whom something waits, now or further on, and where it leads."""
    found = {who: either(lan, who) for who in EVERYONE}
    return {who: places for who, places in found.items() if places}


@pytest.mark.parametrize(
    ("lage", "who"),
    [
        ("utkast", "sammankallande"),
        ("inkommet", "sekreterare"),
        ("under_beredning", "handlaggare"),
        ("kompletteras", "sammankallande"),
        ("sammanstalls", "handlaggare"),
        ("berett", "sekreterare"),
        ("i_dialog", "barare"),
        ("lyft", "sekreterare"),
    ],
)
def test_an_arende_waits_for_exactly_the_one_whose_move_it_is(
    lan: Lan, lage: str, who: str
) -> None:
    sak_id = arende_in(lan, lage)
    nr = lan.rows(Arende, id=sak_id)[0].nr
    places = {
        one: [place for place in found if place.startswith("/arenden")]
        for one, found in holders(lan).items()
    }
    assert {one: found for one, found in places.items() if found} == {who: [f"/arenden/{nr}"]}


def test_what_has_its_first_rung_ahead_stands_further_on_until_that_day(lan: Lan) -> None:
    place = f"/ataganden/{atagande_in(lan, 'tilldelat')}/steg/rapportera"
    lan.at("2024-01-11")
    assert (waits(lan, "alvesta"), ahead(lan, "alvesta")) == ([], [place])
    lan.at("2024-01-12")  # ten working days before Friday 26 January
    assert (waits(lan, "alvesta"), ahead(lan, "alvesta")) == ([place], [])


def test_on_remiss_it_waits_for_those_who_have_not_answered_and_not_for_au(lan: Lan) -> None:
    arende_in(lan, "pa_remiss")
    lan.at("2023-11-29")
    remiss_id = lan.rows(Remiss)[0].id
    assert holders(lan) == {
        "alvesta": [f"/remisser/{remiss_id}"],
        "lessebo": [f"/remisser/{remiss_id}"],
    }
    lan.step(remiss_id, "alvesta", "svara", stallningstagande="tillstyrker")
    assert holders(lan) == {"lessebo": [f"/remisser/{remiss_id}"]}


def test_a_remiss_that_all_have_answered_is_aus_at_once(lan: Lan) -> None:
    remiss = remiss_in(lan, "oppen")
    nr = lan.rows(Arende, id=lan.rows(Remiss, id=remiss)[0].om_id)[0].nr
    assert holders(lan) == {"sekreterare": [f"/arenden/{nr}"]}


def test_an_answer_that_is_too_late_to_give_is_asked_of_nobody(lan: Lan) -> None:
    arende_in(lan, "pa_remiss")
    lan.at("2023-12-02")
    assert waits(lan, "alvesta") == []


def test_an_atagande_leads_straight_to_the_answer_wanted_with_an_honest_way_out(lan: Lan) -> None:
    atagande_id = atagande_in(lan, "tilldelat")
    lan.at("2024-01-15")
    (one,) = seen(lan, "alvesta").vantar_pa_dig
    assert (one.knapp.rubrik, one.knapp.href) == (
        "Rapportera klart",
        f"/ataganden/{atagande_id}/steg/rapportera",
    )
    assert one.utvag is not None
    assert one.utvag.href == f"/ataganden/{atagande_id}/steg/anmal_avsteg"
    assert one.text == "Senast fre 26 jan 2024 · bekräfta att det är gjort · Alvesta"


def test_what_is_reported_waits_for_the_verifier_and_is_waited_for_by_the_reporter(
    lan: Lan,
) -> None:
    atagande_id = atagande_in(lan, "rapporterat")
    assert waits(lan, "region_kronoberg") == [f"/ataganden/{atagande_id}"]
    assert waits(lan, "alvesta") == []
    assert [one.href for one in seen(lan, "alvesta").du_vantar_pa] == [f"/ataganden/{atagande_id}"]


def test_what_is_done_waits_for_nobody(lan: Lan) -> None:
    atagande_in(lan, "verifierat")
    assert not {"alvesta", "region_kronoberg"} & set(holders(lan))


def test_while_somebody_is_away_it_waits_for_the_substitute_instead(lan: Lan) -> None:
    atagande_id = atagande_in(lan, "tilldelat")
    with lan.database.session() as session:
        away = Franvaro(
            person_id=lan.ids["alvesta"],
            from_=date(2023, 12, 1),
            tom=date(2023, 12, 20),
            ersattare_id=lan.ids["barare"],
        )
        session.add(away)
    place = f"/ataganden/{atagande_id}/steg/rapportera"
    assert (either(lan, "alvesta"), place in either(lan, "barare")) == ([], True)


def test_a_vacancy_falls_to_the_sekreterare(lan: Lan) -> None:
    atagande_id = atagande_in(lan, "tilldelat")
    vacate(lan, "alvesta", "2023-12-08")
    lan.at("2023-12-09")
    assert f"/ataganden/{atagande_id}/steg/rapportera" in ahead(lan, "sekreterare")


def _leads_on(step: OpenStep) -> bool:
    return step.oppet and step.tone == "framat"


@pytest.mark.parametrize("lage", ["vantar", "invand"])
@pytest.mark.parametrize("then", ["present", "away", "vacant"])
def test_a_question_to_a_party_waits_only_for_those_who_can_answer_it(
    lan: Lan, lage: str, then: str
) -> None:
    sak_id = delgivning_in(lan, lage)
    if then == "away":
        substitute(lan, "barare", "alvesta", "sekreterare")
    elif then == "vacant":
        vacate(lan, "alvesta", "2023-12-08")
        lan.at("2023-12-09")
    place = f"/delgivningar/{sak_id}"
    asked = {who for who in EVERYONE if place in waits(lan, who)}
    with lan.database.read() as session:
        steps = {
            who: open_steps(session, sak_id, lan.actor(session, who), lan.world) for who in EVERYONE
        }
    can = {who for who, offered in steps.items() if any(_leads_on(step) for step in offered)}
    assert asked
    assert asked <= can


def test_a_delegate_has_it_and_the_one_who_delegated_has_not(lan: Lan) -> None:
    atagande_id = atagande_in(lan, "tilldelat")
    lan.step(atagande_id, "alvesta", "delegera", namn="Utanför", epost="utanfor@lan.example")
    assert ahead(lan, "utanfor") == [f"/ataganden/{atagande_id}/steg/rapportera"]
    assert either(lan, "alvesta") == []


def test_meetings_years_ahead_are_not_to_do(lan: Lan) -> None:
    mote_id = lan.mote("2024-09-06")
    assert waits(lan, "sekreterare") == []
    lan.at("2024-08-23")
    assert waits(lan, "sekreterare") == [f"/moten/{mote_id}"]


def test_a_meeting_that_is_called_waits_for_its_day(lan: Lan) -> None:
    mote_id = lan.mote("2023-12-08")
    lan.at("2023-12-01").step(mote_id, "sekreterare", "kalla")
    assert waits(lan, "sekreterare") == []
    lan.at("2023-12-08")
    assert waits(lan, "sekreterare") == [f"/moten/{mote_id}"]


def test_on_the_agenda_only_the_meeting_waits(lan: Lan) -> None:
    arende_in(lan, "pa_dagordning")
    assert [place.split("/")[1] for place in waits(lan, "sekreterare")] == ["moten"]


def test_minutes_wait_for_the_one_who_confirms_them(lan: Lan) -> None:
    mote_id = mote_in(lan, "justeras")
    assert holders(lan) == {"ljungby": [f"/moten/{mote_id}"]}


def test_the_soonest_comes_first(lan: Lan) -> None:
    atagande_in(lan, "tilldelat")
    sak = arende_in(lan, "under_beredning")
    lan.at("2023-12-09")
    asked = [{"slag": "huvudman", "kod": "alvesta"}]
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2024-01-22", mottagare=asked)
    lan.at("2024-01-15")
    days = [one.senast for one in seen(lan, "alvesta").vantar_pa_dig]
    assert len(days) == 2
    assert days == sorted(days)


def test_what_waits_comes_by_pages_and_is_counted_in_all(lan: Lan) -> None:
    for lage in ("tilldelat", "kvitterat", "avsteg_anmalt"):
        atagande_in(Busy.like(lan), lage)
    lan.at("2024-01-15")
    whole = seen(lan, "lessebo")
    found: list[AttGora] = []
    counts, marker = set(), None
    while True:
        with lan.database.read() as session:
            which = Oversiktsfilter(antal=1, efter=marker)
            page = oversikt(session, lan.actor(session, "lessebo"), lan.world, which)
        found += page.vantar_pa_dig
        counts.add((page.antal, page.sena))
        if (marker := page.nasta) is None:
            break
    assert len(found) > 2
    assert found == list(whole.vantar_pa_dig)
    assert counts == {(len(found), sum(one.forsenad for one in found))}


def test_what_is_late_is_counted_as_late(lan: Lan) -> None:
    atagande_in(lan, "tilldelat")
    lan.at("2024-02-01")
    found = seen(lan, "alvesta")
    assert (found.antal, found.sena) == (1, 1)


def page_of(lan: Lan, who: str, efter: str | None = None, antal: int = 1) -> Oversikt:
    with lan.database.read() as session:
        which = Oversiktsfilter(antal=antal, efter=efter)
        return oversikt(session, lan.actor(session, who), lan.world, which)


def test_behind_the_last_that_waits_it_still_says_how_many_wait(lan: Lan) -> None:
    atagande_in(lan, "tilldelat")
    lan.at("2024-02-01")
    last = page_of(lan, "alvesta", efter=mine.MARKER.at((date.max, 1)))
    assert (last.vantar_pa_dig, last.antal, last.sena, last.nasta) == ((), 1, 1, None)


def test_every_page_counts_the_same_and_shows_what_it_counts(lan: Lan) -> None:
    called = lan.mote("2023-12-08")  # what waits then is its day
    lan.at("2023-12-01").step(called, "sekreterare", "kalla")
    assert (waits(lan, "sekreterare"), ahead(lan, "sekreterare")) == ([], [f"/moten/{called}"])
    lan.arende()
    lan.arende()
    first = page_of(lan, "sekreterare")
    second = page_of(lan, "sekreterare", first.nasta)
    assert [len(page.vantar_pa_dig) for page in (first, second)] == [1, 1]
    assert first.antal == second.antal == 2


def _reported(lan: Lan, number: int) -> list[int]:
    """Return what Alvesta has reported and the region is to verify, the soonest first: the newest
    of a decision.
    """
    arende = arende_in(lan, "pa_dagordning")
    asked = {"mottagare": [{"slag": "huvudman", "kod": "alvesta"}], "verifieras_av": VERIFIERAR}
    tasks = [{**UPPGIFT, **asked, "text": f"Uppgift {n}"} for n in range(number)]
    lan.step(arende, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=tasks)
    *rest, last = (row.id for row in lan.rows(Atagande))
    lan.at("2023-12-11").step(last, "alvesta", "rapportera")
    lan.at("2023-12-20")
    for sak_id in rest:
        lan.step(sak_id, "alvesta", "rapportera")
    return [last, *rest]


def test_what_somebody_waits_for_comes_by_pages_of_the_soonest_and_is_counted(lan: Lan) -> None:
    reported = _reported(lan, 27)
    pages: list[Oversikt] = []
    with lan.database.read() as session:
        actor = lan.actor(session, "alvesta")
        for marker in (None, "next", views.MARKER.at((date.max, 1))):
            efter = pages[-1].vantan_nasta if marker == "next" else marker
            which = Oversiktsfilter(vantan_efter=efter)
            pages.append(oversikt(session, actor, lan.world, which))
        beside = oversikt(
            session, actor, lan.world, Oversiktsfilter(efter=mine.MARKER.at((date.min, 1)))
        )
    shown = [[one.href for one in page.du_vantar_pa] for page in pages]
    places = [f"/ataganden/{sak_id}" for sak_id in reported]
    assert shown == [places[:25], places[25:], []]
    assert [page.vantan_antal for page in pages] == [27, 27, 27]
    assert [page.vantan_nasta is None for page in pages] == [False, True, True]
    assert (beside.du_vantar_pa, beside.vantan_nasta) == ((), None)
