"""What machines ask without being anybody: does it stand up, and what does the API look like."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response

from api.rest.described import Endpoints
from api.rest.description import ADDRESS, describe
from api.rest.reply import reply
from api.shared.access import Rule, rule
from api.shared.installation import installation_of
from api.shared.worded import Worded
from models.base import table_of
from models.organisation import Person
from workflows.ground.payload import Payload

router = Endpoints("drift")


@dataclass(frozen=True, slots=True)
class HalsaVy:
    """That the program and its database answer, tables and all."""

    halsa: str


@router.get("/halsa", response_model=HalsaVy, summary="Svarar programmet och databasen?")
@rule(Rule.OPPEN)
def halsa(request: Request) -> Response:
    """200 när allt svarar, annars 503."""
    with installation_of(request).database.read() as session:
        session.execute(select(table_of(Person).c.id).limit(1))
    return reply(HalsaVy, HalsaVy("bra"))


def described(payloads: Sequence[type[Payload]]) -> Endpoints:
    """Return the address of the API's description; ``payloads`` are all that can be sent."""
    about = Endpoints("drift")

    @about.get(ADDRESS, include_in_schema=False)
    @rule(Rule.OPPEN)
    def openapi(request: Request) -> Response:
        """The description of the API, put together at the first request."""
        app = request.app
        if app.openapi_schema is None:
            app.openapi_schema = describe(app.routes, payloads)
        return Worded(
            json.dumps(app.openapi_schema, ensure_ascii=False), media_type="application/json"
        )

    return about
