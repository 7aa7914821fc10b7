"""Both sides of every guard of an agreement in the register, those of the clock apart."""

from __future__ import annotations

from typing import Any

import pytest

from models.tables import Avtal, Avtalsbilaga, Avtalspart, Avtalssamband, Avtalsversion, Fil
from support.county import Lan
from support.guards import guard, refused
from support.paths.avtal import NYARE, TEXT, TILLS_VIDARE, UPPHOR, avtal
from workflows.ground.errors import Hindered

SKAL = "Vi ordnar det själva."
RUTIN = {"slag": "rutin", "rubrik": "Rutin för hjälpmedel"}


def not_born(lan: Lan, **said: Any) -> str:
    """Return what stands in the way of a new line in the register."""
    with pytest.raises(Hindered) as caught:
        avtal(lan, **said)
    assert lan.rows(Avtal) == []
    return " ".join(caught.value.hinder)


@guard("avtal.texten_ny", "avtal.dagen_ledig")
def test_a_text_takes_anothers_place_when_a_word_differs_on_a_day_of_its_own(lan: Lan) -> None:
    sak = avtal(lan)
    other_layout = TEXT.replace("\n\n", "\n\n\n")
    said = refused(
        lan, sak, "sekreterare", "lagg_in_text", text=other_layout, galler_fran="2023-12-01"
    )
    assert said == "Texten säger samma sak som version 1, som gäller från lör 1 jan 2022."
    said = refused(lan, sak, "sekreterare", "lagg_in_text", text=NYARE, galler_fran="2022-01-01")
    assert said == "Version 1 gäller redan från lör 1 jan 2022."
    lan.step(sak, "sekreterare", "lagg_in_text", text=NYARE, galler_fran="2023-12-01")
    assert [row.nr for row in lan.rows(Avtalsversion)] == [1, 2]


@guard("avtal.skrivs_inte_under")
@pytest.mark.parametrize("slag", ["avtal", "overenskommelse", "samverkansavtal", "strategi"])
def test_what_has_been_signed_is_not_corrected(lan: Lan, slag: str) -> None:
    sak = avtal(lan, slag=slag)
    said = refused(
        lan, sak, "sammankallande", "ratta_redaktionellt", text=NYARE, andring="Ett ord."
    )
    assert (
        said == "Texten är undertecknad och ändras genom revision. "
        "Rättas direkt kan bara riktlinje, rutin och praktisk anvisning."
    )


@guard("avtal.skrivs_inte_under")
@pytest.mark.parametrize("slag", ["riktlinje", "rutin", "praktisk_anvisning"])
def test_what_is_not_signed_may_be_corrected(lan: Lan, slag: str) -> None:
    sak = avtal(lan, slag=slag)
    lan.step(sak, "sammankallande", "ratta_redaktionellt", text=NYARE, andring="Ett ord.")
    assert [(row.redaktionell, row.galler_fran.isoformat()) for row in lan.rows(Avtalsversion)] == [
        (False, "2022-01-01"),
        (True, "2023-11-07"),
    ]


@guard("avtal.rattelsen_ny")
def test_au_stops_a_correction_within_five_working_days(lan: Lan) -> None:
    sak = avtal(lan, **RUTIN)
    assert (
        refused(lan, sak, "au_ledamot", "stoppa_rattelse", skal="Nej.")
        == "Det finns ingen rättelse att stoppa."
    )
    lan.step(sak, "sammankallande", "ratta_redaktionellt", text=NYARE, andring="Ett ord.")
    said = refused(lan.at("2023-11-15"), sak, "au_ledamot", "stoppa_rattelse", skal="Nej.")
    assert said == "Rättelsen kunde stoppas till och med tis 14 nov 2023."
    lan.at("2023-11-14").step(sak, "au_ledamot", "stoppa_rattelse", skal="Nej.")
    assert [row.text for row in lan.rows(Avtalsversion)] == [TEXT, NYARE, TEXT]
    assert (
        refused(lan, sak, "au_ledamot", "stoppa_rattelse", skal="Nej.")
        == "Det finns ingen rättelse att stoppa."
    )


def test_a_stopped_correction_gives_back_the_text_that_held_not_one_that_is_to_come(
    lan: Lan,
) -> None:
    sak = avtal(lan, **RUTIN)
    coming = TEXT.replace("hjälpas åt", "dela på ansvaret")
    lan.step(sak, "sammankallande", "lagg_in_text", text=coming, galler_fran="2024-01-01")
    lan.step(sak, "sammankallande", "ratta_redaktionellt", text=NYARE, andring="Ett ord.")
    lan.step(sak, "au_ledamot", "stoppa_rattelse", skal="Nej.")
    assert [row.text for row in lan.rows(Avtalsversion)] == [TEXT, coming, NYARE, TEXT]


@guard("avtal.parten_bunden", "avtal.foretrader_parten")
def test_one_gives_notice_for_ones_own_bound_organisation_and_the_secretary_for_any(
    lan: Lan,
) -> None:
    sak = avtal(lan)
    assert refused(lan, sak, "sekreterare", "saga_upp", skal=SKAL) == "Välj vilken part det gäller."
    said = refused(lan, sak, "sekreterare", "saga_upp", part="ljungby", skal=SKAL)
    assert said == "Den huvudmannen är inte part i avtalet."
    assert (
        refused(lan, sak, "alvesta", "saga_upp", part="lessebo", skal=SKAL)
        == "Du företräder inte Lessebo."
    )
    lan.step(sak, "alvesta", "saga_upp", skal=SKAL)
    lan.step(sak, "sekreterare", "saga_upp", part="Lessebo kommun", skal=SKAL)
    assert [row.uppsagd is not None for row in lan.rows(Avtalspart, slag="part")] == [
        True,
        True,
        False,
    ]


@guard("avtal.inte_uppsagt", "avtal.uppsagt_men_kvar")
def test_notice_is_given_once_and_taken_back_while_one_is_still_bound(lan: Lan) -> None:
    sak = avtal(lan, **TILLS_VIDARE)
    assert (
        refused(lan, sak, "alvesta", "aterta_uppsagning", skal=SKAL)
        == "Alvesta har inte sagt upp avtalet."
    )
    lan.step(sak, "alvesta", "saga_upp", skal=SKAL)
    said = refused(lan, sak, "alvesta", "saga_upp", skal=SKAL)
    assert said == "Alvesta har redan sagt upp avtalet och lämnar det tis 7 maj 2024."
    said = refused(lan.at("2024-05-08"), sak, "alvesta", "aterta_uppsagning", skal=SKAL)
    assert said == "Alvesta har redan lämnat avtalet."
    lan.at("2024-05-07").step(sak, "alvesta", "aterta_uppsagning", skal=SKAL)
    assert [row.lamnar for row in lan.rows(Avtalspart, slag="part")] == [None, None, None]


@guard("avtal.uppsagningstid_finns")
def test_nobody_gives_notice_where_the_register_knows_of_none(lan: Lan) -> None:
    sak = avtal(lan, **TILLS_VIDARE, uppsagning_manader=None)
    assert "säger inget om uppsägningstid" in refused(lan, sak, "alvesta", "saga_upp", skal=SKAL)
    lan.step(sak, "sekreterare", "satt_uppsagningstid", part="alvesta", manader=2)
    lan.step(sak, "alvesta", "saga_upp", skal=SKAL)
    assert "säger inget om uppsägningstid" in refused(lan, sak, "lessebo", "saga_upp", skal=SKAL)
    assert lan.rows(Avtalspart, slag="part")[0].lamnar.isoformat() == "2024-01-07"


@guard("avtal.langre_an_forut")
def test_a_prolongation_makes_it_longer(lan: Lan) -> None:
    where = {"beslutad": "Ledningsgruppen"}
    forever = avtal(lan, **TILLS_VIDARE)
    said = refused(lan, forever, "sekreterare", "forlang", giltig_till="2025-01-01", **where)
    assert said == "Avtalet gäller tills vidare och behöver inte förlängas."
    sak = avtal(lan, **UPPHOR)
    said = refused(lan, sak, "sekreterare", "forlang", giltig_till="2024-06-30", **where)
    assert said == "Den nya dagen behöver vara senare än sön 30 juni 2024."
    lan.step(sak, "sekreterare", "forlang", giltig_till="2024-07-01", **where)


@guard("avtal.oversyn_framat")
def test_the_next_look_lies_ahead(lan: Lan) -> None:
    sak = avtal(lan)
    said = refused(
        lan, sak, "sammankallande", "prova_aktualitet", bedomning="Håller.", oversyn="2023-11-07"
    )
    assert said == "Nästa översyn behöver ligga framåt i tiden."
    lan.step(sak, "sammankallande", "prova_aktualitet", bedomning="Håller.", oversyn="2023-11-08")


@guard("avtal.uppgifterna_kanda")
def test_the_owner_and_the_step_of_the_stairs_are_the_countys(lan: Lan) -> None:
    sak = avtal(lan)
    said = refused(
        lan, sak, "sekreterare", "andra_uppgifter", agare="Trädgårdsgruppen", trappsteg="källaren"
    )
    assert said == "Finns inte i länsprofilen: Trädgårdsgruppen och källaren."
    lan.step(sak, "sekreterare", "andra_uppgifter", agare="pg_avtal", trappsteg="Gemensam plan")
    assert lan.rows(Avtal)[0].trappsteg == "plan"


@guard("avtal.tiden_gar_ihop")
def test_the_last_day_and_what_happens_then_agree(lan: Lan) -> None:
    wrong: dict[str, dict[str, Any]] = {
        "Ett avtal som gäller tills vidare har ingen sista dag.": {"forlangning": "tills_vidare"},
        "Skriv avtalets sista dag, eller välj att det gäller tills vidare.": {"giltig_till": None},
        "Skriv med hur många månader avtalet förlängs.": {"forlangning_manader": None},
    }
    for words, said in wrong.items():
        assert not_born(lan, **said) == words


def test_an_agreement_may_change_from_any_way_of_ending_to_any_other(lan: Lan) -> None:
    sak = avtal(lan)
    for way, day, months in (
        ("upphor", "2025-01-31", None),
        ("tills_vidare", None, None),
        ("automatisk", "2026-01-31", 6),
        ("tills_vidare", None, None),
        ("upphor", "2025-01-31", None),
        ("automatisk", None, 3),
    ):
        said = {"forlangning": way, "giltig_till": day, "forlangning_manader": months}
        lan.step(
            sak,
            "sekreterare",
            "andra_uppgifter",
            **{name: one for name, one in said.items() if one is not None},
        )
        assert lan.rows(Avtal)[0].forlangning == way
    lan.step(sak, "sekreterare", "andra_uppgifter", forlangning="upphor", forlangning_manader=7)
    assert lan.rows(Avtal)[0].forlangning_manader is None


@guard("avtal.parterna_kanda")
def test_a_party_is_a_huvudman_of_the_county(lan: Lan) -> None:
    sak = avtal(lan)
    said = refused(lan, sak, "sekreterare", "satt_parter", parter=["alvesta", "Hemtjänst AB"])
    assert said == "Okänd part: Hemtjänst AB. Skriv andra under ”Informeras”."
    lan.step(sak, "sekreterare", "satt_parter", parter=["kommuner"], informeras=["Hemtjänst AB"])
    assert len(lan.rows(Avtalspart, slag="part")) == 8
    assert [row.namn for row in lan.rows(Avtalspart, slag="informeras")] == ["Hemtjänst AB"]


@guard("avtal.uppsagda_kvar")
def test_a_list_of_parties_cannot_hide_a_notice_until_its_last_day_is_over(lan: Lan) -> None:
    sak = avtal(lan, **TILLS_VIDARE)
    lan.step(sak, "alvesta", "saga_upp", skal=SKAL)
    others = {"parter": ["lessebo", "region_kronoberg"]}
    said = refused(lan.at("2024-05-07"), sak, "sekreterare", "satt_parter", **others)
    assert said == "Alvesta har sagt upp avtalet men är bunden till sin sista dag."
    lan.at("2024-05-08").step(sak, "sekreterare", "satt_parter", **others)
    assert lan.rows(Avtalspart, slag="part")[0].lamnar.isoformat() == "2024-05-07", (
        "the register remembers it"
    )


def test_a_party_that_has_left_may_come_back(lan: Lan) -> None:
    sak = avtal(lan, **TILLS_VIDARE)
    lan.step(sak, "alvesta", "saga_upp", skal=SKAL)
    lan.at("2024-05-08").step(
        sak, "sekreterare", "satt_parter", parter=["alvesta", "lessebo", "region_kronoberg"]
    )
    assert [row.lamnar for row in lan.rows(Avtalspart, slag="part")] == [None, None, None]


@guard("avtal.text_finns", "avtal.filen_finns")
def test_a_file_of_ones_own_belongs_to_a_text(lan: Lan) -> None:
    with lan.database.session() as session:
        files = [
            Fil(
                namn="karta.pdf",
                mimetyp="application/pdf",
                storlek=3,
                sha256="0" * 64,
                innehall=b"pdf",
                uppladdad=lan.now,
                uppladdad_av=lan.ids[who],
            )
            for who in ("alvesta", "sammankallande")
        ]
        session.add_all(files)
        session.flush()
        theirs, own = (fil.id for fil in files)
    sak = avtal(lan, text=None)
    said = {"fil": own, "rubrik": "Karta"}
    assert "Lägg in avtalets text först." in refused(lan, sak, "sammankallande", "bifoga", **said)
    lan.step(sak, "sammankallande", "lagg_in_text", text=TEXT, galler_fran="2023-01-01")
    assert (
        refused(lan, sak, "sammankallande", "bifoga", fil=theirs, rubrik="Karta")
        == "Filen finns inte."
    )
    lan.step(sak, "sammankallande", "bifoga", **said)
    assert [row.rubrik for row in lan.rows(Avtalsbilaga)] == ["Karta"]


@guard("avtal.sambanden_kanda")
def test_an_agreement_hangs_together_with_others_in_the_register(lan: Lan) -> None:
    old, new = avtal(lan), avtal(lan)
    said = refused(lan, new, "sekreterare", "knyt", bygger_pa=["avtal-om-hjalpmedel-2", "okant"])
    assert said == "Finns inte i registret: avtal-om-hjalpmedel-2 och okant."
    lan.step(new, "sekreterare", "knyt", ersatter=["Avtal-om-hjalpmedel"])
    [row] = lan.rows(Avtalssamband)
    assert (row.avtal_id, row.till_id, row.slag.value) == (new, old, "ersatter")
