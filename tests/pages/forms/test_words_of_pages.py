"""What pages say in running words: that a day has passed, and what a label is."""

from __future__ import annotations

import re
from html import unescape

from models.tables import Arende, Atagande, Mote
from support.county import epost
from support.paths.arende import arende_in, atagande_in
from support.site import Sajt


def page(sajt: Sajt, who: str, path: str) -> str:
    return " ".join(unescape(sajt.client(who).http.get(path).text).split())


def test_what_one_waits_for_is_said_in_words_to_be_late(sajt: Sajt) -> None:
    atagande_in(sajt.lan, "rapporterat")
    sajt.lan.at("2024-05-01")
    _, _, waits = page(sajt, "alvesta", "/").partition("Du väntar på")
    assert ", försenat</" in waits.partition("Nästa möte")[0]


def test_whose_move_it_is_begins_as_a_column_does(sajt: Sajt) -> None:
    arende_in(sajt.lan, "pa_remiss")
    assert "De tillfrågade" in page(sajt, "sekreterare", "/arenden")


def test_when_the_letters_come_leads_to_ones_own_page(sajt: Sajt) -> None:
    own = f'<a href="/personer/{sajt.lan.ids["alvesta"]}">'
    assert own in page(sajt, "alvesta", "/jag")
    assert sajt.client("alvesta").http.get(own.split('"')[1]).status_code == 200


def test_what_was_changed_is_named_by_its_labels(sajt: Sajt) -> None:
    sak = arende_in(sajt.lan, "inkommet")
    (row,) = sajt.lan.rows(Arende, id=sak)
    changed = re.findall(r"Ändrat: ([^<]*)", page(sajt, "sekreterare", f"/arenden/{row.nr}"))
    assert changed
    assert all(re.fullmatch(r"”[^”]+”((, | och )”[^”]+”)*", one.strip()) for one in changed)


def test_who_has_not_answered_reads_that_what_is_asked_was_corrected(sajt: Sajt) -> None:
    lan = sajt.lan
    arende_in(lan, "implementeras")
    (first,) = (
        one.id for one in lan.rows(Atagande) if "rapportera" in lan.offers(one.id, "alvesta")
    )
    mote = lan.rows(Mote)[-1].id
    about = f"/ataganden/{first}/steg/rapportera"
    assert "Ingen har svarat förut." in page(sajt, "alvesta", about)
    lan.step(mote, "sekreterare", "ratta_atagande", atagande=first, senast="2024-02-09")
    said = page(sajt, "alvesta", about)
    assert "Ingen har svarat förut. Fre 8 dec 2023: Åtagandet rättades" in said


def test_one_of_two_rows_alike_says_what_it_is_about(sajt: Sajt) -> None:
    arende_in(sajt.lan, "pa_remiss")
    sajt.lan.at("2023-11-29")
    assert "Svaret från Lessebo: Användning av Link" in page(sajt, "lessebo", "/")


def test_a_meeting_to_aim_at_is_proposed_and_can_be_left_out(sajt: Sajt) -> None:
    lan = sajt.lan
    lan.mote("2023-12-08")
    sak = arende_in(lan, "inkommet")
    (row,) = lan.rows(Arende, id=sak)
    steg = f"/arenden/{row.nr}/steg/ta_upp"
    assert "Inget möte än" in page(sajt, "au_ledamot", steg)
    said = {"handlaggare": epost("handlaggare"), "siktar_pa": ""}
    assert sajt.client("au_ledamot").fill_in(steg, **said).status_code == 303
    assert lan.rows(Arende, id=sak)[0].siktar_pa is None
