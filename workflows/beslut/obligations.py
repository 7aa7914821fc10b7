"""Åtaganden as rows: one query for any list of them, each with its word, its day and who answers
for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ColumnElement
from sqlmodel import Session

from models.base import table_of
from models.beslut import Atagande, Beslut
from models.frist import Frist
from models.lagen import DATED, AtagandeLage
from models.organisation import Person
from models.rows import AMONG, ONE, Reading, among_first, named_in, reading, wide
from models.sak import Sak
from models.vocabulary import STANDING, Efterlevnad, Foljs, FristForm, SvarSlag
from workflows.beslut.compliance import Cellord, Status, cell_word
from workflows.beslut.word_in_sql import LAST_ATTESTED, days
from workflows.county.actors import Actor
from workflows.county.bemanning import Bemanning
from workflows.county.register import Register, load_register
from workflows.engine.frister import own_frist
from workflows.engine.visibility import seen, synliga
from workflows.engine.world import World
from workflows.ground.deadlines import day_of
from workflows.ground.words import dag, tal
from workflows.handling.load import ResponsibleRow, name_of, responsible_slot
from workflows.handling.om import OM, AboutRow, Om, labels
from workflows.handling.pages import Internal, as_stored

A, B, S, F = (table_of(model) for model in (Atagande, Beslut, Sak, Frist))


@dataclass(frozen=True, slots=True)
class AtagandeRad:
    """One party's åtagande in a list.

    ``lage`` is its state, ``ord`` the derived word of the matrix; ``senast`` the day that counts
    now, ``ansvarig`` the names of those who answer for it today, ``svarat`` the answer in words.
    """

    id: int
    text: str
    beslut_nr: str
    beslut_beteckning: str
    beslut_rubrik: str
    beslutsdag: date
    om: Om
    mottagare: str
    huvudman: str | None
    huvudman_kod: str | None
    sektor: str | None
    lage: AtagandeLage
    lage_ord: str
    ord: Efterlevnad
    ord_text: str
    alder: str
    forsenat: bool
    tyst: bool
    ansvarig: str
    ansvariga: tuple[str, ...]
    senast: date | None
    form: FristForm
    svar: SvarSlag
    svarat: str
    foljs: Foljs | None
    verifierare: str | None
    rapporterad: datetime | None
    uppgift: int
    beslut_id: Internal[int]
    rapporterad_av: Internal[int | None]
    verifierare_id: Internal[int | None]

    @property
    def cell(self) -> Cellord:
        """Return the derived word with everything it says."""
        return Cellord(self.ord, self.ord_text, self.alder, forsenat=self.forsenat, tyst=self.tyst)


@dataclass(frozen=True, slots=True)
class _Stored(AboutRow, ResponsibleRow):
    id: int
    beslut_id: int
    uppgift: int
    text: str
    lage: str
    beslut_nr: str
    beslut_beteckning: str
    beslut_rubrik: str
    beslutsdag: date
    form: FristForm
    svar: SvarSlag
    senast: date | None
    frist: date | None
    senast_nytt: datetime
    foljs: Foljs | None
    person_namn: str | None
    verifierare: str | None
    verifierare_id: int | None
    rapporterad: datetime | None
    rapporterad_av: int | None
    svar_namn: str | None
    svar_epost: str | None
    svar_tal: Decimal | None
    svar_datum: date | None
    svar_text: str | None


# Every list of åtaganden begins as this; not yet cut down to what somebody may see.
_PERSON, _CHECKER = table_of(Person).alias("person"), table_of(Person).alias("verifierare")
_ROWS = reading(
    _Stored,
    named_in(
        _Stored,
        *(A, S),
        B.c.nr.label("beslut_nr"),
        B.c.beteckning.label("beslut_beteckning"),
        B.c.rubrik.label("beslut_rubrik"),
        B.c.datum.label("beslutsdag"),
        *labels(),
        F.c.senast.label("frist"),
        LAST_ATTESTED.label("foljs"),
        _PERSON.c.namn.label("person_namn"),
        _CHECKER.c.namn.label("verifierare"),
    )
    .select_from(
        A.join(S, S.c.id == A.c.id)
        .join(B, B.c.id == A.c.beslut_id)
        .join(OM, OM.c.id == B.c.om_id)
        .outerjoin(F, own_frist(A.c.id))
        .outerjoin(_PERSON, _PERSON.c.id == A.c.person_id)
        .outerjoin(_CHECKER, _CHECKER.c.id == A.c.verifierare_id)
    )
    .order_by(A.c.beslut_id.desc(), A.c.id),
)
_PAGE = (
    wide(A.c.id)
    .select_from(A.join(S, S.c.id == A.c.id).outerjoin(F, own_frist(A.c.id)))
    .order_by(A.c.beslut_id.desc(), A.c.id)
)
_GIVEN = _ROWS.where(B.c.id == AMONG)
_ITSELF = _ROWS.where(A.c.id == ONE)
_as_stored = as_stored(
    _Stored,
    AtagandeRad,
    but=("sektor", "lage", "senast"),
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads what, and everything a row needs to be said in words."""

    session: Session
    actor: Actor
    world: World
    bemanning: Bemanning

    def rows(self, *where: ColumnElement[bool], limit: int | None = None) -> Sequence[AtagandeRad]:
        """Return the åtaganden the actor may see, newest decision first, its parties in order.

        The conditions may be those of ``word_in_sql``.
        """
        return self._said(_ROWS.where(synliga(self.actor, self.world), *where).limit(limit))

    def page(self, *where: ColumnElement[bool], limit: int) -> Sequence[AtagandeRad]:
        """Return the first of the same, given conditions on ``atagande``, its ``sak`` and
        ``frist``.
        """
        first = _PAGE.where(synliga(self.actor, self.world), *where).limit(limit)
        return self._said(_ROWS.where(among_first(A.c.id, first)))

    def _said(self, found: Reading[_Stored]) -> Sequence[AtagandeRad]:
        register = load_register(self.session)
        return [self._row(row, register) for row in found.all(self.session, days(self.world))]

    def given_by(self, beslut_ids: Sequence[int]) -> Sequence[AtagandeRad]:
        """Return the åtaganden that some decisions have given, in the same order."""
        return self._seen(_GIVEN, ids=beslut_ids)

    def one(self, atagande_id: int) -> AtagandeRad:
        """Return an åtagande that the actor is known to see."""
        (row,) = self._seen(_ITSELF, den=atagande_id)
        return row

    def _seen(self, rows: Reading[_Stored], **values: object) -> Sequence[AtagandeRad]:
        register = load_register(self.session)
        found = seen(rows, self.session, self.actor, self.world, **values)
        return [self._row(row, register) for row in found]

    def _row(self, row: _Stored, register: Register) -> AtagandeRad:
        lage = AtagandeLage(row.lage)
        word = self._word(row, lage)
        holders = self.bemanning.holders(responsible_slot(row, register, self.world.profile))
        huvudman = register.huvudman_by_id(row.huvudman_id)
        return AtagandeRad(
            **_as_stored(row),
            om=row.om,
            mottagare=row.person_namn or name_of(register, row.huvudman_id, row.organ_id),
            huvudman=huvudman.kortnamn if huvudman else None,
            huvudman_kod=huvudman.kod if huvudman else None,
            sektor=sector_name(self.world, row.sektor),
            lage=lage,
            lage_ord=lage.ord,
            ord=word.ord,
            ord_text=word.text,
            alder=word.alder,
            forsenat=word.forsenat,
            tyst=word.tyst,
            ansvarig=", ".join(holder.namn for holder in holders),
            ansvariga=tuple(h.epost for h in holders),
            senast=row.frist if lage in DATED else row.senast,
            svarat=answered(row),
        )

    def _word(self, row: _Stored, lage: AtagandeLage) -> Cellord:
        """Return the derived word of a row."""
        status = Status(
            lage=lage,
            senast=row.frist if lage in DATED else row.senast,
            nytt=day_of(row.senast_nytt),
            verifieras=row.verifierare_id is not None,
            staende=row.form in STANDING,
            foljs=row.foljs,
        )
        silent_after = self.world.profile.paminnelser.tyst_efter_dagar
        return cell_word(status, today=self.world.today, tyst_efter=silent_after)


def sector_name(world: World, kod: str | None) -> str | None:
    """Return the word for a sector; None when the matter concerns no one sector."""
    return next((sektor.namn for sektor in world.profile.sektor if sektor.kod == kod), kod)


def answered(row: _Stored) -> str:
    """Return the answer in words: a name with its address, a number, a day, or the text; "" while
    there is none.
    """
    if row.rapporterad is None:
        return ""
    if row.svar_namn:
        return f"{row.svar_namn} ({row.svar_epost})" if row.svar_epost else row.svar_namn
    if row.svar_tal is not None:
        return tal(row.svar_tal.normalize())
    return dag(row.svar_datum) if row.svar_datum else str(row.svar_text)
