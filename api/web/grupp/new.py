"""The form by which a decision makes a group for a time."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, select
from starlette.requests import Request
from starlette.responses import Response

from api.shared.access import Caller, Rule, caller_of, rule
from api.web.forms import choices
from api.web.forms.forms import with_field
from api.web.forms.plain import Plain, send, show
from api.web.frame.routing import pages, sent_of
from models.beslut import Beslut
from workflows.ground.errors import RoleMissing
from workflows.ground.payload import describe
from workflows.grupp.create import MAKES, create_grupp, makes_groups
from workflows.grupp.payloads import NyGrupp

router = pages()


@router.get("/grupper/ny")
@rule(Rule.INLOGGAD)
def ny(request: Request) -> Response:
    """Show the form; the decision that it is opened from stands in it."""
    caller = caller_of(request)
    with caller.installation.database.read() as session:
        form = _form(session, caller, request.query_params.get("beslut", ""))
    return show(request, form)


@router.post("/grupper/ny")
@rule(Rule.INLOGGAD)
def skapa(request: Request) -> Response:
    """Make the group."""
    caller, key = caller_of(request), sent_of(request).nyckel
    with caller.installation.database.read() as session:
        form = _form(session, caller, "")

    def act(session: Session, said: NyGrupp) -> tuple[str, str]:
        sent = said.model_dump(mode="json", exclude_none=True)
        grupp_id = create_grupp(session, sent, caller.actor, caller.world, key)
        return f"/grupper/{grupp_id}", "Gruppen är bildad. Alla i den får veta."

    return send(request, form, act)


def _form(session: Session, caller: Caller, beslut: str) -> Plain:
    if not makes_groups(caller.actor):
        raise RoleMissing("Ny tillfällig grupp", MAKES)
    people = choices.people(session, caller.world.today)
    changes: dict[str, dict[str, Any]] = {
        "sammankallande": {"slag": "val", "val": people, "hjalp": ""},
        "medlemmar": {"val": people},
    }
    return Plain(
        NyGrupp,
        with_field(describe(NyGrupp), changes),
        "Bilda en tillfällig grupp",
        "Bilda gruppen",
        f"/beslut/{beslut}" if beslut else "/organ",
        mening=(
            "Ett beslut bildar gruppen, med uppdrag, deltagare och en sista dag. Den får egna möten"
            " och kan bära frågor som andra grupper. Före den sista dagen frågas den sammankallande"
            " och ⟨au⟩ om den ska avslutas eller förlängas."
        ),
        varden={"beslut": _number_of(session, beslut)},
    )


def _number_of(session: Session, nr: str) -> str:
    """Return what people call the decision of an address: the form shows no code."""
    found = session.exec(select(Beslut.beteckning).where(Beslut.nr == nr)).one_or_none()
    return found or ""
