"""What reminders say, held beside the page that their reader would open the same minute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from api.web.desk.overview import _late
from models.tables import Avisering, Person
from support.county import Lan
from support.reminding import REMINDERS
from workflows.county.actors import load_actor
from workflows.desk.tasks import AttGora
from workflows.desk.views import Oversikt, Oversiktsfilter, oversikt
from workflows.ground.deadlines import day_of
from workflows.reminders import told_of

Said = Iterator[tuple[object, object]]  # what is claimed, and what is so


def of_today(lan: Lan) -> list[Avisering]:
    """Return the reminders that were written today."""
    letters = lan.rows(Avisering)
    return [
        one for one in letters if one.mall in REMINDERS and day_of(one.skapad) == lan.world.today
    ]


def beside_the_page(lan: Lan, session: Session) -> Said:
    """Yield what each reminder of today says, and what its reader's page does: each line is a card
    with the same thing to do and the same day, and a digest counts as many, and as many late.
    """
    for letter in of_today(lan):
        vy = page_of(lan, session, letter.person_id)
        if vy is None:
            continue
        now, later = vy.vantar_pa_dig, vy.langre_fram
        for row in (*letter.data.get("rader", ()), *letter.data.get("vantar", ())):
            where = now if row["nu"] else later
            yield (
                (letter.mall, *line(row), any(is_it(one, row) for one in where)),
                (
                    letter.mall,
                    *line(row),
                    True,
                ),
            )
        if letter.mall == "sammandrag":
            told = told_of(letter.data)
            yield (letter.epost, told.antal, told.sena), (letter.epost, vy.antal, vy.sena)


def line(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return what a line is about, what is to be done and by when."""
    return str(row["rubrik"]), str(row["att_gora"]), str(row["senast"])


def is_it(card: AttGora, row: Mapping[str, Any]) -> bool:
    """Tell whether a card asks for what a line does: in the same words where somebody has the
    uppdrag.
    """
    same = row.get("tillsatt") or card.knapp.rubrik == row["att_gora"]
    named = str(row["rubrik"]) in f"{card.rubrik} · {card.kicker}"
    return bool(same and named and card.senast == date.fromisoformat(row["senast"]))


def page_of(lan: Lan, session: Session, person_id: int | None) -> Oversikt | None:
    """Return the whole list of somebody, as their page would show it; None for who has none."""
    actor = load_actor(session, person_id or 0, lan.world.today)
    if actor is None:
        return None
    return oversikt(session, actor, lan.world, Oversiktsfilter(antal=200))


def beside_their_day(lan: Lan, _session: Session) -> Said:
    """Yield of each digest of today whether it says why it comes now, and whether it had to."""
    chosen = {one.id: one.brevdag for one in lan.rows(Person)}
    for letter in of_today(lan):
        if letter.mall == "sammandrag":
            own = chosen[letter.person_id] == lan.world.today.isoweekday()
            said = "Det här" in letter.skal or "var ledig" in letter.skal
            yield (letter.epost, said), (letter.epost, not own)


def late_in_words(lan: Lan, session: Session) -> Said:
    """Yield what the page says of how many are late, and how many of its cards are."""
    for person in lan.rows(Person, aktiv=True, konto=True):
        vy = page_of(lan, session, person.id)
        if vy is None:
            continue
        said, late = _late(vy), sum(one.senast < lan.world.today for one in vy.vantar_pa_dig)
        yield bool(said), bool(late)
        yield "alla" in said, late == len(vy.vantar_pa_dig) and late > 1
        yield "varav" in said, 0 < late < len(vy.vantar_pa_dig)
