"""Both sides of every guard of an agreement in the register, those of the clock apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from models.vocabulary import AvtalSlag, Motpartsslag, PartSlag
from support.cases.arende import meeting
from support.cases.avtal import (
    ENDS,
    UNTIL_FURTHER_NOTICE,
    avtal_case,
    day,
    parter,
    version,
)
from support.cases.county import PROFILE, at, naming
from support.guards import after, guard, obstacle
from support.paths.avtal import NYARE, TEXT
from workflows.avtal.facts import AvtalCase, NamedAgreements, NyTextFacts
from workflows.avtal.rules import texten_ar_revisionens
from workflows.ground.errors import RoleMissing
from workflows.texts.markdown import content_hash

SKAL = "Vi ordnar det själva."


@guard("avtal.texten_ny", "avtal.dagen_ledig")
def test_a_text_takes_anothers_place_when_a_word_differs_on_a_day_of_its_own() -> None:
    case, step = avtal_case(), "lagg_in_text"
    layout = {"text": TEXT.replace("\n\n", "\n\n\n"), "galler_fran": "2023-12-01"}
    assert (
        obstacle(case, "sekreterare", step, **layout)
        == "Texten säger samma sak som version 1, som gäller från lör 1 jan 2022."
    )
    same_day = {"text": NYARE, "galler_fran": "2022-01-01"}
    said = obstacle(case, "sekreterare", step, **same_day)
    assert said == "Version 1 gäller redan från lör 1 jan 2022."
    new = {"text": NYARE, "galler_fran": "2023-12-01"}
    assert after(case, "sekreterare", step, **new) == "i_kraft"


CORRECTED = {"text": NYARE, "andring": "Ett ord."}


@guard("avtal.skrivs_inte_under")
@pytest.mark.parametrize("slag", ["avtal", "overenskommelse", "samverkansavtal", "strategi"])
def test_what_has_been_signed_is_not_corrected(slag: str) -> None:
    case = avtal_case(slag=AvtalSlag(slag))
    assert (
        obstacle(case, "sammankallande", "ratta_redaktionellt", **CORRECTED)
        == "Texten är undertecknad och ändras genom revision. "
        "Rättas direkt kan bara riktlinje, rutin och praktisk anvisning."
    )


@guard("avtal.skrivs_inte_under")
@pytest.mark.parametrize("slag", ["riktlinje", "rutin", "praktisk_anvisning"])
def test_what_is_not_signed_may_be_corrected(slag: str) -> None:
    case = avtal_case(slag=AvtalSlag(slag))
    assert after(case, "sammankallande", "ratta_redaktionellt", **CORRECTED) == "i_kraft"


@guard("avtal.rattelsen_ny")
def test_au_stops_a_correction_within_five_working_days() -> None:
    step, no = "stoppa_rattelse", {"skal": "Nej."}
    none = "Det finns ingen rättelse att stoppa."
    assert obstacle(avtal_case(), "au_ledamot", step, **no) == none
    corrected = version(NYARE, "2023-11-07", 2, redaktionell=True)
    case = avtal_case(versioner=(version(), corrected))
    assert (
        obstacle(at(case, "2023-11-15"), "au_ledamot", step, **no)
        == "Rättelsen kunde stoppas till och med tis 14 nov 2023."
    )
    assert after(at(case, "2023-11-14"), "au_ledamot", step, **no) == "i_kraft"
    stopped = avtal_case(versioner=(version(), corrected, version(TEXT, "2023-11-07", 3)))
    assert obstacle(stopped, "au_ledamot", step, **no) == none


@guard("avtal.parten_bunden", "avtal.foretrader_parten")
def test_one_gives_notice_for_ones_own_bound_organisation_and_the_secretary_for_any() -> None:
    case, why = avtal_case(), {"skal": SKAL}
    said = obstacle(case, "sekreterare", "saga_upp", **why)
    assert said == "Välj vilken part det gäller."
    said = obstacle(case, "sekreterare", "saga_upp", part="ljungby", **why)
    assert said == "Den huvudmannen är inte part i avtalet."
    said = obstacle(case, "alvesta", "saga_upp", part="lessebo", **why)
    assert said == "Du företräder inte Lessebo."
    assert after(case, "alvesta", "saga_upp", **why) == "i_kraft"
    assert after(case, "sekreterare", "saga_upp", part="Lessebo kommun", **why) == "i_kraft"


def leaving(last: str = "2024-05-07", **said: Any) -> AvtalCase:
    """Return an agreement that Alvesta has given notice of and leaves after a day."""
    gone = {"uppsagd": day("2023-11-07"), "lamnar": day(last)}
    return avtal_case(**UNTIL_FURTHER_NOTICE, parter=parter(alvesta=gone), **said)


@guard("avtal.inte_uppsagt", "avtal.uppsagt_men_kvar")
def test_notice_is_given_once_and_taken_back_while_one_is_still_bound() -> None:
    case, why = avtal_case(**UNTIL_FURTHER_NOTICE), {"skal": SKAL}
    said = obstacle(case, "alvesta", "aterta_uppsagning", **why)
    assert said == "Alvesta har inte sagt upp avtalet."
    assert after(case, "alvesta", "saga_upp", **why) == "i_kraft"
    said = obstacle(leaving(), "alvesta", "saga_upp", **why)
    assert said == "Alvesta har redan sagt upp avtalet och lämnar det tis 7 maj 2024."
    said = obstacle(at(leaving(), "2024-05-08"), "alvesta", "aterta_uppsagning", **why)
    assert said == "Alvesta har redan lämnat avtalet."
    assert after(at(leaving(), "2024-05-07"), "alvesta", "aterta_uppsagning", **why) == "i_kraft"


@guard("avtal.uppsagningstid_finns")
def test_nobody_gives_notice_where_the_register_knows_of_none() -> None:
    said, why = "säger inget om uppsägningstid", {"skal": SKAL}
    unknown = {**UNTIL_FURTHER_NOTICE, "uppsagning_manader": None}
    assert said in obstacle(avtal_case(**unknown), "alvesta", "saga_upp", **why)
    own = avtal_case(**unknown, parter=parter(alvesta={"uppsagning_manader": 2}))
    assert after(own, "alvesta", "saga_upp", **why) == "i_kraft"
    assert said in obstacle(own, "lessebo", "saga_upp", **why)


@guard("avtal.langre_an_forut")
def test_a_prolongation_makes_it_longer() -> None:
    where, forever = {"beslutad": "Ledningsgruppen"}, avtal_case(**UNTIL_FURTHER_NOTICE)
    said = obstacle(forever, "sekreterare", "forlang", giltig_till="2025-01-01", **where)
    assert said == "Avtalet gäller tills vidare och behöver inte förlängas."
    case = avtal_case(**ENDS)
    said = obstacle(case, "sekreterare", "forlang", giltig_till="2024-06-30", **where)
    assert said == "Den nya dagen behöver vara senare än sön 30 juni 2024."
    longer = {"giltig_till": "2024-07-01", **where}
    assert after(case, "sekreterare", "forlang", **longer) == "i_kraft"


@guard("avtal.oversyn_framat")
def test_the_next_look_lies_ahead() -> None:
    case, step, holds = avtal_case(), "prova_aktualitet", {"bedomning": "Håller."}
    said = obstacle(case, "sammankallande", step, oversyn="2023-11-07", **holds)
    assert said == "Nästa översyn behöver ligga framåt i tiden."
    assert after(case, "sammankallande", step, oversyn="2023-11-08", **holds) == "i_kraft"


@guard("avtal.provas_i_mandatperioden")
def test_a_strategi_is_tested_once_each_term_of_office() -> None:
    said = {"bedomning": "Håller.", "oversyn": "2030-10-15"}
    words = "Välj en dag för översynen senast mån 14 okt 2030."
    strategi = avtal_case(slag=AvtalSlag.STRATEGI)
    assert words in obstacle(strategi, "sekreterare", "prova_aktualitet", **said)
    becomes = {"slag": "strategi", "oversyn": "2030-10-15"}
    assert words in obstacle(avtal_case(), "sekreterare", "andra_uppgifter", **becomes)
    on_the_day = {**said, "oversyn": "2030-10-14"}
    assert after(strategi, "sekreterare", "prova_aktualitet", **on_the_day) == "i_kraft"
    assert after(avtal_case(), "sekreterare", "prova_aktualitet", **said) == "i_kraft"


@pytest.mark.parametrize(
    ("today", "latest"),
    [
        ("2021-05-01", "2026-10-14"),
        ("2026-10-14", "2030-10-14"),
        ("2026-10-15", "2034-10-14"),
        ("2031-01-01", "2038-10-14"),
    ],
)
def test_the_next_test_is_due_by_the_end_of_the_next_term(today: str, latest: str) -> None:
    rules = PROFILE.avtal
    assert rules.senaste_oversyn(AvtalSlag.STRATEGI, day(today)) == day(latest)
    assert rules.senaste_oversyn(AvtalSlag.AVTAL, day(today)) is None
    without = rules.model_copy(update={"mandatperiod": None})
    assert without.senaste_oversyn(AvtalSlag.STRATEGI, day(today)) is None


@guard("avtal.uppgifterna_kanda")
def test_the_owner_and_the_step_of_the_stairs_are_the_countys() -> None:
    case, step = avtal_case(), "andra_uppgifter"
    wrong = {"agare": "Trädgårdsgruppen", "trappsteg": "källaren"}
    said = obstacle(case, "sekreterare", step, **wrong)
    assert said == "Finns inte i länsprofilen: Trädgårdsgruppen och källaren."
    right = {"agare": "pg_avtal", "trappsteg": "Gemensam plan"}
    assert after(case, "sekreterare", step, **right) == "i_kraft"


@guard("avtal.tiden_gar_ihop")
def test_the_last_day_and_what_happens_then_agree() -> None:
    step, forever = "andra_uppgifter", avtal_case(**UNTIL_FURTHER_NOTICE)
    said = obstacle(forever, "sekreterare", step, giltig_till="2025-01-31")
    assert said == "Ett avtal som gäller tills vidare har ingen sista dag."
    said = obstacle(forever, "sekreterare", step, forlangning="upphor")
    assert said == "Skriv avtalets sista dag, eller välj att det gäller tills vidare."
    way = {"forlangning": "automatisk", "giltig_till": "2025-01-31"}
    said = obstacle(forever, "sekreterare", step, **way)
    assert said == "Skriv med hur många månader avtalet förlängs."
    assert after(forever, "sekreterare", step, **way, forlangning_manader=6) == "i_kraft"


@guard("avtal.diarienumren_ar_parternas")
def test_a_registered_number_is_of_one_party_that_is_named() -> None:
    case, step = avtal_case(), "andra_uppgifter"
    said = obstacle(case, "sekreterare", step, diarienummer=["23/117"])
    assert said == "Skriv vems diarienummer ”23/117” är: partens namn, kolon, numret."
    twice = ["Alvesta: KS 2023/1", "alvesta: KS 2023/2"]
    said = obstacle(case, "sekreterare", step, diarienummer=twice)
    assert said == "Alvesta har två diarienummer. Skriv ett."
    said = obstacle(case, "sekreterare", step, diarienummer=["Växjö: KS 2023/1"])
    assert said == "Diarienummer har bara avtalets parter, och Växjö är ingen part."
    right = ["Alvesta: KS 2023/1", "Region Kronoberg 23RK45", "2023:12 (Lessebo)"]
    assert after(case, "sekreterare", step, diarienummer=right) == "i_kraft"


@guard("avtal.parterna_kanda")
def test_a_party_is_a_huvudman_of_the_county() -> None:
    case, step = avtal_case(), "satt_parter"
    said = obstacle(case, "sekreterare", step, parter=["alla", "Hemtjänst AB"])
    assert said == "Okänd part: Hemtjänst AB. Skriv andra under ”Informeras”."
    right = {"parter": ["kommuner", "regioner"], "informeras": ["Hemtjänst AB"]}
    assert after(case, "sekreterare", step, **right) == "i_kraft"


@guard("avtal.ingen_bunden_tas_bort")
def test_no_party_is_taken_off_the_list() -> None:
    case, step, others = avtal_case(), "satt_parter", {"parter": ["lessebo", "ljungby"]}
    said = obstacle(case, "sekreterare", step, **others)
    assert said == (
        "Alvesta och Regionen är part och tas inte bort här. En part lämnar med ”Säg upp”, eller"
        " med ”Låt en part lämna” när de andra har beslutat det."
    )
    assert after(avtal_case("planerat", versioner=()), "sekreterare", step, **others) == "planerat"


@guard("avtal.lamnar_framat", "handling.vid_motet")
def test_the_others_let_a_party_leave_at_a_meeting() -> None:
    case, step = avtal_case(), "lat_part_lamna"
    said = {"part": "alvesta", "lamnar": "2024-06-30", "skal": "Svarar inte.", "mote": 100}
    assert obstacle(case, "sekreterare", step, **said) == "Det finns inget sådant möte."
    for there, why in (
        (meeting("2023-12-08"), "Mötet är inte öppnat. Det här beslutas vid mötet."),
        (
            meeting("2023-12-08", "au", lage="oppnat"),
            "Mötet hör till ett organ som inte beslutar. Välj ett möte i ⟨ledningsgrupp⟩.",
        ),
    ):
        assert obstacle(naming(case, there), "sekreterare", step, **said) == why
    at_it = naming(case, meeting("2023-12-08", lage="oppnat"))
    assert obstacle(at_it, "sekreterare", step, **{**said, "mote": None}) == (
        "Välj mötet där det beslutas."
    )
    been = obstacle(at_it, "sekreterare", step, **{**said, "lamnar": "2023-01-02"})
    assert been == "Dagen mån 2 jan 2023 har redan varit."
    assert after(at_it, "sekreterare", step, **said) == "i_kraft"
    for who in ("alvesta", "au_ledamot", "ordforande", "sammankallande"):
        with pytest.raises(RoleMissing):
            obstacle(at_it, who, step, **said)


@guard("avtal.inte_de_andras_beslut")
def test_what_the_others_decided_is_not_taken_back_by_the_party() -> None:
    gone = {"uppsagd": day("2023-11-07"), "lamnar": day("2024-05-07")}
    decided = {**gone, "uteslutning": "Mötet 2023-12-08"}
    out = avtal_case(**UNTIL_FURTHER_NOTICE, parter=parter(alvesta=decided))
    said = obstacle(out, "alvesta", "aterta_uppsagning", skal="Vi vill vara kvar.")
    assert said == "De andra har beslutat att Alvesta lämnar avtalet. Det ändras vid ett möte."


@guard("avtal.ingen_bunden_tas_bort")
def test_a_list_of_parties_cannot_hide_a_notice_until_its_last_day_is_over() -> None:
    others = {"parter": ["lessebo", "region_kronoberg"]}
    said = obstacle(at(leaving(), "2024-05-07"), "sekreterare", "satt_parter", **others)
    assert said == "Alvesta har sagt upp avtalet men är bunden till sin sista dag."
    assert after(at(leaving(), "2024-05-08"), "sekreterare", "satt_parter", **others) == "i_kraft"


@guard("avtal.text_finns", "avtal.filen_finns")
def test_a_file_of_ones_own_belongs_to_a_text() -> None:
    said = {"fil": 7, "rubrik": "Karta"}
    bare = naming(avtal_case(versioner=()), fil_id=7)
    assert "Lägg in avtalets text först." in obstacle(bare, "sammankallande", "bifoga", **said)
    case = avtal_case()
    assert obstacle(case, "sammankallande", "bifoga", **said) == "Filen finns inte."
    assert after(naming(case, fil_id=7), "sammankallande", "bifoga", **said) == "i_kraft"


@guard("avtal.sambanden_kanda")
def test_an_agreement_hangs_together_with_others_in_the_register() -> None:
    case = naming(avtal_case(), NamedAgreements({"grundavtal": 2, "avtal-om-hjalpmedel": 1}))
    itself = {"bygger_pa": ["avtal-om-hjalpmedel", "okant"]}
    said = obstacle(case, "sekreterare", "knyt", **itself)
    assert said == "Finns inte i registret: avtal-om-hjalpmedel och okant."
    assert after(case, "sekreterare", "knyt", ersatter=["Grundavtal"]) == "i_kraft"


@guard("avtal.ingen_revision_pagar")
def test_what_is_being_revised_is_not_revoked() -> None:
    case = avtal_case(revisioner=("REV 2023:1",))
    why = {"skal": "Ersatt.", "mote": 100}
    here = meeting("2023-12-08", lage="oppnat")
    said = obstacle(naming(case, here), "sekreterare", "upphav", **why)
    assert said.startswith("Avtalet ses över i REV 2023:1.")
    assert after(naming(avtal_case(), here), "sekreterare", "upphav", **why) == "upphort"


@guard("avtal.texten_ar_revisionens")
def test_an_agreement_takes_no_other_text_than_the_one_that_was_locked_and_signed() -> None:
    case, sha256, old = avtal_case(), content_hash(NYARE), content_hash(TEXT)
    good = NyTextFacts(
        avtal_id=case.avtal.id,
        revision_lage="implementeras",
        text=NYARE,
        sha256=sha256,
        sammanfattning="",
        galler_fran=case.today,
        beslutad="",
        last_av=1,
        parter=(1, 2),
        signerade=(sha256, sha256),
    )

    def obstacle_to(**other: Any) -> str | None:
        return texten_ar_revisionens(naming(case, replace(good, **other)), None)

    assert obstacle_to() is None
    assert obstacle_to(text=TEXT) == "Texten är inte den som låstes."
    for signed in ((sha256, old), (sha256, ""), ()):
        said = "Texten är inte den som parterna skrev under."
        assert obstacle_to(signerade=signed) == said
    assert obstacle_to(revision_lage="vantar_ikraft") == "Revisionens text har inte börjat gälla."
    assert obstacle_to(avtal_id=2) == "Revisionen hör inte till avtalet."


@guard("avtal.motparterna_kanda", "avtal.ingen_motpart_tas_bort")
def test_a_counterparty_has_a_kind_and_an_address_and_is_not_left_out() -> None:
    line = "Högskolan (lärosäte) <avtal@hogskolan.example>"
    case = avtal_case("i_kraft")
    right = {"parter": ["kommuner", "regioner"], "motparter": [line]}
    bare = obstacle(case, "sekreterare", "satt_parter", **{**right, "motparter": ["Högskolan"]})
    assert bare.startswith("Skriv vad Högskolan är, inom parentes efter namnet: lärosäte,")
    assert after(case, "sekreterare", "satt_parter", **right) == "i_kraft"
    there = replace(
        case.parter[0],
        slag=PartSlag.MOTPART,
        namn="Högskolan",
        huvudman_id=None,
        motpartsslag=Motpartsslag.LAROSATE,
    )
    case = avtal_case("i_kraft", parter=(*case.parter, there))
    gone = obstacle(case, "sekreterare", "satt_parter", **{**right, "motparter": []})
    assert gone.startswith("Högskolan är motpart i avtalet och kan inte tas bort här.")
    assert after(case, "sekreterare", "satt_parter", **right) == "i_kraft"
