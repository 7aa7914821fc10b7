"""A digest counts and names what the page of its reader counts and names, the same minute."""

from __future__ import annotations

import re

from models.tables import Avisering
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import UPPGIFT, Lan
from support.paths.arende import arende_in
from support.reminding import live
from support.walks.digests import beside_the_page
from workflows.desk.views import Oversikt, oversikt


def digest(lan: Lan, *days: str, first: str = "2024-01-08", last: str = "2024-01-15") -> Avisering:
    """Return Alvesta's digest of 15 January 2024, where an åtagande is due each of some days."""
    sak = arende_in(lan, "pa_dagordning")
    given = [
        {
            **UPPGIFT,
            "text": f"Uppgift {n}",
            "senast": day,
            "mottagare": [{"slag": "huvudman", "kod": "alvesta"}],
        }
        for n, day in enumerate(days)
    ]
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=given)
    live(lan, first, last)
    deliver(lan.database, Mailbox(), lan.now)
    letter: Avisering = lan.rows(Avisering, person_id=lan.ids["alvesta"], mall="sammandrag")[-1]
    return letter


def page(lan: Lan) -> Oversikt:
    with lan.database.read() as session:
        return oversikt(session, lan.actor(session, "alvesta"), lan.world)


def listed(letter: Avisering) -> int:
    return len(re.findall(r"^\* ", str(letter.text), re.MULTILINE))


def test_a_digest_counts_what_waits_and_lists_what_will_under_its_own_heading(lan: Lan) -> None:
    letter = digest(lan, "2024-01-26", "2024-01-29", "2024-02-07", "2024-02-08")
    assert listed(letter) == 4
    assert page(lan).antal == 2
    assert "två saker" in str(letter.amne)
    _, further = str(letter.text).split("Längre fram")
    assert re.findall(r"Uppgift \d", further) == ["Uppgift 2", "Uppgift 3"]


def test_what_a_digest_has_no_room_for_is_told_too(lan: Lan) -> None:
    letter = digest(lan, "2024-01-26", *["2024-02-08"] * 13)
    more = re.search(r"Och (\d+) saker? till längre fram", str(letter.text))
    assert more
    assert listed(letter) + int(more[1]) == 14
    assert page(lan).antal == 1
    assert "saker" not in str(letter.amne)


def test_what_is_late_stands_first_and_when_all_is_it_says_so(lan: Lan) -> None:
    # On the Monday the third is news, the first two were told of and are late.
    letter = digest(lan, "2024-01-16", "2024-01-17", "2024-02-05", last="2024-01-22")
    names = re.findall(r"Uppgift \d", str(letter.text))
    assert names == ["Uppgift 0", "Uppgift 1", "Uppgift 2"]
    assert "Försenat" in str(letter.text)
    assert (page(lan).antal, page(lan).sena) == (3, 2)
    assert "tre saker väntar på dig, två är försenade" in str(letter.amne)


def test_a_digest_that_comes_on_another_day_says_why(lan: Lan) -> None:
    # Nothing has been told before Wednesday the 24th: the first task is urgent, the second not.
    letter = digest(lan, "2024-01-26", "2024-02-07", first="2024-01-24", last="2024-01-24")
    assert "på måndagar. Det här kommer i dag, för något i det kan inte vänta." in letter.skal
    assert "Det här kommer i dag" in str(letter.text)


def test_each_line_of_a_digest_is_a_card_of_the_page_in_the_same_words(lan: Lan) -> None:
    digest(lan, "2024-01-26", "2024-01-29", "2024-02-08")
    with lan.database.read() as session:
        said = list(beside_the_page(lan, session))
    assert said
    assert [one for one in said if one[0] != one[1]] == []
