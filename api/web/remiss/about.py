"""What a remiss's forms are about: the question, what it means for whoever is asked, what has
changed since they last answered, and the exact text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from api.web.arende.about import what_is_proposed
from api.web.avtal.compare import compared
from api.web.avtal.text import section_html
from api.web.forms.about import Gallande
from api.web.forms.forms import Asked
from api.web.frame.shown import Shape
from models.lagen import Slag
from workflows.avtal.texts import compared_section
from workflows.ground.deadlines import day_of
from workflows.ground.words import dag
from workflows.remiss.about import answered_before
from workflows.remiss.answers import MottagareVy
from workflows.remiss.facts import RemissCase
from workflows.remiss.views import RemissVy, remiss
from workflows.revision.texts import (
    GALLANDE,
    LastTextVy,
    locked_texts,
    revision_text,
    texts_of,
)
from workflows.texts.markdown import diff, summary


def about(asked: Asked) -> Gallande:
    """Return what a round asks, as the actor reads it: their own party's consequences, and what has
    changed since that party last answered.
    """
    case = asked.case
    assert isinstance(case, RemissCase)  # noqa: S101 - the shapes are kept by kind
    vy = remiss(asked.session, asked.caller.actor, asked.caller.world, case.sak.id)
    locked = _locked(asked, case)
    mine = [one for one in vy.mottagare if one.mitt or one.eget]
    chosen = [one for one in mine if str(one.id) == asked.valt.get("mottagare")] or mine
    andrat, avsnitt = _changed(asked, case, vy, chosen)
    return Gallande(
        namn=vy.rubrik,
        fraga=vy.fraga,
        sammanfattning=locked.sammanfattning if locked else "",
        er=tuple(_for_them(asked, case, locked, chosen)),
        andrat=andrat,
        avsnitt=avsnitt,
        text="" if vy.avsnitt else vy.underlag,
        html=Markup("\n").join(section_html(one) for one in vy.avsnitt) if vy.avsnitt else None,
    )


def _locked(asked: Asked, case: RemissCase) -> LastTextVy | None:
    """Return the locked text of a revision that the round is about."""
    if case.remiss.version_id is None:
        return None
    texts = locked_texts(asked.session, case.om.id)
    return next((one for one in texts if one.id == case.remiss.version_id), None)


def _for_them(
    asked: Asked, case: RemissCase, locked: LastTextVy | None, chosen: Sequence[MottagareVy]
) -> Iterator[tuple[str, str]]:
    """Yield what it means for those the actor answers for; for all where it is nobody's own."""
    if locked:
        own = {one.namn for one in chosen}
        said = locked.konsekvenser.items()
        yield from [one for one in said if one[0] in own] or said
        if locked.invanare:
            yield "Så deltog invånare", locked.invanare
    elif case.om.slag is Slag.ARENDE:
        yield from what_is_proposed(asked.session, case.om.id)


def _changed(
    asked: Asked, case: RemissCase, vy: RemissVy, chosen: Sequence[MottagareVy]
) -> tuple[str, list[Shape]]:
    """Return what has changed since the party last answered; against the text in force where it
    never has, and nothing where there is none.
    """
    before = answered_before(asked.session, chosen[0].id) if len(chosen) == 1 else None
    if before:
        since = f"Sedan ni svarade {dag(day_of(before.lamnat))}"
        old = before.underlag
    elif case.remiss.version_id and GALLANDE in texts_of(
        asked.session, asked.caller.world, case.om.id
    ):
        since = "Jämfört med texten som gäller"
        old = revision_text(asked.session, asked.caller.world, case.om.id, GALLANDE).text
    else:
        return "Ni har inte svarat förut om den här texten.", []
    if old == vy.underlag:
        return f"{since} är texten densamma.", []
    found = diff(old, vy.underlag)
    rows = compared([compared_section(one) for one in found.avsnitt])
    return f"{since}: {summary(found).mening}", [one for one in rows if one["andrat"]]
