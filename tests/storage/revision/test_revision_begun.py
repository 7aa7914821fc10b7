"""How a revision begins, and what it keeps of the texts that are written."""

from __future__ import annotations

from typing import Any

import pytest

from models.tables import Avisering, Avtal, Handelse, Revision, Revisionspart
from support.county import Lan
from support.guards import refused
from support.paths.avtal import NYARE, TEXT, avtal
from support.paths.revision import FORSLAG, LANGRE, locked, revision, revision_in
from workflows.ground.errors import Hindered, NotFound, RoleMissing

MOTPART = {
    "text": LANGRE,
    "motpart": "Linnéuniversitetet",
    "sammanfattning": "Studenter tas emot.",
    "kontakt": "Rektorn",
    "epost": "rektor@larosatet.example",
}


def not_started(lan: Lan, avtal_id: int | None = None, who: str = "au_ledamot", **said: Any) -> str:
    """Return what stands in the way of a new revision."""
    with pytest.raises(Hindered) as caught:
        revision(lan, avtal_id, who, **said)
    return " ".join(caught.value.hinder)


def test_an_agreement_is_revised_once_at_a_time(lan: Lan) -> None:
    sak = avtal(lan)
    first = revision(lan, sak)
    assert not_started(lan, sak) == "Avtalet ses redan över: REV 2023:1 (initierad)."
    lan.step(first, "au_ledamot", "avsta", skal="Håller.", oversyn="2024-11-01")
    again = revision(lan, sak)
    assert lan.rows(Revision, id=again)[0].beteckning == "REV 2023:2"
    assert [part.revision_id for part in lan.rows(Revisionspart)] == [first] * 3 + [again] * 3


def test_the_letter_of_a_revision_is_named_for_the_event_it_tells_of(lan: Lan) -> None:
    sak = revision(lan, avtal(lan))
    [event] = lan.rows(Handelse, sak_id=sak)
    letters = lan.rows(Avisering, sak_id=sak)
    assert letters
    assert {one.nyckel.split(":")[0] for one in letters} == {str(event.id)}


def test_what_has_ended_is_not_revised(lan: Lan) -> None:
    sak = avtal(lan)
    lan.step(sak, "sekreterare", "upphav", skal="Ersatt.", mote=lan.at_meeting())
    assert not_started(lan, sak) == "Avtalet har upphört."


@pytest.mark.parametrize(
    "who", ["au_ledamot", "sekreterare", "sammankallande", "barare", "alvesta", "klockan"]
)
def test_those_who_lead_or_are_bound_may_start(lan: Lan, who: str) -> None:
    assert lan.lage(revision(lan, who=who)) == "initierad"


@pytest.mark.parametrize("who", ["representant", "handlaggare", "vaxjo"])
def test_others_may_not_start(lan: Lan, who: str) -> None:
    with pytest.raises(RoleMissing):
        revision(lan, who=who)


def test_an_agreement_that_is_not_there_is_not_found(lan: Lan) -> None:
    with pytest.raises(NotFound):
        revision(lan, avtal="finns-inte")


def test_a_new_agreement_is_born_by_its_revision(lan: Lan) -> None:
    nytt = {
        "rubrik": "Hemsjukvård",
        "slag": "avtal",
        "agare": "pg_kronobarnsmodellen",
        "parter": ["alla"],
    }
    said = not_started(lan, nytt=nytt)
    assert said == "Välj ett avtal ur registret, eller beskriv ett nytt."
    sak = revision(lan, who="sammankallande", avtal=None, nytt=nytt)
    assert lan.rows(Revision, id=sak)[0].rubrik == "Hemsjukvård"
    assert len(lan.rows(Revisionspart, revision_id=sak)) == 9


@pytest.mark.parametrize("text", [TEXT, None], ids=["in-force", "planned"])
def test_a_revision_is_left_until_a_day_ahead(lan: Lan, text: str | None) -> None:
    words: dict[str, Any] = {} if text else {"text": None, "galler_fran": None, "beslutad": None}
    agreement = avtal(lan.at("2023-11-07"), **words)
    sak = revision_in(lan, "initierad", agreement)
    said = refused(lan, sak, "au_ledamot", "avsta", skal="Håller.", oversyn="2023-11-07")
    assert said == "Nästa översyn behöver ligga framåt i tiden."
    lan.step(sak, "au_ledamot", "avsta", skal="Håller.", oversyn="2024-11-01")
    assert lan.lage(sak) == "avstadd"
    assert lan.rows(Avtal, id=agreement)[0].oversyn.isoformat() == "2024-11-01"


def test_a_counterpartys_text_is_locked_and_changed_only_by_them(lan: Lan) -> None:
    sak = revision_in(lan, "prioriterad")
    same = refused(lan, sak, "sammankallande", "ta_emot_externt", **{**MOTPART, "text": TEXT})
    assert same == "Texten säger samma sak som den som gäller."
    lan.step(sak, "sammankallande", "ta_emot_externt", **MOTPART)
    lan.step(sak, "au_ledamot", "atersand", skal="Fel bilaga.")
    theirs = "Texten är skriven av Linnéuniversitetet. Ta emot en ny version när de har ändrat den."
    assert refused(lan, sak, "sammankallande", "skriv_utkast", text=NYARE, upplaga=1) == theirs
    assert theirs in refused(lan, sak, "sammankallande", "lamna_forslag", **FORSLAG)
    lan.step(
        sak,
        "sammankallande",
        "ta_emot_externt",
        **{**MOTPART, "text": NYARE, "andring": "fortydligande"},
    )
    assert locked(lan) == [(1, "saklig"), (2, "fortydligande")]


def test_two_who_write_at_once_lose_nothing(lan: Lan) -> None:
    sak = revision_in(lan, "prioriterad")
    lan.step(sak, "sammankallande", "borja")
    edition = lan.rows(Revision, id=sak)[0].utkast_upplaga
    mine, theirs = (
        TEXT.replace("hjälpas åt", "hjälpa varandra"),
        TEXT.replace("Var och en", "Varje part"),
    )
    lan.step(sak, "representant", "skriv_utkast", text=theirs, upplaga=edition)
    assert (
        refused(lan, sak, "sammankallande", "skriv_utkast", text=mine, upplaga=edition)
        == "Någon annan har sparat utkastet sedan du öppnade det. Läs in det igen och för in dina"
        " ändringar."
    )
    lan.step(sak, "sammankallande", "skriv_utkast", text=mine, upplaga=edition, bas=TEXT)
    both = lan.rows(Revision, id=sak)[0]
    assert "hjälpa varandra" in both.utkast
    assert "Varje part" in both.utkast
    clash = TEXT.replace("hjälpas åt", "samverka")
    assert (
        refused(lan, sak, "representant", "skriv_utkast", text=clash, upplaga=edition, bas=TEXT)
        == "Någon annan har ändrat samma ställe som du: ”Syfte”. Läs deras text och spara igen med"
        " bådas ändringar."
    )
    assert lan.rows(Revision, id=sak)[0].utkast == both.utkast
