"""The two-minute pack: what changed on one page, what it means for my organisation, what the group
says.
"""

from __future__ import annotations

from api.web.avtal.compare import compared
from api.web.forms.forms import Asked
from api.web.frame.shown import Shape
from workflows.revision.facts import RevisionCase
from workflows.revision.texts import (
    GALLANDE,
    Revisionsjamforelse,
    locked_texts,
    revision_diff,
    texts_of,
)


def pack_of(asked: Asked, case: RevisionCase, nr: int) -> Shape | None:
    """Return the pack about one locked text, by its number; None when there is none."""
    if not asked.shown:
        return None
    world = asked.caller.world
    locked = next((one for one in locked_texts(asked.session, case.sak.id) if one.nr == nr), None)
    if locked is None:
        return None
    first = GALLANDE in texts_of(asked.session, world, case.sak.id)
    found = (
        revision_diff(asked.session, world, case.sak.id, Revisionsjamforelse(till=str(nr)))
        if first
        else None
    )
    own = {one.kortnamn for one in case.register.huvudman if one.id in case.actor.huvudman_ids()}
    bas = f"/revisioner/{case.revision.nr}"
    return {
        "version": nr,
        "sammanfattning": locked.sammanfattning,
        "mening": found.mening if found else "",
        "andrade": [one for one in compared(found.avsnitt) if one["andrat"]] if found else [],
        "konsekvenser": [
            (namn, text) for namn, text in locked.konsekvenser.items() if not own or namn in own
        ],
        "hela": f"{bas}/text/{nr}",
        "invanare": locked.invanare,
    }
