"""What has been answered to a kallelse."""

from __future__ import annotations

from models.tables import Kallelsesvar
from support.county import Lan


def said(lan: Lan) -> dict[str, tuple[str, str]]:
    """Return what each has said, and who comes instead."""
    names = {number: who for who, number in lan.ids.items()}
    return {names[one.person_id]: (one.besked, one.ersattare) for one in lan.rows(Kallelsesvar)}
