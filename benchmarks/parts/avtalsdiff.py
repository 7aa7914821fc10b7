"""How long a comparison of two agreements of 60 pages takes the processor, beside reading both
texts and parting them in words.

Pure Python without a database. Half rewritten means that every other paragraph has half its words
replaced, which is worse for a comparison than wholly new paragraphs. One of the pairs has all its
text in one section.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.result import Result, beside, in_turns, milliseconds
from benchmarks.stage import Stage
from workflows.texts.markdown import content_hash, diff, merge, sections, summary

CHARACTERS, FEW = 200_000, 20_000
CHANGED = 200
SENTENCE = 14  # words


def agreement(chance: random.Random, *, headings: bool = True, characters: int = CHARACTERS) -> str:
    """Return a made-up agreement, of about 60 pages unless told otherwise; common words are common,
    as in Swedish.
    """
    letters = "aeiourtnslkdgmpvfbhåäö"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 13))) for _ in range(4000)]
    weights = [1 / (place + 2) for place in range(len(words))]
    text: list[str] = []
    length = 0
    while length < characters:
        if headings and len(text) % 6 == 0:
            text.append(
                f"{'#' * chance.randint(1, 3)} {' '.join(chance.choices(words, k=3)).capitalize()}"
            )
        said = chance.choices(words, weights, k=chance.randint(30, 120))
        text.append(
            " ".join(
                word + "." if place % SENTENCE == 0 else word for place, word in enumerate(said)
            )
            + "."
        )
        length += len(text[-1]) + 2
    return "\n\n".join(text)


def some_words(text: str, chance: random.Random) -> str:
    """Change ``CHANGED`` words, spread over the text."""
    words = re.split(r"(\s+)", text)
    places = [
        place for place, word in enumerate(words) if word.strip() and not word.startswith("#")
    ]
    for place in chance.sample(places, CHANGED):
        words[place] = f"ändrat{place}"
    return "".join(words)


def half(text: str, chance: random.Random) -> str:
    """Replace half the words of every other paragraph."""
    paragraphs = text.split("\n\n")
    for place, paragraph in enumerate(paragraphs):
        if place % 2 and not paragraph.startswith("#"):
            words = paragraph.split(" ")
            paragraphs[place] = " ".join(
                chance.choice(words) if chance.random() < 1 / 2 else word for word in words
            )
    return "\n\n".join(paragraphs)


def measure(stage: Stage) -> Iterator[Result]:
    """Measure each beside reading both texts and parting them in words, in turns."""
    chance = random.Random(4)  # noqa: S311 - the same texts every time
    made = partial(agreement, chance, characters=FEW if stage.scale.small else CHARACTERS)
    text, single = made(), made(headings=False)
    few, rewritten, flat, other = (
        some_words(text, chance),
        half(text, chance),
        half(single, chance),
        made(),
    )
    asked: dict[str, Callable[[], object]] = {
        "läsa i avsnitt": lambda: sections(text),
        f"{CHANGED} ändrade ord": lambda: summary(diff(text, few)),
        "hälften omskrivet": lambda: summary(diff(text, rewritten)),
        "hälften omskrivet, ett enda avsnitt": lambda: summary(diff(single, flat)),
        "två skilda texter": lambda: summary(diff(text, other)),
        "fingeravtryck": lambda: content_hash(text),
        "sammanfogning": lambda: merge(text, few, rewritten),
    }
    read = _processor(lambda: [line.split() for both in (text, few) for line in both.splitlines()])
    for name, act in asked.items():
        own, plain = in_turns(_processor(act), read, rounds=stage.scale.rounds)
        times, others = milliseconds(own), milliseconds(plain)
        yield beside(f"avtalstext: {name} mot att läsa", "ms", times, others, less=True)


def _processor(act: Callable[[], object]) -> Callable[[], float]:
    """Return an act that does it and returns how much of the processor's time it took."""

    def timed() -> float:
        start = time.process_time()
        act()
        return time.process_time() - start

    return timed
