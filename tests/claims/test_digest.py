"""A digest counts what it lists, in its subject and in its text."""

from __future__ import annotations

import re

from models.tables import Avisering
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import UPPGIFT, Lan
from support.paths.arende import arende_in
from support.reminding import live


def digest(lan: Lan, *days: str) -> Avisering:
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
    live(lan, "2024-01-08", "2024-01-15")
    deliver(lan.database, Mailbox(), lan.now)
    letter: Avisering = lan.rows(Avisering, person_id=lan.ids["alvesta"], mall="sammandrag")[-1]
    return letter


def test_a_digest_counts_as_many_as_it_lists(lan: Lan) -> None:
    letter = digest(lan, "2024-01-26", "2024-02-07", "2024-02-08", "2024-02-09")
    listed = len(re.findall(r"^\* ", str(letter.text), re.MULTILINE))
    assert listed == 4
    assert "fyra saker" in str(letter.amne)


def test_what_a_digest_has_no_room_for_is_counted_too(lan: Lan) -> None:
    letter = digest(lan, "2024-01-26", *["2024-02-08"] * 13)
    listed = len(re.findall(r"^\* ", str(letter.text), re.MULTILINE))
    more = re.search(r"Och (\d+) saker? till", str(letter.text))
    assert more
    assert f"{listed + int(more[1])} saker" in str(letter.amne)
    assert listed + int(more[1]) == 14
