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
from workflows.county.vacancy import ASKED_IT, asked_beside, to_holder, why
from workflows.engine.case import Case
from workflows.engine.door import load
from workflows.engine.letters.outbox import Message, about, answer_now
from workflows.engine.load import load_cases
from workflows.engine.locks import read_all
from workflows.engine.world import World
from workflows.ground.deadlines import day_after, next_working_day
from workflows.ground.sentences import pastaende
from workflows.ground.words import VECKODAGAR, uppraknat
from workflows.reminders.ladder import HALVVAGS, Held, OpenFrist
from workflows.reminders.news import Nytt, as_told

_FILL = "Lägg till någon som svarar"
_CHOOSE = "Välj en ersättare"
_ANSWERS_FOR = "Du svarar för det här genom ditt uppdrag."
_RAISED_IT = "Du följer det du har lämnat in."
_SAID = "lamna_besked"
_AHEAD = 28  # days
MOST_AHEAD = 10
_AT_A_TIME = 500
_LATE, _SOON, _NEARING, _HALF_WAY, _SILENT, _WAITS_TOO, _FURTHER = (
    "Försenat",
    "Bråttom",
    "Närmar sig",
    "Halva tiden har gått",
    "Inget nytt på länge",
    "Väntar också på dig",
    "Längre fram",
)


@dataclass(frozen=True, slots=True)
class Brev:
    """A letter, and what it reminds of."""

    message: Message
    om: tuple[Held, ...]
    nytt: tuple[Nytt, ...] = ()


class Cases:
    """The matters that letters are about, read many at a time; one that was not is read when it is
    asked for. ``left`` is what there is to do about each of the frister they speak of, by id.
    """

    def __init__(
        self,
        session: Session,
        world: World,
        said: Iterable[Iterable[int]],
        frist_ids: Sequence[int],
    ) -> None:
        """Read those that are said in some letters, by id."""
        self._session, self._world = session, world
        self.left = world.nouns.left(session, world, frist_ids)
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
        came = _came(om, digest, world.today)
        return Brev(_digest(om, rows, {**more, "kom": came}, digest, news), tuple(om), tuple(news))
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
            **_asked_of(case, frist, self.cases.left.get(frist.id)),
            "for": frist.drag,
            "senast": frist.senast.isoformat(),
            "sen": self._late(one),
            "nu": frist.nara,
            "sager": _can_say(case),
            "tyst_dagar": one.due.tyst_dagar if one.due else 0,
            "vakant": one.holder.vakans is not None,
            "grupp": _LATE if self._late(one) else _group(one),
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
        last = day_after(self.world.today, _AHEAD)
        now = [one for one in waiting if one.frist.nara]
        later = [one for one in waiting if not one.frist.nara and one.frist.senast <= last]
        shown = [*now, *later][:MOST_AHEAD]
        left_out = [*now, *later][MOST_AHEAD:]
        return {
            "vantar": [self.row(one) for one in shown],
            "fler": sum(one.frist.nara for one in left_out),
            "fler_sen": sum(one.frist.nara and self._late(one) for one in left_out),
            "fler_fram": sum(not one.frist.nara for one in left_out),
        }

    def _late(self, one: Held) -> bool:
        return one.frist.senast < self.world.today


def _group(one: Held) -> str:
    if one.due and one.due.steg == HALVVAGS:
        return _HALF_WAY
    if one.due is None:
        return _WAITS_TOO if one.frist.nara else _FURTHER
    if one.due.bradskar:
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
    whys = [_why(om) if om else "", _RAISED_IT if news and to.konto else "" if om else ASKED_IT]
    return Message(
        f"sammandrag:{to.id}:{digest.isoformat()}",
        "sammandrag",
        to,
        None,
        f"{' '.join(filter(None, whys))} Ditt sammandrag kommer högst en gång i veckan, på {day}ar."
        f"{more.pop('kom')}{' Dagen väljer du under ditt namn.' if to.konto else ''}",
        {"lank": "/", "rader": rows, **more},
    )


@pastaende("Varför ett sammandrag kommer en annan dag än den valda.")
def _came(om: Sequence[Held], digest: date, today: date) -> str:
    """Say why a digest comes on another day than the one it says it comes on."""
    if today == digest:
        return ""
    if today == next_working_day(digest):
        return " Den dagen var ledig, så det kommer nästa arbetsdag."
    if any(one.due and one.due.bradskar for one in om):
        return " Det här kommer i dag, för något i det kan inte vänta."
    return " Det här är försenat."


def _can_say(case: Case) -> bool:
    """Tell whether it can be said of a matter how it goes, before it is done."""
    lifecycle = case.noun.lifecycle
    here = lifecycle.from_state(lifecycle.state(case.sak.lage))
    return any(step.name == _SAID for step in here)


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
    for group in (_LATE, _SOON, _NEARING, _HALF_WAY, _SILENT):
        yield from (row for row in rows if row["grupp"] == group)


def _why(om: Sequence[Held]) -> str:
    holders = [one.holder for one in om]
    return why(_ANSWERS_FOR, holders) if holders[0].konto else ASKED_IT


def _to(om: Sequence[Held]) -> Holder:
    """Return the person, and everyone they stand in for."""
    names = dict.fromkeys(one.holder.for_namn for one in om if one.holder.for_namn)
    return replace(om[0].holder, for_namn=uppraknat(names))


def _asked_of(case: Case, frist: OpenFrist, left: str | None) -> dict[str, object]:
    """Return what is to be done, as its card says it; where some are waited for one by one, also
    where each of them does it.
    """
    lifecycle = case.noun.lifecycle
    wait = lifecycle.waits.get(lifecycle.state(case.sak.lage))
    step = lifecycle.step(wait.delar.steg) if frist.delfrist and wait and wait.delar else None
    said = left or (wait.left if wait else "")
    if step is None:
        return {"att_gora": said}
    return {"att_gora": said or step.rubrik, "lank": f"{about(case)['lank']}/steg/{step.name}"}
