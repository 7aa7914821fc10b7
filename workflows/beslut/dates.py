"""Whose move it is in each state of an åtagande, and by when."""

from __future__ import annotations

from datetime import date

from workflows.beslut.facts import AtagandeCase
from workflows.county.slots import Slot
from workflows.engine.case import Case
from workflows.ground.deadlines import (
    YEAR,
    add_months,
    add_working_days,
    end_of_month,
    next_occurrence,
    previous_occurrence,
)
from workflows.ground.sentences import vems_drag
from workflows.ground.words import dag
from workflows.handling.dates import STANDARD_DAGAR, first_meeting, months_of
from workflows.handling.payloads import Uppskjutet
from workflows.handling.slots import ansvarig_for


@vems_drag("den ansvariga")
def ansvarig(case: AtagandeCase) -> Slot:
    """The one who answers for an åtagande."""
    return ansvarig_for(case, case.atagande)


@vems_drag("den som ska verifiera")
def verifieraren(case: AtagandeCase) -> Slot:
    """The one the decision named."""
    return Slot(drag="Den som ska verifiera", person_id=case.atagande.verifierare_id)


def atagandets(case: AtagandeCase) -> date:
    """The date of the decision; for a standing one the last day of the period that is attested
    next.
    """
    return case.atagande.senast or add_working_days(case.today, STANDARD_DAGAR)


def om_igen(case: AtagandeCase) -> date | None:
    """The day of what is to be done again: what was decided, or ten working days when that day has
    come.
    """
    senast = case.atagande.senast
    return (
        senast
        if senast is None or senast > case.today
        else add_working_days(case.today, STANDARD_DAGAR)
    )


def avstams_pa_nytt(case: AtagandeCase) -> bool:
    """Tell whether an attestation today is for the period that was attested last.

    That period is not over yet, or it was attested, late, earlier today and the next is not over.
    """
    avstamd, due = case.atagande.avstamd, perioden(case)
    if avstamd is None:
        return False
    return case.today <= _before(case, due) or avstamd == case.today <= due


def perioden(case: AtagandeCase) -> date:
    """Return the last day of the period that is asked about: the first that has not been attested.

    Its frist may be later, where more time was given; the period is the same.
    """
    atagande = case.atagande
    first = _after(case, atagande.raknas_fran or case.today)
    if not atagande.avstamd_period:
        return first
    year, month = map(int, atagande.avstamd_period.split("-"))
    return max(first, _after(case, end_of_month(year, month)))


def period_som_stams_av(case: AtagandeCase) -> str | None:
    """Say which period an attestation is for, before it is made."""
    if not case.atagande.standing:
        return None
    due = perioden(case)
    if avstams_pa_nytt(case):
        return (
            f"Perioden till och med {dag(_before(case, due))} är avstämd redan. En ny avstämning"
            " ersätter den."
        )
    return f"Avstämningen gäller perioden till och med {dag(due)}."


def nasta_avstamning(case: AtagandeCase) -> date:
    """The last day of the period after the one that is attested now."""
    return _after(case, perioden(case))


def _after(case: AtagandeCase, day: date) -> date:
    """Return the last day of the first period that ends after a day.

    Without months it is a year, counted from the day it was given however late it was attested.
    """
    atagande = case.atagande
    if months := months_of(case.profile, atagande.form, atagande.manader):
        return next_occurrence(months, day)
    given = atagande.raknas_fran or day
    years = day.year - given.year
    ends = add_months(given, YEAR * years)
    return ends if ends > max(day, given) else add_months(given, YEAR * (years + 1))


def _before(case: AtagandeCase, due: date) -> date:
    atagande = case.atagande
    if months := months_of(case.profile, atagande.form, atagande.manader):
        return previous_occurrence(months, due)
    given = atagande.raknas_fran or due
    return add_months(given, YEAR * (due.year - given.year - 1))


def verifiering(case: Case) -> date:
    """Verified within the profile's working days."""
    return add_working_days(case.today, case.profile.frister.verifiering)


def avsteg(case: AtagandeCase) -> date:
    """The ledningsgrupp's meeting where it is to be noted: the one it was moved to, else the
    next.
    """
    wanted = case.payload.aterkommer if isinstance(case.payload, Uppskjutet) else None
    if wanted:
        coming = first_meeting(case, wanted)
        return coming.datum if coming else wanted
    mote = case.next_mote(case.register.ledningsgrupp().id)
    latest = add_working_days(case.today, case.profile.frister.avsteg)
    return mote.datum if mote and mote.datum > case.today else latest


def avstegets_dag(case: AtagandeCase) -> date:
    """The day the party said that it can be done after all; ten working days when it has been."""
    day = case.atagande.avsteg_datum
    return day if day and day > case.today else add_working_days(case.today, STANDARD_DAGAR)
