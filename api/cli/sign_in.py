"""``samflode token`` and ``samflode inloggningslank``: proof for a script, and a way in for a
person.
"""

from __future__ import annotations

from typing import Annotated

import typer
from sqlmodel import Session

from api.cli.common import DataOption, JsonOption, open_installation, print_json
from api.shared.installation import Installation, real_now
from api.shared.tokens import LINK_LIFE, new_link, new_token
from models.settings import Settings
from models.text import same_name
from notifications.links import SIGN_IN
from workflows.county.organisation import list_people
from workflows.ground.errors import Refusal
from workflows.ground.wording import quoted
from workflows.ground.words import tid

PersonOption = Annotated[
    str, typer.Option("--person", metavar="EPOST", help="Personens e-postadress.")
]
PortOption = Annotated[
    int | None,
    typer.Option(
        "--port",
        metavar="N",
        help="Porten som Samflöde svarar på. Annars SAMFLODE_PORT, eller 8000.",
    ),
]


class UnknownPerson(Refusal):
    """Nobody active has the address."""

    def __init__(self, epost: str) -> None:
        super().__init__(
            f"Ingen aktiv person har adressen {quoted(epost)}. Vilka som finns: samflode personer"
        )


class NoPort(Refusal):
    """Any free port was asked for: only whoever started Samflöde knows which it became."""

    def __init__(self) -> None:
        super().__init__("Säg vilken port Samflöde svarar på: --port N")


def token(person: PersonOption, data: DataOption = None, as_json: JsonOption = False) -> None:
    """Gör en nyckel till API:et. Den visas bara nu."""
    with open_installation(data) as here, here.database.session() as session:
        made = new_token(session, _person_id(session, here, person), real_now())
    if as_json:
        print_json({"epost": person, "token": made})
    else:
        typer.echo(made)


def inloggningslank(
    person: PersonOption,
    port: PortOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Gör en länk som loggar in en gång. Den gäller i 15 minuter."""
    now = real_now()
    settings = Settings.load(data=data, port=port)
    if settings.port == 0 and not settings.base_url:
        raise NoPort
    with open_installation(data) as here, here.database.session() as session:
        made = new_link(session, _person_id(session, here, person), now)
    link = f"{settings.address}{SIGN_IN}{made}"
    if as_json:
        print_json({"epost": person, "lank": link, "giltig_till": (now + LINK_LIFE).isoformat()})
        return
    typer.echo(link)
    typer.echo(f"Länken gäller en gång, till {tid(now + LINK_LIFE)}.", err=True)


def _person_id(session: Session, here: Installation, epost: str) -> int:
    wanted = same_name(epost)
    people = (
        one for one in list_people(session, here.profile) if one.aktiv and one.epost == wanted
    )
    found = next(people, None)
    if found is None:
        raise UnknownPerson(epost)
    return found.id
