"""Whose move it is in each state of a revision, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.lagen import RevisionLage
from workflows.county.slots import Delfrist, Slot
from workflows.engine.lifecycle import Delar
from workflows.ground.deadlines import add_working_days, day_before, day_of, last_working_day
from workflows.ground.sentences import vems_drag
from workflows.handling import dates as handling_dates
from workflows.handling import slots
from workflows.handling.slots import organets
from workflows.revision.facts import RevisionCase

PARTERNA_DAGAR = 60  # working days: a nämnd meets once a month and prepares a month ahead

SIGNERING_DAGAR = 20


def _planned(case: RevisionCase, what: str) -> date | None:
    """Return a day of the plan backwards from the meeting aimed at; None without one, or when it
    has been.
    """
    aim = case.revision.siktar_pa
    day: date | None = getattr(case.profile.plan(aim), what) if aim else None
    return day if day and day > case.today else None


def borjan(case: RevisionCase) -> date:
    """The group begins within AU's usual time, and before its mandate ends."""
    latest, last = (
        add_working_days(case.today, case.profile.frister.au_tar_upp),
        case.revision.mandat_till,
    )
    return min(latest, last) if last and last > case.today else latest


def utkastet(case: RevisionCase) -> date:
    """The mandate's last day, or before it the day when a remiss must go out to be in time."""
    last = case.revision.mandat_till
    days = [day for day in (last, _planned(case, "remiss_oppnas")) if day and day > case.today]
    return min(days, default=add_working_days(case.today, handling_dates.BEREDNING_DAGAR))


def forslaget(case: RevisionCase) -> date:
    """AU reads in its usual time; a remiss goes out by the plan."""
    usual, planned = handling_dates.au_tar_upp(case), _planned(case, "remiss_oppnas")
    return min(usual, planned) if planned else usual


def sammanstallningen(case: RevisionCase) -> date:
    """Compiled by the intake day of the meeting aimed at."""
    return _planned(case, "intagning") or handling_dates.sammanstallning(case)


def dagordningen(case: RevisionCase) -> date:
    """On the agenda of the meeting aimed at, else of the next that can be reached."""
    return _planned(case, "kallelse") or handling_dates.nasta_dagordning(case)


def parternas_beslut(case: RevisionCase) -> date:
    """The last day some party has planned for the last of its instanser; one without such a day has
    until the text is to come into force.
    """
    waited_for = [part.sist for part in case.kvar() if part.beslutar and part.utfall is None]
    ahead = [day for day in waited_for if day and day > case.today]
    if ahead and None not in waited_for:
        return max(ahead)
    return max([*ahead, _before_it_comes(case, PARTERNA_DAGAR)])


def underskrifter(case: RevisionCase) -> date:
    """Signed before the text is to come into force."""
    return _before_it_comes(case, SIGNERING_DAGAR)


def _before_it_comes(case: RevisionCase, days: int) -> date:
    comes = case.revision.ikraft
    before = last_working_day(day_before(comes, 1)) if comes else None
    return before if before and before > case.today else add_working_days(case.today, days)


def ikraft(case: RevisionCase) -> date:
    """The day the text comes into force; today when that day passed while the parties signed."""
    return max(case.revision.ikraft or case.today, case.today)


def uppdraget(case: RevisionCase) -> Iterator[Delfrist]:
    """AU, which gives the mandate anew when it runs out: by its last day, by the day of the meeting
    aimed at while the answers are compiled, and by the group's own day in a text that came back
    after them. Letters of its own tell of it.
    """
    compiled = case.sak.lage == RevisionLage.SAMMANSTALLS
    day = case.revision.siktar_pa if compiled else case.revision.mandat_till
    if day is not None:
        ahead = day >= day_of(case.sak.lage_sedan)
        yield Delfrist(slots.au(case), day if ahead else None, pamin=False)


UPPDRAGET = Delar(
    uppdraget,
    "ge_nytt_uppdrag",
    "⟨au⟩, som ger nytt uppdrag när uppdraget eller tiden till mötet inte räcker,",
    svar=False,
)


@vems_drag("gruppen som skriver")
def gruppen(case: RevisionCase) -> Slot:
    """The group that writes; before one is chosen, the group that keeps the agreement."""
    return organets(case, case.revision.grupp_organ_id or case.revision.agare_organ_id)
