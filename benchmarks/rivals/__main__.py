"""``python -m benchmarks.rivals MODULE URL MATTER PERSON``: a rival, in the rivals' environment."""

from __future__ import annotations

import sys
from importlib import import_module

import_module(f"benchmarks.rivals.{sys.argv[1]}").main()
