"""A decision that came out wrong: corrected by the secretary until the minutes are confirmed, its
outcome by the chair alone, and afterwards only where it is an obvious slip.
"""

from __future__ import annotations

from html import unescape

import pytest

from models.tables import (
    Arende,
    Atagande,
    Avisering,
    Beslut,
    Beslutsrattelse,
    Dagordningspunkt,
    Frist,
    Mote,
    Revision,
)
from support.county import Lan
from support.guards import refused
from support.paths.arende import arende_in, close_meeting, finish_meeting
from support.paths.revision import revision_in
from support.site import Sajt
from support.walks.cards import wrong_in_lists
from workflows.ground.deadlines import add_working_days
from workflows.ground.errors import RoleMissing


@pytest.fixture
def decided(lan: Lan) -> Lan:
    """A meeting on 8 December that has decided, and given Alvesta and Lessebo something to do."""
    arende_in(lan, "implementeras")
    return lan


def mote_of(lan: Lan) -> int:
    return int(lan.rows(Mote)[-1].id)


def rattat(lan: Lan, **said: object) -> None:
    beslut = lan.rows(Beslut)[0]
    lan.step(mote_of(lan), "sekreterare", "ratta_beslut", beslut=beslut.id, **said)


def told(lan: Lan, mall: str) -> list[str]:
    names = {value: who for who, value in lan.ids.items()}
    return sorted(names[one.person_id] for one in lan.rows(Avisering, mall=mall))


def test_letters_about_decisions_leave_when_the_meeting_is_closed(decided: Lan) -> None:
    assert told(decided, "atagande") == []
    close_meeting(decided)
    assert told(decided, "atagande") == ["alvesta", "lessebo"]


@pytest.mark.parametrize("answer", ["rapportera", "anmal_avsteg"])
def test_who_answered_before_the_meeting_was_closed_is_not_asked(decided: Lan, answer: str) -> None:
    said = {"anmal_avsteg": {"orsak": "Vi saknar någon.", "stod": "Hjälp."}}.get(answer, {})
    mine = next(
        one.id for one in decided.rows(Atagande) if answer in decided.offers(one.id, "alvesta")
    )
    decided.step(mine, "alvesta", answer, **said)
    close_meeting(decided)
    assert told(decided, "atagande") == ["lessebo"]


def test_a_wording_is_corrected_wherever_it_stands_and_both_can_be_read(decided: Lan) -> None:
    old = decided.rows(Beslut)[0].text
    rattat(decided, lydelse="Alla kommuner utser två kontaktpersoner.")
    assert decided.rows(Beslut)[0].text == "Alla kommuner utser två kontaktpersoner."
    notes = [one.anteckning for one in decided.rows(Dagordningspunkt)]
    assert old not in notes
    (trace,) = decided.rows(Beslutsrattelse)
    assert (trace.fore, trace.efter) == (old, "Alla kommuner utser två kontaktpersoner.")


def test_before_the_meeting_is_closed_a_correction_needs_no_letter(decided: Lan) -> None:
    rattat(decided, lydelse="Alla kommuner utser två.")
    assert told(decided, "beslut_rattat") == []
    close_meeting(decided)
    assert told(decided, "atagande") == ["alvesta", "lessebo"]


def test_letters_that_have_left_are_followed_by_one_that_says_what_is_corrected(
    decided: Lan,
) -> None:
    close_meeting(decided)
    old = decided.rows(Beslut)[0].text
    rattat(decided, lydelse="Alla kommuner utser två.")
    assert told(decided, "beslut_rattat") == ["alvesta", "lessebo", "sammankallande"]
    one = decided.rows(Avisering, mall="beslut_rattat")[0]
    assert (one.data["fore"], one.data["efter"]) == (old, "Alla kommuner utser två.")


def test_an_atagande_gets_another_addressee_and_day_and_both_parties_are_told(
    decided: Lan,
) -> None:
    close_meeting(decided)
    alvestas = decided.rows(Atagande)[0]
    said = {"atagande": alvestas.id, "huvudman": "ljungby", "senast": "2024-02-09"}
    decided.step(mote_of(decided), "sekreterare", "ratta_atagande", **said)
    now = decided.rows(Atagande, id=alvestas.id)[0]
    assert str(now.senast) == "2024-02-09"
    assert told(decided, "beslut_rattat") == ["alvesta", "ljungby", "sammankallande"]
    assert "rapportera" in decided.offers(alvestas.id, "ljungby")
    assert "rapportera" not in decided.offers(alvestas.id, "alvesta")
    (frist,) = [one for one in decided.rows(Frist, sak_id=alvestas.id) if one.stangd is None]
    assert str(frist.senast) == "2024-02-09"
    (trace,) = decided.rows(Beslutsrattelse)
    assert trace.fore == "Alvesta: Utse kontaktperson, senast fre 26 jan 2024"
    assert trace.efter == "Ljungby: Utse kontaktperson, senast fre 9 feb 2024"


def test_what_has_been_answered_or_is_somebodys_already_is_not_handed_over(decided: Lan) -> None:
    mote, first = mote_of(decided), decided.rows(Atagande)[0].id
    said = refused(
        decided, mote, "sekreterare", "ratta_atagande", atagande=first, huvudman="lessebo"
    )
    assert said == "Lessebo har redan samma uppgift."
    assert "Skriv vad som ska ändras" in refused(
        decided, mote, "sekreterare", "ratta_atagande", atagande=first
    )
    decided.step(first, "alvesta", "rapportera")
    said = refused(
        decided, mote, "sekreterare", "ratta_atagande", atagande=first, senast="2024-02-09"
    )
    assert said == "Åtagandet är redan besvarat. Fatta ett nytt beslut som ersätter det."


def test_an_outcome_is_changed_by_the_chair_alone_and_both_are_told(decided: Lan) -> None:
    close_meeting(decided)
    mote, beslut = mote_of(decided), decided.rows(Beslut)[0].id
    said = {"beslut": beslut, "utfall": "avslag", "skal": "Vi röstade nej."}
    with pytest.raises(RoleMissing):
        decided.step(mote, "sekreterare", "andra_utfall", **said)
    decided.step(mote, "ordforande", "andra_utfall", **said)
    assert decided.rows(Beslut)[0].utfall.value == "avslag"
    assert {"ordforande", "sekreterare", "alvesta", "lessebo"} <= set(
        told(decided, "beslut_rattat")
    )
    assert {decided.lage(one.id) for one in decided.rows(Atagande)} == {"ersatt"}


def test_an_outcome_that_is_changed_back_gives_everybody_their_atagande_again(
    decided: Lan,
) -> None:
    mote, beslut = mote_of(decided), decided.rows(Beslut)[0].id
    first = decided.rows(Atagande)[0].id
    days = {one.sak_id: one.senast for one in decided.rows(Frist) if one.stangd is None}
    for utfall in ("avslag", "bifall"):
        said = {"beslut": beslut, "utfall": utfall, "skal": "Vi räknade om."}
        decided.step(mote, "ordforande", "andra_utfall", **said)
    assert {decided.lage(one.id) for one in decided.rows(Atagande)} == {"tilldelat"}
    again = {one.sak_id: one.senast for one in decided.rows(Frist) if one.stangd is None}
    assert again == days
    assert "rapportera" in decided.offers(first, "alvesta")
    close_meeting(decided)
    assert {"alvesta", "lessebo"} <= set(told(decided, "atagande"))


def test_after_a_no_the_extract_says_that_nobody_carries_anything_out(decided: Lan) -> None:
    mote, beslut = mote_of(decided), decided.rows(Beslut)[0].id
    said = {"beslut": beslut, "utfall": "avslag", "skal": "Vi röstade nej."}
    decided.step(mote, "ordforande", "andra_utfall", **said)
    close_meeting(decided)
    (letter,) = decided.rows(Avisering, mall="utdrag")
    said = letter.data["harnast"]
    assert said.startswith("Inget återstår att göra, och AU avslutar ärendet")


def test_the_outcome_of_a_revision_is_not_changed_by_a_word(lan: Lan) -> None:
    revision_in(lan, "hos_parterna")
    beslut = lan.rows(Beslut)[0].id
    said = {"beslut": beslut, "utfall": "avslag", "skal": "Fel."}
    assert "Fatta ett nytt beslut" in refused(
        lan, mote_of(lan), "ordforande", "andra_utfall", **said
    )


def test_the_justerare_sees_what_was_corrected(sajt: Sajt) -> None:
    arende_in(sajt.lan, "implementeras")
    close_meeting(sajt.lan)
    old = sajt.lan.rows(Beslut)[0].text
    rattat(sajt.lan, lydelse="Alla kommuner utser två.")
    mote = mote_of(sajt.lan)
    sajt.lan.step(mote, "sekreterare", "till_justering", justerare="ljungby@lan.example")
    page = sajt.client("ljungby").http.get(f"/moten/{mote}").text
    assert "Rättelser" in page
    assert old in page
    assert "Alla kommuner utser två." in page


def test_after_justering_nothing_but_an_obvious_slip_is_corrected(decided: Lan) -> None:
    close_meeting(decided)
    finish_meeting(decided)
    mote, beslut = mote_of(decided), decided.rows(Beslut)[0]
    for step in ("ratta_beslut", "ratta_atagande"):
        assert "går inte nu" in refused(decided, mote, "sekreterare", step, beslut=beslut.id)
    slip = {"beslut": beslut.id, "slag": "skrivfel", "star": "kontaktperson", "ska_sta": "kontakt"}
    decided.step(mote, "sekreterare", "foresla_rattelse", **slip)
    assert decided.rows(Beslut)[0].text == beslut.text, "it stands until the justerare has said"
    assert told(decided, "rattelse_foreslagen") == ["ljungby"]
    (waits,) = decided.rows(Beslutsrattelse)
    with pytest.raises(RoleMissing):
        decided.step(mote, "sekreterare", "svara_pa_rattelse", rattelse=waits.id, stammer="ja")
    decided.step(mote, "ljungby", "svara_pa_rattelse", rattelse=waits.id, stammer="ja")
    assert decided.rows(Beslut)[0].text == "Alla kommuner utser en kontakt."
    assert told(decided, "beslut_rattat") == ["alvesta", "lessebo", "sammankallande"]
    (stands,) = decided.rows(Beslutsrattelse)
    assert (stands.fore, stands.efter, stands.avbojd) == ("kontaktperson", "kontakt", False)


def test_a_slip_that_the_justerare_does_not_see_is_left_standing(decided: Lan) -> None:
    close_meeting(decided)
    finish_meeting(decided)
    mote, beslut = mote_of(decided), decided.rows(Beslut)[0]
    slip = {"beslut": beslut.id, "slag": "namn", "star": "Alla kommuner", "ska_sta": "Region"}
    decided.step(mote, "sekreterare", "foresla_rattelse", **slip)
    waits = decided.rows(Beslutsrattelse)[0].id
    decided.step(mote, "ljungby", "svara_pa_rattelse", rattelse=waits, stammer="nej")
    assert decided.rows(Beslut)[0].text == beslut.text
    assert told(decided, "beslut_rattat") == []
    assert "Ingen rättelse väntar" in refused(
        decided, mote, "ljungby", "svara_pa_rattelse", rattelse=waits, stammer="ja"
    )


@pytest.mark.parametrize(
    ("star", "says"),
    [
        ("finns inte", "Beslutet säger inte ”finns inte”."),
        ("e", "Ta med fler ord"),
    ],
)
def test_a_slip_is_a_few_words_in_one_place(decided: Lan, star: str, says: str) -> None:
    close_meeting(decided)
    finish_meeting(decided)
    beslut = decided.rows(Beslut)[0].id
    slip = {"beslut": beslut, "slag": "skrivfel", "star": star, "ska_sta": "annat"}
    assert says in refused(decided, mote_of(decided), "sekreterare", "foresla_rattelse", **slip)


def test_the_heading_and_question_of_an_arende_are_corrected_and_the_history_keeps_the_old(
    lan: Lan,
) -> None:
    sak = arende_in(lan, "under_beredning")
    mote = lan.mote("2023-12-08")
    said = {"rubrik": "Link i kommunerna", "fraga": "Ska alla använda Link?"}
    lan.step(sak, "au_ledamot", "ratta", **said, siktar_pa="2023-12-08")
    now = lan.rows(Arende)[0]
    assert (now.rubrik, now.fraga, str(now.siktar_pa)) == (*said.values(), "2023-12-08")
    assert mote
    assert refused(lan, sak, "au_ledamot", "ratta") == "Ändra något av det som står."
    with pytest.raises(RoleMissing):
        lan.step(sak, "sammankallande", "ratta", rubrik="Något annat")


def test_an_arende_aims_at_a_meeting_and_not_at_a_day(lan: Lan) -> None:
    sak = arende_in(lan, "inkommet")
    lan.mote("2023-12-08")
    said = {"handlaggare": "handlaggare@lan.example", "siktar_pa": "2023-12-09"}
    words = refused(lan, sak, "au_ledamot", "ta_upp", **said)
    assert words.endswith("har inget möte inlagt lör 9 dec 2023. Välj ett möte som är inlagt.")
    lan.step(sak, "au_ledamot", "ta_upp", **{**said, "siktar_pa": "2023-12-08"})


def test_which_meeting_is_aimed_at_is_chosen_among_those_there_are(sajt: Sajt) -> None:
    lan = sajt.lan
    for day in ("2023-12-08", "2024-01-26"):
        lan.mote(day)
    arende = arende_in(lan, "inkommet")
    revision = revision_in(lan, "initierad")
    nr = lan.rows(Revision, id=revision)[0].nr
    for path, who in (
        (f"/arenden/utkast-{arende}/steg/ta_upp", "au_ledamot"),
        (f"/revisioner/{nr}/steg/prioritera", "au_ledamot"),
    ):
        page = sajt.client(who).http.get(path).text
        assert 'value="2023-12-08"' in page
        assert 'value="2024-01-26"' in page


def test_a_proposed_slip_is_the_justerares_card_with_a_last_day_and_what_the_secretary_waits_for(
    decided: Lan, sajt: Sajt
) -> None:
    close_meeting(decided)
    finish_meeting(decided)
    mote, beslut = mote_of(decided), decided.rows(Beslut)[0]
    slip = {"beslut": beslut.id, "slag": "skrivfel", "star": "kontaktperson", "ska_sta": "kontakt"}
    decided.step(mote, "sekreterare", "foresla_rattelse", **slip)
    (frist,) = decided.rows(Frist, sak_id=mote, stangd=None)
    last = frist.senast
    assert last == add_working_days(decided.world.today, decided.profile.frister.justering)
    assert wrong_in_lists(decided) == []
    (letter,) = decided.rows(Avisering, mall="rattelse_foreslagen")
    assert letter.data["senast"] == last.isoformat()
    late = str(add_working_days(last, 1))
    decided.at(late)
    sajt.set_clock()
    page = sajt.client("ljungby").http.get("/").text
    assert "Svara om en rättelse" in page
    waited = unescape(sajt.client("sekreterare").http.get("/").text)
    assert "Rättelse efter mötet fre 8 dec 2023" in waited
    (waits,) = decided.rows(Beslutsrattelse)
    decided.step(mote, "ljungby", "svara_pa_rattelse", rattelse=waits.id, stammer="ja")
    assert decided.rows(Frist, sak_id=mote, stangd=None) == []
    assert "Rättelse efter mötet" not in sajt.client("sekreterare").http.get("/").text


def test_minutes_whose_justerare_is_silent_stand_on_the_list_of_who_keeps_the_papers(
    decided: Lan, sajt: Sajt
) -> None:
    close_meeting(decided)
    mote = mote_of(decided)
    decided.step(mote, "sekreterare", "till_justering", justerare="ljungby@lan.example")
    (frist,) = decided.rows(Frist, sak_id=mote, stangd=None)
    decided.at(str(add_working_days(frist.senast, 1)))
    sajt.set_clock()
    page = unescape(sajt.client("sekreterare").http.get("/").text)
    assert "Anteckningarna från mötet fre 8 dec 2023" in page
    assert "Justeraren, Ljungby" in page
    assert "Anteckningarna från mötet" not in sajt.client("lessebo").http.get("/").text
