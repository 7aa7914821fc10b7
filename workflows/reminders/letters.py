"""The letters of reminders: one to each person, with everything they are to be reminded of, the one
due first first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from models.faults import TryAgainLater
from workflows.county.actors import KLOCKAN
from workflows.county.slots import Holder
from workflows.county.vacancy import asked_beside, to_holder, why
from workflows.engine.case import Case
from workflows.engine.door import load
from workflows.engine.letters.outbox import Message, about, answer_now, answered_here
from workflows.engine.load import load_cases
from workflows.engine.locks import read_all
from workflows.engine.world import World
from workflows.ground.deadlines import day_after
from workflows.ground.words import VECKODAGAR, uppraknat
from workflows.reminders.ladder import HALVVAGS, Held, OpenFrist
from workflows.reminders.news import Nytt, as_told

_FILL = "Lägg till någon som svarar"
_CHOOSE = "Välj en ersättare"
_ANSWERS_FOR = "Du svarar för det här genom ditt uppdrag."
_ASKED = "Du lämnade in ärendet."  # who has no account has no uppdrag
_RAISED_IT = "Du följer det du har lämnat in."
_AHEAD = 28  # days
MOST_AHEAD = 10
_AT_A_TIME = 500
_SOON, _NEARING, _HALF_WAY, _SILENT, _AHEAD_TOO = (
    "Bråttom",
    "Närmar sig",
    "Halva tiden har gått",
    "Inget nytt på länge",
    "Väntar också på dig",
)


@dataclass(frozen=True, slots=True)
class Brev:
    """A letter, and what it reminds of."""

    message: Message
    om: tuple[Held, ...]
    nytt: tuple[Nytt, ...] = ()


class Cases:
    """The matters that letters are about, read many at a time; one that was not is read when it is
    asked for.
    """

    def __init__(self, session: Session, world: World, said: Iterable[Iterable[int]]) -> None:
        """Read those that are said in some letters, by id."""
        self._session, self._world = session, world
        ids = sorted({sak_id for some in said for sak_id in some})
        self._known: dict[int, Case] = {}
        for first in range(0, len(ids), _AT_A_TIME):
            self._known |= self._read(ids[first : first + _AT_A_TIME])

    def _read(self, sak_ids: Sequence[int]) -> dict[int, Case]:
        """Return some; none of them when one cannot be read, so that it is told of by itself."""
        try:
            with self._session.begin_nested():
                saker = read_all(self._session, sak_ids, self._world.nouns)
                return dict(load_cases(self._session, saker, KLOCKAN, self._world))
        except TryAgainLater:
            raise
        except Exception:  # noqa: BLE001 - whatever it is, the letter about it says so
            return {}

    def of(self, sak_id: int) -> Case:
        """Return the facts of a matter."""
        return self._known.get(sak_id) or load(self._session, sak_id, KLOCKAN, self._world)

    def news(self, news: Sequence[Nytt]) -> list[dict[str, object]]:
        """Return what a digest says of what has happened."""
        cases = {one.sak_id: self.of(one.sak_id) for one in news}
        return as_told(self._session, self._world, news, cases)


def brev_of(
    cases: Cases,
    world: World,
    om: Sequence[Held],
    waiting: Sequence[Held],
    digest: date | None,
    *,
    news: Sequence[Nytt] = (),
) -> Brev:
    """Return the letter to the one person who holds these; the digest when anything in it could
    wait for that, and always when there is news.
    """
    desk = _Desk(cases, world)
    rows = [desk.row(one) for one in om]
    rows = list(_in_order(rows))
    calm = bool(news) or any(one.due and not one.due.bradskar for one in om)
    if digest is not None and calm:
        ahead = desk.ahead(waiting)
        more = {**ahead, **_news(cases.news(news), alone=not rows and not ahead["vantar"])}
        return Brev(_digest(om, rows, more, digest, news), tuple(om), tuple(news))
    return Brev(_urgent(om, rows), tuple(om))


@dataclass(frozen=True, slots=True)
class _Desk:
    cases: Cases
    world: World

    def row(self, one: Held) -> dict[str, object]:
        """Return what the template says about one frist."""
        frist, case = one.frist, self.cases.of(one.frist.sak_id)
        said = {
            **about(case),
            **answer_now(case, delfrist=frist.delfrist, mottagare_id=frist.mottagare_id),
            **_asked_of(case, frist),
            "for": frist.drag,
            "senast": frist.senast.isoformat(),
            "sen": frist.senast < self.world.today,
            "tyst_dagar": one.due.tyst_dagar if one.due else 0,
            "vakant": one.holder.vakans is not None,
            "grupp": _group(one),
            "frist": frist.id,
            "sak": frist.sak_id,
        }
        if both := asked_beside(one.holder):
            said["jamte"] = both
        row = to_holder(said, one.holder, case.register)
        if not row.get("tillsatt"):
            return row
        return {**row, "att_gora": _CHOOSE if row["franvarande"] else _FILL}

    def ahead(self, waiting: Sequence[Held]) -> dict[str, object]:
        """Return what else waits for the person in the coming weeks; ``fler`` is how many were left
        out.
        """
        near = [one for one in waiting if one.frist.senast <= day_after(self.world.today, _AHEAD)]
        shown = [self.row(one) for one in near[:MOST_AHEAD]]
        return {
            "vantar": [{**row, "grupp": _AHEAD_TOO} for row in shown],
            "fler": len(near) - len(shown),
        }


def _group(one: Held) -> str:
    if one.due and one.due.steg == HALVVAGS:
        return _HALF_WAY
    if one.due is None or one.due.bradskar:
        return _SOON
    return _SILENT if one.due.tyst_dagar else _NEARING


def _urgent(om: Sequence[Held], rows: list[dict[str, object]]) -> Message:
    late = any(row["sen"] for row in rows)
    alone = rows[0] if len(rows) == 1 else None
    first = om[0]
    return Message(
        f"paminnelse:{first.holder.id}:{first.frist.id}:{first.due.steg if first.due else 0}",
        "forsenad" if late else "paminnelse",
        _to(om),
        first.frist.sak_id if alone else None,
        _why(om),
        {"rader": rows, "lank": alone["lank"] if alone else "/"},
    )


def _digest(
    om: Sequence[Held],
    rows: list[dict[str, object]],
    more: dict[str, object],
    digest: date,
    news: Sequence[Nytt],
) -> Message:
    day = VECKODAGAR[digest.weekday()]
    to = _to(om) if om else _follower(news[0])
    whys = [_why(om) if om else "", _RAISED_IT if news and to.konto else "" if om else _ASKED]
    return Message(
        f"sammandrag:{to.id}:{digest.isoformat()}",
        "sammandrag",
        to,
        None,
        f"{' '.join(filter(None, whys))} Ditt sammandrag kommer högst en gång i veckan, på {day}ar."
        f"{' Dagen väljer du under ditt namn.' if to.konto else ''}",
        {"lank": "/", "rader": rows, **more},
    )


def _follower(one: Nytt) -> Holder:
    """Return whoever raised what there is news of."""
    return Holder(one.person_id, one.namn, one.epost, konto=one.konto)


def _news(nytt: list[dict[str, object]], *, alone: bool) -> dict[str, object]:
    """Return what has happened as a digest tells of it; one that tells of nothing else is about the
    only matter it names.
    """
    about_it = ("rubrik", "beteckning", "lank") if alone and len(nytt) == 1 else ()
    return {**({"nytt": nytt} if nytt else {}), **{name: nytt[0][name] for name in about_it}}


def _in_order(rows: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    for group in (_SOON, _NEARING, _HALF_WAY, _SILENT):
        yield from (row for row in rows if row["grupp"] == group)


def _why(om: Sequence[Held]) -> str:
    holders = [one.holder for one in om]
    return why(_ANSWERS_FOR, holders) if holders[0].konto else _ASKED


def _to(om: Sequence[Held]) -> Holder:
    """Return the person, and everyone they stand in for."""
    names = dict.fromkeys(one.holder.for_namn for one in om if one.holder.for_namn)
    return replace(om[0].holder, for_namn=uppraknat(names))


def _asked_of(case: Case, frist: OpenFrist) -> dict[str, object]:
    """Return what is to be done; where some are waited for one by one, what each of them is asked
    and where.
    """
    lifecycle = case.noun.lifecycle
    wait = lifecycle.waits.get(lifecycle.state(case.sak.lage))
    step = lifecycle.step(wait.delar.steg) if frist.delfrist and wait and wait.delar else None
    if step is None:
        return {"att_gora": _wanted_step(case)}
    return {"att_gora": step.rubrik, "lank": f"{about(case)['lank']}/steg/{step.name}"}


def _wanted_step(case: Case) -> str:
    """Return the label of the step that would take the matter onwards, e.g. "Rapportera klart"."""
    noun, lifecycle = case.noun, case.noun.lifecycle
    if noun.wanted and (said := noun.wanted(case)):
        return str(said)
    here = lifecycle.from_state(lifecycle.state(case.sak.lage))
    forward = [step for step in here if step.tone == "framat"]
    answered = answered_here(case)
    step = answered if answered in forward else next(iter(forward), None)
    return step.rubrik if step else ""
