"""How people prove who they are: opaque tokens of which only the hash is stored.

A session lives in a cookie, a bearer token in a script, a one-time link in a mail. All follow the
real time.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, insert, select, update
from sqlmodel import Session

from models.atkomst import Apitoken, Engangslank, Inloggning
from models.base import table_of
from models.organisation import Person
from models.settings import Settings

SESSION_LIFE: Final = timedelta(days=14)
LINK_LIFE: Final = timedelta(minutes=15)

_SESSION, _LINK, _TOKEN, _PERSON = (
    table_of(model) for model in (Inloggning, Engangslank, Apitoken, Person)
)


def digest(token: str) -> str:
    """Return what is stored instead of a token."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def is_https(settings: Settings) -> bool:
    """Tell whether people reach this installation over https."""
    return settings.address.startswith("https://")


def cookie_name(settings: Settings) -> str:
    """Return the session cookie's name; over https the browser itself keeps it to this host."""
    return "__Host-samflode" if is_https(settings) else "samflode"


def sign_in(session: Session, person_id: int, now: datetime) -> str:
    """Open a session for somebody; return the token for the cookie."""
    token = secrets.token_urlsafe(32)
    session.execute(
        insert(_SESSION),
        {
            "token_hash": digest(token),
            "person_id": person_id,
            "skapad": now,
            "giltig_till": now + SESSION_LIFE,
        },
    )
    return token


def sign_out(session: Session, token: str) -> None:
    """End a session; one that has ended already stays so."""
    session.execute(delete(_SESSION).where(_SESSION.c.token_hash == digest(token)))


def new_token(session: Session, person_id: int, now: datetime) -> str:
    """Make a bearer token for the API."""
    token = secrets.token_urlsafe(32)
    session.execute(
        insert(_TOKEN), {"token_hash": digest(token), "person_id": person_id, "skapad": now}
    )
    return token


def new_link(session: Session, person_id: int, now: datetime) -> str:
    """Make the token of a one-time sign-in link, good for fifteen minutes: it stands after
    ``SIGN_IN``.
    """
    token = secrets.token_urlsafe(32)
    row = {"token_hash": digest(token), "person_id": person_id, "giltig_till": now + LINK_LIFE}
    session.execute(insert(_LINK), row)
    return token


def link_holder(session: Session, token: str, now: datetime) -> str | None:
    """Return the name of whoever an unused link signs in; None when it is used, over or unknown.
    Uses nothing up.
    """
    query = select(_PERSON.c.namn).join(_LINK, _LINK.c.person_id == _PERSON.c.id)
    return session.execute(
        query.where(_usable(token, now), _PERSON.c.aktiv, _PERSON.c.konto)
    ).scalar_one_or_none()


def use_link(session: Session, token: str, now: datetime) -> int | None:
    """Use a link up and return the id of its person; of two at once exactly one gets it."""
    mine = (
        select(_PERSON.c.id)
        .where(_PERSON.c.id == _LINK.c.person_id, _PERSON.c.aktiv, _PERSON.c.konto)
        .exists()
    )
    used = (
        update(_LINK)
        .where(_usable(token, now), mine)
        .values(anvand=now)
        .returning(_LINK.c.person_id)
    )
    return session.execute(used).scalar_one_or_none()


def _usable(token: str, now: datetime) -> ColumnElement[bool]:
    return and_(
        _LINK.c.token_hash == digest(token), _LINK.c.anvand.is_(None), _LINK.c.giltig_till > now
    )
