"""Letters that were sent keep what they said; the form they were sent in only for as long as the
profile says.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.rounds import Runda, run
from models.tables import Avisering
from notifications.delivery import deliver
from notifications.forgetting import forget_forms
from support.county import Lan, epost
from support.mailserver import Inbox, Mailer
from support.paths.arende import remiss_in
from support.site import Sajt
from workflows.county.profile.terms import Brev

LAST_DAY, DAY_AFTER = "2024-02-05", "2024-02-06"  # ninety days after the seventh of November


@pytest.fixture
def sent(lan: Lan, mailer: Mailer) -> Lan:
    """A county whose letters about a remiss were sent on the seventh of November."""
    remiss_in(lan, "oppen")
    assert deliver(lan.database, mailer(), lan.now).skickade > 2
    return lan


def forms(lan: Lan) -> list[str | None]:
    return [one.html for one in lan.rows(Avisering)]


def test_a_letter_keeps_its_form_for_as_long_as_the_profile_says_and_then_only_its_words(
    sent: Lan,
) -> None:
    before = sent.rows(Avisering)
    assert forget_forms(sent.database, sent.at(LAST_DAY).world) == 0
    assert forms(sent) == [one.html for one in before]
    assert forget_forms(sent.database, sent.at(DAY_AFTER).world) == len(before)
    assert forms(sent) == [None] * len(before)
    assert [one.text for one in sent.rows(Avisering)] == [one.text for one in before]
    assert forget_forms(sent.database, sent.world) == 0


def test_a_county_chooses_how_long(sent: Lan) -> None:
    sent.profile = sent.profile.model_copy(update={"brev": Brev(form_dagar=7)})
    assert forget_forms(sent.database, sent.at("2023-11-14").world) == 0
    assert forget_forms(sent.database, sent.at("2023-11-15").world) == len(sent.rows(Avisering))


def test_a_letter_that_did_not_arrive_keeps_its_form(
    lan: Lan, mailer: Mailer, inbox: Inbox
) -> None:
    inbox.answers[epost("alvesta")] = "550 No such user"
    remiss_in(lan, "oppen")
    deliver(lan.database, mailer(), lan.now)
    forget_forms(lan.database, lan.at(DAY_AFTER).world)
    kept = {one.lage for one in lan.rows(Avisering) if one.html is not None}
    assert kept == {"misslyckad"}


def test_more_letters_than_fit_in_a_transaction_are_dealt_with_and_a_round_that_is_cut_off_goes_on(
    sent: Lan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notifications.forgetting._AT_A_TIME", 1)
    monkeypatch.setattr("notifications.forgetting._MOST_IN_A_ROUND", 2)
    assert forget_forms(sent.database, sent.at(DAY_AFTER).world) == 2
    assert forms(sent).count(None) == 2
    monkeypatch.setattr("notifications.forgetting._MOST_IN_A_ROUND", 100)
    forget_forms(sent.database, sent.world)
    assert set(forms(sent)) == {None}


def test_the_sweep_that_sends_letters_does_it_and_says_so(sent: Lan) -> None:
    count = len(sent.rows(Avisering))
    runda = Runda(sent.at(DAY_AFTER).database, sent.world, None)
    (said,) = run(runda, ["leverera_aviseringar"])
    assert f"{count} gamla brev behöll bara sin text." in said.mening
    (again,) = run(replace(runda), ["leverera_aviseringar"])
    assert "gamla brev" not in again.mening


def test_the_page_of_an_old_letter_says_what_it_said(sajt: Sajt, mailer: Mailer) -> None:
    lan = sajt.lan
    remiss_in(lan, "oppen")
    deliver(lan.database, mailer(), lan.now)
    one = lan.rows(Avisering)[0]
    reader = sajt.client("sekreterare").http
    before = reader.get(f"/aviseringar/{one.id}")
    assert str(one.text).splitlines()[0] in before.text
    forget_forms(lan.database, replace(lan, now=lan.now.replace(year=2025)).world)
    after = reader.get(f"/aviseringar/{one.id}")
    assert lan.rows(Avisering)[0].html is None
    assert letter_in(after.text) == letter_in(before.text)


def letter_in(page: str) -> str:
    return page[page.index('<div class="letter card">') : page.index("</pre>")]
