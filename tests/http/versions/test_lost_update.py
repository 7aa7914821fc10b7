"""Two who write on one thing over the API: nobody's words are replaced by one who had not read
them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from models.tables import Arende, Dagordningspunkt, Revision, Synpunkt
from support.asking import Site
from support.county import Lan
from support.paths.arende import arende_in, atagande_given, mote_in, remiss_in
from support.paths.avtal import avtal
from support.paths.revision import revision_in
from workflows.engine.door import Ask, take_step
from workflows.ground.errors import Unread


class Writing(NamedTuple):
    """Where something is written: the address, whose token, the step, and what two clients send."""

    path: str
    who: str
    step: str
    first: dict[str, Any]
    second: dict[str, Any]


def _underlag(lan: Lan) -> Writing:
    arende_in(lan, "under_beredning")
    path = f"/arenden/{lan.rows(Arende)[-1].nr}"
    first = {"forslag_beslut": "Alla kommuner använder Link."}
    return Writing(path, "au_ledamot", "bered", first, {"forslag_beslut": "Ingen använder Link."})


def _tasks(lan: Lan) -> Writing:
    where = _underlag(lan)
    task = {"text": "Utse kontaktperson", "senast": "2090-01-26"}
    return where._replace(first={"forslag_ataganden": [task]}, second={"forslag_ataganden": []})


def _taken_away(lan: Lan) -> Writing:
    """A field that is emptied loses what stood there."""
    return _underlag(lan)._replace(second={"forslag_beslut": ""})


def _draft(lan: Lan) -> Writing:
    lan.arende(utkast=True)
    path = f"/arenden/{lan.rows(Arende)[-1].nr}"
    return Writing(path, "sammankallande", "redigera", {"fraga": "Hur?"}, {"fraga": "När?"})


def _notes(lan: Lan) -> Writing:
    path = f"/moten/{mote_in(lan, 'anteckningar_skrivs')}"
    first, second = {"anteckningar": "Mötet öppnades."}, {"anteckningar": "Ordföranden hälsade."}
    return Writing(path, "sekreterare", "skriv_anteckningar", first, second)


def _item(lan: Lan) -> Writing:
    mote = mote_in(lan, "oppnat")
    point = next(
        one.id for one in lan.rows(Dagordningspunkt, mote_id=mote) if one.slag == "staende"
    )
    first, second = (
        {"punkt": point, "anteckning": text} for text in ("Gicks igenom.", "Inget att ta upp.")
    )
    return Writing(f"/moten/{mote}", "sekreterare", "anteckna_punkt", first, second)


def _register(lan: Lan) -> Writing:
    avtal(lan)
    path = "/avtal/avtal-om-hjalpmedel"
    first, second = {"omrade": "Hjälpmedel och teknik"}, {"omrade": "Rehabilitering"}
    return Writing(path, "sekreterare", "andra_uppgifter", first, second)


def _parties(lan: Lan) -> Writing:
    avtal(lan)
    said = {"parter": ["alvesta", "lessebo", "region_kronoberg"]}
    first, second = {**said, "informeras": ["Linnéuniversitetet"]}, {**said, "informeras": ["SKR"]}
    return Writing("/avtal/avtal-om-hjalpmedel", "sekreterare", "satt_parter", first, second)


def _comment(lan: Lan) -> Writing:
    remiss = remiss_in(lan, "stangd")
    first, second = (
        {"synpunkt": lan.rows(Synpunkt)[0].id, "svar": "tillgodoses_inte", "motivering": text}
        for text in ("Det ryms inte.", "Det kostar för mycket.")
    )
    return Writing(f"/remisser/{remiss}", "au_ledamot", "besvara_synpunkt", first, second)


def _attested(lan: Lan) -> Writing:
    path = f"/ataganden/{atagande_given(lan, senast='årligen')}"
    first, second = ({"foljs": "delvis", "kommentar": text} for text in ("Vi väntar.", "Vi kan."))
    return Writing(path, "alvesta", "stam_av", first, second)


def _text(lan: Lan) -> Writing:
    sak = revision_in(lan, "utarbetas")
    path = f"/revisioner/{_nr(lan, sak)}"
    first, second = {"text": "# Syfte\n\nEtt."}, {"text": "# Syfte\n\nTvå."}
    return Writing(path, "sammankallande", "skriv_utkast", first, second)


def _nr(lan: Lan, sak: int) -> str:
    return str(lan.rows(Revision, id=sak)[0].nr)


WHERE = (_underlag, _tasks, _taken_away, _draft, _notes, _item, _register, _parties, _comment)


@pytest.mark.parametrize("where", WHERE, ids=lambda one: one.__name__.strip("_"))
def test_who_has_not_read_what_stands_is_asked_for_the_version_and_replaces_nothing(
    site: Site, where: Callable[[Lan], Writing]
) -> None:
    path, who, step, first, second = where(site.lan)
    read = site.get(who, path).json()["version"]
    one = site.post(who, f"{path}/steg/{step}", first, If_Match=f'"{read}"')
    assert one.status_code == 200, one.text
    now = one.json()["version"]
    for blind in ({}, {"If_Match": "*"}):
        refused = site.post(who, f"{path}/steg/{step}", second, **blind)
        assert refused.status_code == 428, refused.text
        assert (refused.json()["title"], refused.json()["version"]) == (
            "Säg vilken version du läste",
            now,
        )
        assert "If-Match" in refused.json()["detail"]
    late = site.post(who, f"{path}/steg/{step}", second, If_Match=f'"{read}"')
    assert (late.status_code, late.json()["version"]) == (409, now)
    assert site.get(who, path).json()["version"] == now, "nothing was written"
    assert site.post(who, f"{path}/steg/{step}", second, If_Match=f'"{now}"').status_code == 200


@pytest.mark.parametrize("where", [_underlag, _tasks, _draft, _notes, _item])
def test_what_says_the_same_and_what_stands_nowhere_needs_no_version(
    site: Site, where: Callable[[Lan], Writing]
) -> None:
    path, who, step, first, _ = where(site.lan)
    read = site.get(who, path).json()["version"]
    assert site.post(who, f"{path}/steg/{step}", first, If_Match=f'"{read}"').status_code == 200
    assert site.post(who, f"{path}/steg/{step}", first).status_code == 200


def test_the_first_words_on_an_empty_line_need_no_version(site: Site) -> None:
    path, who, step, first, _ = _underlag(site.lan)
    assert site.post(who, f"{path}/steg/{step}", first).status_code == 200
    other = site.post(who, f"{path}/steg/{step}", {"konsekvenser": "Ryms inom ram."})
    assert other.status_code == 200, "another field: nobody's words are replaced"


def test_the_draft_of_a_text_says_its_edition_instead(site: Site) -> None:
    path, who, step, first, second = _text(site.lan)
    refused = site.post(who, f"{path}/steg/{step}", second)
    assert refused.status_code in {409, 428}
    edition = site.get(who, path).json()["utkast_upplaga"]
    sent = {**first, "upplaga": edition}
    assert site.post(who, f"{path}/steg/{step}", sent).status_code == 200
    assert site.post(who, f"{path}/steg/{step}", {**second, "upplaga": edition}).status_code == 409


def test_an_attestation_that_takes_the_place_of_another_needs_the_version(site: Site) -> None:
    path, who, step, first, second = _attested(site.lan)
    lan = site.lan
    sak = int(path.rpartition("/")[2])
    lan.at("2024-02-01").step(sak, who, step, **first)
    with pytest.raises(Unread), lan.database.session() as session:
        take_step(session, sak, Ask(step, second), lan.actor(session, who), lan.world)


def test_an_answer_to_a_round_that_takes_the_place_of_another_needs_the_version(site: Site) -> None:
    lan = site.lan
    remiss = remiss_in(lan, "oppen")
    with pytest.raises(Unread), lan.database.session() as session:
        ask = Ask("svara_pa_telefon", {"mottagare": "lessebo", "stallningstagande": "tillstyrker"})
        take_step(session, remiss, ask, lan.actor(session, "sekreterare"), lan.world)
