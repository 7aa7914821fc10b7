"""What the forms of an agreement are about."""

from __future__ import annotations

from api.web.forms.about import Gallande
from api.web.forms.forms import Asked
from workflows.avtal.facts import AvtalCase


def about(asked: Asked) -> Gallande:
    """Return the agreement by its name: no step of its own asks others for an answer."""
    assert isinstance(asked.case, AvtalCase)  # noqa: S101 - the shapes are kept by kind
    return Gallande(asked.case.avtal.rubrik, asked.step.does)
