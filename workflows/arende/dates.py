"""Whose move it is in each state of an ärende, and by when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.lagen import UNDONE
from models.lagen import ArendeLage as S
from workflows.arende.facts import ArendeCase
from workflows.arende.payloads import TaUpp
from workflows.county.slots import Slot
from workflows.engine.case import Case
from workflows.ground.deadlines import add_working_days
from workflows.ground.sentences import pastaende, vems_drag
from workflows.ground.words import full_dag, stor
from workflows.handling.dates import BEREDNING_DAGAR, first_meeting


@vems_drag("avsändaren")
def avsandaren(case: ArendeCase) -> Slot:
    """The one outside who asked, where there is an address; else who wrote the ärende."""
    own = case.arende
    return Slot(drag="Avsändaren", person_id=own.avsandare_person_id or own.skapad_av)


def avsandarens(case: ArendeCase) -> tuple[Slot, ...]:
    """Whom letters to the one who asked go to, as the matter stands after the step."""
    return (avsandaren(case),)


def beredning(case: ArendeCase) -> date:
    """Ready by the intake day of the meeting it comes back to or aims at, else of the next that
    can still be reached.
    """
    organ_id, intake = case.register.ledningsgrupp().id, case.profile.frister.intake_dagar
    days = (
        add_working_days(mote.datum, -intake) for mote in case.moten if mote.organ_id == organ_id
    )
    back = first_meeting(case, case.om.tas_upp) if case.om.tas_upp else None
    aimed = case.payload.siktar_pa if isinstance(case.payload, TaUpp) else back and back.datum
    if aimed and (day := add_working_days(aimed, -intake)) > case.today:
        return day
    return next(
        (day for day in days if day > case.today), add_working_days(case.today, BEREDNING_DAGAR)
    )


def komplettering(case: Case) -> date:
    """The sender answers within the profile's working days."""
    return add_working_days(case.today, case.profile.frister.komplettering)


# What whoever raised an ärende is told comes next, by where it stands; "{senast}" and "{den}" say
# the day it waits for, if there is any, "{vem}" who carries it. What has ended has nothing ahead.
HARNAST: Mapping[S, str] = {
    S.UTKAST: "Du skriver klart ärendet och lämnar in det{senast}.",
    S.INKOMMET: "⟨Au⟩ tar upp ärendet{senast}.",
    S.UNDER_BEREDNING: "⟨Au⟩ bereder ärendet, som ska vara färdigberett{senast}.",
    S.KOMPLETTERAS: "⟨Au⟩ väntar på din komplettering{senast}.",
    S.PA_REMISS: "De som har fått remissen svarar{senast}.",
    S.SAMMANSTALLS: "Remissvaren gås igenom, och ärendet ska vara färdigberett{senast}.",
    S.BERETT: "⟨Au⟩ sätter upp ärendet på en dagordning{senast}.",
    S.PA_DAGORDNING: "Mötet tar upp ärendet{den}.",
    S.I_DIALOG: "{vem} bär frågan vidare och återkommer{senast}.",
    S.LYFT: "{vem} har fått frågan. ⟨Au⟩ väntar sig ett svar{senast}.",
    S.FORUM_HAR_SVARAT: "{vem} har svarat. ⟨Au⟩ tar upp svaret{senast}.",
    S.IMPLEMENTERAS: "De som har fått åtaganden genomför beslutet{senast}.",
    S.AVSLUTAT: "Ärendet är avslutat.",
    S.AVVISAT: "Ärendet är avslutat.",
    S.ATERKALLAT: "Ärendet är avslutat.",
}


_OVER = "Inget återstår att göra, och ⟨au⟩ avslutar ärendet{senast}."


@pastaende("Vad som händer härnäst med ett ärende, vem som har det, och till när.")
def harnast(case: ArendeCase, senast: date | None) -> str:
    """Say what comes next, by the day the ärende waits for."""
    one = case.arende
    organ_id = {
        S.I_DIALOG: one.barare_organ_id,
        S.LYFT: one.forum_organ_id,
        S.FORUM_HAR_SVARAT: one.forum_organ_id,
    }
    organ = case.register.organ_by_id(organ_id.get(S(case.sak.lage)))
    undone = any(each.lage in UNDONE for each in case.ataganden)
    over = case.sak.lage == S.IMPLEMENTERAS and not undone
    return (_OVER if over else HARNAST[S(case.sak.lage)]).format(
        senast=f" senast {full_dag(senast)}" if senast else "",
        den=f" {full_dag(senast)}" if senast else "",
        vem=stor(organ.namn) if organ else "⟨Au⟩",
    )
