"""How much the program takes of the machine it is given."""

from __future__ import annotations

import psutil
import pytest

from models import processes, settings
from models.embedded.sizing import sized

GB = 1024**3


def settings_of(memory: int) -> dict[str, int]:
    """Return the embedded server's settings in megabytes."""
    pairs = (one.removesuffix("MB").split("=") for one in sized(memory))
    return {name: int(number) for name, number in pairs}


@pytest.mark.parametrize(
    ("memory", "buffers", "cache", "sort", "index"),
    [
        (GB // 2, 128, 256, 4, 64),
        (2 * GB, 256, 1024, 4, 64),
        (8 * GB, 1024, 4096, 8, 256),
        (256 * GB, 1024, 65536, 16, 256),
    ],
)
def test_the_database_takes_a_share_of_the_memory_within_bounds(
    memory: int, buffers: int, cache: int, sort: int, index: int
) -> None:
    assert settings_of(memory) == {
        "shared_buffers": buffers,
        "effective_cache_size": cache,
        "work_mem": sort,
        "maintenance_work_mem": index,
    }


@pytest.mark.parametrize("memory", [GB // 4, GB, 3 * GB, 16 * GB, 1024 * GB])
def test_it_never_takes_more_than_half_of_what_there_is(memory: int) -> None:
    assert settings_of(memory)["shared_buffers"] <= memory // (2 * 1024**2)


@pytest.mark.parametrize(
    ("cores", "memory", "number"),
    [(1, 64 * GB, 1), (2, 19 * GB // 5, 2), (8, 6 * GB, 3), (64, 256 * GB, 4), (8, GB // 2, 1)],
)
def test_the_pages_get_a_process_a_core_where_there_is_memory_for_it(
    monkeypatch: pytest.MonkeyPatch, cores: int, memory: int, number: int
) -> None:
    monkeypatch.delenv("SAMFLODE_PROCESSER", raising=False)
    monkeypatch.setattr(settings, "cores", lambda: cores)
    monkeypatch.setattr(settings, "memory", lambda: memory)
    assert settings.Settings().processer == number
    monkeypatch.setenv("SAMFLODE_PROCESSER", "7")
    assert settings.Settings().processer == 7


def test_the_machine_has_what_the_kernel_says_and_no_more() -> None:
    assert 1 <= processes.cores() <= (psutil.cpu_count() or 1)
    assert GB // 8 < processes.memory() <= psutil.virtual_memory().total
