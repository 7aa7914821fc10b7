"""The register: two överenskommelser, one of which is being looked over."""

from __future__ import annotations

from pathlib import Path

from api.demo.kalmar.revision import revision
from api.demo.telling import Telling

TEXTER = Path(__file__).with_name("avtal")
_TILLS_VIDARE = {"forlangning": "tills_vidare", "uppsagning_manader": 6}
_BARN_OCH_UNGA = {
    "rubrik": "Överenskommelse om samverkan kring barn och unga",
    "slag": "overenskommelse",
    "agare": "sg_barn_och_unga",
    "omrade": "Barn och unga",
    "parter": ["alla"],
    "trappsteg": "avtal",
    "galler_fran": "2023-01-01",
    "oversyn": "2026-03-31",
    "beslutad": "LGL 2022-11-25",
    **_TILLS_VIDARE,
}
_HEMSJUKVARD = {
    "rubrik": "Överenskommelse om hemsjukvård",
    "slag": "overenskommelse",
    "agare": "sg_aldre",
    "omrade": "Hemsjukvård",
    "parter": ["kommuner", "regioner"],
    "trappsteg": "avtal",
    "galler_fran": "2021-01-01",
    "oversyn": "2025-12-12",
    "beslutad": "LGL 2020-11-27",
    **_TILLS_VIDARE,
    "informeras": ["Privata utförare av hemtjänst"],
}


def register(story: Telling) -> None:
    """Tell it."""
    story.on("2025-08-05", "13:00")
    story.avtal({**_BARN_OCH_UNGA, "text": _text("barn_och_unga")})
    hemsjukvard = story.avtal({**_HEMSJUKVARD, "text": _text("hemsjukvard")})
    revision(story, hemsjukvard, _text("hemsjukvard"))


def _text(fil: str) -> str:
    return TEXTER.joinpath(f"{fil}.md").read_text(encoding="utf-8")
