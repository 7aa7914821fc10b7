"""What a party that had nobody at a meeting is asked about: the decisions it took."""

from __future__ import annotations

from api.web.forms.about import Gallande, as_list, parts
from api.web.forms.forms import Asked
from workflows.delgivning.facts import DelgivningCase
from workflows.delgivning.views import DelgivningVy, Uppgift, delgivning, theirs
from workflows.ground.words import antal, dag


def about(asked: Asked) -> Gallande:
    """Return the question with the decisions as they stand, and what they ask of the party."""
    case, caller = asked.case, asked.caller
    assert isinstance(case, DelgivningCase)  # noqa: S101 - the shapes are kept by kind
    vy = delgivning(asked.session, caller.actor, caller.world, case.sak.id)
    return Gallande(
        namn=f"{vy.organ} {dag(vy.datum)}",
        fraga=f"{vy.huvudman} invänder: vad svarar ⟨au⟩?"
        if vy.invandning
        else f"Har {vy.huvudman} tagit del av besluten?",
        sammanfattning=vy.invandning
        or f"Mötet fattade {antal(len(vy.beslut), 'beslut', 'beslut')}. {vy.huvudman} hade ingen"
        " där.",
        er=parts(
            (
                f"{vy.huvudman} ska göra",
                as_list(_task(one) for one in theirs(asked.session, case.sak.id)),
            )
        ),
        text=_decisions(vy),
        text_namn="Besluten",
    )


def _task(one: Uppgift) -> str:
    return f"{one.text}, senast {dag(one.senast)}" if one.senast else one.text


def _decisions(vy: DelgivningVy) -> str:
    return "\n\n".join(
        f"{one.beteckning} {one.rubrik} ({one.utfall_ord})\n{one.text}" for one in vy.beslut
    )
