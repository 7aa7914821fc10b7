"""What stood on the pages and reads better: each a case of a kind that others keep."""

from __future__ import annotations

from datetime import date

import pytest

from api.web.avtal.compare import blocks_html, compared
from models.tables import Beslut, Mote, Revision
from support.county import Lan
from support.house.reading import page, words
from support.paths.arende import atagande_given, mote_in
from support.paths.avtal import NYARE, avtal
from support.paths.revision import FORSLAG, revision_in, skriv
from support.site import Sajt
from workflows.avtal.texts import compared_section
from workflows.handling.pages import FristVy, whose_move
from workflows.nouns import NOUNS
from workflows.texts.markdown import Span, Spanslag, diff


def revision_page(sajt: Sajt, sak: int, who: str = "au_ledamot", under: str = "") -> str:
    return page(sajt, who, f"/revisioner/{sajt.lan.rows(Revision, id=sak)[0].nr}{under}")


def test_the_day_of_a_right_to_sign_is_called_a_day(sajt: Sajt) -> None:
    sak = revision_in(sajt.lan, "signeras")
    said = revision_page(sajt, sak, "lessebo", "/steg/signera")
    assert "Dag då behörigheten beslutades" in said
    assert "Behörigheten beslutad" not in said


def test_a_locked_text_says_how_it_is_changed_in_a_sentence(sajt: Sajt) -> None:
    said = revision_page(sajt, revision_in(sajt.lan, "hos_au"))
    assert "Ändringen är saklig" in said
    assert "Läge eller ändring" not in said


def test_an_agreement_has_a_level(sajt: Sajt) -> None:
    avtal(sajt.lan, trappsteg="avtal")
    said = page(sajt, "sekreterare", "/avtal/avtal-om-hjalpmedel")
    assert "\nNivå\n" in said
    assert "trappan" not in said


@pytest.mark.parametrize("county", ["kronoberg", "kalmar"])
def test_the_phase_of_preparing_does_not_say_the_name_twice(
    county: str, request: pytest.FixtureRequest
) -> None:
    lan: Lan = request.getfixturevalue(county)
    fas = next(one for noun in lan.world.nouns for one in noun.lifecycle.phases.values())
    assert type(fas)("beredning").ord == "Beredning"


def test_who_began_a_revision_is_named(sajt: Sajt) -> None:
    said = revision_page(sajt, revision_in(sajt.lan, "initierad"))
    assert "Au ledamot har sagt att avtalet behöver ses över." in said
    assert "Någon har sagt" not in said


def test_those_who_were_there_are_called_attendance(sajt: Sajt) -> None:
    mote_in(sajt.lan, "oppnat")
    said = page(sajt, "sekreterare", f"/moten/{sajt.lan.rows(Mote)[-1].id}")
    assert "\nNärvaro\n" in said
    assert "Kunde besluta" not in said


def test_a_kallelse_that_has_not_gone_is_not_said_to_come(sajt: Sajt) -> None:
    sajt.lan.at("2023-11-07").mote("2023-12-08")
    said = page(sajt, "ljungby", "/")
    assert "Kallelsen ska skickas senast" in said
    assert "Kallelsen kommer" not in said


def test_who_is_turned_away_is_told_where_they_can_turn() -> None:
    step = NOUNS.lifecycle("arende").step("avvisa")
    assert step is not None
    assert "vart hen kan vända sig i stället" in step.does


@pytest.mark.parametrize(
    ("svar", "wanted"),
    [
        ("ja", "bekräfta att det är gjort"),
        ("namn", "lämna ett namn"),
        ("text", "beskriv vad som är gjort"),
    ],
)
def test_the_answer_wanted_is_said_as_something_to_do(sajt: Sajt, svar: str, wanted: str) -> None:
    atagande_given(sajt.lan, svar=svar)
    for path in ("/", f"/beslut/{sajt.lan.rows(Beslut)[-1].nr}", "/efterlevnad"):
        said = page(sajt, "alvesta", path).casefold()
        assert wanted in said, path
        assert "svar: " not in said, path


def test_each_version_of_a_proposal_keeps_its_summary(sajt: Sajt) -> None:
    lan = sajt.lan
    sak = revision_in(lan, "hos_au")
    lan.step(sak, "au_ledamot", "atersand", skal="Skriv mer.")
    skriv(lan, sak, f"{NYARE}\n\n# Uppföljning\n\nVarje år.")
    again = {**FORSLAG, "sammanfattning": "Ett avsnitt om uppföljning."}
    lan.step(sak, "sammankallande", "lamna_forslag", **again)
    said = revision_page(sajt, sak)
    assert "Syftet är tydligare." in said
    assert "Ett avsnitt om uppföljning." in said


def test_a_table_in_a_comparison_is_a_table() -> None:
    before = (Span(Spanslag.LIKA, "Så här:\n| Lyft | Kommunen |\n|---|---|\n| Säng | "),)
    changed = (Span(Spanslag.BORT, "Region"), Span(Spanslag.NYTT, "Kommun"))
    html = str(blocks_html((*before, *changed, Span(Spanslag.LIKA, "en |\nSlut."))))
    assert "|" not in html
    assert "<td> Lyft </td><td> Kommunen </td>" in html
    assert html.count("<tr>") == 2
    assert "Så här:" in words(html)
    assert "Slut." in words(html)


def test_a_section_that_was_renumbered_says_which_number_it_had() -> None:
    before = "# Syfte\n\nEtt.\n\n# Ansvar\n\nTvå."
    after = "# Syfte\n\nEtt.\n\n# Omfattning\n\nNytt.\n\n# Ansvar\n\nTvå."
    found = compared([compared_section(one) for one in diff(before, after).avsnitt])
    said = {one["namn"]: one["tidigare"] for one in found}
    assert said["3 Ansvar"] == "2"
    assert said["1 Syfte"] == ""


def test_whose_move_it_is_begins_with_a_large_letter() -> None:
    frist = FristVy(date(2025, 11, 20), "beredningsgruppen", forsenad=False, namn=("Samordnare",))
    assert whose_move(frist).startswith("Beredningsgruppen (Samordnare) har draget.")
