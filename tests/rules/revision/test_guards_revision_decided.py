"""Both sides of every guard of a revision from the remiss to the decision."""

from __future__ import annotations

from typing import Any

import pytest

from models.vocabulary import AvtalSlag
from support.cases.arende import asked, meeting, omgang
from support.cases.revision import at_meeting, locked, parter, revision_case
from support.guards import after, guard, obstacle
from support.paths.avtal import TEXT
from support.paths.revision import BESLUT, LANGRE, UPPGIFT


@guard("handling.mottagare_valda", "revision.svarstiden_racker")
def test_a_remiss_has_recipients_and_time() -> None:
    case, step = revision_case("hos_au", versioner=(locked(),)), "skicka_pa_remiss"
    said = obstacle(case, "au_ledamot", step, mottagare=[], sista_dag="2023-11-10")
    assert "Välj vilka som ska tillfrågas." in said
    assert "En tjänstemannaremiss behöver minst 21 dagar" in said
    right = {"mottagare": "alla", "sista_dag": "2023-12-01"}
    assert after(case, "au_ledamot", step, **right) == "pa_remiss"


@guard("handling.remissen_kan_stangas")
def test_a_round_is_over_when_all_have_answered() -> None:
    both = (asked("alvesta"), asked("lessebo"))
    case = revision_case("pa_remiss", remiss=omgang(mottagare=both))
    assert (
        obstacle(case, "sammankallande", "sammanstall")
        == "Remissen är öppen till och med fre 1 dec 2023. Svar saknas från Alvesta och Lessebo."
    )
    over = revision_case("pa_remiss", remiss=omgang(mottagare=both), when="2023-12-02")
    assert after(over, "klockan", "sammanstall") == "sammanstalls"
    answered = tuple(asked(who, svar="tillstyrker") for who in ("alvesta", "lessebo"))
    case = revision_case("pa_remiss", remiss=omgang(mottagare=answered))
    assert after(case, "sammankallande", "sammanstall") == "sammanstalls"


@guard("handling.synpunkter_besvarade")
def test_every_comment_is_answered_before_the_text_is_final_or_asked_about_again() -> None:
    unanswered = "1 synpunkt från remissen har inte fått svar."
    again = {"mottagare": "alla", "sista_dag": "2023-12-15"}
    for left, words in ((1, unanswered), (0, "")):
        round_ = omgang("stangd", obesvarade=left)
        final = revision_case("sammanstalls", remiss=round_, versioner=(locked(),))
        assert obstacle(final, "sammankallande", "slutfor") == words
        more = revision_case("hos_au", remiss=round_, versioner=(locked(),))
        assert obstacle(more, "au_ledamot", "skicka_pa_remiss", **again) == words


@guard("revision.remissen_racker")
def test_straight_from_au_goes_only_what_has_been_asked_about() -> None:
    texts = (locked(), locked(2, LANGRE, "redaktionell"))
    never = revision_case("hos_au", versioner=texts)
    said = obstacle(never, "sammankallande", "slutfor")
    assert said == "Förslaget har inte varit på remiss."
    case = revision_case(
        "hos_au", remiss=omgang("aterkopplad", version_id=1), fragad_version=1, versioner=texts
    )
    assert after(case, "sammankallande", "slutfor") == "slutligt"


@guard("revision.andringen_sagd", "revision.slutliga_texten_ny", "revision.ikraft_inte_varit")
def test_a_final_text_says_how_much_it_changes_and_changes_something() -> None:
    case = revision_case("sammanstalls", remiss=omgang("stangd"), versioner=(locked(),))
    bare = {"text": LANGRE, "ikraft": "2023-11-06"}
    assert (
        obstacle(case, "sammankallande", "slutfor", **bare)
        == "Välj hur mycket texten ändras sedan den senaste versionen. Dagen mån 6 nov 2023 har"
        " redan varit."
    )
    back = obstacle(case, "sammankallande", "slutfor", text=TEXT, andring="saklig")
    assert back == "Texten säger samma sak som den som gäller."
    right = {"text": LANGRE, "andring": "fortydligande", "ikraft": "2024-02-01"}
    assert after(case, "sammankallande", "slutfor", **right) == "slutligt"


@guard("revision.ikraft_sagd", "revision.beslutande_parter_kanda")
def test_a_decided_text_has_a_day_and_parties_that_decide() -> None:
    case, wrong = at_meeting(), {"ikraft": None, "parter_beslutar": ["vaxjo"]}
    said = obstacle(case, "sekreterare", "besluta", **{**BESLUT, **wrong})
    assert said == "Välj vilken dag texten ska börja gälla. Inte part i avtalet: vaxjo."
    early = obstacle(case, "sekreterare", "besluta", **{**BESLUT, "ikraft": "2023-12-07"})
    assert early == "Dagen tor 7 dec 2023 har redan varit. Välj en ny dag för när texten ska gälla."
    some = {**BESLUT, "parter_beslutar": ["lessebo"]}
    assert after(case, "sekreterare", "besluta", **some) == "hos_parterna"


@guard("revision.avslag_utan_ataganden")
def test_what_is_turned_down_ends_and_gives_nobody_anything_to_do() -> None:
    case, no = at_meeting(), {"utfall": "avslag", "beslutstext": "Texten antas inte."}
    said = obstacle(case, "sekreterare", "besluta", **no, ataganden=[UPPGIFT])
    assert said == "Vid avslag träder texten inte i kraft. Ta bort 1 åtagande."
    assert after(case, "sekreterare", "besluta", **no) == "avbruten"


@pytest.mark.parametrize(
    ("slag", "said", "lage"),
    [
        ("avtal", {}, "hos_parterna"),
        ("avtal", {"parter_beslutar": "inga"}, "signeras"),
        ("rutin", {}, "vantar_ikraft"),
        ("rutin", {"parter_beslutar": "alla"}, "hos_parterna"),
    ],
)
def test_where_a_decided_text_goes_follows_its_kind_and_the_parties(
    slag: str, said: dict[str, Any], lage: str
) -> None:
    case = at_meeting(avtal_slag=AvtalSlag(slag))
    assert after(case, "sekreterare", "besluta", **BESLUT, **said) == lage


def test_a_text_that_nobody_signs_goes_to_those_who_have_said_where_they_decide() -> None:
    planned = parter(alvesta={"instans": "Socialnämnden"})
    case = at_meeting(avtal_slag=AvtalSlag.RUTIN, parter=planned)
    assert after(case, "sekreterare", "besluta", **BESLUT) == "hos_parterna"


@guard("handling.pa_motet", "handling.motet_inte_oppnat", "handling.ratt_mote")
def test_a_revision_is_handled_at_its_meeting_like_an_arende() -> None:
    before, there = at_meeting(mote=meeting("2023-12-08")), at_meeting()
    why = {"skal": "Tiden räckte inte."}
    said = obstacle(before, "sekreterare", "bordlagg", **why)
    assert said == "Mötet den fre 8 dec 2023 är inte öppnat."
    assert after(before, "au_ledamot", "lyft_av", **why) == "slutligt"
    said = obstacle(there, "au_ledamot", "lyft_av", **why)
    assert said == "Mötet är öppnat. Sekreteraren låter revisionen utgå."
    elsewhere = obstacle(there, "sekreterare", "bordlagg", mote=101, **why)
    assert "Revisionen står inte på det mötets dagordning." in elsewhere
    assert after(there, "sekreterare", "bordlagg", **why) == "slutligt"


@pytest.mark.parametrize(("step", "lage"), [("utga", "slutligt"), ("aterremittera", "utarbetas")])
def test_a_meeting_lets_it_go_or_sends_it_back(step: str, lage: str) -> None:
    more = {"att_gora": "Räkna på kostnaden."} if step == "aterremittera" else {}
    assert after(at_meeting(), "sekreterare", step, skal="Mer behövs.", **more) == lage


@guard("revision.ataganden_efter_ikraft")
def test_nothing_is_to_be_done_before_the_text_holds() -> None:
    case, asked_for = at_meeting(), {**BESLUT, "inga_ataganden": False}
    early = {**asked_for, "ataganden": [{**UPPGIFT, "senast": "2024-01-31"}]}
    assert "innan texten börjar gälla" in obstacle(case, "sekreterare", "besluta", **early)
    right = {**asked_for, "ataganden": [UPPGIFT]}
    assert after(case, "sekreterare", "besluta", **right) == "hos_parterna"
