"""Both sides of the guards of an answer: the sections it points at, the draft that was read, the
file it came as.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.lagen import Slag
from models.vocabulary import Stallningstagande
from support.cases.arende import OM, asked, remiss
from support.cases.county import IDS, naming, organ
from support.guards import after, guard, obstacle
from workflows.ground.errors import Malformed
from workflows.handling.facts import AvsnittFacts, MottagareFacts, OmFacts

PLAIN = {"stallningstagande": "tillstyrker"}
STAND = {"stallningstagande": "tillstyrker_med_synpunkter"}
PURPOSE = (AvsnittFacts("1", "Syfte", "syfte"),)
REVISED = OmFacts(**{**OM, "slag": Slag.REVISION})


@guard("remiss.avsnitten_finns")
def test_a_comment_points_at_a_section_by_its_number_or_key_or_at_the_whole() -> None:
    case = remiss(om=REVISED, avsnitt=PURPOSE)
    comments = [
        {"text": "Oklart.", "avsnitt": "1", "onskad": "Vi planerar gemensamt."},
        {"text": "Bra.", "avsnitt": "syfte"},
        "Hela texten är lång.",
        {"onskad": "Ny lydelse."},
    ]
    wrong = [{"text": "Oklart.", "avsnitt": "9.9"}]
    said = obstacle(case, "alvesta", "svara", **STAND, synpunkter=wrong)
    assert said == "Underlaget har inget avsnitt ”9.9”. Skriv avsnittets nummer, till exempel 3.2."
    assert after(case, "alvesta", "svara", **STAND, synpunkter=comments) == "oppen"


@guard("remiss.avsnitten_finns")
def test_the_text_of_an_arende_has_no_sections_to_point_at() -> None:
    wrong = [{"text": "Oklart.", "avsnitt": "1"}]
    said = obstacle(remiss(), "alvesta", "svara", **STAND, synpunkter=wrong)
    assert "Underlaget har inga avsnitt" in said
    assert after(remiss(), "alvesta", "svara", **STAND, synpunkter=["Oklart."]) == "oppen"


@pytest.mark.parametrize(
    ("comments", "words"),
    [
        ([{"avsnitt": "1"}], "Skriv en synpunkt eller en önskad lydelse"),
        (["Nej."] * 101, "högst 100"),
    ],
)
def test_a_comment_says_something_and_there_are_at_most_a_hundred(
    comments: list[Any], words: str
) -> None:
    with pytest.raises(Malformed, match=words):
        obstacle(remiss(), "alvesta", "svara", **STAND, synpunkter=comments)


@guard("remiss.utkastet_last")
def test_what_a_colleague_wrote_in_the_draft_is_read_before_the_answer_is_handed_in() -> None:
    drafted = replace(asked("alvesta"), utkast=2, utkast_av=IDS["barare"])
    case = remiss(mottagare=(drafted,))
    said = obstacle(case, "alvesta", "svara", **PLAIN, utkast=1)
    assert "Någon annan har ändrat utkastet" in said
    assert after(case, "alvesta", "svara", **PLAIN, utkast=2) == "oppen"
    own = remiss(mottagare=(replace(drafted, utkast_av=IDS["alvesta"]),))
    assert after(own, "alvesta", "svara", **PLAIN, utkast=1) == "oppen"


@guard("remiss.filen_finns")
def test_an_answer_on_paper_comes_with_the_file_that_the_secretary_uploaded() -> None:
    case, step = remiss(), "svara_pa_papper"
    said = {**PLAIN, "mottagare": "alvesta", "synpunkter": ["Mer tid."]}
    assert "Filen finns inte" in obstacle(case, "sekreterare", step, **said, fil=7)
    assert "Lägg till svaret som fil" in obstacle(case, "sekreterare", step, **said)
    own = naming(case, fil_id=7)
    assert after(own, "sekreterare", step, **said, fil=7) == "oppen"


@guard("remiss.sent_svar_ersatter_inget")
def test_a_late_answer_is_entered_for_the_silent_while_the_answers_are_gone_through() -> None:
    both = (asked("alvesta", svar="tillstyrker"), asked("lessebo"))
    case = remiss("stangd", mottagare=both, when="2023-12-04")
    late = obstacle(case, "lessebo", "svara", stallningstagande="avstar")
    assert (
        late
        == "”Svara” går inte nu: läget är ”Stängd”. Skicka svaret till sekreteraren, som kan lägga"
        " in det så länge svaren gås igenom."
    )
    step, said = (
        "svara_pa_papper",
        {"stallningstagande": "avstyrker", "motivering": "Nej.", "fil": 7},
    )
    own = naming(case, fil_id=7)
    in_time = obstacle(own, "sekreterare", step, **said, mottagare="alvesta")
    assert in_time == "Alvesta svarade i tid, och svarstiden är slut. Det svaret gäller."
    assert after(own, "sekreterare", step, **said, mottagare="lessebo") == "stangd"


@guard("remiss.synpunkterna_finns")
def test_one_answer_takes_care_of_many_comments_alike() -> None:
    case = remiss("stangd", obesvarade=2, synpunkter=frozenset({7, 8}))
    same = {"svar": "tillgodoses", "motivering": "Tiden är förlängd."}
    said = obstacle(case, "handlaggare", "besvara_synpunkt", synpunkt=[7, 8, 9], **same)
    assert said == "En av synpunkterna hör inte till remissen."
    assert after(case, "handlaggare", "besvara_synpunkt", synpunkt=[7, 8], **same) == "stangd"


@guard("remiss.eget_beslut_ar_partens")
def test_only_a_party_to_a_text_says_where_it_decides() -> None:
    body = MottagareFacts(
        9, "Nätverket", None, organ("socialchefsnatverket"), None, date(2023, 12, 1), None
    )
    case = remiss(om=REVISED, mottagare=(asked("alvesta"), body))
    own = {"instans": "Socialnämnden", "planerat": "2024-01-16"}
    only = (
        "Instans och dag för ett eget beslut skriver bara avtalets parter in. Lämna fälten tomma."
    )
    assert obstacle(case, "barare", "svara", **PLAIN, **own) == only
    assert obstacle(remiss(), "alvesta", "svara", **PLAIN, **own) == only
    bare = obstacle(case, "alvesta", "svara", **PLAIN, planerat="2024-01-16")
    assert bare == "Skriv vilken instans hos er som beslutar den dagen."
    assert after(case, "alvesta", "svara", **PLAIN, **own) == "oppen"


@guard("remiss.synpunkten_finns")
@pytest.mark.parametrize(
    ("who", "step", "more"),
    [
        ("alvesta", "svara", {}),
        ("sekreterare", "svara_pa_telefon", {"mottagare": "alvesta"}),
    ],
)
def test_who_has_comments_gives_at_least_one(who: str, step: str, more: dict[str, Any]) -> None:
    said = obstacle(remiss(), who, step, **STAND, **more)
    assert said == "Skriv minst en synpunkt, eller välj ”Tillstyrker”."
    assert after(remiss(), who, step, **STAND, **more, synpunkter=["Mer tid."]) == "oppen"


@guard("remiss.avstyrkan_motiverad")
@pytest.mark.parametrize("reason", [{"motivering": "Vi hinner inte."}, {"synpunkter": ["Nej."]}])
def test_who_is_against_says_why(reason: dict[str, Any]) -> None:
    against = {"stallningstagande": "avstyrker"}
    assert obstacle(remiss(), "alvesta", "svara", **against) == "Skriv varför ni avstyrker."
    assert after(remiss(), "alvesta", "svara", **against, **reason) == "oppen"


@guard("remiss.nagon_ny_tillfragas", "remiss.ny_mottagare_hinner")
def test_more_are_asked_who_have_not_been_and_have_time_to_answer() -> None:
    case = remiss()
    new = {"mottagare": [{"slag": "huvudman", "kod": "vaxjo"}]}
    old = {"mottagare": [{"slag": "huvudman", "kod": "lessebo"}]}
    unknown = {"mottagare": [{"slag": "huvudman", "kod": "ingenstans"}]}
    assert "redan fått" in obstacle(case, "au_ledamot", "lagg_till_mottagare", **old)
    assert "Okänd" in obstacle(case, "au_ledamot", "lagg_till_mottagare", **unknown)
    late = {**new, "sista_dag": "2023-11-07"}
    assert "minst 7 dagar" in obstacle(case, "au_ledamot", "lagg_till_mottagare", **late)
    far = {**new, "sista_dag": "2098-01-01"}
    for step, said in (
        ("lagg_till_mottagare", far),
        ("forlang", {"sista_dag": "2098-01-01"}),
        ("ge_anstand", {"sista_dag": "2098-01-01", "mottagare": "lessebo"}),
    ):
        assert "högst ett år fram" in obstacle(case, "au_ledamot", step, **said)
    assert after(case, "au_ledamot", "lagg_till_mottagare", **new) == "oppen"


@guard("remiss.far_skicka_vidare", "remiss.kan_skickas_vidare")
def test_a_question_is_sent_on_by_whoever_answers_for_it_to_a_sector_the_huvudman_has() -> None:
    case, on = remiss(), {"mottagare": "lessebo", "sektor": "skola"}
    assert "Du svarar inte för Lessebo" in obstacle(case, "alvesta", "skicka_vidare", **on)
    nowhere = {**on, "sektor": "halso_och_sjukvard"}
    assert "finns inte hos" in obstacle(case, "lessebo", "skicka_vidare", **nowhere)
    answered = replace(asked("lessebo"), svar=Stallningstagande.AVSTAR)
    stands = remiss(mottagare=(answered,))
    assert "har redan svarat" in obstacle(stands, "lessebo", "skicka_vidare", **on)
    there = remiss(mottagare=(replace(asked("lessebo"), sektor="skola"),))
    assert "redan där" in obstacle(there, "au_ledamot", "skicka_vidare", **on)
    for who in ("lessebo", "au_ledamot"):
        assert after(case, who, "skicka_vidare", **on) == "oppen"
