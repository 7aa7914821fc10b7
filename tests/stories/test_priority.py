"""AU says how urgent an ärende is and why, and what is most urgent comes first."""

from __future__ import annotations

import csv
import io

import pytest

from models.tables import Arende
from support.paths.arende import arende_in
from support.site import Sajt
from workflows.ground.errors import Malformed, RoleMissing

SAID = {"prioritet": 1, "prioritet_skal": "Avtalet går ut i vår."}


def urgent(sajt: Sajt) -> tuple[int, str]:
    """Return the second of two ärenden that have come in, made the most urgent over REST."""
    sajt.lan.at("2023-11-07").arende()
    sak = sajt.lan.arende(rubrik="Läkemedel i hemsjukvården")
    nr = sajt.lan.rows(Arende, id=sak)[0].nr
    path = f"/api/v1/arenden/{nr}/steg/prioritera"
    done = sajt.client("au_ledamot").http.post(path, json=SAID)
    assert done.status_code == 200, done.text
    assert (done.json()["prioritet"], done.json()["prioritet_skal"]) == (1, SAID["prioritet_skal"])
    return sak, nr


def test_it_is_shown_on_the_page_in_the_list_in_rest_and_as_csv(sajt: Sajt) -> None:
    _, nr = urgent(sajt)
    who = sajt.client("au_ledamot").http
    assert "1. Avtalet går ut i vår." in who.get(f"/arenden/{nr}").text
    assert "prioritet 1" in who.get("/arenden").text
    found = who.get("/api/v1/arenden").json()["poster"]
    assert {one["nr"]: one["prioritet"] for one in found}[nr] == 1
    rows = csv.DictReader(io.StringIO(who.get("/arenden.csv").text), delimiter=";")
    assert sorted(one["Prioritet"] for one in rows) == ["", "1"]


def test_what_is_most_urgent_comes_first_where_au_works(sajt: Sajt) -> None:
    urgent(sajt)
    for path in ("/au", "/au/inkommet"):
        page = sajt.client("au_ledamot").http.get(path).text
        assert page.index("Läkemedel i hemsjukvården") < page.index("Användning av Link"), path


def test_the_form_shows_what_stands_and_the_history_keeps_the_reason(sajt: Sajt) -> None:
    _, nr = urgent(sajt)
    who = sajt.client("au_ledamot").http
    form = who.get(f"/arenden/{nr}/steg/prioritera").text
    assert str(SAID["prioritet_skal"]) in form
    assert "1 – nu" in form
    assert "AU prioriterade ärendet." in who.get(f"/arenden/{nr}").text


def test_a_priority_is_au_s_and_has_a_reason(sajt: Sajt) -> None:
    sak = arende_in(sajt.lan, "inkommet")
    with pytest.raises(RoleMissing):
        sajt.lan.step(sak, "sammankallande", "prioritera", **SAID)
    with pytest.raises(Malformed):
        sajt.lan.step(sak, "au_ledamot", "prioritera", prioritet=4, prioritet_skal="Nu.")
    assert "prioritera" in sajt.lan.offers(sak, "au_ledamot")
