"""A revision that stands on an agenda is handled on its own page, and the meeting waits for it."""

from __future__ import annotations

import pytest

from models.tables import Dagordningspunkt, Mote
from support.county import Lan
from support.guards import refused
from support.paths.revision import BESLUT, MOTESDAG, revision_in

OWN_PAGE = "Punkten är en revision. Lyft av den eller anteckna utfallet på revisionens egen sida."


def item_of(lan: Lan, sak: int) -> int:
    """Return the agenda item that is about a matter; it must be there."""
    (punkt,) = lan.rows(Dagordningspunkt, om_id=sak)
    return int(punkt.id)


def test_it_is_taken_off_the_agenda_by_its_own_step_alone(lan: Lan) -> None:
    sak = revision_in(lan, "slutligt")
    mote = lan.mote(MOTESDAG)
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    said = refused(lan, mote, "sekreterare", "ta_bort_punkt", punkt=item_of(lan, sak))
    assert said == OWN_PAGE
    assert item_of(lan, sak), "refused, it stands where it stood"
    lan.step(sak, "au_ledamot", "lyft_av", skal="Texten är inte klar.")
    assert (lan.lage(sak), lan.rows(Dagordningspunkt, om_id=sak)) == ("slutligt", [])


@pytest.mark.parametrize(
    ("step", "said"),
    [("besluta", BESLUT), ("bordlagg", {"skal": "Tiden."}), ("utga", {"skal": "Tiden."})],
)
def test_a_meeting_ends_when_its_revision_has_an_outcome_and_not_before(
    lan: Lan, step: str, said: dict[str, object]
) -> None:
    sak = revision_in(lan, "pa_dagordning")
    (row,) = lan.rows(Mote, datum=lan.world.today)
    waiting = lan.rows(Dagordningspunkt, om_id=sak)[0].rubrik
    assert refused(lan, row.id, "sekreterare", "avsluta") == f"Utfall saknas för ”{waiting}”."
    noted = {"punkt": item_of(lan, sak), "anteckning": "Gicks igenom."}
    assert refused(lan, row.id, "sekreterare", "anteckna_punkt", **noted) == OWN_PAGE
    lan.step(sak, "sekreterare", step, **said)
    lan.step(row.id, "sekreterare", "avsluta")
    assert lan.lage(row.id) == "anteckningar_skrivs"
