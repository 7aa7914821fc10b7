"""An ersättare who waits for the secretary stands in the secretary's list, and a page says who is
away, till when and with whom it lies.
"""

from __future__ import annotations

from datetime import date

from models.organisation import Franvaro
from support.county import Lan
from support.paths.arende import atagande_in
from support.site import Sajt
from workflows.county.organisation import NyFranvaro
from workflows.desk.absences import be_away


def away(lan: Lan, who: str, *, instead: str | None = None) -> int:
    """Note somebody as away for two weeks from today, by themselves."""
    days = {"from": lan.world.today, "tom": date(2023, 12, 1)}
    epost = f"{instead}@lan.example" if instead else None
    said = NyFranvaro.model_validate({**days, "ersattare": epost})
    with lan.database.session() as session:
        row: Franvaro = be_away(session, lan.ids[who], said, lan.actor(session, who), lan.world)
        assert row.id is not None
        return row.id


def test_who_is_to_be_confirmed_stands_in_the_secretarys_list_and_in_no_other(sajt: Sajt) -> None:
    assert "Ersättare att bekräfta" not in sajt.client("sekreterare").http.get("/").text
    nr = away(sajt.lan, "alvesta", instead="lessebo")
    page = sajt.client("sekreterare").http.get("/").text
    assert "Ersättare att bekräfta" in page
    assert f"/franvaro/{nr}/bekrafta" in page
    assert "Ersättare att bekräfta" not in sajt.client("alvesta").http.get("/").text


def test_the_page_of_an_atagande_says_who_is_away_till_when_and_with_whom_it_lies(
    sajt: Sajt,
) -> None:
    now = sajt.lan.now
    sak = atagande_in(sajt.lan, "tilldelat")
    sajt.lan.now = now
    away(sajt.lan, "alvesta")
    page = sajt.client("sekreterare").http.get(f"/ataganden/{sak}").text
    assert "Alvesta är borta till fredag 1 december 2023 utan ersättare på plats." in page
    assert "har det så länge" in page
