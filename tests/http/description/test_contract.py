"""The line that the product is for, by the names others script against: from an idea to done by
every party.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from models.tables import Handelse, Sak
from support.asking import Site
from support.county import KOMMUNER


def hand_in(site: Site) -> dict[str, Any]:
    answer = site.post(
        "sammankallande",
        "/arenden",
        {
            "rubrik": "Kontaktperson för indikatorerna",
            "fraga": "Ska varje kommun utse en kontaktperson?",
            "onskad_hantering": "beslut",
            "avsandare_organ": "Processgrupp Kronobarnsmodellen",
        },
    )
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/v1/arenden/{answer.json()['nr']}"
    found: dict[str, Any] = answer.json()
    return found


def prepare(site: Site, arende: str, last_day: str) -> None:
    """AU takes it up, asks for completion, sends it to the parties, compiles and prepares it."""
    site.step("au_ledamot", arende, "ta_upp", handlaggare="handlaggare@lan.example")
    site.step("au_ledamot", arende, "begar_komplettering", saknas="Till när?")
    site.step("sammankallande", arende, "komplettera", komplettering="Till december.")
    asked = [{"slag": "huvudman", "kod": kod} for kod in ("alvesta", "lessebo")]
    sent = site.step("au_ledamot", arende, "skicka_pa_remiss", sista_dag=last_day, mottagare=asked)
    remiss = f"/remisser/{sent['remisser'][0]['id']}"
    for who in ("alvesta", "lessebo"):
        assert (
            site.post(who, f"{remiss}/svar", {"stallningstagande": "tillstyrker"}).status_code
            == 200
        )
    assert site.step("au_ledamot", remiss, "stang")["lage"] == "stangd"
    site.step(
        "handlaggare",
        arende,
        "fardigbered",
        foredragande="Sammankallande",
        forslag_beslut="Ja.",
        forslag_ataganden=[],
        konsekvenser="Ryms inom ram.",
        invanare="Föräldrar har intervjuats.",
    )


def decide(site: Site, arende: str, mote: dict[str, Any]) -> dict[str, Any]:
    """The meeting is called, opened, and decides with a name wanted of each kommun, which the
    region verifies.
    """
    site.step("au_ledamot", arende, "satt_pa_dagordning", mote=mote["id"])
    for step in ("kalla", "oppna"):
        site.step("sekreterare", f"/moten/{mote['id']}", step)
    found: dict[str, Any] = site.step(
        "sekreterare",
        arende,
        "besluta",
        mote=mote["id"],
        utfall="bifall",
        beslutstext="Varje kommun utser en.",
        ataganden=[
            {
                "text": "Utse kontaktperson",
                "mottagare": "kommuner",
                "svar": "namn",
                "senast": "nasta_mote",
                "verifieras_av": "region_kronoberg@lan.example",
            }
        ],
    )
    site.step("sekreterare", f"/moten/{mote['id']}", "avsluta")
    return found


def test_one_arende_from_idea_to_done_by_everyone(site: Site) -> None:
    today = site.lan.world.today
    meetings = [
        site.post(
            "sekreterare", "/moten", {"organ": "lgs", "datum": day.isoformat(), "tid": "11:00"}
        ).json()
        for day in (today, today + timedelta(days=60))
    ]
    first = hand_in(site)
    assert {
        "nr",
        "beteckning",
        "rubrik",
        "lage",
        "fas",
        "version",
        "frist",
        "steg",
        "handelser",
    } <= first.keys()
    assert {"senast", "vems_drag"} <= first["frist"].keys()
    arende = f"/arenden/{first['nr']}"
    prepare(site, arende, (today + timedelta(days=30)).isoformat())
    decided = decide(site, arende, meetings[0])
    assert (decided["lage"], len(decided["ataganden"])) == ("implementeras", 8)
    report_all(site, arende)
    assert site.step("au_ledamot", arende, "avsluta")["lage"] == "avslutat"


def report_all(site: Site, arende: str) -> None:
    """Each chef finds one message and one row, and reports; the region verifies; only then the
    ärende may be closed.
    """
    for who in KOMMUNER:
        told = site.get(who, "/aviseringar").json()["poster"]
        assert [one["mall"] for one in told if one["mall"] == "atagande"] == ["atagande"]
        (own,) = site.get(who, f"/ataganden?ansvarig={who}@lan.example").json()["poster"]
        row = f"/ataganden/{own['id']}"
        assert closing(site, arende)["oppet"] is False
        assert own["mottagare"] in closing(site, arende)["hinder"][0]
        named = {"namn": f"Kontaktperson, {own['huvudman']}", "epost": f"kontakt@{who}.example"}
        reported = site.step(who, row, "rapportera", **named)
        assert reported["lage"] == "rapporterat"
        assert site.step("region_kronoberg", row, "verifiera")["lage"] == "verifierat"
    (line,) = site.get("alvesta", "/efterlevnad?alla=true").json()["beslut"]
    assert {
        (cell["lage"], cell["ord"], cell["forsenat"], cell["tyst"]) for cell in line["celler"]
    } == {("verifierat", "klart", False, False)}
    assert len(line["celler"]) == 8


def closing(site: Site, arende: str) -> dict[str, Any]:
    """Return the step that closes the ärende, as AU is shown it."""
    steps = site.get("au_ledamot", arende).json()["steg"]
    found: dict[str, Any] = next(step for step in steps if step["namn"] == "avsluta")
    return found


def test_the_history_kept_by_the_api_is_the_state_that_stands(site: Site) -> None:
    arende = f"/arenden/{hand_in(site)['nr']}"
    site.step("au_ledamot", arende, "ta_upp", handlaggare="handlaggare@lan.example")
    shown = site.get("au_ledamot", arende).json()
    assert [event["lopnr"] for event in shown["handelser"]] == [3, 2, 1]
    assert shown["version"] == len(site.lan.rows(Handelse)) == site.lan.rows(Sak)[0].version
    assert shown["handelser"][0]["sagt"] == [{"rubrik": "Handläggare", "text": "Handlaggare"}]


def test_the_demo_clock_exists_only_in_a_demo(site: Site) -> None:
    assert site.post("sekreterare", "/demo/klocka", {"dagar": 1}).status_code == 404
