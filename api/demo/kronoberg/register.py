"""The register of agreements: laid out in September 2023, and what time and people have done with
it since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.demo.kronoberg.autumn import AVTAL
from api.demo.kronoberg.people import SEKRETERARE
from api.demo.kronoberg.revisions import revisions
from api.demo.telling import Telling

TEXTER = Path(__file__).with_name("avtal")
VARD, BARN = "pg_avtal", "pg_kronobarnsmodellen"
_TILLS_VIDARE: dict[str, Any] = {"forlangning": "tills_vidare", "uppsagning_manader": 6}
_HOGSKOLAN = (
    "Sydlänets högskola (lärosäte) <Karin Dahlström karin.dahlstrom@sydlanetshogskola.example,"
    " Jonas Ek jonas.ek@sydlanetshogskola.example>"
)


@dataclass(frozen=True)
class Avtalet:
    """A line of the register: the file of the text, the name, the kind, the group, and what else it
    says.
    """

    fil: str
    rubrik: str
    slag: str
    agare: str
    more: dict[str, Any]


REGISTER = (
    Avtalet(
        "hemsjukvard",
        "Överenskommelse om hemsjukvård",
        "overenskommelse",
        VARD,
        {
            "omrade": "Hemsjukvård",
            **_TILLS_VIDARE,
            "uppsagning_manader": 12,
            "galler_fran": "2018-01-01",
            "oversyn": "2023-11-24",
            "informeras": ["Privata utförare av hemtjänst"],
            "beslutad": "Ledningsgruppen 2017-11-10 § 6",
        },
    ),
    Avtalet(
        "utskrivning",
        "Samverkan vid utskrivning",
        "overenskommelse",
        VARD,
        {
            "omrade": "Sjukhusvård",
            **_TILLS_VIDARE,
            "galler_fran": "2020-03-01",
            "oversyn": "2024-03-29",
            "beslutad": "Ledningsgruppen 2020-02-07 § 4",
        },
    ),
    Avtalet(
        "hjalpmedel",
        "Avtal om hjälpmedel",
        "avtal",
        VARD,
        {
            "omrade": "Hjälpmedel",
            "forlangning": "automatisk",
            "forlangning_manader": 12,
            "uppsagning_manader": 12,
            "giltig_till": "2024-12-31",
            "galler_fran": "2019-01-01",
            "oversyn": "2024-10-18",
            "beslutad": "Kommunfullmäktige i varje kommun och regionfullmäktige, hösten 2018",
        },
    ),
    Avtalet(
        "kronobarnsmodellen",
        "Kronobarnsmodellen: överenskommelse om arbetssätt",
        "overenskommelse",
        BARN,
        {
            "omrade": "Barn och unga",
            "forlangning": "upphor",
            "giltig_till": "2023-12-31",
            "galler_fran": "2022-01-01",
            "oversyn": "2025-01-31",
            "beslutad": "Ledningsgruppen 2021-12-03 § 3",
        },
    ),
    Avtalet(
        "barnahus",
        "Samverkansavtal för Barnahus",
        "samverkansavtal",
        "socialchefsnatverket",
        {
            "omrade": "Barn och unga",
            "forlangning": "upphor",
            "giltig_till": "2024-04-30",
            "galler_fran": "2021-05-01",
            "oversyn": "2024-04-30",
            "beslutad": "Ledningsgruppen 2021-03-12 § 5",
        },
    ),
    Avtalet(
        "vardplanering",
        "Riktlinje för gemensam vårdplanering",
        "riktlinje",
        VARD,
        {
            "omrade": "Samordnad individuell plan",
            "forlangning": "tills_vidare",
            "galler_fran": "2021-09-01",
            "oversyn": "2024-09-13",
            "beslutad": "Ledningsgruppen 2021-06-11 § 7",
        },
    ),
    Avtalet(
        "link",
        "Rutin för Link",
        "rutin",
        BARN,
        {
            "omrade": "Barn och unga",
            "forlangning": "tills_vidare",
            "galler_fran": "2021-08-16",
            "oversyn": "2024-05-31",
            "beslutad": "Ledningsgruppen 2021-06-11 § 8",
        },
    ),
    Avtalet(
        "nara_kronobergaren",
        "Strategi: Nära Kronobergaren",
        "strategi",
        "lgs",
        {
            "omrade": "Hela länet",
            "forlangning": "tills_vidare",
            "galler_fran": "2020-01-01",
            "oversyn": "2026-10-30",
            "beslutad": "Regionfullmäktige 2019-11-27",
            "trappsteg": "malbild",
        },
    ),
    Avtalet(
        "digitala_moten",
        "Säkra digitala möten: så gör vi",
        "praktisk_anvisning",
        "pg_vardforlopp",
        {
            "omrade": "Digitalisering",
            "forlangning": "tills_vidare",
            "galler_fran": "2024-01-08",
            "oversyn": "2025-01-31",
            "beslutad": "AU 2023-10-20",
        },
    ),
    Avtalet(
        "studenter",
        "Samverkansavtal om studenters praktik i vård och omsorg",
        "samverkansavtal",
        VARD,
        {
            "omrade": "Kompetensförsörjning",
            **_TILLS_VIDARE,
            "galler_fran": "2022-07-01",
            "oversyn": "2025-03-28",
            "motparter": [_HOGSKOLAN],
            "beslutad": "Ledningsgruppen 2022-05-20 § 6",
        },
    ),
    Avtalet(
        "hemrehabilitering",
        "Avtal om gemensamt team för hemrehabilitering",
        "avtal",
        VARD,
        {
            "omrade": "Hemsjukvård",
            "forlangning": "parterna",
            "forlangning_manader": 3,
            "giltig_till": "2023-12-31",
            "galler_fran": "2023-01-01",
            "oversyn": "2024-09-27",
            "parter": ["vaxjo", "alvesta", "region_kronoberg"],
            "beslutad": "Ledningsgruppen 2022-12-09 § 4",
        },
    ),
)
_KNUTNA = {
    "utskrivning": {"bygger_pa": ["overenskommelse-om-hemsjukvard"]},
    "vardplanering": {"bygger_pa": ["samverkan-vid-utskrivning"]},
    "link": {"bygger_pa": ["kronobarnsmodellen-overenskommelse-om-arbetssatt"]},
    "kronobarnsmodellen": {"bygger_pa": ["strategi-nara-kronobergaren"]},
}


def register(story: Telling) -> None:
    """Tell it."""
    story.on("2023-09-25", "13:00")
    ids = {avtal.fil: _registered(story, avtal) for avtal in REGISTER}
    _decided_before(story, ids)
    for fil, said in _KNUTNA.items():
        story.step(ids[fil], SEKRETERARE, "knyt", **said)
    story.step(
        ids["hjalpmedel"], SEKRETERARE, "satt_uppsagningstid", part="region_kronoberg", manader=18
    )
    story.on("2023-10-02", "07:00")
    story.clock(ids["hjalpmedel"], "varna_uppsagning")
    story.clock(ids["hemrehabilitering"], "varna_upphor")
    story.on("2023-10-11", "15:10")
    story.step(
        ids["vardplanering"],
        AVTAL,
        "ratta_redaktionellt",
        text=_text("vardplanering").replace("minst en vecka före", "minst sju dagar före"),
        andring="”En vecka” skrivs ”sju dagar”, som i mallen för kallelsen.",
    )
    _three_months_more(story, ids["hemrehabilitering"])
    story.on("2023-11-02", "07:00")
    story.clock(ids["barnahus"], "varna_upphor")
    revisions(story, ids, {fil: _text(fil) for fil in ids})


def _decided_before(story: Telling, ids: Mapping[str, int]) -> None:
    """Tell what was decided in March of Link and in September of Kronobarnsmodellen."""
    story.step(
        ids["link"],
        SEKRETERARE,
        "lagg_in_text",
        text=_text("link"),
        galler_fran="2023-04-01",
        beslutad="Ledningsgruppen 2023-03-10 § 3",
    )
    story.step(
        ids["kronobarnsmodellen"],
        SEKRETERARE,
        "forlang",
        giltig_till="2024-12-31",
        beslutad=story.decision_of("2023-09-08"),
    )


_TILL_MARS: Mapping[str, Any] = {"till": "2024-03-31", "utfall": "ja"}


def _three_months_more(story: Telling, avtal_id: int) -> None:
    """Tell that two of the three parties have decided about the next three months."""
    story.on("2023-10-26")
    story.step(
        avtal_id,
        "socialchef@alvesta.example",
        "parten_forlanger",
        instans="Nämnden för individ- och familjeomsorg",
        datum="2023-10-25",
        paragraf="§ 98",
        **_TILL_MARS,
    )
    story.on("2023-10-27")
    story.step(
        avtal_id,
        "socialchef@vaxjo.example",
        "parten_forlanger",
        instans="Omsorgsnämnden",
        datum="2023-10-26",
        paragraf="§ 141",
        **_TILL_MARS,
    )


def _registered(story: Telling, avtal: Avtalet) -> int:
    said = {
        "rubrik": avtal.rubrik,
        "slag": avtal.slag,
        "agare": avtal.agare,
        "parter": ["alla"],
        "trappsteg": "avtal",
    }
    text = _text(avtal.fil)
    if avtal.fil == "link":
        text = text.partition("# Stöd")[0].replace("en gång per termin", "en gång om året")
    return story.avtal({**said, "text": text, **avtal.more})


def _text(fil: str) -> str:
    return TEXTER.joinpath(f"{fil}.md").read_text(encoding="utf-8")
