"""By when: every date a state opens, made from the profile's numbers and the meeting calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.lagen import TAKES_ITEMS, UNSETTLED, ArendeLage, RevisionLage, Slag
from models.vocabulary import FristForm
from workflows.county.meetings import ComingMote, MoteFacts
from workflows.county.profile import Profile
from workflows.engine.case import Case
from workflows.ground.deadlines import (
    add_working_days,
    day_after,
    next_occurrence,
    next_working_day,
)
from workflows.handling.facts import OmCase
from workflows.handling.payloads import SkickaPaRemiss

UTKAST_DAGAR = 30

BEREDNING_DAGAR = 20

STANDARD_DAGAR = 10


def utkast(case: Case) -> date:
    """A draft is looked at again within a month."""
    return next_working_day(day_after(case.today, UTKAST_DAGAR))


def au_tar_upp(case: Case) -> date:
    """AU acts before its next meeting, at most the profile's working days."""
    return _no_later(case, case.register.au().id, case.profile.frister.au_tar_upp)


def _no_later(case: Case, organ_id: int, working_days: int) -> date:
    latest = add_working_days(case.today, working_days)
    mote = case.next_mote(organ_id)
    return min(latest, mote.datum) if mote and mote.datum > case.today else latest


def remissen(case: OmCase) -> date:
    """The last day of the round; the clock moves on after it."""
    if isinstance(case.payload, SkickaPaRemiss) and case.payload.sista_dag:
        return case.payload.sista_dag
    return case.remiss.last_day() if case.remiss else add_working_days(case.today, STANDARD_DAGAR)


def sammanstallning(case: Case) -> date:
    """Compiled within the profile's working days."""
    return add_working_days(case.today, case.profile.frister.sammanstallning)


def nasta_dagordning(case: OmCase) -> date:
    """On an agenda before the kallelse goes out to the next meeting, or to the one it comes back
    to.
    """
    organ_id, kallelse = case.register.ledningsgrupp().id, case.profile.frister.kallelse_dagar
    back = case.om.tas_upp or case.today
    days = (
        add_working_days(mote.datum, -kallelse)
        for mote in case.moten
        if mote.organ_id == organ_id and mote.datum >= back
    )
    return next(
        (day for day in days if day >= case.today),
        max(back, add_working_days(case.today, STANDARD_DAGAR)),
    )


def motesdagen(case: OmCase) -> date:
    """The day of the meeting it is on, or is just being put on."""
    mote = case.mote or case.named.find(MoteFacts)
    return mote.datum if mote else add_working_days(case.today, STANDARD_DAGAR)


def sista_atagandet(case: OmCase) -> date:
    """The last date among the åtaganden that are open; with none open AU closes within its usual
    time.
    """
    days = [
        a.senast
        for a in case.ataganden
        if a.senast and a.lage in UNSETTLED and not (a.standing and a.avstamd)
    ]
    return (
        max([*days, case.today])
        if days
        else add_working_days(case.today, case.profile.frister.au_tar_upp)
    )


def avstamningsdag(
    profile: Profile, form: FristForm, manader: tuple[int, ...], after: date
) -> date:
    """Return the last day of the next period.

    The decision's months; until further notice, the profile's; else a year on.
    """
    return next_occurrence(months_of(profile, form, manader), after)


def months_of(profile: Profile, form: FristForm, manader: tuple[int, ...]) -> tuple[int, ...]:
    """Return the months whose last days end a period; none is a year."""
    return (
        profile.frister.avstamningsmanader
        if form == FristForm.TILLS_VIDARE and not manader
        else manader
    )


def following_meeting(case: OmCase) -> MoteFacts | ComingMote | None:
    """Return the next planned meeting of the same organ after the one the matter is on."""
    mote = case.mote
    return mote and next(
        (m for m in case.moten if m.organ_id == mote.organ_id and m.datum > mote.datum), None
    )


# On the way to the meeting that is aimed at; AU alone has what is ready.
TO_AIM: Mapping[Slag, frozenset[str]] = {
    Slag.ARENDE: frozenset(
        {
            ArendeLage.UNDER_BEREDNING.value,
            ArendeLage.KOMPLETTERAS.value,
            ArendeLage.PA_REMISS.value,
            ArendeLage.SAMMANSTALLS.value,
            ArendeLage.BERETT.value,
        }
    ),
    Slag.REVISION: frozenset(
        {
            RevisionLage.PRIORITERAD.value,
            RevisionLage.UTARBETAS.value,
            RevisionLage.HOS_AU.value,
            RevisionLage.PA_REMISS.value,
            RevisionLage.SAMMANSTALLS.value,
            RevisionLage.SLUTLIGT.value,
        }
    ),
}


def aimed_at(case: OmCase) -> date | None:
    """Return the day of the meeting a matter is on its way to; None where it aims at none, or comes
    back by itself.
    """
    on_its_way = case.sak.lage in TO_AIM[case.om.slag] and case.om.tas_upp is None
    return case.om.siktar_pa if on_its_way else None


def missed_aim(case: OmCase) -> date | None:
    """Return the day of the meeting aimed at when it is too late: it has been, or its agenda is
    locked without the matter.
    """
    aim, organ_id = aimed_at(case), case.register.ledningsgrupp().id
    if aim is None or aim < case.today:
        return aim
    of_the_day = [one for one in case.moten if (one.organ_id, one.datum) == (organ_id, aim)]
    locked = of_the_day and not any(one.lage in TAKES_ITEMS for one in of_the_day)
    return aim if locked else None


def first_meeting(case: Case, day: date) -> ComingMote | None:
    """Return the first meeting of the ledningsgrupp on or after a day whose agenda is still being
    built; None when none is planned.
    """
    organ_id = case.register.ledningsgrupp().id
    return next(
        (
            one
            for one in case.moten
            if one.organ_id == organ_id and one.datum >= day and one.lage in TAKES_ITEMS
        ),
        None,
    )


def intake_of(case: Case, day: date) -> date:
    """Return the day by which what comes back is ready: the intake day of its meeting, or that
    meeting's own day where intake has been.
    """
    coming = first_meeting(case, day)
    when = coming.datum if coming else day
    intake = add_working_days(when, -case.profile.frister.intake_dagar)
    return intake if intake > case.today else max(when, case.today)


def comes_up(case: Case, day: date) -> dict[str, object]:
    """Return what a letter says of when a matter comes up again, and by when it is to be ready."""
    coming = first_meeting(case, day)
    return {
        "mote": coming.datum.isoformat() if coming else "",
        "aterkommer": day.isoformat(),
        "klart": intake_of(case, day).isoformat(),
    }
