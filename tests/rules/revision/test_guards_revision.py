"""Both sides of every guard of a revision until AU has a proposal."""

from __future__ import annotations

import pytest

from support.cases.revision import OLD, revision_case
from support.guards import after, guard, obstacle
from support.paths.avtal import NYARE, TEXT
from support.paths.revision import FORSLAG, LANGRE, PRIORITERA

MOTPART = {
    "text": LANGRE,
    "motpart": "Linnéuniversitetet",
    "sammanfattning": "Studenter tas emot.",
    "kontakt": "Rektorn",
    "epost": "rektor@larosatet.example",
}


@guard("revision.gruppen_finns", "revision.mandatet_framat")
@pytest.mark.parametrize(
    ("lage", "step"), [("initierad", "prioritera"), ("utarbetas", "ge_nytt_uppdrag")]
)
def test_a_mandate_has_a_group_and_ends_before_the_meeting_aimed_at(lage: str, step: str) -> None:
    case, told = revision_case(lage), {"skal": "Lagen blev försenad."}
    given = PRIORITERA if lage == "initierad" else {**told, **_mandate()}
    wrong = {**given, "grupp": "ingen", "mandat_till": "2023-11-07"}
    assert (
        obstacle(case, "au_ledamot", step, **wrong)
        == "Det finns ingen grupp som heter ingen. Uppdragets sista dag behöver ligga framåt i"
        " tiden."
    )
    late = {**given, "mandat_till": "2023-12-08"}
    assert (
        obstacle(case, "au_ledamot", step, **late)
        == "Uppdraget gäller till fre 8 dec 2023 och behöver vara klart före mötet fre 8 dec 2023."
    )
    assert after(case, "au_ledamot", step, **given) == {"initierad": "prioriterad"}.get(lage, lage)


def _mandate() -> dict[str, object]:
    names = ("grupp", "mandat", "mandat_till", "siktar_pa")
    return {name: PRIORITERA[name] for name in names}


@guard("revision.oversyn_framat")
def test_a_revision_is_left_until_a_day_ahead() -> None:
    case, why = revision_case("initierad"), {"skal": "Håller."}
    said = obstacle(case, "au_ledamot", "avsta", oversyn="2023-11-07", **why)
    assert said == "Nästa översyn behöver ligga framåt i tiden."
    assert after(case, "au_ledamot", "avsta", oversyn="2024-11-01", **why) == "avstadd"


@guard("revision.skrivs_har", "revision.texten_ny")
def test_a_counterpartys_text_is_changed_only_by_them() -> None:
    case, step = revision_case("prioriterad"), "ta_emot_externt"
    same = obstacle(case, "sammankallande", step, **{**MOTPART, "text": TEXT})
    assert same == "Texten säger samma sak som den som gäller."
    assert after(case, "sammankallande", step, **MOTPART) == "hos_au"
    theirs = "Texten är skriven av Linnéuniversitetet. Ta emot en ny version när de har ändrat den."
    case = revision_case("utarbetas", extern=True, motpart="Linnéuniversitetet")
    written = {"text": NYARE, "upplaga": 2}
    assert obstacle(case, "sammankallande", "skriv_utkast", **written) == theirs
    assert theirs in obstacle(case, "sammankallande", "lamna_forslag", **FORSLAG)
    again = {**MOTPART, "text": NYARE, "andring": "fortydligande"}
    assert after(case, "sammankallande", step, **again) == "hos_au"


@guard("revision.utkastet_gar_ihop")
def test_two_who_write_at_once_lose_nothing() -> None:
    mine = TEXT.replace("hjälpas åt", "hjälpa varandra")
    theirs = TEXT.replace("Var och en", "Varje part")
    case, step = revision_case("utarbetas", utkast=(theirs,)), "skriv_utkast"
    assert (
        obstacle(case, "sammankallande", step, text=mine, upplaga=1)
        == "Någon annan har sparat utkastet sedan du öppnade det. Läs in det igen och för in dina"
        " ändringar."
    )
    both = {"text": mine, "upplaga": 1, "bas": TEXT}
    assert after(case, "sammankallande", step, **both) == "utarbetas"
    clash = {**both, "text": TEXT.replace("Var och en", "Vi alla")}
    assert (
        obstacle(case, "representant", step, **clash)
        == "Någon annan har ändrat samma ställe som du: ”Ansvar”. Läs deras text och spara igen med"
        " bådas ändringar."
    )
    gone = revision_case("utarbetas", utkast=(TEXT.partition("\n\n# Ansvar")[0],))
    removed = obstacle(gone, "representant", step, **clash)
    assert removed.startswith("Någon annan har tagit bort det som du har ändrat: ”Ansvar”.")
    changed = {**both, "text": TEXT.partition("\n\n# Ansvar")[0]}
    kept = obstacle(case, "representant", step, **changed)
    assert kept.startswith("Någon annan har ändrat det som du tog bort: ”Ansvar”.")
    assert after(case, "sammankallande", step, text=mine, upplaga=2) == "utarbetas"


@guard("revision.utkastet_nytt", "revision.konsekvenser_for_alla")
def test_a_proposal_says_something_new_and_what_it_means_for_each_party() -> None:
    step = "lamna_forslag"
    for draft, words in (
        (OLD, "Utkastet säger samma sak som texten som gäller."),
        ("", "Utkastet är tomt."),
    ):
        same = revision_case("utarbetas", utkast_sha256=draft)
        assert obstacle(same, "sammankallande", step, **FORSLAG) == words
    case = revision_case("utarbetas")
    some = {**FORSLAG, "konsekvenser": {"alvesta": "Ryms."}}
    said = obstacle(case, "sammankallande", step, **some)
    assert said == "Skriv vad texten betyder för Lessebo och Regionen."
    strange = {**FORSLAG, "konsekvenser": {**FORSLAG["konsekvenser"], "vaxjo": "Inget."}}
    said = obstacle(case, "sammankallande", step, **strange)
    assert said == "Inte part i avtalet: vaxjo."
    assert after(case, "sammankallande", step, **FORSLAG) == "hos_au"
