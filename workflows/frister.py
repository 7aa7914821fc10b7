"""By when: every date a state opens, made from the profile's numbers and the meeting calendar."""

from __future__ import annotations

from datetime import date, timedelta

from models.vocabulary import Forlangning, FristForm
from workflows.cases import ArendeCase, AtagandeCase, AvtalCase, Case, MoteCase, MoteFacts, OmCase, RemissCase
from workflows.deadlines import add_working_days, next_occurrence, next_working_day, previous_occurrence
from workflows.profile import Profile

UTKAST_DAGAR = 30
BEREDNING_DAGAR = 20
STANDARD_DAGAR = 10
PUBLICERING_DAGAR = 5


def utkast(case: Case) -> date:
    """A draft is looked at again within a month."""
    return next_working_day(case.today + timedelta(days=UTKAST_DAGAR))


def au_tar_upp(case: Case) -> date:
    """AU acts before its next meeting, at most the profile's working days."""
    return _no_later(case, case.register.au().id, case.profile.frister.au_tar_upp)


def _no_later(case: Case, organ_id: int, working_days: int) -> date:
    latest = add_working_days(case.today, working_days)
    mote = case.next_mote(organ_id)
    return min(latest, mote.datum) if mote and mote.datum > case.today else latest


def beredning(case: ArendeCase) -> date:
    """Ready by the intake day of the next meeting of the ledningsgrupp that can still be reached."""
    organ_id, intake = case.register.ledningsgrupp().id, case.profile.frister.intake_dagar
    days = (add_working_days(mote.datum, -intake) for mote in case.moten if mote.organ_id == organ_id)
    aimed = case.said("siktar_pa")
    if aimed and (day := add_working_days(aimed, -intake)) > case.today:
        return day
    return next((day for day in days if day > case.today), add_working_days(case.today, BEREDNING_DAGAR))


def komplettering(case: Case) -> date:
    """The sender answers within the profile's working days."""
    return add_working_days(case.today, case.profile.frister.komplettering)


def remissen(case: OmCase) -> date:
    """The last day of the round; the clock moves on after it."""
    said: date | None = case.said("sista_dag")
    return said or (case.remiss.last_day() if case.remiss else add_working_days(case.today, STANDARD_DAGAR))


def sammanstallning(case: Case) -> date:
    """Compiled within the profile's working days."""
    return add_working_days(case.today, case.profile.frister.sammanstallning)


def nasta_dagordning(case: OmCase) -> date:
    """On an agenda before the next meeting's kallelse goes out."""
    organ_id, kallelse = case.register.ledningsgrupp().id, case.profile.frister.kallelse_dagar
    days = (add_working_days(mote.datum, -kallelse) for mote in case.moten if mote.organ_id == organ_id)
    return next((day for day in days if day >= case.today), add_working_days(case.today, STANDARD_DAGAR))


def motesdagen(case: OmCase) -> date:
    """The day of the meeting it is on, or is just being put on."""
    mote = case.mote or case.named.mote
    return mote.datum if mote else add_working_days(case.today, STANDARD_DAGAR)


def aterkommer(case: ArendeCase) -> date:
    """The day the dialogue is to return."""
    return case.arende.aterkommer or add_working_days(case.today, STANDARD_DAGAR)


def forumets_mote(case: ArendeCase) -> date:
    """The forum's next meeting, or two months when none is known."""
    mote = case.next_mote(case.arende.forum_organ_id or 0)
    return mote.datum if mote and mote.datum > case.today else next_working_day(case.today + timedelta(days=60))


def sista_atagandet(case: OmCase) -> date:
    """The last date among the åtaganden that are open; with none open AU closes within its usual time."""
    days = [a.senast for a in case.ataganden if a.senast and is_open(a.lage) and not (a.standing and a.avstamd)]
    return max([*days, case.today]) if days else add_working_days(case.today, case.profile.frister.au_tar_upp)


def is_open(lage: str) -> bool:
    """Tell whether an åtagande in this state is still to be done."""
    return lage in {"tilldelat", "kvitterat", "pagar", "avsteg_anmalt"}


def kallelse(case: MoteCase) -> date:
    """The kallelse goes out the profile's working days before the meeting."""
    return max(
        add_working_days(case.mote.datum, -case.profile.frister.kallelse_dagar), min(case.today, case.mote.datum)
    )


def motets_dag(case: MoteCase) -> date:
    """The meeting day."""
    return case.mote.datum


def anteckningar(case: MoteCase) -> date:
    """The notes are ready within half the time for confirming them."""
    return add_working_days(case.today, max(1, case.profile.frister.justering // 2))


def tagit_del(case: Case) -> date:
    """A party that had nobody at the meeting answers within the profile's working days."""
    return add_working_days(case.today, case.profile.frister.tagit_del)


def justering(case: Case) -> date:
    """Confirmed within the profile's working days."""
    return add_working_days(case.today, case.profile.frister.justering)


def publicering(case: Case) -> date:
    """Published within five working days."""
    return add_working_days(case.today, PUBLICERING_DAGAR)


def remissens_sista_dag(case: RemissCase) -> date:
    """The last day of the one who has longest."""
    said: date | None = case.said("sista_dag")
    return max(said, case.remiss.last_day()) if said else case.remiss.last_day()


def atagandets(case: AtagandeCase) -> date:
    """The date of the decision; for a standing one the last day of the period that is attested next."""
    return case.atagande.senast or add_working_days(case.today, STANDARD_DAGAR)


def om_igen(case: AtagandeCase) -> date | None:
    """The day of what is to be done again: what was decided, or ten working days when that day has come."""
    senast = case.atagande.senast
    return senast if senast is None or senast > case.today else add_working_days(case.today, STANDARD_DAGAR)


def avstamningsdag(profile: Profile, form: FristForm, manader: tuple[int, ...], after: date) -> date:
    """Return the last day of the next period.

    The decision's months; until further notice, the profile's; else a year on.
    """
    return next_occurrence(_months(profile, form, manader), after)


def _months(profile: Profile, form: FristForm, manader: tuple[int, ...]) -> tuple[int, ...]:
    return profile.frister.avstamningsmanader if form == FristForm.TILLS_VIDARE and not manader else manader


def avstams_pa_nytt(case: AtagandeCase) -> bool:
    """Tell whether an attestation today is for the period that was attested last.

    That period is not over yet, or it was attested, late, earlier today.
    """
    atagande = case.atagande
    if atagande.avstamd is None:
        return False
    months = _months(case.profile, atagande.form, atagande.manader)
    return case.today == atagande.avstamd or case.today <= previous_occurrence(months, atagandets(case))


def nasta_avstamning(case: AtagandeCase) -> date:
    """The last day of the period after the one that is attested now."""
    atagande = case.atagande
    return avstamningsdag(case.profile, atagande.form, atagande.manader, max(case.today, atagandets(case)))


def verifiering(case: Case) -> date:
    """Verified within the profile's working days."""
    return add_working_days(case.today, case.profile.frister.verifiering)


def avsteg(case: AtagandeCase) -> date:
    """The ledningsgrupp's next meeting, where it is to be noted."""
    mote = case.next_mote(case.register.ledningsgrupp().id)
    latest = add_working_days(case.today, case.profile.frister.avsteg)
    return mote.datum if mote and mote.datum > case.today else latest


def following_meeting(case: OmCase) -> MoteFacts | None:
    """Return the next planned meeting of the same organ after the one the matter is on."""
    mote = case.mote
    return mote and next((m for m in case.moten if m.organ_id == mote.organ_id and m.datum > mote.datum), None)


def avtalet_borjar(case: AvtalCase) -> date:
    """The day a text comes into force; a month when there is none."""
    said: date | None = case.said("galler_fran")
    coming = [version.galler_fran for version in case.versioner if version.galler_fran > case.today]
    return said or min(coming, default=next_working_day(case.today + timedelta(days=30)))


def avtalets_oversyn(case: AvtalCase) -> date:
    """The day somebody looks at it again, and before that the last day of what ends by itself."""
    last, way = case.fact("giltig_till"), case.fact("forlangning")
    day: date = case.fact("oversyn")
    return min(day, last) if last and way is Forlangning.UPPHOR else day
