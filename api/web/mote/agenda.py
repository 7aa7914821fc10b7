"""The items of a meeting's agenda as its page shows them: what each is, what it came to, what may
be done with it.
"""

from __future__ import annotations

from sqlmodel import Session

from api.shared.access import Caller
from api.web.beslut.page import row_of
from api.web.frame.shown import Shape
from models.lagen import NOT_YET_HELD, ArendeLage, AtagandeLage, MoteLage
from models.vocabulary import Hantering, PunktSlag, PunktUtfall
from workflows.engine.door import open_steps
from workflows.ground.words import uppraknat
from workflows.grupp.create import makes_groups
from workflows.mote.offered import expected, noting
from workflows.mote.views import MoteVy, PunktVy

# How an item ended: the kind of tag.
_ENDED = {
    PunktUtfall.BESLUTAT: "klart",
    PunktUtfall.LAGT_TILL_HANDLINGARNA: "klart",
    PunktUtfall.GENOMGANGEN: "klart",
    PunktUtfall.FORTSATT_DIALOG: "pagar",
    PunktUtfall.LYFT: "pagar",
    PunktUtfall.BORDLAGT: "snart",
    PunktUtfall.ATERREMITTERAT: "snart",
    PunktUtfall.UTGICK: "ingen",
}
# An item is taken up at its meeting while the matter stands so, whichever kind it is of.
_TAKEN_UP = (ArendeLage.PA_DAGORDNING, ArendeLage.LYFT, AtagandeLage.AVSTEG_ANMALT)
_HANDLED = (PunktSlag.ARENDE, PunktSlag.REVISION)


def items(session: Session, caller: Caller, vy: MoteVy) -> list[Shape]:
    """Return the items in order, each with the steps the reader may take with it now."""
    return [_item(session, caller, vy, punkt) for punkt in vy.punkter]


def _item(session: Session, caller: Caller, vy: MoteVy, punkt: PunktVy) -> Shape:
    earlier, ahead = punkt.slag is PunktSlag.TIDIGARE_BESLUT, vy.lage in NOT_YET_HELD
    return {
        "vy": punkt,
        "href": punkt.om.lank if punkt.om else None,
        "sub": _about(punkt, none_open=earlier and ahead and not vy.oppna_beslut),
        "tagg": _tag(punkt),
        "beslut": [one for one in vy.beslut if one.om == punkt.om],
        "far_bilda": makes_groups(caller.actor),
        "oppna_beslut": [row_of(one) for one in vy.oppna_beslut] if earlier else [],
        "antal_oppna": vy.antal_oppna,
        "anteckning": _said(vy, punkt),
        "steg": _steps(session, caller, vy, punkt),
    }


def _said(vy: MoteVy, punkt: PunktVy) -> str:
    """Return what was noted, unless it is the text of the decision, which stands beside."""
    decided = {one.text for one in vy.beslut if one.om == punkt.om}
    return "" if punkt.anteckning in decided else punkt.anteckning


def _about(punkt: PunktVy, *, none_open: bool) -> str:
    if none_open:
        return "Inget tidigare beslut har öppna åtaganden."
    wanted = (
        [f"för {uppraknat(Hantering(one).ord for one in punkt.onskad_hantering)}"]
        if punkt.onskad_hantering
        else []
    )
    parts = [*([punkt.om.beteckning] if punkt.om and punkt.om.beteckning else []), *wanted]
    if punkt.foredragande:
        parts.append(f"föredragande: {punkt.foredragande}")
    return " · ".join(parts)


def _tag(punkt: PunktVy) -> Shape | None:
    if punkt.utfall is None or punkt.utfall_ord is None:
        return None
    return {"slag": _ENDED[punkt.utfall], "text": punkt.utfall_ord.capitalize()}


def _steps(session: Session, caller: Caller, vy: MoteVy, punkt: PunktVy) -> list[Shape]:
    """Return links to what may be done with an item: a matter's outcomes while the meeting is open,
    else a note.
    """
    if punkt.om is None or punkt.om_id is None:
        return _note(vy, punkt) if punkt.slag not in _HANDLED else []
    if punkt.slag is PunktSlag.AVSTEG and vy.lage is MoteLage.ANTECKNINGAR_SKRIVS:
        return _note(vy, punkt)
    if vy.lage is not MoteLage.OPPNAT or punkt.utfall is not None or punkt.om_lage not in _TAKEN_UP:
        return []
    steps = [
        step for step in open_steps(session, punkt.om_id, caller.actor, caller.world) if step.oppet
    ]
    first = expected(punkt)
    ranked = sorted(steps, key=lambda step: step.namn != first)
    bas, back = punkt.om.lank, f"?tillbaka=/moten/{vy.id}"
    noted = _note(vy, punkt) if punkt.slag is PunktSlag.AVSTEG else []
    return [
        {
            "rubrik": step.rubrik,
            "href": f"{bas}/steg/{step.namn}{back}",
            "forst": step.namn == first,
        }
        for step in ranked
    ] + noted


def _note(vy: MoteVy, punkt: PunktVy) -> list[Shape]:
    step = noting(vy.steg)
    if step is None:
        return []
    rubrik = "Ändra anteckningen" if punkt.anteckning else "Anteckna"
    return [
        {
            "rubrik": rubrik,
            "href": f"/moten/{vy.id}/steg/{step.namn}?punkt={punkt.id}",
            "forst": False,
        }
    ]
