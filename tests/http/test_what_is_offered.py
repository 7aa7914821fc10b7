"""A page offers each thing once, and only what there is something to do it with."""

from __future__ import annotations

import re

from models.settings import Settings
from models.tables import Arende, Beslut
from support.application import application
from support.paths.arende import arende_in
from support.paths.grupp import NY, decided
from support.site import Sajt, served


def steps_on(sajt: Sajt, who: str, path: str) -> list[str]:
    """Return the steps that a page leads to, each as often as it does."""
    page = sajt.client(who).http.get(path).text
    return re.findall(r'href="[^"]*/steg/([a-z_]+)', page)


def test_what_is_written_first_stands_once(sajt: Sajt) -> None:
    sak = arende_in(sajt.lan, "under_beredning")
    (row,) = sajt.lan.rows(Arende, id=sak)
    assert steps_on(sajt, "au_ledamot", f"/arenden/{row.nr}").count("bered") == 1


def test_an_empty_agenda_has_no_item_to_take_away_or_move(sajt: Sajt) -> None:
    mote = sajt.lan.mote("2023-11-24", organ="au")
    page = f"/moten/{mote}"
    assert not {"ta_bort_punkt", "flytta_punkt"} & set(steps_on(sajt, "sekreterare", page))
    sajt.lan.step(mote, "sekreterare", "lagg_till_punkt", rubrik="Det som är på gång")
    assert "ta_bort_punkt" in steps_on(sajt, "sekreterare", page)
    assert "flytta_punkt" not in steps_on(sajt, "sekreterare", page)
    sajt.lan.step(mote, "sekreterare", "lagg_till_punkt", rubrik="Övrigt")
    assert "flytta_punkt" in steps_on(sajt, "sekreterare", page)


def test_a_decided_item_and_its_decision_lead_to_a_group_with_the_decision_chosen(
    sajt: Sajt,
) -> None:
    arende_in(sajt.lan, "implementeras")
    one = sajt.lan.rows(Beslut)[-1]
    there = f"/grupper/ny?beslut={one.nr}"
    for page in (f"/moten/{one.mote_id}", f"/beslut/{one.nr}"):
        text = sajt.client("sekreterare").http.get(page).text
        assert "Gör en grupp" in text
        assert there in text
        assert there not in sajt.client("alvesta").http.get(page).text
    form = sajt.client("sekreterare").http.get(there).text
    assert f'value="{one.beteckning}"' in form
    assert f'value="{one.nr}"' not in form


def test_a_group_made_in_one_process_is_seen_in_another(sajt: Sajt, settings: Settings) -> None:
    beslut = decided(sajt.lan)
    with served(application(settings.model_copy(update={"demo": True}))) as address:
        other = Sajt(sajt.lan, address)
        there = other.client("sekreterare").http
        assert str(NY["namn"]) not in there.get("/moten/nytt").text, "it has read its register"
        sent = {**NY, "beslut": beslut}
        made = sajt.client("sekreterare").fill_in("/grupper/ny", **sent)
        assert made.status_code == 303, made.text
        assert str(NY["namn"]) in there.get("/moten/nytt").text
        other.close()
