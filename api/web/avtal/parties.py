"""How the forms look in which a party decides about the next period of an agreement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from api.web.forms import instanser
from api.web.forms.forms import Asked, Falt, Form, with_field
from models import limits
from workflows.avtal.days import prolonged
from workflows.avtal.facts import AvtalCase, PartFacts
from workflows.avtal.offered import parties_for
from workflows.avtal.parties.payloads import Forlangningsbesked
from workflows.desk.files import TILLATNA
from workflows.ground.payload import Payload
from workflows.ground.words import dag
from workflows.instanser.payloads import Instansplan, StruketInstans

Values = dict[str, Any]


def _decides(asked: Asked, case: AvtalCase) -> Form:
    """The decision about exactly the period that comes next."""
    one, till = _only(asked, case), prolonged(case.avtal)
    most = limits.FIL_BYTES // 1024 // 1024
    own: dict[str, Falt] = {"fil": {"hjalp": f"{TILLATNA}. Högst {most} MB."}}
    values: Values = {"till": till.isoformat() if till else "", **instanser.reported(one)}
    last = case.avtal.giltig_till
    said = (
        f"Avtalet gäller till och med {dag(last)}. Beslutet gäller förlängning till och med"
        f" {dag(till)}, lika för varje part."
        if last and till
        else ""
    )
    return _form(asked, case, {**own, **instanser.reported_fields(one)}, values, said)


def _plans(asked: Asked, case: AvtalCase) -> Form:
    """Where and when the party means to decide, as it stands."""
    one = _only(asked, case)
    fields, values = instanser.plan_fields(one), instanser.planned(one)
    return _form(asked, case, fields, values, instanser.who_decides(one))


def _strikes(asked: Asked, case: AvtalCase) -> Form:
    return _form(asked, case, instanser.struck_fields(_only(asked, case)), {}, "")


def _form(
    asked: Asked, case: AvtalCase, own: Mapping[str, Falt], values: Values, said: str
) -> Form:
    """Return the form with the parties it can be about as a choice."""
    koder = {one.id: one.kod for one in case.register.huvudman}
    found = parties_for(asked.step, case)
    val = [{"varde": koder.get(one.huvudman_id or 0, one.namn), "text": one.namn} for one in found]
    chosen = asked.valt.get("part") or (val[0]["varde"] if len(val) == 1 else "")
    part: Falt = {"slag": "val", "val": val, "kravs": True, "hjalp": ""}
    falt = with_field(asked.falt, {"part": part, **own})
    return Form(falt, {"part": chosen, **values}, said, laser=False)


def _only(asked: Asked, case: AvtalCase) -> PartFacts | None:
    """Return the one party the form can be about, or that the address chose; None for several."""
    koder = {one.id: one.kod for one in case.register.huvudman}
    found = parties_for(asked.step, case)
    chosen = asked.valt.get("part")
    wanted = [one for one in found if koder.get(one.huvudman_id or 0) == chosen] or found
    return wanted[0] if len(wanted) == 1 else None


OF_EACH_PARTY: Final[Mapping[type[Payload], Callable[[Asked, AvtalCase], Form]]] = {
    Forlangningsbesked: _decides,
    Instansplan: _plans,
    StruketInstans: _strikes,
}
