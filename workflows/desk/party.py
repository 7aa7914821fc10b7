"""What concerns a party: every revision of an agreement it is in, every remiss it is asked in and
every åtagande it has, as its chef and its kontaktperson see it; and the weekly letter of the
latter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import (
    Date,
    Integer,
    Select,
    String,
    any_,
    bindparam,
    cast,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session

from models.base import table_of
from models.lagen import UNDONE, RemissLage, RevisionLage
from models.organisation import Person, Uppdrag
from models.rows import reading, wide
from models.tables import (
    Atagande,
    Avisering,
    Avtalspart,
    Remiss,
    Remissmottagare,
    Remissvar,
    Revision,
    Sak,
)
from models.vocabulary import Roll
from workflows.county.actors import Actor, load_actor
from workflows.county.bemanning import Bemanning, load_bemanning
from workflows.county.in_force import in_force
from workflows.county.mandate import answers_for
from workflows.county.register import load_register
from workflows.county.slots import Holder, Slot
from workflows.engine.letters.outbox import Message, put
from workflows.engine.visibility import synliga
from workflows.engine.world import World
from workflows.ground.deadlines import at, digest_day, next_working_day
from workflows.ground.payload import SakNr
from workflows.handling.om import OM
from workflows.handling.pages import Internal, Marker, Sida, Sidfilter, load_frister

_LETTER = "parten"
_MOST = 100  # in a letter
_MARKER = Marker("det som rör parten", tuple[date, SakNr, bool])
_S, _REVISION, _PART, _REMISS, _ASKED, _SVAR, _A = (
    table_of(model)
    for model in (Sak, Revision, Avtalspart, Remiss, Remissmottagare, Remissvar, Atagande)
)
_PARTIES = bindparam("parter", type_=ARRAY(Integer))
_OVER = [RevisionLage.GENOMFORD, RevisionLage.AVSTADD, RevisionLage.AVBRUTEN]
SLAG = {"revision": "Revision", "remiss": "Remiss", "atagande": "Åtagande"}
_FOLDERS = {"revision": "revisioner", "remiss": "remisser", "atagande": "ataganden"}


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    slag: str
    rubrik: str
    nyckel: str
    besvarad: bool


@dataclass(frozen=True, slots=True)
class Berord:
    """One matter that concerns a party. ``besvarad`` when the party has answered a remiss."""

    id: Internal[int]
    slag: str
    rubrik: str
    lank: str
    vems_drag: str
    senast: date | None
    forsenad: bool
    besvarad: bool


def concerns(session: Session, actor: Actor, world: World, parties: Sequence[int]) -> list[Berord]:
    """Return what is going on that concerns some parties and the actor sees, soonest first."""
    seen = synliga(actor, world)
    each = union_all(*(query.where(seen) for query in _EACH)).subquery()
    rows = reading(_Row, wide(*each.c).select_from(each)).all(
        session, {"parter": list(parties), "idag": world.today}
    )
    frister = load_frister(session, [row.id for row in rows], world)
    found = []
    for row in rows:
        frist = frister.get(row.id)
        found.append(
            Berord(
                row.id,
                row.slag,
                row.rubrik or "Utan rubrik",
                f"/{_FOLDERS[row.slag]}/{row.nyckel}",
                frist.vems_drag if frist else "",
                frist.senast if frist else None,
                forsenad=bool(frist and frist.forsenad),
                besvarad=row.besvarad,
            )
        )
    return sorted(found, key=_place)


def party_page(session: Session, actor: Actor, world: World, which: Sidfilter) -> Sida[Berord]:
    """Return a page of what concerns the parties somebody answers for; nothing for who answers for
    none.
    """
    mine = answers_for(actor)
    rows = concerns(session, actor, world, mine) if mine else []
    if key := _MARKER.after(which.efter):
        rows = [one for one in rows if _place(one) > key]
    return _MARKER.page(rows, which, _place)


def _place(one: Berord) -> tuple[date, int, bool]:
    """Return where a matter stands among the others: those without a day last."""
    return one.senast or date.max, one.id, one.besvarad


def tell_contacts(session: Session, world: World) -> int:
    """Write to each kontaktperson, once a week on the day they have chosen, what concerns their
    party; nothing where nothing does.
    """
    due = {
        key: one
        for one in _CONTACTS.all(session, {"idag": world.today})
        if (key := _due(one, world))
    }
    # It is written once, and looked for in each round of what is left of the week.
    known = select(_SENT.c.nyckel).where(_SENT.c.nyckel.in_([*due]))
    written = set(session.execute(known).scalars()) if due else set[str]()
    new = {key: one for key, one in due.items() if key not in written}
    everyone = load_bemanning(session, world.today) if new else None
    letters = [
        message
        for key, one in new.items()
        if everyone is not None
        for message in _letter(session, world, one, key, _reads(one, everyone))
    ]
    put(session, world, letters)
    return len(letters)


def _due(one: _Contact, world: World) -> str:
    """Return the key of this week's letter to somebody whose hour has come; "" before it."""
    chosen = digest_day(one.brevdag, world.today)
    week = chosen.isocalendar()
    # The day itself, or what is left of its week: who is new is not told of the one before.
    due = at(next_working_day(chosen), time(one.brevtimme))
    if week[:2] != world.today.isocalendar()[:2] or world.now < due:
        return ""
    return f"{_LETTER}:{one.id}:{one.huvudman_id}:{week.year}-{week.week}"


def _reads(one: _Contact, everyone: Bemanning) -> Holder:
    """Return who reads the letter: the kontaktperson, or the ersättare while they are away."""
    slot = Slot(one.namn, Roll.KONTAKTPERSON, huvudman_id=one.huvudman_id, person_id=one.id)
    stand_ins = (who for who in everyone.holders(slot) if who.vakans is None)
    return next(stand_ins, Holder(one.id, one.namn, one.epost))


def _letter(
    session: Session, world: World, one: _Contact, key: str, to: Holder
) -> Iterator[Message]:
    actor = load_actor(session, to.id, world.today)
    party = load_register(session).huvudman_by_id(one.huvudman_id)
    if actor is None or party is None:
        return
    rows = concerns(session, actor, world, [party.id])[:_MOST]
    if rows:
        said = {
            "part": party.kortnamn,
            "lank": "/parten",
            "rader": [
                {
                    "rubrik": row.rubrik,
                    "slag": _ONE[row.slag],
                    "drag": row.vems_drag,
                    "senast": row.senast.isoformat() if row.senast else "",
                    "sen": row.forsenad,
                    "remiss": row.slag == "remiss",
                    "besvarad": row.besvarad,
                }
                for row in rows
            ],
        }
        why = f"Du är kontaktperson för {party.kortnamn}."
        if to.for_namn:
            why = f"Du är ersättare för {to.for_namn}, som är kontaktperson för {party.kortnamn}."
        yield Message(key, _LETTER, to, None, why, said)


_ONE = {"revision": "revision", "remiss": "remiss", "atagande": "åtagande"}


@dataclass(frozen=True, slots=True)
class _Contact:
    id: int
    namn: str
    epost: str
    brevdag: int
    brevtimme: int
    huvudman_id: int | None


_P, _U, _SENT = table_of(Person), table_of(Uppdrag), table_of(Avisering)
_CONTACTS = reading(
    _Contact,
    wide(*_P.c["id", "namn", "epost", "brevdag", "brevtimme"], _U.c.huvudman_id)
    .select_from(_P.join(_U, _U.c.person_id == _P.c.id))
    .where(
        _P.c.aktiv,
        _U.c.roll == Roll.KONTAKTPERSON,
        _U.c.huvudman_id.isnot(None),
        in_force(_U, bindparam("idag", type_=Date)),
    )
    .distinct()
    .order_by(_P.c.id, _U.c.huvudman_id),
)


def _each(slag: str, rubrik: Any, nyckel: Any, besvarad: Any) -> Select[Any]:
    return select(
        _S.c.id,
        literal(slag, String).label("slag"),
        rubrik.label("rubrik"),
        nyckel.label("nyckel"),
        besvarad.label("besvarad"),
    )


_ANSWERED = exists().where(_SVAR.c.mottagare_id == _ASKED.c.id)
# A ledamot who is asked by name is asked for the huvudman that the uppdrag names.
_LEDER = _U.alias("leder")
_ASKED_BY_NAME = exists().where(
    _LEDER.c.person_id == _ASKED.c.person_id,
    _LEDER.c.huvudman_id == any_(_PARTIES),
    in_force(_LEDER, bindparam("idag", type_=Date)),
)
_EACH = (
    _each("revision", _REVISION.c.rubrik, _REVISION.c.nr, false())
    .select_from(
        _S.join(_REVISION, _REVISION.c.id == _S.c.id).join(
            _PART, _PART.c.avtal_id == _REVISION.c.avtal_id
        )
    )
    .where(_S.c.lage.not_in(_OVER), _PART.c.huvudman_id == any_(_PARTIES))
    .distinct(),
    _each(
        "remiss",
        OM.c.rubrik,
        cast(_S.c.id, String),
        func.coalesce(func.bool_and(_ANSWERED), false()),
    )
    .select_from(
        _S.join(_REMISS, _REMISS.c.id == _S.c.id)
        .join(_ASKED, _ASKED.c.remiss_id == _S.c.id)
        .join(OM, OM.c.id == _REMISS.c.om_id)
    )
    .where(
        _S.c.lage == RemissLage.OPPEN,
        or_(_ASKED.c.huvudman_id == any_(_PARTIES), _ASKED_BY_NAME),
    )
    .group_by(_S.c.id, OM.c.rubrik),
    _each("atagande", _A.c.text, cast(_S.c.id, String), false())
    .select_from(_S.join(_A, _A.c.id == _S.c.id))
    .where(_S.c.lage.in_(UNDONE), _A.c.huvudman_id == any_(_PARTIES)),
)
