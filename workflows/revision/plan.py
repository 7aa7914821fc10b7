"""The days a revision has ahead of it, and whether its agreement ends before the new text
can hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.lagen import AvtalLage, RevisionLage
from workflows.ground.deadlines import day_before, day_of
from workflows.ground.sentences import pastaende
from workflows.ground.words import dag
from workflows.handling.dates import missed_aim
from workflows.revision.facts import RevisionCase

_THERE_OR_ENDED = {
    RevisionLage.IMPLEMENTERAS,
    RevisionLage.GENOMFORD,
    RevisionLage.AVSTADD,
    RevisionLage.AVBRUTEN,
}
# The new text is on its way: it is not in force, and can be broken off.
ON_ITS_WAY = tuple(lage for lage in RevisionLage if lage not in _THERE_OR_ENDED)
_BEFORE_REMISS = frozenset({RevisionLage.PRIORITERAD, RevisionLage.UTARBETAS, RevisionLage.HOS_AU})
# The group has the mandate and has not handed its text in.
WRITTEN = frozenset({RevisionLage.PRIORITERAD, RevisionLage.UTARBETAS})
_BEFORE_MEETING = _BEFORE_REMISS | {
    RevisionLage.PA_REMISS,
    RevisionLage.SAMMANSTALLS,
    RevisionLage.SLUTLIGT,
}


@dataclass(frozen=True, slots=True)
class Plandag:
    """A day ahead and what is to have happened by then, or happens that day."""

    dag: date
    vad: str


@dataclass(frozen=True, slots=True)
class Glapp:
    """That an agreement ends, with its last day, before the first day its new text can hold."""

    sista: date
    tidigast: date


@pastaende("Om avtalet gäller medan det ses över, och till när.")
def agreement_now(case: RevisionCase) -> str:
    """Say whether the agreement holds as a revision is told of."""
    if case.revision.avtal_lage == AvtalLage.UPPHORT:
        return "Avtalet har upphört."
    if case.revision.avtal_lage == AvtalLage.PLANERAT:
        return "Avtalet gäller inte än."
    last = case.revision.avtal_sista_dag
    until = f", till och med {dag(last)}" if last else ""
    return f"Avtalet gäller som förut{until}."


def gap(case: RevisionCase) -> Glapp | None:
    """Return the time without an agreement that the days would leave; None for none."""
    last = case.revision.avtal_sista_dag
    if last is None or case.sak.lage not in ON_ITS_WAY:
        return None
    aim = case.mote.datum if case.mote else case.revision.siktar_pa
    days = (case.revision.ikraft, aim, case.today)
    comes = max(day for day in days if day)
    return Glapp(last, comes) if day_before(comes, 1) > last else None


_LOCKED = "dagordningen är låst utan den"


def warning(case: RevisionCase) -> str:
    """Say that the agreement has ended, or ends too early, and what helps; "" when all is well."""
    if case.sak.lage in ON_ITS_WAY and case.revision.avtal_lage == AvtalLage.UPPHORT:
        return (
            "Avtalet har upphört. Revisionen går vidare, och avtalet gäller igen när den nya texten"
            " börjar gälla."
        )
    if (found := gap(case)) is None:
        return ""
    return (
        f"Avtalet gäller till och med {dag(found.sista)}, men den nya texten kan börja gälla"
        f" tidigast {dag(found.tidigast)}. Däremellan gäller inget avtal. Sekreteraren kan förlänga"
        " avtalet när det är beslutat, med ”Förläng” på avtalets sida."
    )


def out_of_time(case: RevisionCase) -> str:
    """Say that the mandate has run out or the meeting aimed at went by, and what helps; "" when
    neither has.
    """
    last, aim = mandate(case), missed_aim(case)
    gone = []
    if last and last < case.today:
        gone.append(f"Uppdraget gick ut {dag(last)} utan att gruppen lämnade sin text.")
    if aim:
        over = "kom inte upp på dagordningen" if aim < case.today else _LOCKED
        gone.append(f"Revisionen siktade på mötet {dag(aim)}, och {over}.")
    return " ".join([*gone, way_out(case)]) if gone else ""


def mandate(case: RevisionCase) -> date | None:
    """Return the mandate's last day while the group writes by it; None of a text that came back
    after it.
    """
    last = case.revision.mandat_till
    holds = case.sak.lage in WRITTEN and last and last >= day_of(case.sak.lage_sedan)
    return last if holds else None


def way_out(case: RevisionCase) -> str:
    """Say what can be done about a revision that is not in time, where it stands."""
    if case.sak.lage in WRITTEN or case.sak.lage == RevisionLage.SAMMANSTALLS:
        hand_in = (
            "Gruppen kan lämna sin text innan dess. "
            if (last := mandate(case)) and last >= case.today
            else ""
        )
        return hand_in + (
            "⟨Au⟩ kan ge ett nytt uppdrag, med ett annat möte att sikta på, eller föreslå att"
            " revisionen avbryts."
        )
    return (
        "⟨Au⟩ kan föra den vidare och sätta upp den på ett annat möte, eller föreslå att"
        " revisionen avbryts."
    )


def days_ahead(case: RevisionCase) -> tuple[Plandag, ...]:
    """Return the days from today on, soonest first: planned backwards from the meeting, then the
    parties' own.
    """
    if case.sak.lage not in ON_ITS_WAY:
        return ()
    ahead = [
        one for one in (*_to_the_meeting(case), *_with_the_parties(case)) if one.dag >= case.today
    ]
    return tuple(sorted(ahead, key=lambda one: one.dag))


def _to_the_meeting(case: RevisionCase) -> Iterator[Plandag]:
    lage, aim = case.sak.lage, case.mote.datum if case.mote else case.revision.siktar_pa
    if lage in _BEFORE_REMISS and case.revision.mandat_till:
        yield Plandag(case.revision.mandat_till, "Uppdragets sista dag")
    if aim is None or lage not in {*_BEFORE_MEETING, RevisionLage.PA_DAGORDNING}:
        return
    plan = case.profile.plan(aim)
    if lage in _BEFORE_REMISS:
        yield Plandag(plan.remiss_oppnas, "Remissen ut senast")
    if lage in _BEFORE_MEETING:
        yield Plandag(plan.intagning, "Klart för dagordningen")
        yield Plandag(plan.kallelse, "Kallelsen går")
    yield Plandag(aim, "Mötet som beslutar")


def _with_the_parties(case: RevisionCase) -> Iterator[Plandag]:
    for part in case.kvar():
        for one in part.kvar if part.utfall is None else ():
            if one.planerat:
                yield Plandag(one.planerat, f"{part.namn} beslutar: {one.namn}")
    if case.revision.ikraft:
        yield Plandag(case.revision.ikraft, "Texten börjar gälla")
