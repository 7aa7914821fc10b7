"""Who prefers not to be sent the matter is told that the step was taken, and no more is read for
it.
"""

from __future__ import annotations

import pytest

from support.asking import Site
from support.county import TEXTER
from support.house.statements import statements

TA_UPP = {"handlaggare": "handlaggare@lan.example"}


@pytest.fixture
def arende(site: Site) -> str:
    """The address of an ärende that has been handed in."""
    return f"/arenden/{site.post('sammankallande', '/arenden', TEXTER).json()['nr']}"


@pytest.mark.parametrize("said", ["return=minimal", "respond-async, Return = minimal; x=1"])
def test_a_step_is_answered_without_the_matter(site: Site, arende: str, said: str) -> None:
    answer = site.post("au_ledamot", f"{arende}/steg/ta_upp", TA_UPP, Prefer=said)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Preference-Applied"] == "return=minimal"
    assert site.get("au_ledamot", arende).json()["lage"] == "under_beredning"


@pytest.mark.parametrize(
    "said", ["return=representation", "", "xreturn=minimal", "return=minimalx"]
)
def test_any_other_preference_is_answered_with_the_matter(
    site: Site, arende: str, said: str
) -> None:
    answer = site.post("au_ledamot", f"{arende}/steg/ta_upp", TA_UPP, Prefer=said)
    assert answer.status_code == 200
    assert answer.json()["lage"] == "under_beredning"
    assert "Preference-Applied" not in answer.headers


def test_a_refusal_says_the_same(site: Site, arende: str) -> None:
    path = f"{arende}/steg/ta_upp"
    plain, minimal = (
        site.post("au_ledamot", path, {"handlaggare": "ingen"}, **preferred)
        for preferred in ({}, {"Prefer": "return=minimal"})
    )
    assert plain.status_code == minimal.status_code == 409
    assert plain.json() == minimal.json()


def test_nothing_is_read_for_an_answer_that_is_not_sent(site: Site, arende: str) -> None:
    path = f"{arende}/steg/bered"
    site.post("au_ledamot", f"{arende}/steg/ta_upp", TA_UPP)
    asked = []
    for preferred, lage in (({"Prefer": "return=minimal"}, "Läget."), ({}, "Läget nu.")):
        read = {"If-Match": site.get("sekreterare", arende).headers["ETag"]}
        with statements(site.app.state.installation.database) as said:
            answer = site.post("sekreterare", path, {"bakgrund": lage}, **read, **preferred)
            assert answer.status_code in {200, 204}, answer.text
        asked.append(len(said))
    assert asked[0] < asked[1] / 2
