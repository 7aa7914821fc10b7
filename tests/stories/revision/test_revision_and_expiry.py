"""An agreement that ends, or that a party leaves, while its new text is on its way."""

from __future__ import annotations

from typing import Any

from models.tables import Avisering, Avtal, Avtalsversion
from support.county import Lan
from support.letters.avtal import daily
from support.paths.avtal import NYARE, TEXT, UPPHOR, avtal
from support.paths.revision import (
    BESLUT,
    IKRAFT,
    JA,
    NAMNTECKNING,
    PARTER,
    PRIORITERA,
    revision_in,
    sha_of,
)
from workflows.desk.nothing_lost import open_without_owner
from workflows.engine.history.verification import verify
from workflows.nouns import NOUNS
from workflows.revision.views import revision_by_id

GAP = (
    "Avtalet gäller till och med ons 31 jan 2024, men den nya texten kan börja gälla tidigast fre 8"
    " mars 2024. Däremellan gäller inget avtal. Sekreteraren kan förlänga avtalet när det är"
    " beslutat, med ”Förläng” på avtalets sida."
)


def ends(lan: Lan, day: str = "2024-01-31") -> int:
    """Return an agreement that ends on a day by itself."""
    return avtal(
        lan.at("2023-11-07"), **{**UPPHOR, "forlangning_manader": None, "giltig_till": day}
    )


def warned(lan: Lan, sak: int, who: str = "sekreterare") -> str:
    """Return what the page of the revision warns of."""
    with lan.database.read() as session:
        return revision_by_id(session, lan.actor(session, who), lan.world, sak).varning


def told(lan: Lan, mall: str) -> list[Any]:
    return lan.rows(Avisering, mall=mall)


def nothing_lost(lan: Lan) -> None:
    with lan.database.read() as session:
        assert open_without_owner(session, lan.world) == []
        assert verify(session, NOUNS).brott == []


def called_off(lan: Lan, sak: int) -> int:
    """Call the meeting off that the revision is on; return a later one that it is put on
    instead.
    """
    mote = lan.mote("2023-12-08")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=mote)
    lan.step(mote, "ordforande", "stall_in", skal="För få kan komma.")
    assert lan.lage(sak) == "slutligt"
    later = lan.mote("2024-03-08")
    lan.step(sak, "au_ledamot", "satt_pa_dagordning", mote=later)
    return later


def test_a_meeting_moved_past_the_last_day_is_told_of_and_prolonging_helps(lan: Lan) -> None:
    agreement = ends(lan)
    sak = revision_in(lan, "slutligt", agreement)
    assert warned(lan, sak) == ""
    called_off(lan, sak)
    assert warned(lan, sak) == warned(lan, sak, "alvesta") == GAP
    who = {row.person_id for row in told(lan, "revision_avtalet_tar_slut")}
    assert who == {lan.ids[one] for one in ("sekreterare", "sammankallande", *PARTER)}
    assert {row.data["sista"] for row in told(lan, "revision_avtalet_tar_slut")} == {"2024-01-31"}
    lan.step(
        agreement,
        "sekreterare",
        "forlang",
        giltig_till="2024-03-31",
        beslutad="Ledningsgruppen 2023-12-08 § 3",
    )
    assert (warned(lan, sak), lan.lage(sak)) == (
        "",
        "pa_dagordning",
    ), "the revision goes on as it was"
    nothing_lost(lan)


def test_a_decision_that_comes_too_late_is_told_of_and_one_in_time_is_not(lan: Lan) -> None:
    sak = revision_in(lan, "pa_dagordning", ends(lan))
    lan.step(sak, "sekreterare", "besluta", **BESLUT)
    assert told(lan, "revision_avtalet_tar_slut") == [], "in force the day after the last day"
    other = ends(lan, "2024-01-30")
    sak = revision_in(lan, "initierad", other)
    lan.step(sak, "au_ledamot", "prioritera", **{**PRIORITERA, "siktar_pa": "2024-03-08"})
    assert {row.person_id for row in told(lan, "revision_avtalet_tar_slut")} == {
        lan.ids["sekreterare"],
        lan.ids["sammankallande"],
    }


def test_a_group_whose_mandate_goes_to_another_is_told_of_that_alone(lan: Lan) -> None:
    sak = revision_in(lan, "prioriterad", ends(lan))
    mandate = {"mandat": "Skriv om allt.", "mandat_till": "2024-02-01", "siktar_pa": "2024-03-08"}
    lan.at("2023-12-04").step(
        sak, "au_ledamot", "ge_nytt_uppdrag", skal="Den hinner inte.", grupp="pg_analys", **mandate
    )
    for mall, who in (
        ("revision_annan_grupp", "sammankallande"),
        ("revision_avtalet_tar_slut", "sekreterare"),
    ):
        assert [row.person_id for row in told(lan, mall)] == [lan.ids[who]]


def test_an_agreement_that_ends_meanwhile_holds_again_with_its_signed_text(lan: Lan) -> None:
    agreement = ends(lan, "2023-12-31")
    sak = revision_in(lan, "hos_parterna", agreement)
    daily(lan, "2023-12-30", "2024-01-03")
    assert (lan.lage(agreement), lan.lage(sak)) == ("upphort", "hos_parterna")
    assert (
        warned(lan, sak)
        == "Avtalet har upphört. Revisionen går vidare, och avtalet gäller igen när den nya texten"
        " börjar gälla."
    )
    for who in PARTER:
        lan.step(sak, who, "parten_beslutar", **{**JA, "datum": "2024-01-03"})
    for who in PARTER:
        lan.step(sak, who, "signera", sha256=sha_of(lan, sak), **NAMNTECKNING)
    daily(lan, IKRAFT, "2024-02-03")
    assert (lan.lage(agreement), lan.lage(sak)) == ("i_kraft", "implementeras")
    row = lan.rows(Avtal, id=agreement)[0]
    assert (row.forlangning, row.giltig_till) == (
        "tills_vidare",
        None,
    ), "or it would end again the same night"
    assert [one.text for one in lan.rows(Avtalsversion, avtal_id=agreement)] == [TEXT, NYARE]
    assert {one.data["forra_sista"] for one in told(lan, "revision_i_kraft")} == {"2023-12-31"}
    assert warned(lan, sak) == ""
    nothing_lost(lan)


def test_a_text_that_holds_already_stands_in_no_ones_way(lan: Lan) -> None:
    agreement = avtal(lan.at("2023-11-07"))
    revision_in(lan, "implementeras", agreement)
    lan.step(agreement, "sekreterare", "upphav", skal="Ersatt.", mote=lan.at_meeting())


def test_a_party_that_leaves_meanwhile_is_named_and_the_others_go_on_without_it(lan: Lan) -> None:
    agreement = avtal(lan.at("2023-11-07"))
    sak = revision_in(lan, "hos_parterna", agreement)
    lan.step(agreement, "lessebo", "saga_upp", skal="Vi ordnar det själva.")
    letters = lan.rows(Avisering, mall="avtal_uppsagt")
    assert {row.data["revision"] for row in letters} == {"REV 2023:1"}
    with lan.database.read() as session:
        vy = revision_by_id(session, lan.actor(session, "au_ledamot"), lan.world, sak)
    assert {one.kod: str(one.lamnar or "") for one in vy.parter} == {
        "alvesta": "",
        "lessebo": "2024-06-30",
        "region_kronoberg": "",
    }
    lan.step(
        sak,
        "sekreterare",
        "slapp_part",
        mote=lan.at_meeting(),
        part="lessebo",
        skal="Lessebo har sagt upp avtalet.",
    )
    for who in ("alvesta", "region_kronoberg"):
        lan.at("2023-12-18").step(sak, who, "parten_beslutar", **JA)
    assert lan.lage(sak) == "signeras"
    nothing_lost(lan)


def test_a_mandate_given_anew_past_the_last_day_is_told_of_once(lan: Lan) -> None:
    sak = revision_in(lan, "utarbetas", ends(lan))
    anew = {name: PRIORITERA[name] for name in ("grupp", "mandat")}
    late = {**anew, "skal": "Mer tid.", "mandat_till": "2024-02-01", "siktar_pa": "2024-03-08"}
    for _again in range(2):
        lan.step(sak, "au_ledamot", "ge_nytt_uppdrag", **late)
        assert [row.data["dag"] for row in told(lan, "revision_avtalet_tar_slut")] == [
            "2024-03-08"
        ] * 2, "AU and the group, once"
