"""The demo: a county told step by step through the engine. Each county has a package of its own."""

from api.demo.build import build_demo
from api.demo.story import story_of

__all__ = ["build_demo", "story_of"]
