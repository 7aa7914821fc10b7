"""What is said of a matter is so: whose move it is, which phases it went through and when, until
when one may answer, and what holds meanwhile.
"""

from __future__ import annotations

import re

import pytest

from models.tables import Arende, Avisering, Avtal, Godkannande, Remiss, Revision
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import Lan, epost
from support.house.reading import page
from support.paths.arende import arende_in, close_all, remiss_in
from support.paths.avtal import UPPHOR, avtal
from support.paths.revision import break_off, revision_in
from support.site import Sajt
from workflows.revision.parties.views import approvals


def arende_page(sajt: Sajt, sak: int, who: str = "sekreterare") -> str:
    return page(sajt, who, f"/arenden/{sajt.lan.rows(Arende, id=sak)[0].nr}")


def revision_page(sajt: Sajt, sak: int, who: str = "sekreterare") -> str:
    return page(sajt, who, f"/revisioner/{sajt.lan.rows(Revision, id=sak)[0].nr}")


def phase(said: str, name: str) -> str:
    """Return what the stepper says of a phase."""
    found = re.search(rf"\n{name} – ([^\n]*)\n([^\n]*)", f"\n{said}")
    assert found, said[:600]
    return f"{found[1]} {found[2]}"


def sent(lan: Lan, mall: str) -> str:
    """Return the text of the newest letter of a kind, as it was sent, its meeting closed."""
    close_all(lan)
    deliver(lan.database, Mailbox(), lan.now)
    return str(lan.rows(Avisering, mall=mall)[-1].text)


# phases


def test_a_remiss_that_was_held_was_not_skipped_when_the_revision_was_broken_off(
    sajt: Sajt,
) -> None:
    sak = revision_in(sajt.lan, "slutligt")
    break_off(sajt.lan, sak, "Löst på annat sätt.")
    said = revision_page(sajt, sak)
    assert "Klart" in phase(said, "Remiss")
    assert "avbruten" in phase(said, "Beslut")
    assert "Pågår nu" not in said


def test_a_remiss_that_was_held_was_not_skipped_when_the_arende_was_turned_away(
    sajt: Sajt,
) -> None:
    lan = sajt.lan
    sak = arende_in(lan, "pa_remiss")
    lan.step(sak, "au_ledamot", "avbryt_remiss", skal="Behövs inte.")
    lan.step(sak, "au_ordforande", "avvisa", skal="Löst.", hanvisning="Kommunen.")
    said = arende_page(sajt, sak)
    assert "Pågår nu" not in said
    assert "avvisat" in phase(said, "Beredning")


def test_a_phase_that_never_came_is_said_to_have_been_passed_over(sajt: Sajt) -> None:
    said = arende_page(sajt, arende_in(sajt.lan, "pa_dagordning"))
    assert "Hoppades över" in phase(said, "Remiss")


def test_the_phase_of_the_decision_has_the_day_it_was_decided(sajt: Sajt) -> None:
    sak = revision_in(sajt.lan, "implementeras")  # decided 8 December, in force 1 February
    assert "8 dec 2023" in phase(revision_page(sajt, sak), "Beslut")


# whose move


@pytest.mark.parametrize("kind", ["arende", "revision"])
def test_while_the_asked_answer_the_move_is_theirs(sajt: Sajt, kind: str) -> None:
    shown = (
        arende_page(sajt, arende_in(sajt.lan, "pa_remiss"))
        if kind == "arende"
        else revision_page(sajt, revision_in(sajt.lan, "pa_remiss"))
    )
    assert "vems drag: de tillfrågade" in shown
    assert "AU har draget" not in shown


def test_what_only_waits_for_its_day_is_nobodys_move(sajt: Sajt) -> None:
    shown = revision_page(sajt, revision_in(sajt.lan, "vantar_ikraft"))
    assert "Ingen behöver göra något. Det sker av sig självt tor 1 feb 2024." in shown
    assert "har draget" not in shown


def test_when_all_have_answered_the_move_is_no_longer_theirs(sajt: Sajt) -> None:
    sak = arende_in(sajt.lan, "pa_remiss")
    remiss = int(sajt.lan.rows(Remiss, om_id=sak)[0].id)
    for who in ("lessebo", "alvesta"):
        sajt.lan.step(remiss, who, "svara", stallningstagande="tillstyrker")
    assert "de tillfrågade" not in arende_page(sajt, sak)


def test_a_party_with_its_own_thing_left_is_told_so(sajt: Sajt) -> None:
    sak = revision_in(sajt.lan, "signeras")
    said = revision_page(sajt, sak, "lessebo")
    assert "Ni har kvar att skriva under" in said


# remisser


def test_a_remiss_past_its_last_day_does_not_only_say_that_it_is_open(sajt: Sajt) -> None:
    remiss_in(sajt.lan, "oppen")
    sajt.lan.at("2023-12-04")
    assert "Öppen, svarstiden är slut" in page(sajt, "sekreterare", "/remisser")


def test_a_letter_does_not_promise_longer_than_the_remiss_is_open(lan: Lan) -> None:
    arende_in(lan, "pa_remiss")
    said = sent(lan, "remiss")
    assert "Du kan ändra svaret till och med den dagen." not in said
    assert "Svaret kan ändras tills remissen stängs" in said
    assert "alla har svarat" in said


def test_a_remiss_closed_before_its_day_is_not_said_to_have_run_out(sajt: Sajt) -> None:
    sak = arende_in(sajt.lan, "sammanstalls")  # all had answered long before the last day
    said = arende_page(sajt, sak)
    assert "Remisstiden är slut" not in said
    assert "Remissen stängdes" in said
    letter = sent(sajt.lan, "remiss_stangd")
    assert "är slut" not in letter
    assert "Alla har svarat" in letter


def test_a_compilation_says_who_said_what(sajt: Sajt) -> None:
    lan = sajt.lan
    sak = arende_in(lan, "pa_remiss")
    remiss = int(lan.rows(Remiss, om_id=sak)[0].id)
    lan.step(remiss, "lessebo", "svara", stallningstagande="avstyrker", motivering="Nej.")
    lan.step(remiss, "alvesta", "svara", stallningstagande="tillstyrker")
    assert "Avstyrker: Lessebo" in page(sajt, "sekreterare", f"/remisser/{remiss}/sammanstallning")
    csv = sajt.client("sekreterare").http.get(f"/remisser/{remiss}/sammanstallning.csv").text
    assert "Lessebo;avstyrker" in csv.replace("Avstyrker", "avstyrker")


def test_a_link_that_is_used_once_does_not_stand_beside_a_promise_to_change(lan: Lan) -> None:
    arende_in(lan, "pa_remiss")
    deliver(lan.database, Mailbox(b"nyckel"), lan.now)
    said = str(lan.rows(Avisering, mall="remiss")[-1].text)
    assert "används en gång" in said
    assert "Logga in för att ändra svaret" in said


# what holds meanwhile


def test_an_agreement_that_lapsed_is_not_said_to_hold_as_before(sajt: Sajt) -> None:
    lan = sajt.lan.at("2023-11-07")
    sak = revision_in(
        lan, "utarbetas", avtal(lan, galler_fran="2020-01-01", giltig_till="2023-11-30", **UPPHOR)
    )
    lan.at("2023-12-15").step(lan.rows(Avtal)[-1].id, "klockan", "upphor")
    break_off(lan, sak, "Ingen vill.")
    said = revision_page(sajt, sak)
    assert "gäller som förut" not in said
    assert "Avtalet har upphört." in said
    assert "gäller som förut" not in sent(lan, "revision_avbruten")


def test_an_agreement_that_holds_is_said_to(sajt: Sajt) -> None:
    sak = revision_in(sajt.lan, "avbruten")
    assert "Avtalet gäller som förut." in revision_page(sajt, sak)
    assert "Avtalet gäller som förut." in sent(sajt.lan, "revision_avbruten")


def test_a_letter_about_what_is_left_does_not_promise_that_the_old_text_holds(lan: Lan) -> None:
    revision_in(lan, "hos_parterna")
    assert "tills alla är klara" not in sent(lan, "revision_parten")


def test_a_second_word_of_the_same_ledamot_is_not_a_changed_text(own_kalmar: Lan) -> None:
    lan = own_kalmar
    row = lan.rows(Godkannande)[0]
    who = next(name for name, one in lan.ids.items() if one == row.for_id)
    lan.step(row.revision_id, who, "godkann", ord="godkanner", version=1)
    with lan.database.read() as session:
        said = [one for one in approvals(session, row.revision_id) if one.ogiltig]
    assert [one.darfor for one in said] == ["ersatt av ett senare besked"]


# pages of one's own


def test_what_one_waits_for_has_a_day_with_its_year(sajt: Sajt) -> None:
    arende_in(sajt.lan, "inkommet")
    said = page(sajt, "sammankallande", "/")
    waits = said[said.index("Du väntar på") :]
    assert re.search(r"\w{3} \d+ \w+ 2023", waits.split("Nästa möte", maxsplit=1)[0])


def test_a_page_that_is_not_there_has_a_menu_for_whoever_is_signed_in(sajt: Sajt) -> None:
    for path in ("/finns-inte", "/arenden/finns-inte", "/ataganden/999"):
        answer = sajt.client("alvesta").http.get(path)
        assert answer.status_code == 404
        assert 'href="/arenden"' in answer.text, path
        assert ">Alvesta<" in re.sub(r"\s+", "", answer.text), path


def test_a_letter_that_another_reads_is_said_to_be_somebody_elses(sajt: Sajt) -> None:
    arende_in(sajt.lan, "pa_remiss")
    deliver(sajt.lan.database, Mailbox(), sajt.lan.now)
    letter = sajt.lan.rows(Avisering, mall="remiss", person_id=sajt.lan.ids["lessebo"])[-1]
    own = page(sajt, "lessebo", f"/aviseringar/{letter.id}")
    assert "Brevet är ställt till Lessebo" not in own
    other = page(sajt, "sekreterare", f"/aviseringar/{letter.id}")
    assert "Brevet är ställt till Lessebo. ”Du” i brevet är Lessebo." in other
    listed = page(sajt, "sekreterare", f"/aviseringar?person={epost('lessebo')}")
    assert "Remissen är ställd till dig" not in listed
