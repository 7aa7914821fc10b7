"""Who asks, and what time it is there: all that every request asks first, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Boolean, Integer, String, bindparam, case, func, select
from sqlmodel import Session

from api.shared.installation import Installation, real_now
from api.shared.tokens import digest
from models.atkomst import Apitoken, Demoklocka, Inloggning
from models.avisering import Avisering
from models.base import Tidpunkt, table_of
from models.organisation import Person
from models.rows import reading, wide
from workflows.county.actors import Actor, MandateRow, actor_of, mandates, with_mandates
from workflows.county.register import EDITION, look_anew
from workflows.engine.world import World
from workflows.ground.sql import stockholm_day
from workflows.ground.words import COUNTED_TO
from workflows.nouns import NOUNS

_SESSION, _TOKEN, _PERSON, _CLOCK, _AVISERING = (
    table_of(model) for model in (Inloggning, Apitoken, Person, Demoklocka, Avisering)
)


@dataclass(frozen=True, slots=True)
class _Row(MandateRow):
    """``demons`` is what the demo's clock shows, ``brev`` how many letters the person has got, at
    most one more than are counted; None where there is no demo. ``upplaga`` is the edition of the
    register.
    """

    demons: datetime | None
    brev: int | None
    upplaga: int


class Known(NamedTuple):
    """The county at its present instant, who asks, and how many letters they have got in the
    demo.
    """

    world: World
    actor: Actor | None
    brev: int


_NOW = bindparam("nu", type_=Tidpunkt)
_HOLDER = func.coalesce(
    select(_SESSION.c.person_id)
    .where(
        _SESSION.c.token_hash == bindparam("webblasare", type_=String),
        _SESSION.c.giltig_till > _NOW,
    )
    .scalar_subquery(),
    select(_TOKEN.c.person_id)
    .where(_TOKEN.c.token_hash == bindparam("program", type_=String))
    .scalar_subquery(),
    type_=Integer,
)
_DEMO = bindparam("demo", type_=Boolean)
_SHOWN_BY_DEMO = case((_DEMO, select(_CLOCK.c.nu).scalar_subquery()))
_SOME = select(_AVISERING.c.id).where(_AVISERING.c.person_id == _HOLDER).limit(COUNTED_TO + 1)
_LETTERS = select(func.count()).select_from(_SOME.subquery()).scalar_subquery()
# Worked out once, and not anew beside each uppdrag there is.
_QUESTION = (
    select(
        _SHOWN_BY_DEMO.label("demons"),
        stockholm_day(func.coalesce(_SHOWN_BY_DEMO, _NOW)).label("idag"),
        _HOLDER.label("vem"),
        case((_DEMO, _LETTERS)).label("brev"),
        EDITION.label("upplaga"),
    )
    .cte("fragan")
    .prefix_with("MATERIALIZED")
)
_HERE = _QUESTION.outerjoin(
    _PERSON, _PERSON.c.aktiv & _PERSON.c.konto & (_PERSON.c.id == _QUESTION.c.vem)
)
_ASKED = reading(
    _Row,
    wide(*mandates(_QUESTION.c.idag), *_QUESTION.c["demons", "brev", "upplaga"]).select_from(
        with_mandates(_HERE, _QUESTION.c.idag)
    ),
)


def who_asks(session: Session, installation: Installation, *, bearer: str, cookie: str) -> Known:
    """Return the county, and the active person whose bearer token, or else whose session, it is."""
    now = real_now()
    rows = _ASKED.all(
        session,
        {
            "demo": installation.demo,
            "nu": now,
            "program": digest(bearer) if bearer else None,
            "webblasare": digest(cookie) if cookie and not bearer else None,
        },
    )
    first = rows[0]
    look_anew(installation.database.engine, first.upplaga)
    world = World(installation.profile, first.demons or now, NOUNS)
    return Known(world, actor_of(rows), first.brev or 0)
