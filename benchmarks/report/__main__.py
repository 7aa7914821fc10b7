"""``python -m benchmarks.report``: write the document."""

from __future__ import annotations

from benchmarks.report import main

main()
