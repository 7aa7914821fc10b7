"""Whose move it is in each state of an åtagande, and by when."""

from __future__ import annotations

from datetime import date

from workflows.beslut.facts import AtagandeCase
from workflows.county.slots import Slot
from workflows.engine.case import Case
from workflows.ground.deadlines import add_working_days, previous_occurrence
from workflows.ground.sentences import vems_drag
from workflows.handling.dates import STANDARD_DAGAR, avstamningsdag, months_of
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

    That period is not over yet, or it was attested, late, earlier today.
    """
    atagande = case.atagande
    if atagande.avstamd is None:
        return False
    months = months_of(case.profile, atagande.form, atagande.manader)
    return case.today == atagande.avstamd or case.today <= previous_occurrence(
        months, atagandets(case)
    )


def nasta_avstamning(case: AtagandeCase) -> date:
    """The last day of the period after the one that is attested now."""
    atagande = case.atagande
    return avstamningsdag(
        case.profile, atagande.form, atagande.manader, max(case.today, atagandets(case))
    )


def verifiering(case: Case) -> date:
    """Verified within the profile's working days."""
    return add_working_days(case.today, case.profile.frister.verifiering)


def avsteg(case: AtagandeCase) -> date:
    """The ledningsgrupp's next meeting, where it is to be noted."""
    mote = case.next_mote(case.register.ledningsgrupp().id)
    latest = add_working_days(case.today, case.profile.frister.avsteg)
    return mote.datum if mote and mote.datum > case.today else latest
