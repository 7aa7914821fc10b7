"""What a rule may know of a round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workflows.handling.facts import AboutCase, RemissFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class RemissCase(AboutCase):
    """A round with the matter it is about. ``utan_chef`` are the ids of the recipients for whom no
    chef is there to answer; read when a rule looks at them.
    """

    remiss: RemissFacts
    utan_chef: Iterable[int] = ()
