"""What a rule may know of a round."""

from __future__ import annotations

from dataclasses import dataclass

from workflows.handling.facts import AboutCase, RemissFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class RemissCase(AboutCase):
    """A round with the matter it is about."""

    remiss: RemissFacts
