"""A remiss on an agreement's text in a browser: comments by section, a shared draft, and the
compilation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from models.tables import Remiss, Remissutkast, Remissvar, Synpunkt
from support.paths.revision import revision_in
from support.site import Sajt, faults

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PLAIN = {"stallningstagande": "tillstyrker"}
STAND = {"stallningstagande": "tillstyrker_med_synpunkter"}
WISH = {"avsnitt": "1", "text": "För svagt.", "onskad": "Parterna ska hjälpa och stödja varandra."}


@pytest.fixture
def remiss(sajt: Sajt) -> int:
    """Return an open round on the locked text of a revision: Alvesta and Lessebo are asked."""
    return int(sajt.lan.rows(Remiss, om_id=revision_in(sajt.lan, "pa_remiss"))[-1].id)


def commented(sajt: Sajt, remiss: int) -> None:
    """Let both answer with comments, and close the round."""
    sajt.lan.step(remiss, "alvesta", "svara", **STAND, synpunkter=["Mer tid.", WISH])
    sajt.lan.step(remiss, "lessebo", "svara", **STAND, synpunkter=["Mer tid för utbildning."])
    sajt.lan.step(remiss, "au_ledamot", "stang")


def test_a_section_is_commented_where_it_is_read_and_the_draft_saves_itself(
    sajt: Sajt, page: Page, remiss: int
) -> None:
    assert sajt.enter(page, "alvesta", f"/remisser/{remiss}") == 200
    page.get_by_label("Synpunkt", exact=True).fill("Hela texten är bra.")
    page.get_by_role("link", name="Kommentera avsnittet 2 Ansvar").click()
    second = page.get_by_role("group", name="Synpunkt 2")
    expect(second.get_by_label("Vad gäller den?")).to_have_value("2")
    expect(second.get_by_label("Synpunkt", exact=True)).to_be_focused()
    back = second.get_by_role("link", name="Tillbaka till avsnittet 2 Ansvar")
    expect(page.locator(str(back.get_attribute("href")))).to_contain_text("Ansvar")
    second.get_by_label("Synpunkt", exact=True).fill("Vem ansvarar?")
    second.get_by_label("Önskad lydelse").fill("Kommunen ansvarar.")
    expect(page.get_by_text("Bara ni som har uppdrag för Alvesta ser utkastet.")).to_be_visible()
    assert faults(page) == []
    sajt.enter(page, "barare", f"/remisser/{remiss}")
    page.get_by_role("link", name="Utkast till svar från Alvesta").click()
    expect(page.get_by_text("Utkastet skrevs senast av Alvesta")).to_be_visible()
    page.get_by_label("Motivering").fill("Nätverket håller med.")
    page.get_by_role("button", name="Spara utkastet").click()
    expect(page.get_by_text("Utkastet är sparat.")).to_be_visible()
    assert sajt.lan.rows(Remissvar) == []
    sajt.enter(page, "alvesta", f"/remisser/{remiss}")
    expect(page.get_by_label("Motivering")).to_have_value("Nätverket håller med.")
    page.get_by_role("radio", name="Tillstyrker med synpunkter").check()
    page.get_by_role("button", name="Skicka svaret").click()
    expect(page.get_by_role("heading", name="Svaret från Alvesta", exact=True)).to_be_visible()
    wished = [("", ""), ("ansvar", "Kommunen ansvarar.")]
    assert [(row.avsnitt, row.onskad) for row in sajt.lan.rows(Synpunkt)] == wished
    assert [row.data for row in sajt.lan.rows(Remissutkast)] == [{}]


def test_without_javascript_the_link_leads_to_a_row_on_the_section(sajt: Sajt, remiss: int) -> None:
    visitor = sajt.client("alvesta")
    shown = visitor.http.get(f"/remisser/{remiss}?avsnitt=2").text
    assert re.search(r'<option value="2" selected>\s*2 Ansvar', shown)
    said = {"synpunkter-0": "Vem?", "synpunkter-0-avsnitt": "2", "_rad": "ny"}
    more = visitor.send(
        f"/remisser/{remiss}/steg/svara", {**visitor.form(f"/remisser/{remiss}"), **said}
    ).text
    assert 'name="synpunkter-1-onskad"' in more
    assert "Vem?" in more


def test_of_two_who_write_the_draft_at_once_the_second_sees_both(
    sajt: Sajt, page: Page, remiss: int
) -> None:
    sajt.enter(page, "barare", f"/remisser/{remiss}/utkast?mottagare=1")
    other = sajt.client("alvesta")
    saved = other.fill_in(f"/remisser/{remiss}/utkast?mottagare=1", motivering="Alvestas ord.")
    assert saved.status_code == 303
    page.get_by_label("Motivering").fill("Nätverkets ord.")
    page.get_by_role("button", name="Spara utkastet").click()
    expect(page.get_by_text("Någon annan hann före.")).to_be_visible()
    expect(page.get_by_text("Alvestas ord.")).to_be_visible()
    expect(page.get_by_label("Motivering")).to_have_value("Nätverkets ord.")
    assert faults(page) == []
    page.get_by_role("button", name="Spara utkastet").click()
    expect(page.get_by_text("Utkastet är sparat.")).to_be_visible()
    assert [row.data["motivering"] for row in sajt.lan.rows(Remissutkast)] == ["Nätverkets ord."]


def test_an_answer_is_handed_in_only_when_a_colleagues_change_has_been_shown(
    sajt: Sajt, remiss: int
) -> None:
    visitor = sajt.client("alvesta")
    path = f"/remisser/{remiss}/steg/svara"
    read = visitor.form(path)
    sajt.client("barare").fill_in(
        f"/remisser/{remiss}/utkast?mottagare=1", motivering="Nätverkets ord."
    )
    refused = visitor.send(path, {**read, **PLAIN, "motivering": "Mina ord."})
    assert refused.status_code == 409
    for shown in ("Någon annan har ändrat utkastet", "Nätverkets ord.", "Mina ord."):
        assert shown in refused.text
    assert sajt.lan.rows(Remissvar) == []
    upplaga = re.search(r'name="utkast" value="(\d+)"', refused.text)
    assert upplaga
    accepted = visitor.send(
        path, {**visitor.form(path), **PLAIN, "motivering": "Mina ord.", "utkast": upplaga[1]}
    )
    assert accepted.status_code == 303


def test_a_draft_that_is_handed_in_too_late_is_refused_and_nothing_written_is_lost(
    sajt: Sajt, remiss: int
) -> None:
    path = f"/remisser/{remiss}/steg/svara"
    visitor = sajt.client("alvesta")
    read = visitor.form(path)
    sajt.lan.at("2023-12-02")
    visitor = sajt.client("alvesta")
    csrf = re.search(r'name="_csrf" value="([^"]+)"', visitor.http.get(f"/remisser/{remiss}").text)
    assert csrf
    late = visitor.send(path, {**read, "_csrf": csrf[1], **PLAIN, "motivering": "Vi hann inte."})
    assert late.status_code == 409
    assert "Be AU om anstånd: när ni har fått en ny dag kan svaret lämnas." in late.text
    assert "Vi hann inte." in late.text


def test_the_secretary_enters_an_answer_that_came_on_paper(
    sajt: Sajt, page: Page, remiss: int
) -> None:
    sajt.enter(page, "sekreterare", f"/remisser/{remiss}/steg/svara_pa_papper")
    page.get_by_role("radio", name="Lessebo").check()
    page.get_by_role("radio", name="Avstyrker").check()
    page.get_by_label("Motivering").fill("Det kostar för mycket.")
    page.get_by_label("Svaret som fil").set_input_files(
        {"name": "svar.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 svar"}
    )
    assert faults(page) == []
    page.get_by_role("button", name="Spara svaret").click()
    expect(page.get_by_role("link", name="svar.pdf")).to_be_visible()
    expect(page.get_by_text("inlagt av sekreteraren från papper eller fil")).to_be_visible()


def test_many_comments_alike_get_one_answer_and_the_rest_are_filtered_out(
    sajt: Sajt, page: Page, remiss: int
) -> None:
    commented(sajt, remiss)
    sajt.enter(page, "sammankallande", f"/remisser/{remiss}")
    page.get_by_role("link", name="Synpunkterna avsnitt för avsnitt").click()
    headings = page.locator("main h2").all_text_contents()
    assert headings[:2] == ["1 Syfte", "Hela texten"]
    expect(page.locator("ins", has_text="och stödja")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("checkbox", name=re.compile("^Alvesta synpunkt 1 om Hela texten")).check()
    page.get_by_role("checkbox", name=re.compile("^Lessebo synpunkt 2 om Hela texten")).check()
    page.get_by_role("radio", name="Tillgodoses", exact=True).check()
    page.get_by_label("Motivering").fill("Starten flyttas.")
    page.get_by_role("button", name="Besvara de valda").click()
    expect(page.get_by_text("Starten flyttas.")).to_have_count(2)
    page.get_by_label("Visa").select_option("obesvarade")
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_text("Starten flyttas.")).to_have_count(0)
    expect(page.get_by_text("För svagt.")).to_be_visible()
    assert faults(page) == []


def test_the_compilation_is_saved_as_a_file_and_a_refused_answer_keeps_what_was_ticked(
    sajt: Sajt, remiss: int
) -> None:
    commented(sajt, remiss)
    visitor = sajt.client("sammankallande")
    lines = visitor.http.get(f"/remisser/{remiss}/sammanstallning.csv").text.splitlines()
    assert lines[0] == "\ufeffAvsnitt;Från;Ställningstagande;Synpunkt;Önskad lydelse;Svar;Skäl"
    assert lines[1:3] == [
        f"Hela texten;{one};tillstyrker med synpunkter;;;;" for one in ("Alvesta", "Lessebo")
    ]
    assert lines[3].startswith("1 Syfte;Alvesta;tillstyrker med synpunkter;För svagt.;Parterna ska")
    first = sajt.lan.rows(Synpunkt)[0].id
    path = f"/remisser/{remiss}/steg/besvara_synpunkt"
    refused = visitor.send(
        path, {**visitor.form(path), "synpunkt": str(first), "svar": "tillgodoses_inte"}
    )
    assert refused.status_code == 409
    assert "Motivera hur synpunkten togs om hand." in refused.text
    assert re.search(rf'value="{first}" checked', refused.text)
