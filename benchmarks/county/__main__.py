"""``python -m benchmarks.county --size 1 [--data DIR | --url URL]``: make a big county.

Size 1 is 20,000 ärenden, 4,000 decisions, 100,000 åtaganden and 2,000 agreements, beside the demo.
``samflode up --demo`` opens it.
"""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path

from api.cli.common import database_address
from benchmarks.county.build import NotEmpty, build_county
from models.database import Database
from models.migrations import migrate
from models.settings import Settings


def main() -> int:
    """Make the county that the command line asks for."""
    parser = ArgumentParser(prog="python -m benchmarks.county")
    parser.add_argument("--size", type=float, default=0.01)
    parser.add_argument("--seed", type=int, default=1)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--data", type=Path, help="folder of an installation")
    where.add_argument("--url", help="address of an empty database")
    said = parser.parse_args()
    began = time.perf_counter()
    with ExitStack() as stack:
        url = said.url or stack.enter_context(database_address(Settings.load(data=said.data)))
        migrate(url)
        database = Database(url, name="samflode-lan")
        stack.callback(database.close)
        try:
            plan = build_county(database, said.size, seed=said.seed)
        except NotEmpty:
            sys.stderr.write("There is a county there already.\n")
            return 1
    meetings = plan.done + plan.under_way
    print(
        f"{meetings} möten, {10 * meetings} ärenden, {2 * meetings} beslut,"
        f" {50 * meetings} åtaganden, {meetings} avtal på {time.perf_counter() - began:.0f} s"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
