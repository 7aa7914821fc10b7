"""What a step is about stands above its form, whatever kind it is, and its receipt names what was
done something with.
"""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest

from models.tables import Arende
from support.county import Lan
from support.paths.arende import arende_in, atagande_in, mote_in, remiss_in
from support.site import Sajt
from workflows.engine.door import as_it_stands


def _planned(lan: Lan) -> int:
    return mote_in(lan, "planerat")


def _round(lan: Lan) -> int:
    return remiss_in(lan, "oppen")


def _going_on(lan: Lan) -> int:
    return atagande_in(lan, "pagar")


NOUNS: dict[str, tuple[str, str, str, Callable[[Lan], int]]] = {
    "möte": ("moten", "sekreterare", "flytta", _planned),
    "remiss": (
        "remisser",
        "au_ledamot",
        "lagg_till_mottagare",
        _round,
    ),
    "åtagande": ("ataganden", "alvesta", "rapportera", _going_on),
}


@pytest.mark.parametrize("kind", NOUNS)
def test_a_form_names_what_it_is_about_above_the_step(sajt: Sajt, kind: str) -> None:
    where, who, step, made = NOUNS[kind]
    sak = made(sajt.lan)
    with sajt.lan.database.read() as session:
        actor = sajt.lan.actor(session, who)
        case = as_it_stands(session, sak, actor, sajt.lan.world)
        named = case.noun.named(case).rubrik
    page = unescape(sajt.client(who).http.get(f"/{where}/{sak}/steg/{step}").text)
    above = page[: page.index("<h1")]
    assert named in above[above.index('<p class="kicker"') :]


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("ta_upp_igen", "”{}” står på dagordningen."),
        ("skjut_upp", "”{}” är uppskjutet till mötet fre 8 mars 2024."),
        ("lat_vila", "”{}” får vila."),
    ],
)
def test_a_receipt_names_what_became_of_what_comes_back(sajt: Sajt, step: str, words: str) -> None:
    lan = sajt.lan
    sak = arende_in(lan, "pa_dagordning")
    lan.step(sak, "sekreterare", "bordlagg", skal="Tiden räckte inte.")
    mote, later = lan.mote("2024-01-26"), lan.mote("2024-03-08")
    more = {"skjut_upp": {"mote": str(later)}, "lat_vila": {"skal": "Inte nu."}}.get(step, {})
    secretary = sajt.client("sekreterare")
    sent = secretary.fill_in(f"/moten/{mote}/steg/{step}?sak={sak}", sak=str(sak), **more)
    assert sent.status_code == 303
    said = unescape(secretary.http.get(sent.headers["location"]).text)
    assert words.format(lan.rows(Arende, id=sak)[0].rubrik) in said
