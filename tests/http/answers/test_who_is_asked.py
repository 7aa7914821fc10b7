"""A question for school goes to those who answer for school; the chef answers, not the
kontaktperson; who is asked is shown by name before, and added to and redirected afterwards.
"""

from __future__ import annotations

from datetime import date

import pytest

from models.tables import Arende, Avisering, Frist, Huvudman, Remiss, Remissmottagare, Uppdrag
from models.vocabulary import Roll
from support.county import Lan, epost, vacate
from support.guards import refused
from support.paths.arende import arende_in
from support.site import Sajt
from workflows.county.profile import Profile
from workflows.county.register import load_register
from workflows.ground.errors import RoleMissing

YES = {"stallningstagande": "tillstyrker"}


def given(
    lan: Lan, who: str, huvudman: str, roll: Roll = Roll.LEDAMOT, sektor: str | None = "skola"
) -> None:
    """Give somebody an uppdrag in the ledningsgrupp for a huvudman."""
    with lan.database.session() as session:
        register = load_register(session)
        party = register.huvudman_named(huvudman)
        assert party is not None
        organ_id = register.ledningsgrupp().id
        session.add(
            Uppdrag(
                person_id=lan.ids[who],
                organ_id=organ_id,
                roll=roll,
                huvudman_id=party.id,
                sektor=sektor,
                from_=date(2023, 1, 1),
            )
        )


def sent(lan: Lan, **said: object) -> int:
    """Send an ärende on remiss; return the round."""
    sak = arende_in(lan, "under_beredning")
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2023-12-04", **said)
    return int(lan.rows(Remiss)[-1].id)


def asked_by_letter(lan: Lan) -> set[str]:
    """Return the addresses that got the question."""
    return {row.epost for row in lan.rows(Avisering, mall="remiss")}


def recipient(lan: Lan, kod: str) -> int:
    """Return the id of a huvudman that was asked."""
    (party,) = lan.rows(Huvudman, kod=kod)
    (row,) = lan.rows(Remissmottagare, huvudman_id=party.id)
    return int(row.id)


def test_a_question_for_school_goes_to_those_who_answer_for_school(lan: Lan) -> None:
    given(lan, "utanfor", "alvesta")
    remiss = sent(lan, mottagare=[{"slag": "huvudman", "kod": "alvesta"}], sektor="skola")
    assert asked_by_letter(lan) == {epost("utanfor")}
    with pytest.raises(RoleMissing):
        lan.step(remiss, "alvesta", "svara", **YES)
    lan.step(remiss, "utanfor", "svara", **YES)


def test_a_question_for_school_to_all_leaves_out_those_without_school(lan: Lan) -> None:
    sent(lan, mottagare="alla", sektor="skola")
    asked = {row.huvudman_id for row in lan.rows(Remissmottagare)}
    names = {row.kod for row in lan.rows(Huvudman) if row.id in asked}
    assert "region_kronoberg" not in names
    assert len(names) == 8
    assert {row.sektor for row in lan.rows(Remissmottagare)} == {"skola"}


def test_one_without_the_sector_is_named(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")
    said = {"sista_dag": "2023-12-04", "sektor": "skola"}
    region = [{"slag": "huvudman", "kod": "region_kronoberg"}]
    words = refused(lan, sak, "au_ledamot", "skicka_pa_remiss", mottagare=region, **said)
    assert words == "Sektorn finns inte hos Regionen."


def test_a_question_for_the_whole_is_answered_by_any_chef_there(lan: Lan) -> None:
    given(lan, "utanfor", "alvesta")
    remiss = sent(lan, mottagare=[{"slag": "huvudman", "kod": "alvesta"}])
    assert asked_by_letter(lan) == {epost("alvesta")}
    lan.step(remiss, "utanfor", "svara", **YES)


def contact_answers(lan: Lan) -> Profile:
    """Return the profile of a county where the kontaktperson answers too."""
    remiss = lan.profile.remiss.model_copy(update={"kontaktperson_svarar": True})
    return lan.profile.model_copy(update={"remiss": remiss})


def test_the_chef_answers_and_not_the_kontaktperson_unless_the_profile_says_so(lan: Lan) -> None:
    given(lan, "utanfor", "alvesta", Roll.KONTAKTPERSON, None)
    remiss = sent(lan, mottagare=[{"slag": "huvudman", "kod": "alvesta"}])
    with pytest.raises(RoleMissing):
        lan.step(remiss, "utanfor", "svara", **YES)
    lan.profile = contact_answers(lan)
    lan.step(remiss, "utanfor", "svara", **YES)


def test_the_kontaktperson_answers_while_no_chef_is_there(lan: Lan) -> None:
    given(lan, "utanfor", "alvesta", Roll.KONTAKTPERSON, None)
    remiss = sent(lan, mottagare=[{"slag": "huvudman", "kod": "alvesta"}])
    vacate(lan, "alvesta", "2023-11-08")
    lan.at("2023-11-09").step(remiss, "utanfor", "svara", **YES)


def shown_for(sajt: Sajt, sak: int, **chosen: object) -> str:
    """Press the button that shows who gets the question; return what the page then says."""
    (row,) = sajt.lan.rows(Arende, id=sak)
    there = f"/arenden/{row.nr}/steg/skicka_pa_remiss"
    sent = {"fraga": "Min egen fråga.", **chosen, "_rad": "vem"}
    page = sajt.client("au_ledamot").fill_in(there, **sent).text
    assert "Min egen fråga." in page
    return " ".join(page[page.index("Se vem som får frågan") :].split())


def test_who_gets_the_question_is_shown_by_name_as_it_is_chosen(sajt: Sajt) -> None:
    given(sajt.lan, "utanfor", "alvesta")
    sak = arende_in(sajt.lan, "under_beredning")
    school = shown_for(sajt, sak, mottagare=["huvudman:alvesta"], sektor="skola")
    assert "<dt>Alvesta, skola</dt> <dd>Utanfor</dd>" in school
    assert "Lessebo" not in school.split("</dl>")[0]
    whole = shown_for(sajt, sak, mottagare=["huvudman:alvesta", "huvudman:lessebo"], sektor="")
    assert "<dt>Lessebo</dt> <dd>Lessebo</dd>" in whole
    assert "Välj mottagare först." in shown_for(sajt, sak)
    assert sajt.lan.lage(sak) == "under_beredning"


def test_a_sector_that_was_chosen_can_be_left_again(sajt: Sajt) -> None:
    sak = arende_in(sajt.lan, "under_beredning")
    (row,) = sajt.lan.rows(Arende, id=sak)
    page = sajt.client("au_ledamot").http.get(f"/arenden/{row.nr}/steg/skicka_pa_remiss").text
    assert "Ingen särskild sektor" in page


def test_one_more_is_asked_afterwards_with_a_day_and_a_letter_of_its_own(lan: Lan) -> None:
    remiss = sent(lan, mottagare=[{"slag": "huvudman", "kod": "alvesta"}])
    more = [{"slag": "huvudman", "kod": "alvesta"}, {"slag": "huvudman", "kod": "lessebo"}]
    lan.step(remiss, "au_ledamot", "lagg_till_mottagare", mottagare=more, sista_dag="2023-12-15")
    assert asked_by_letter(lan) == {epost("alvesta"), epost("lessebo")}
    (frist,) = lan.rows(Frist, mottagare_id=recipient(lan, "lessebo"))
    assert (frist.senast, frist.stangd) == (date(2023, 12, 15), None)
    (whole,) = [one for one in lan.rows(Frist, sak_id=remiss, delfrist=False) if not one.stangd]
    assert whole.senast == date(2023, 12, 15)
    lan.step(remiss, "lessebo", "svara", **YES)


def test_whoever_was_asked_is_not_asked_again_and_there_is_time_to_answer(lan: Lan) -> None:
    remiss = sent(lan, mottagare=[{"slag": "huvudman", "kod": "alvesta"}])
    again = {"mottagare": [{"slag": "huvudman", "kod": "alvesta"}]}
    words = refused(lan, remiss, "au_ledamot", "lagg_till_mottagare", **again)
    assert "har redan fått remissen" in words
    new = {"mottagare": "alla", "sista_dag": "2023-11-07"}
    assert "minst 7 dagar" in refused(lan, remiss, "au_ledamot", "lagg_till_mottagare", **new)


def test_a_question_that_came_wrong_is_sent_on_by_the_chef_who_got_it(lan: Lan) -> None:
    given(lan, "utanfor", "alvesta")
    remiss = sent(lan, mottagare=[{"slag": "huvudman", "kod": kod} for kod in ("alvesta", "vaxjo")])
    mine = recipient(lan, "alvesta")
    lan.step(remiss, "alvesta", "skicka_vidare", sektor="skola")
    assert epost("utanfor") in asked_by_letter(lan)
    (frist,) = [one for one in lan.rows(Frist, mottagare_id=mine) if one.stangd is None]
    assert (frist.sektor, frist.senast) == ("skola", date(2023, 12, 4))
    with pytest.raises(RoleMissing):
        lan.step(remiss, "alvesta", "svara", **YES)
    lan.step(remiss, "utanfor", "svara", **YES)


def test_what_is_another_s_or_answered_is_not_sent_on(lan: Lan) -> None:
    given(lan, "utanfor", "alvesta")
    remiss = sent(lan, mottagare=[{"slag": "huvudman", "kod": kod} for kod in ("alvesta", "vaxjo")])
    to_school = {"mottagare": "alvesta", "sektor": "skola"}
    assert (
        refused(lan, remiss, "vaxjo", "skicka_vidare", **to_school) == "Du svarar inte för Alvesta."
    )
    lacks = {"mottagare": "alvesta", "sektor": "halso_och_sjukvard"}
    assert "finns inte hos Alvesta" in refused(lan, remiss, "au_ledamot", "skicka_vidare", **lacks)
    lan.step(remiss, "alvesta", "svara", **YES)
    words = refused(lan, remiss, "au_ledamot", "skicka_vidare", **to_school)
    assert words == "Alvesta har redan svarat. Svaret kan ändras till sista dagen."
