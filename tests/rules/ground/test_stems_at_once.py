"""Many who search at once get the stems that each would get alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from workflows.ground.stems import stems

TEXTS = [
    "Avtalet om hjälpmedel revideras av processgruppen under hösten",
    "Kommunerna beslutar om överenskommelsen i socialnämnderna",
    "Remissvaren sammanställs och synpunkterna besvaras",
    "x",
] * 50


@pytest.fixture
def taking_turns_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("taking_turns_often")
def test_stems_are_the_same_however_many_ask_at_once() -> None:
    alone = [list(stems(text)) for text in TEXTS]
    for _ in range(20):
        with ThreadPoolExecutor(16) as pool:
            assert list(pool.map(lambda text: list(stems(text)), TEXTS)) == alone
