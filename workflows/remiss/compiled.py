"""The compilation of a remiss by section: who said what of it, the wanted wording, the answer and
the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field
from sqlmodel import Session

from models import limits
from workflows.county.actors import Actor
from workflows.engine.world import World
from workflows.ground.payload import Payload, Rad
from workflows.handling.pages import Internal
from workflows.remiss.answers import HELA, SynpunktVy, section_name
from workflows.remiss.views import RemissVy, remiss_for
from workflows.texts.markdown import Avsnitt, Span, wanted


class Urval(Payload):
    """Which comments: all, or those without an answer; of one party (``part``, its code) or
    of all.
    """

    visa: Literal["alla", "obesvarade"] = "alla"
    part: Annotated[Rad, Field(max_length=limits.EPOST)] | None = None


@dataclass(frozen=True, slots=True)
class SynpunktRad:
    """One comment in the compilation.

    ``skillnad`` is what the wanted wording would change in the section's text; empty when it reads
    best as it stands.
    """

    synpunkt: SynpunktVy
    skillnad: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Avsnittsgrupp:
    """The comments on one section; ``nyckel`` and ``ankare`` are "" for those on the whole text."""

    nyckel: str
    namn: str
    ankare: str
    rader: tuple[SynpunktRad, ...]


@dataclass(frozen=True, slots=True)
class SammanstallningVy:
    """A compilation, in the order of the text, those on the whole last. ``valda`` of ``antal``
    comments are shown.
    """

    remiss: Internal[RemissVy]
    id: int
    rubrik: str
    antal: int
    valda: int
    obesvarade: int
    avsnitt: tuple[Avsnittsgrupp, ...]


def sammanstallning(
    session: Session, actor: Actor, world: World, asked: tuple[int, Urval]
) -> SammanstallningVy:
    """Return the comments of (a remiss) that are (asked for), as far as the reader may see what was
    answered.

    NotFound when there is no such remiss that the actor may see.
    """
    remiss_id, which = asked
    vy = remiss_for(session, actor, world, remiss_id)
    chosen = [
        comment
        for one in vy.mottagare
        if one.svar and which.part in {None, one.kod}
        for comment in one.svar.synpunkter
        if which.visa == "alla" or comment.svar is None
    ]
    return SammanstallningVy(
        remiss=vy,
        id=vy.id,
        rubrik=vy.rubrik,
        antal=len(vy.sammanstallning.synpunkter),
        valda=len(chosen),
        obesvarade=vy.sammanstallning.obesvarade,
        avsnitt=tuple(_groups(vy.avsnitt, chosen)),
    )


def _groups(avsnitt: Sequence[Avsnitt], chosen: Iterable[SynpunktVy]) -> Iterable[Avsnittsgrupp]:
    by_section: Mapping[str, list[SynpunktVy]] = defaultdict(list)
    known = {one.nyckel for one in avsnitt}
    for comment in chosen:
        by_section[comment.avsnitt if comment.avsnitt in known else ""].append(comment)
    for one in avsnitt:
        if found := by_section[one.nyckel]:
            rows = tuple(
                SynpunktRad(comment, wanted(one.text, comment.onskad)) for comment in found
            )
            yield Avsnittsgrupp(one.nyckel, section_name(one), one.ankare, rows)
    if whole := by_section[""]:
        yield Avsnittsgrupp("", HELA, "", tuple(SynpunktRad(comment, ()) for comment in whole))
