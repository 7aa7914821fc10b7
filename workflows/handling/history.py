"""The history of a matter as people read it: who did what, in which role, when, and the words they
said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, String, any_, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, col, select

from models.avtal import Avtal
from models.base import table_of
from models.handelse import Handelse, Handelseinnehall
from models.lagen import Slag
from models.organisation import Huvudman, Organ, Person
from models.rows import ONE, among, reading, wide
from models.vocabulary import Vag
from workflows.county.mandate import R
from workflows.county.register import load_register
from workflows.engine.case import AnyCase
from workflows.engine.lifecycle import NAMES, AnyStep
from workflows.engine.noun import Noun
from workflows.ground.errors import Skett
from workflows.ground.payload import Tom
from workflows.ground.sentences import told
from workflows.ground.words import stor
from workflows.handling.said import AVTAL_FALT, Ordbok, Sagt, in_words

_ADDRESS = re.compile(r"[^\s\"@]+@[^\s\"@]+")
_ERASED = "Det som skrevs har raderats."
_NOBODY = "Samflöde"
_WRITTEN_IN = {
    Vag.MUNTLIGT: "muntligt, antecknat av",
    Vag.PAPPER: "på papper, inlagt av",
}


@dataclass(frozen=True, slots=True)
class HandelseVy:
    """One event. ``andrat`` are headings of the ärende's text that changed.

    ``for_vem`` is whom a substitute stood for, ``organ`` where the uppdrag is that gave the right
    to it, ``part`` the huvudman that was spoken for and ``vag`` by which way; "" and None where
    that is not known, as of what was written before it was kept.
    """

    lopnr: int
    nar: datetime
    steg: str
    text: str
    vem: str
    roll: str
    for_vem: str
    organ: str
    part: str
    vag: Vag | None
    till_lage: str
    sagt: tuple[Sagt, ...]
    andrat: tuple[str, ...]

    @property
    def gjort_av(self) -> str:
        """Return who did it, for whom and by which way, as one reads it."""
        role = "" if self.roll == R.PART.ord else self.roll
        part = "" if self.part in self.vem else self.part
        if self.vag is not None and self.vag in _WRITTEN_IN:
            who = _with_commas(self.vem, role)
            return stor(_with_commas(self.part, f"{_WRITTEN_IN[self.vag]} {who}"))
        stead = f" (i stället för {self.for_vem})" if self.for_vem else ""
        way = "via länk" if self.vag == Vag.LANK else ""
        return _with_commas(f"{_with_commas(self.vem, role, part)}{stead}", way)


def handelser(session: Session, sak_id: int, noun: Noun[AnyCase]) -> tuple[HandelseVy, ...]:
    """Return the history of a matter that is known to be visible, newest first."""
    rows = _ROWS.all(session, {"den": sak_id})
    said = [row.innehall or "" for row in rows]
    known = _agreements_in(session, said) if noun.slag is Slag.AVTAL else {}
    ordbok = Ordbok(load_register(session), names_in(session, said), known)
    return tuple(_event(row, noun, ordbok) for row in rows)


def receipt(session: Session, sak_id: int, step: AnyStep[AnyCase]) -> str:
    """Return what whoever has just taken a step is told, with the names its event keeps."""
    if "{" not in (step.yours or step.events):
        return step.receipt({})
    row = session.connection().execute(_LATEST, {"den": sak_id, "steg": step.name}).first()
    content = json.loads(row.innehall) if row and row.innehall else {}
    return step.receipt(content.get(NAMES) or {})


_LATEST = (
    select(col(Handelseinnehall.innehall))
    .join(Handelse, col(Handelse.id) == col(Handelseinnehall.handelse_id))
    .where(
        col(Handelse.sak_id) == ONE,
        col(Handelse.steg) == bindparam("steg", type_=String),
    )
    .order_by(col(Handelse.lopnr).desc())
    .limit(1)
)


def changes_since(
    session: Session, sak_id: int, noun: Noun[AnyCase], version: int
) -> tuple[Skett, ...]:
    """Return what has happened to a matter that is known to be visible since a version of it,
    newest first.
    """
    events = handelser(session, sak_id, noun)
    return tuple(
        Skett(one.vem, one.nar, one.text, one.lopnr) for one in events if one.lopnr > version
    )


@dataclass(frozen=True, slots=True)
class _Stored:
    lopnr: int
    tid: datetime
    steg: str
    aktor_roll: str
    till_lage: str
    innehall: str | None
    vem: str | None
    for_vem: str | None
    organ: str | None
    part: str | None
    vag: Vag | None


def _query() -> Select[tuple[object, ...]]:
    handelse, innehall = table_of(Handelse), table_of(Handelseinnehall)
    organ, part = table_of(Organ), table_of(Huvudman)
    aktor, absent = table_of(Person).alias("aktor"), table_of(Person).alias("absent")
    return (
        wide(
            *handelse.c["lopnr", "tid", "steg", "aktor_roll", "till_lage"],
            innehall.c.innehall,
            aktor.c.namn.label("vem"),
            absent.c.namn.label("for_vem"),
            organ.c.kortnamn.label("organ"),
            part.c.kortnamn.label("part"),
            handelse.c.vag,
        )
        .select_from(
            handelse.outerjoin(innehall, innehall.c.handelse_id == handelse.c.id)
            .outerjoin(aktor, aktor.c.id == handelse.c.aktor_id)
            .outerjoin(absent, absent.c.id == handelse.c.for_id)
            .outerjoin(organ, organ.c.id == handelse.c.organ_id)
            .outerjoin(part, part.c.id == handelse.c.huvudman_id)
        )
        .where(handelse.c.sak_id == ONE)
        .order_by(handelse.c.lopnr.desc())
    )


_ROWS = reading(_Stored, _query())


def names_in(session: Session, texts: Iterable[str]) -> Mapping[str, str]:
    """Return the name behind every address that stands in the texts."""
    addresses = {address.casefold() for text in texts for address in _ADDRESS.findall(text)}
    if not addresses:
        return {}
    rows = session.connection().execute(_NAMES, {"adresser": sorted(addresses)})
    return {row.epost: row.namn for row in rows}


_PERSON = table_of(Person)
_NAMES = select(_PERSON.c.epost, _PERSON.c.namn).where(
    _PERSON.c.epost == any_(bindparam("adresser", type_=ARRAY(String)))
)


def _agreements_in(session: Session, texts: Iterable[str]) -> Mapping[str, str]:
    """Return the name of every agreement that the texts name by its address."""
    said = [json.loads(text) for text in texts if any(f'"{name}"' in text for name in AVTAL_FALT)]
    slugs = {
        str(one).casefold()
        for content in said
        for name in AVTAL_FALT
        for one in content.get(name) or ()
    }
    if not slugs:
        return {}
    query = select(Avtal.slug, Avtal.rubrik).where(among(col(Avtal.slug), slugs))
    return dict(session.exec(query).all())


def _event(row: _Stored, noun: Noun[AnyCase], ordbok: Ordbok) -> HandelseVy:
    step = noun.lifecycle.step(row.steg)
    content = {} if row.innehall is None else json.loads(row.innehall)
    vem = row.vem or _NOBODY
    said, changed = in_words(step.takes if step else Tom, content, ordbok)
    return HandelseVy(
        lopnr=row.lopnr,
        nar=row.tid,
        steg=row.steg,
        text=told(step.events, content.get(NAMES) or {}) if step else noun.born,
        vem=vem,
        roll=_role(row.aktor_roll),
        for_vem=row.for_vem or "",
        organ=row.organ or "",
        part=row.part or "",
        vag=row.vag,
        till_lage=row.till_lage,
        sagt=(Sagt("Innehåll", _ERASED),) if row.innehall is None else said,
        andrat=changed,
    )


def _with_commas(*parts: str) -> str:
    """Return what there is of some parts, with commas between."""
    return ", ".join(part for part in parts if part)


def _role(stored: str) -> str:
    """Return the word of the role somebody acted in; "" for whoever made the matter and for what
    followed by itself.
    """
    return R(stored).ord if stored in {role.value for role in R} - {R.FOLJD} else ""
