"""A letter that waits for a meeting to be closed says what is so when it leaves: what was undone at
the table is told to nobody, and what was corrected is corrected only where it was said.

The meetings are those of 8 and 15 December 2023.
"""

from __future__ import annotations

from models.tables import Avisering, Beslut, HalletBrev, Mote, Person
from support.county import UNDERLAG, Lan, epost
from support.paths.arende import arende_in
from support.paths.grupp import bildad, later_decision
from support.paths.outside import DIALOG, FORUM, LYFT, keep_the_forum, open_forum

AGAIN = {"skal": "Frågan avgörs ändå i dag."}
SAME = "Forumet ställer sig bakom."


def opened(lan: Lan) -> tuple[int, int]:
    """Return an ärende and the open meeting on whose agenda it stands."""
    sak = arende_in(lan, "pa_dagordning")
    return sak, next(one.id for one in lan.rows(Mote) if lan.lage(one.id) == "oppnat")


def told(lan: Lan, sak: int, mall: str) -> list[str]:
    return [row.epost for row in lan.rows(Avisering, mall=mall, sak_id=sak)]


def test_what_a_meeting_says_first_and_then_takes_up_again_is_told_to_nobody(lan: Lan) -> None:
    sak, mote = opened(lan)
    lan.step(sak, "sekreterare", "fortsatt_dialog", **DIALOG)
    assert lan.rows(HalletBrev, sak_id=sak, mall="dialog")
    lan.step(sak, "au_ordforande", "satt_pa_dagordning_sent", mote=mote, **AGAIN)
    yes = {"utfall": "bifall", "beslutstext": "Ja.", "inga_ataganden": True}
    lan.step(sak, "sekreterare", "besluta", **yes)
    lan.step(mote, "sekreterare", "avsluta")
    assert told(lan, sak, "dialog") == []


def test_a_letter_goes_to_the_address_somebody_has_when_it_leaves(lan: Lan) -> None:
    sak, mote = opened(lan)
    lan.step(sak, "sekreterare", "fortsatt_dialog", **DIALOG)
    waits = lan.rows(HalletBrev, sak_id=sak, mall="dialog")[0]
    with lan.database.session() as session:
        person = session.get_one(Person, waits.person_id)
        person.epost = "ny@lan.example"
        session.add(person)
    lan.step(mote, "sekreterare", "avsluta")
    assert "ny@lan.example" in told(lan, sak, "dialog")
    assert waits.epost not in told(lan, sak, "dialog")


def test_a_correction_changes_no_letter_about_another_decision_in_the_same_words(lan: Lan) -> None:
    saker = _two_at_the_forum(lan)
    one, other = (lan.rows(Beslut, om_id=sak)[-1] for sak in saker)
    forum = one.mote_id
    said = {"beslut": one.id, "lydelse": "Forumet vill se ett nytt förslag."}
    lan.step(forum, "sekreterare", "ratta_beslut", **said)
    for sak, wording in zip(saker, (said["lydelse"], SAME), strict=True):
        waits = [row.data.get("text") for row in lan.rows(HalletBrev, sak_id=sak)]
        assert {text for text in waits if text} == {wording}
    assert other.text == SAME


def _two_at_the_forum(lan: Lan) -> list[int]:
    """Return two ärenden on which an open meeting of the forum has decided in the same words."""
    saker = [lan.arende(rubrik=f"Fråga {number}") for number in (1, 2)]
    mote = lan.mote("2023-12-08")
    for sak in saker:
        lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
        lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
        lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.kalla(mote)
    lan.at("2023-12-08").step(mote, "sekreterare", "oppna")
    for sak in saker:
        lan.step(sak, "sekreterare", "lyft_till_forum", **LYFT)
    lan.step(mote, "sekreterare", "avsluta")
    keep_the_forum(lan)
    open_forum(lan, lan.mote("2023-12-15", FORUM))
    for sak in saker:
        lan.step(sak, "sekreterare", "forumet_beslutar", beslutstext=SAME)
    return saker


def test_a_decision_that_is_called_as_a_group_is_leaves_its_name_alone(lan: Lan) -> None:
    saker = _two_at_the_forum(lan)
    one = lan.rows(Beslut, om_id=saker[0])[-1]
    names = [row.data["au"] for row in lan.rows(HalletBrev, sak_id=saker[0])]
    for wording in (names[0], "Texten antas."):
        said = {"beslut": one.id, "lydelse": wording}
        lan.step(one.mote_id, "sekreterare", "ratta_beslut", **said)
    assert [row.data["au"] for row in lan.rows(HalletBrev, sak_id=saker[0])] == names


def test_a_group_that_ended_before_the_meeting_was_closed_is_not_told_to_carry_on(
    lan: Lan,
) -> None:
    grupp = bildad(lan)
    later = later_decision(lan)
    sak, mote = opened_for(lan, f"grupp_{grupp}")
    ended = {"resultat": "Klart.", "beslut": later}
    lan.step(grupp, "au_ledamot", "avsluta_gruppen", **ended)
    lan.step(mote, "sekreterare", "avsluta")
    assert epost("alvesta") not in told(lan, sak, "dialog")


def opened_for(lan: Lan, kod: str) -> tuple[int, int]:
    """Return an ärende whose dialog an open meeting lets a group carry on, and the meeting."""
    lan.at("2024-02-20")
    sak = lan.arende()
    lan.step(sak, "au_ledamot", "ta_upp", handlaggare=epost("handlaggare"))
    lan.step(sak, "handlaggare", "fardigbered", **UNDERLAG)
    mote = lan.mote("2024-03-08")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.kalla(mote)
    lan.at("2024-03-08").step(mote, "sekreterare", "oppna")
    said = {**DIALOG, "barare": kod, "aterkommer": "2024-04-26"}
    lan.step(sak, "sekreterare", "fortsatt_dialog", **said)
    return sak, mote
