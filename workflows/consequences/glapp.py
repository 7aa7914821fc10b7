"""What follows when the days of a revision leave a time without an agreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models.vocabulary import Utfall
from workflows import whose
from workflows.cases import Named, RevisionCase
from workflows.consequences import foljd
from workflows.effects import Effect, Notify
from workflows.guards.revision_parter import PLANERAS
from workflows.payloads import Tom
from workflows.revisionsplan import gap


@foljd("Upphör avtalet före den nya texten får ⟨au⟩ och gruppen veta, och parterna om de är tillfrågade.")
def avtalet_tar_slut(case: RevisionCase) -> Iterator[Effect]:
    """Tell those who can do something about it, once for each new day."""
    found = gap(case)
    known = gap(replace(case, payload=Tom(), named=Named()))
    if found is None or found == known or case.said("utfall") is Utfall.AVSLAG:
        return
    data = {"vad": "tar_slut", "sista": found.sista.isoformat(), "dag": found.tidigast.isoformat()}
    yield Notify("revision_besked", (whose.au(case),), "Du håller ihop arbetet i ⟨au⟩.", data)
    yield Notify("revision_besked", (whose.gruppen(case),), "Din grupp har uppdraget att skriva texten.", data)
    if case.sak.lage in PLANERAS:
        parties = tuple(whose.huvudmannens(case, one.huvudman_id, None) for one in case.kvar())
        yield Notify("revision_besked", parties, "Din organisation är part i avtalet.", data)
