"""What the letters of a revision say when its days, its group or its agreement change."""

from __future__ import annotations

import re
from typing import Any

import pytest

from notifications.rendering import render

_ABOUT = {
    "namn": "A",
    "rubrik": "Hemsjukvård",
    "beteckning": "REV 2023:1",
    "lank": "/revisioner/rev-2023-1",
    "au": "AU",
    "ledningsgrupp": "ledningsgruppen",
    "senast": "2024-03-01",
    "skal": "Lagen blev försenad.",
    "dag": "2024-03-08",
    "part": "Alvesta",
    "instans": "Socialnämnden",
    "mandat": "Skriv om allt.",
    "mandat_till": "2024-02-01",
    "siktar_pa": "2024-03-08",
    "lamnar": "2024-06-30",
}
SAID: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "revision_avtalet_tar_slut",
        {"sista": "2024-01-31"},
        "Avtalet upphör 31 jan 2024, före den nya texten: ",
        (
            "gäller till och med onsdag 31 januari 2024, men den nya texten kan börja gälla"
            " tidigast fredag 8 mars 2024."
        ),
    ),
    (
        "revision_annan_grupp",
        {"grupp": "Processgrupp analys"},
        "En annan grupp skriver texten: ",
        "AU har gett uppdraget att se över ”Hemsjukvård” till Processgrupp analys.",
    ),
    (
        "revision_i_kraft",
        {"forra_sista": "2023-12-31"},
        "Den nya texten gäller från och med 8 mars 2024: ",
        "Avtalets sista dag var söndag 31 december 2023. Nu gäller det tills vidare.",
    ),
    (
        "revision_i_kraft",
        {},
        "Den nya texten gäller från och med 8 mars 2024: ",
        "Den gamla finns kvar i registret",
    ),
    (
        "revision_uppdrag",
        {"nytt": True},
        "Nytt uppdrag till din grupp, klart senast 1 feb 2024: ",
        "gett din grupp ett nytt uppdrag att se över",
    ),
    (
        "revision_uppdrag",
        {},
        "Din grupp ska skriva texten, klart senast 1 feb 2024: ",
        "gett din grupp uppdraget att se över",
    ),
    (
        "revision_parten",
        {"planerat": "2024-01-16"},
        "Besluta för Alvesta, planerat 16 jan 2024: ",
        "Ni har planerat beslutet till tisdag 16 januari 2024.",
    ),
    (
        "revision_parten",
        {},
        "Besluta för Alvesta senast 1 mars 2024: ",
        "utfall senast fredag 1 mars 2024.",
    ),
    (
        "avtal_uppsagt",
        {"revision": "REV 2023:1"},
        "Alvesta",
        "Avtalet ses över i REV 2023:1.",
    ),
]


@pytest.mark.parametrize(("mall", "data", "amne", "words"), SAID)
def test_a_letter_says_what_has_changed_and_what_helps(
    mall: str, data: dict[str, Any], amne: str, words: str
) -> None:
    letter = render(mall, {**_ABOUT, **data}, varfor="Därför.", address="")
    assert amne in letter.amne
    for body in (letter.text, letter.html):
        assert words in " ".join(body.split())
        assert not re.search(r"None|Undefined|\{\{|\{%", body)
    assert "\n\n\n" not in letter.text
