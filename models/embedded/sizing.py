"""How much memory the embedded server takes: a share of what there is, within bounds.

Its neighbours are ours: pages, post and clock. What it keeps is taken as it is used, so that a
county of a few ärenden costs what it did on any machine.
"""

from __future__ import annotations

from collections.abc import Iterator

_MB = 1024 * 1024
# Each setting: its share of the memory, and the least and most in megabytes. The least are
# PostgreSQL's own defaults.
_SHARES = {
    # Pages of tables. A county with 20 000 ärenden is less than the most.
    "shared_buffers": (8, 128, 1024),
    # Nothing is taken: how much of the tables the planner may believe to be in memory.
    "effective_cache_size": (2, 256, 64 * 1024),
    # For each sort and each hash of each connection.
    "work_mem": (1024, 4, 16),
    # For building an index.
    "maintenance_work_mem": (32, 64, 256),
}


def sized(memory: int) -> Iterator[str]:
    """Yield the server's settings for a machine with so many bytes of memory."""
    for name, (share, least, most) in _SHARES.items():
        yield f"{name}={min(max(memory // share // _MB, least), most)}MB"
