"""Both sides of every guard of a revision from the remiss to the decision."""

from __future__ import annotations

import pytest

from models.lagen import Slag
from models.tables import Atagande, Remiss, Revision, Revisionspart, Revisionsversion, Synpunkt
from support.county import Lan
from support.guards import guard, refused
from support.paths.avtal import TEXT, avtal
from support.paths.revision import (
    BESLUT,
    FORSLAG,
    LANGRE,
    UPPGIFT,
    locked,
    revision_in,
    skriv,
    to_meeting,
)
from workflows.handling.history import handelser
from workflows.nouns import NOUNS


@guard("handling.mottagare_valda", "handling.sista_dag_inom_profilens_granser")
def test_a_remiss_has_recipients_and_time(lan: Lan) -> None:
    sak = revision_in(lan, "hos_au")
    said = refused(lan, sak, "au_ledamot", "skicka_pa_remiss", mottagare=[], sista_dag="2023-11-10")
    assert "Välj vilka som ska tillfrågas." in said
    assert "En tjänstemannaremiss behöver minst 21 dagar" in said
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", mottagare="alla", sista_dag="2023-12-01")
    remiss, version = lan.rows(Remiss)[0], lan.rows(Revisionsversion)[-1]
    assert (remiss.version_id, remiss.underlag) == (version.id, version.text)


@guard("handling.remissen_kan_stangas")
def test_a_round_is_over_when_all_have_answered(lan: Lan) -> None:
    sak = revision_in(lan, "pa_remiss")
    said = refused(lan, sak, "sammankallande", "sammanstall")
    assert (
        said
        == "Remissen är öppen till och med fre 1 dec 2023. Svar saknas från Alvesta och Lessebo."
    )
    lan.at("2023-12-02").step(sak, "klockan", "sammanstall")
    assert lan.lage(sak) == "sammanstalls"


@guard("handling.synpunkter_besvarade")
def test_every_comment_is_answered_before_the_text_is_final_or_asked_about_again(lan: Lan) -> None:
    sak = revision_in(lan, "pa_remiss")
    remiss = lan.rows(Remiss)[0].id
    lan.step(
        remiss,
        "lessebo",
        "svara",
        stallningstagande="tillstyrker_med_synpunkter",
        synpunkter=["Mer tid."],
    )
    lan.step(remiss, "alvesta", "svara", stallningstagande="tillstyrker")
    lan.step(sak, "sammankallande", "sammanstall")
    unanswered = "1 synpunkt från remissen har inte fått svar."
    assert refused(lan, sak, "sammankallande", "slutfor") == unanswered
    lan.step(sak, "sammankallande", "omarbeta", skal="Mer tid behövs.")
    skriv(lan, sak, LANGRE)
    lan.step(sak, "sammankallande", "lamna_forslag", **FORSLAG)
    again = {"mottagare": "alla", "sista_dag": "2023-12-15"}
    assert refused(lan, sak, "au_ledamot", "skicka_pa_remiss", **again) == unanswered
    lan.step(
        remiss,
        "representant",
        "besvara_synpunkt",
        synpunkt=lan.rows(Synpunkt)[0].id,
        svar="noteras",
    )
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", **again)
    assert [lan.lage(row.id) for row in lan.rows(Remiss)] == ["aterkopplad", "oppen"]


@guard("revision.remissen_racker", "revision.andringen_sagd")
def test_straight_from_au_goes_only_what_those_asked_have_seen(lan: Lan) -> None:
    sak = revision_in(lan, "hos_au")
    assert refused(lan, sak, "sammankallande", "slutfor") == "Förslaget har inte varit på remiss."
    sak = revision_in(lan, "slutligt")
    again = "Texten är ändrad mer än redaktionellt sedan remissen. Skicka den på remiss igen."
    lan.step(sak, "sammankallande", "omarbeta", skal="Ett fel i avsnitt 2.")
    skriv(lan, sak, LANGRE)
    lan.step(sak, "sammankallande", "lamna_forslag", **FORSLAG)
    assert refused(lan, sak, "sammankallande", "slutfor") == again
    lan.step(sak, "au_ledamot", "atersand", skal="Rätta bara felet.")


def test_an_editorial_change_since_the_round_goes_straight_on(lan: Lan) -> None:
    sak = revision_in(lan, "slutligt")
    lan.step(sak, "sammankallande", "omarbeta", skal="Ett stavfel.")
    skriv(lan, sak, LANGRE)
    lan.step(sak, "sammankallande", "lamna_forslag", **{**FORSLAG, "andring": "redaktionell"})
    more = f"{LANGRE} Och vartannat."
    again = "Texten är ändrad mer än redaktionellt sedan remissen. Skicka den på remiss igen."
    assert refused(lan, sak, "sammankallande", "slutfor", text=more, andring="saklig") == again
    lan.step(sak, "sammankallande", "slutfor")
    assert (lan.lage(sak), locked(lan)) == ("slutligt", [(1, "saklig"), (2, "redaktionell")])


@guard("revision.andringen_sagd", "revision.slutliga_texten_ny", "revision.ikraft_inte_varit")
def test_a_final_text_says_how_much_it_changes_and_changes_something(lan: Lan) -> None:
    sak = revision_in(lan, "sammanstalls")
    assert (
        refused(lan, sak, "sammankallande", "slutfor", text=LANGRE, ikraft="2023-11-06")
        == "Välj hur mycket texten ändras sedan den senaste versionen. Dagen mån 6 nov 2023 har"
        " redan varit."
    )
    back = refused(lan, sak, "sammankallande", "slutfor", text=TEXT, andring="saklig")
    assert back == "Texten säger samma sak som den som gäller."
    lan.step(
        sak, "sammankallande", "slutfor", text=LANGRE, andring="fortydligande", ikraft="2024-02-01"
    )
    assert locked(lan) == [(1, "saklig"), (2, "fortydligande")]
    assert lan.rows(Revision)[0].ikraft.isoformat() == "2024-02-01"


@guard("revision.ikraft_sagd", "revision.beslutande_parter_kanda")
def test_a_decided_text_has_a_day_and_parties_that_decide(lan: Lan) -> None:
    sak = revision_in(lan, "pa_dagordning")
    said = refused(
        lan,
        sak,
        "sekreterare",
        "besluta",
        **{**BESLUT, "ikraft": None, "parter_beslutar": ["vaxjo"]},
    )
    assert said == "Välj vilken dag texten ska börja gälla. Inte part i avtalet: vaxjo."
    early = refused(lan, sak, "sekreterare", "besluta", **{**BESLUT, "ikraft": "2023-12-07"})
    assert early == "Dagen tor 7 dec 2023 har redan varit. Välj en ny dag för när texten ska gälla."
    lan.step(sak, "sekreterare", "besluta", **{**BESLUT, "parter_beslutar": ["lessebo"]})
    assert lan.lage(sak) == "hos_parterna"
    assert [part.beslutar for part in lan.rows(Revisionspart)].count(True) == 1


@pytest.mark.parametrize(
    ("said", "shown"), [(["lessebo", "region_kronoberg"], "Lessebo och Regionen"), ("alla", "alla")]
)
def test_the_history_names_the_parties_that_decide(lan: Lan, said: object, shown: str) -> None:
    sak = revision_in(lan, "pa_dagordning")
    lan.step(sak, "sekreterare", "besluta", **{**BESLUT, "parter_beslutar": said})
    with lan.database.read() as session:
        latest = handelser(session, sak, NOUNS[Slag.REVISION])[0]
    assert {one.rubrik: one.text for one in latest.sagt}[
        "Parter som beslutar för egen del"
    ] == shown


@guard("revision.avslag_utan_ataganden")
def test_what_is_turned_down_ends_and_gives_nobody_anything_to_do(lan: Lan) -> None:
    sak = revision_in(lan, "pa_dagordning")
    no = {"utfall": "avslag", "beslutstext": "Texten antas inte."}
    said = refused(lan, sak, "sekreterare", "besluta", **no, ataganden=[UPPGIFT])
    assert said == "Vid avslag träder texten inte i kraft. Ta bort 1 åtagande."
    lan.step(sak, "sekreterare", "besluta", **no)
    assert lan.lage(sak) == "avbruten"


@pytest.mark.parametrize(
    ("slag", "parter", "lage"),
    [
        ("avtal", None, "hos_parterna"),
        ("avtal", "inga", "signeras"),
        ("rutin", None, "vantar_ikraft"),
        ("rutin", "alla", "hos_parterna"),
    ],
)
def test_where_a_decided_text_goes_follows_its_kind_and_the_parties(
    lan: Lan, slag: str, parter: str | None, lage: str
) -> None:
    sak = revision_in(lan, "pa_dagordning", avtal(lan.at("2023-11-07"), slag=slag))
    lan.step(
        sak, "sekreterare", "besluta", **BESLUT, **({"parter_beslutar": parter} if parter else {})
    )
    assert lan.lage(sak) == lage


@guard("handling.pa_motet", "handling.motet_inte_oppnat", "handling.ratt_mote")
def test_a_revision_is_handled_at_its_meeting_like_an_arende(lan: Lan) -> None:
    sak = revision_in(lan, "slutligt")
    mote = lan.mote("2023-12-08")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    assert (
        refused(lan, sak, "sekreterare", "bordlagg", skal="Tiden räckte inte.")
        == "Mötet den fre 8 dec 2023 är inte öppnat."
    )
    lan.step(sak, "au_ledamot", "lyft_av", skal="Vänta.")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.step(mote, "sekreterare", "kalla")
    lan.at("2023-12-08").step(mote, "sekreterare", "oppna")
    assert (
        refused(lan, sak, "au_ledamot", "lyft_av", skal="Vänta.")
        == "Mötet är öppnat. Sekreteraren låter revisionen utgå."
    )
    assert "Revisionen står inte på det mötets dagordning." in refused(
        lan, sak, "sekreterare", "bordlagg", skal="Tiden räckte inte.", mote=lan.mote("2024-01-26")
    )
    lan.step(sak, "sekreterare", "bordlagg", skal="Tiden räckte inte.")
    assert lan.rows(Revision)[0].bordlaggningar == 1


@pytest.mark.parametrize(("step", "lage"), [("utga", "slutligt"), ("aterremittera", "utarbetas")])
def test_a_meeting_lets_it_go_or_sends_it_back(lan: Lan, step: str, lage: str) -> None:
    sak = revision_in(lan, "pa_dagordning")
    more = {"att_gora": "Räkna på kostnaden."} if step == "aterremittera" else {}
    lan.step(sak, "sekreterare", step, skal="Mer behövs.", **more)
    assert lan.lage(sak) == lage


def test_a_text_that_is_rewritten_gives_nobody_anything_to_do(lan: Lan) -> None:
    sak = revision_in(lan, "pa_dagordning")
    lan.step(
        sak, "sekreterare", "besluta", **{**BESLUT, "inga_ataganden": False, "ataganden": [UPPGIFT]}
    )
    lan.step(sak, "au_ledamot", "omarbeta", skal="En part sa nej.")
    assert (lan.lage(sak), lan.rows(Atagande)) == ("utarbetas", [])


def test_breaking_off_closes_the_round_and_leaves_the_agenda(lan: Lan) -> None:
    sak = revision_in(lan, "pa_remiss")
    lan.step(sak, "sekreterare", "avbryt", skal="Löst på annat sätt.")
    assert lan.lage(lan.rows(Remiss)[0].id) == "avbruten"
    again = revision_in(lan, "slutligt")
    to_meeting(lan, again, "2023-12-08")
    lan.step(again, "sekreterare", "avbryt", skal="Löst på annat sätt.")
    assert lan.lage(again) == "avbruten"
    assert lan.rows(Revision, id=again)[0].mote_id is None


@guard("revision.ataganden_efter_ikraft")
def test_nothing_is_to_be_done_before_the_text_holds(lan: Lan) -> None:
    sak = revision_in(lan, "pa_dagordning")
    early = {**UPPGIFT, "senast": "2024-01-31"}
    asked = {**BESLUT, "inga_ataganden": False}
    assert "innan texten börjar gälla" in refused(
        lan, sak, "sekreterare", "besluta", **asked, ataganden=[early]
    )
    lan.step(sak, "sekreterare", "besluta", **asked, ataganden=[UPPGIFT])
    assert lan.lage(sak) == "hos_parterna"
