"""What an agenda, a decision, a remiss or an åtagande may know of the matter it is about."""

from __future__ import annotations

from dataclasses import dataclass

from models.lagen import Slag

_DET = {Slag.ARENDE: "ärendet", Slag.REVISION: "revisionen"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OmFacts:
    """An ärende or a revision as its agenda item, remiss, decision and åtaganden see it.

    ``handlaggare_id`` is the person who handles it, ``grupp_organ_id`` the group that does where no person was chosen;
    ``avsandare_organ_id`` who raised it. ``senaste_remiss`` is the id of its newest round, if it ever was on remiss.
    """

    id: int
    slag: Slag
    nr: str
    beteckning: str | None
    rubrik: str
    foredragande: str
    mote_id: int | None
    bordlaggningar: int
    avsandare_organ_id: int | None
    handlaggare_id: int | None
    grupp_organ_id: int | None = None
    senaste_remiss: int | None = None

    @property
    def det(self) -> str:
        """What a sentence calls it: "ärendet" or "revisionen"."""
        return _DET[self.slag]
