"""A page, a letter or a line of the history claims nothing by itself: what is said of all, of
nobody, of whose move it is or of what holds comes from a function that finds it out.

Such functions carry ``pastaende``; for each there is a second, slow way in ``tests/claims``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from models.lagen import LAGEN
from workflows.nouns import NOUNS

ROOT = Path(__file__).parents[2]
PLACES = (
    "api/web/**/*.html",
    "notifications/templates/**/*.txt",
    "notifications/templates/**/*.html",
)
# Words that are a claim wherever they stand in a text of ours.
CLAIMS: Final = re.compile(
    r"(?<![\wåäö])(alla (är|har|parter|ledamöter|åtaganden|som)|av alla|ingen (har|är|behöver|av)"
    r"|inget brev|inget svar|ingen part|gäller som förut|gäller tills|har draget"
    r"|kan ändras?|går att ändra|hoppades över|är klara?|är slut|har gjort sitt|används en gång"
    r"|i tid)"
    r"(?![\wåäö])",
    re.IGNORECASE,
)
# What is left when the instructions of a template are gone: values, and what decides.
INSTRUCTION = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
# Lines that may stand, each for a reason. A line here that no longer stands is an error as well.
EXCEPTED: Final = {
    "Ingen har svarat än.": "said where the list of answers is empty",
    "Ingen har påmints om åtagandet än.": "said where the list of reminders is empty",
    "Ingen av dem beslutar eller skriver under än.": "said where no party has said anything",
    "Inget brev om åtagandet har skickats än.": "said where letters_of is empty",
    "Alla som har svarat": "a choice in a filter",
    "Alla har fått svar.": "said where obesvarade is none, which is counted",
    "Alla har svarat på remissen": "said where the silent, who are listed, are none",
    "Svarstiden för remissen": "said where some are silent, and only the day closes it then",
    "Alla som ska godkänna den slutliga texten": "sent by the last one waited for",
    "Alla har godkänt texten": "the subject of the same letter",
    "Alla ledamöter har godkänt underlaget": "sent by the last one waited for",
    "Alla har godkänt underlaget": "the subject of the same letter",
    "Du kan ändra ditt svar tills mötet börjar": "the rule motet_har_inte_borjat",
    "Alla ledamöter behöver godkänna": "a rule of the profile, for which the letter is sent",
    "inget svar behövs": "the subject of a letter that calls a remiss off",
    "används en gång": "what a link is; what it answers says how that is changed",
    "Visa alla parter som inte var med": "a link to a list",
    "Visa alla som justeras": "a link to a list",
    "Justeraren har inte svarat i tid.": "said where the rule justeraren_ar_tyst lets it be",
    "Inget svar från": "said with the names of the silent",
    "inget svar. ": "what a draft is",
    "Den förra perioden är slut": "sent by the clock on that day",
    "är klara för dig att justera": "sent by the step that makes them so",
    "Beredningen är klar.": "the step itself",
    "När beredningen är klar": "a condition",
    "åtaganden som gäller tills vidare": "which åtaganden are meant",
    "Anteckningarna är klara och ändras inte mer": "no step changes them in the state it leads to",
    "så länge remissen är öppen": "a condition",
    "kan läsas av alla": "who reads a file",
    "Dagen syns för alla i revisionen och går att ändra": "the same step does it again",
    "Alla parter har sagt ja.": "its guard, alla_parter_ja, names whoever has not",
    "Alla parter har skrivit under.": "its guard, alla_signerat, names whoever has not",
    "Mötet är slut;": "the state follows on the step that ends it",
}


def lines(text: str) -> Iterator[str]:
    """Yield the lines of a template without its instructions."""
    yield from (line.strip() for line in INSTRUCTION.sub("…", text).splitlines())


def found(path: Path) -> list[str]:
    return [line for line in lines(path.read_text()) if CLAIMS.search(line)]


def claimed() -> Iterator[tuple[str, str]]:
    """Yield every line that claims something by itself, with where it stands."""
    for pattern in PLACES:
        for path in sorted(ROOT.glob(pattern)):
            yield from ((str(path.relative_to(ROOT)), line) for line in found(path))
    for where, text in tables():
        if CLAIMS.search(re.sub(r"\{[^{}]*\}", "…", text)):
            yield where, text


def tables() -> Iterator[tuple[str, str]]:
    """Yield every line of the history, every word on what a step does and what a state means."""
    for noun in NOUNS:
        for step in noun.lifecycle.steps:
            yield from ((f"{noun.slag}.{step.name}", text) for text in (step.events, step.does))
    for lagen in LAGEN.values():
        yield from ((f"{type(one).__name__}.{one.value}", one.mening) for one in lagen)


def is_excepted(line: str) -> bool:
    return any(text in line for text in EXCEPTED)


def test_no_text_claims_by_itself_what_has_to_be_found_out() -> None:
    assert [f"{where}: {line}" for where, line in claimed() if not is_excepted(line)] == []


def test_no_exception_is_left_for_a_line_that_is_gone() -> None:
    said = [line for _, line in claimed()]
    assert [text for text in EXCEPTED if not any(text in line for line in said)] == []


@pytest.mark.parametrize(
    "text",
    [
        "<p>Inget brev har skickats.</p>",
        "Revisionen av ”{{ rubrik }}” är avbruten. Avtalet gäller som förut.",
        "Avtalet som gäller i dag gäller tills alla är klara.",
        "{{ ui.note('x') }} Beslutet gäller, men texten kan ändras.",
        "<small>hoppades över</small>",
    ],
)
def test_a_planted_claim_is_found(tmp_path: Path, text: str) -> None:
    planted = tmp_path / "body.html"
    planted.write_text(text)
    assert len(found(planted)) == 1


def test_a_claim_that_comes_through_a_function_is_not(tmp_path: Path) -> None:
    planted = tmp_path / "body.html"
    planted.write_text("<p>{{ avtalet }}</p>{# alla är klara #}{% if alla_klara %}{% endif %}")
    assert found(planted) == []
