"""The command line, ``samflode``: the topmost room, which may call every other."""

from api.cli.app import app, main

__all__ = ["app", "main"]
