"""What is closed is not said to be done by all where somebody deviates."""

from __future__ import annotations

from models.tables import Arende, Atagande, Avisering, Dagordningspunkt
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import UPPGIFT, Lan
from support.house.reading import page
from support.paths.arende import arende_in
from support.reminding import live
from support.site import Sajt

ASKED = ("alvesta", "lessebo", "vaxjo")


def carried_out(lan: Lan, deviates: str = "") -> int:
    """Return an ärende that three parties have carried out, but the one who deviates, closed."""
    sak = arende_in(lan, "pa_dagordning")
    given = {**UPPGIFT, "mottagare": [{"slag": "huvudman", "kod": kod} for kod in ASKED]}
    lan.step(sak, "sekreterare", "besluta", utfall="bifall", beslutstext="Ja.", ataganden=[given])
    for who, row in zip(ASKED, lan.rows(Atagande)[-3:], strict=True):
        if who == deviates:
            lan.step(row.id, who, "anmal_avsteg", orsak="Vi saknar någon.", stod="Hjälp.")
            noted = {"anteckning": "Noterat.", "stod": "Nej.", "mote": lan.at_meeting()}
            lan.step(row.id, "sekreterare", "notera_avsteg", **noted)
        else:
            lan.step(row.id, who, "rapportera")
    lan.step(sak, "au_ledamot", "avsluta")
    return sak


def told(sajt: Sajt, sak: int) -> str:
    """Return the history, the sender's digest and what is announced, as one text."""
    lan = sajt.lan
    said = page(sajt, "sekreterare", f"/arenden/{lan.rows(Arende, id=sak)[0].nr}")
    live(lan, "2023-12-11", "2023-12-18")
    deliver(lan.database, Mailbox(), lan.now)
    letter = lan.rows(Avisering, mall="sammandrag", person_id=lan.ids["sammankallande"])[-1]
    items = [row.rubrik for row in lan.rows(Dagordningspunkt)]
    return "\n".join([said[said.index("\nHändelser") :], letter.amne, letter.text, *items])


def test_with_a_noted_deviation_it_is_said_how_many_and_whose(sajt: Sajt) -> None:
    said = told(sajt, carried_out(sajt.lan, "vaxjo"))
    assert "2 av 3 klara, Växjö" in said
    assert "Alla är klara" not in said
    assert "av alla" not in said


def test_when_all_have_done_it_that_is_said(sajt: Sajt) -> None:
    assert "3 av 3 klara. Ärendet avslutades." in told(sajt, carried_out(sajt.lan))
