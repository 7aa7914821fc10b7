"""The words moved to ``workflows.words``, since refusals say dates too."""

from workflows.words import *  # noqa: F403
