"""What can stand in the way of sending an ärende or a revision on remiss, and of leaving
the round.
"""

from __future__ import annotations

from datetime import date

from models.lagen import RemissLage
from models.vocabulary import HuvudmanSlag, MottagareSlag
from workflows.engine.case import Case
from workflows.ground.deadlines import day_after, earliest_answer_day
from workflows.ground.sentences import regel
from workflows.ground.words import dag, stor, uppraknat
from workflows.handling.facts import NamedDecisions, OmCase, RemissFacts
from workflows.handling.payloads import Mottagare, Mottagarval, NamnerBeslut, SkickaPaRemiss


@regel("Alla synpunkter från den senaste remissen har fått svar.")
def synpunkter_besvarade(case: OmCase, _said: object) -> str | None:
    """Every comment of the latest remiss has its answer."""
    if case.remiss is None or case.remiss.lage == RemissLage.AVBRUTEN:
        return None
    number = case.remiss.obesvarade
    if number == 0:
        return None
    return (
        f"{number} {'synpunkt' if number == 1 else 'synpunkter'} från remissen har inte fått svar."
    )


@regel("Det som ska beslutas har varit på remiss, om länsprofilen kräver det.")
def remiss_gjord(case: OmCase, _said: object) -> str | None:
    """A round that was not called off, when the county sends all that is to be decided on
    remiss.
    """
    if not case.profile.remiss.wanted_of(
        for_beslut=case.om.for_beslut, held=case.remiss is not None and case.remiss.held
    ):
        return None
    det = stor(case.om.det)
    return (
        f"{det} har inte varit på remiss. Allt som ska beslutas går på remiss innan det är"
        " färdigberett."
    )


@regel("De tidigare beslut som pekas ut finns.")
def tidigare_beslut_finns(case: OmCase, said: NamnerBeslut) -> str | None:
    """Linked decisions exist."""
    found = case.named.find(NamedDecisions)
    known = found.nr if found else frozenset[str]()
    unknown = [nr for nr in said.namnda_beslut if nr not in known]
    return f"Det finns inget beslut med beteckningen {uppraknat(unknown)}." if unknown else None


@regel("Mottagarna finns.")
def mottagare_valda(case: OmCase, said: SkickaPaRemiss) -> str | None:
    """Somebody is asked, and they all exist."""
    return addressees_known(case, said.mottagare, said.sektor)


@regel("Sista svarsdag ger minst den svarstid som länet har bestämt, och ligger inom ett år.")
def sista_dag_inom_profilens_granser(case: OmCase, said: SkickaPaRemiss) -> str | None:
    """The last day leaves the profile's shortest time."""
    last = said.sista_dag
    if last is None:
        return None
    days = case.profile.remiss.dagar(said.slag)
    earliest = earliest_answer_day(case.today, days)
    if last < earliest:
        return f"En {said.slag.ord} behöver minst {days} dagar: tidigast {dag(earliest)}."
    return too_far(last, case.today)


_LANGST_DAGAR = 365


def too_far(last: date, today: date) -> str | None:
    """Say that a last day is so far ahead that it is a slip; what is asked about waits for it."""
    latest = day_after(today, _LANGST_DAGAR)
    return (
        f"Sista svarsdag ligger högst ett år fram: senast {dag(latest)}." if last > latest else None
    )


@regel("Alla har svarat, eller sista svarsdag har passerat.")
def remissen_kan_stangas(case: OmCase, _said: object) -> str | None:
    """All have answered, or the last day has passed."""
    if case.remiss is None or case.remiss.lage != RemissLage.OPPEN:
        return None
    return waits_for_answers(case.remiss, case.today)


def waits_for_answers(remiss: RemissFacts, today: date) -> str | None:
    """Somebody may still answer, and has not."""
    silent = remiss.silent()
    if not silent or today > remiss.last_day():
        return None
    return (
        f"Remissen är öppen till och med {dag(remiss.last_day())}. Svar saknas från"
        f" {uppraknat(silent)}."
    )


def verifier_known(case: Case, epost: str | None) -> str | None:
    """The verifier is somebody we know."""
    if not epost or epost.casefold() in case.named.personer:
        return None
    return f"Det finns ingen person med adressen {epost}."


def addressees_known(
    case: Case, mottagare: Mottagarval | None, sektor: str | None = None
) -> str | None:
    """Every addressee exists and has the sector named."""
    if mottagare == ():
        return "Ingen mottagare är vald."
    chosen = mottagare if isinstance(mottagare, tuple) else ()
    sectors = {s.kod for s in case.profile.sektor}
    named = [sektor, *(one.sektor for one in chosen)]
    unknown = [one for one in named if one and one not in sectors] + [
        one.kod for one in chosen if not _known(case, one)
    ]
    if unknown:
        return f"Okänd mottagare eller sektor: {uppraknat(unknown)}."
    lacking = _without_sector(case, mottagare if isinstance(mottagare, str) else chosen, sektor)
    return f"Sektorn finns inte hos {uppraknat(lacking)}." if lacking else None


def _without_sector(
    case: Case, mottagare: str | tuple[Mottagare, ...], sektor: str | None
) -> list[str]:
    """Return who lacks the sector that was named; of a group nobody, as long as some of it
    have it.
    """
    if isinstance(mottagare, str):
        group = case.profile.huvudman_i(mottagare)
        return (
            []
            if any(_has(case, one.slag, sektor) for one in group)
            else [one.kortnamn for one in group]
        )
    parties = (
        (case.register.huvudman_named(one.kod), one)
        for one in mottagare
        if one.slag == MottagareSlag.HUVUDMAN
    )
    return [
        one.kortnamn
        for one, said in parties
        if one and not _has(case, one.slag, said.sektor or sektor)
    ]


def _has(case: Case, slag: HuvudmanSlag, sektor: str | None) -> bool:
    return sektor is None or sektor in {one.kod for one in case.profile.sektorer_for(slag)}


def _known(case: Case, mottagare: Mottagare) -> bool:
    if mottagare.slag == MottagareSlag.HUVUDMAN:
        return case.register.huvudman_named(mottagare.kod) is not None
    if mottagare.slag == MottagareSlag.ORGAN:
        return case.register.organ_named(mottagare.kod) is not None
    return mottagare.kod.casefold() in case.named.personer
