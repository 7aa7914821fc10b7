"""When the clock takes a step on an agreement in the register.

``workflows.engine.agreements_due`` says in the words of the database which agreements are worth asking.
"""

from __future__ import annotations

from datetime import date

from models.vocabulary import Forlangning, PartSlag
from workflows.avtalstid import day_before, last_notice_day, valid_on
from workflows.cases import AvtalCase
from workflows.guards import regel
from workflows.words import dag


@regel("En text har börjat gälla.")
def en_text_galler(case: AvtalCase) -> str | None:
    """The day of some text has come."""
    return None if valid_on(case.versioner, case.today) else "Ingen text har börjat gälla."


@regel("Sista dag för uppsägning närmar sig för en part som inte har varnats för den.")
def uppsagningsdagen_nara(case: AvtalCase) -> str | None:
    """The profile's days before a party's last day for notice, once for each such day."""
    days = days_to_warn_of(case)
    if not days:
        return "Det finns ingen sista dag för uppsägning att varna för."
    begins = _warning_begins(case, min(days.values()))
    return f"Varningen går ut {dag(begins)}." if case.today < begins else None


def days_to_warn_of(case: AvtalCase) -> dict[int, date]:
    """Return each party's coming last day for notice, by the party's id, where it has not been warned of that day."""
    staying = [p for p in case.bundna() if p.lamnar is None]
    days = {p: last for p in staying if (last := last_notice_day(case.avtal, p)) and last >= case.today}
    return {p.id: last for p, last in days.items() if p.varnad != last}


def near(case: AvtalCase) -> dict[int, date]:
    """Return the days to warn of whose time has come."""
    return {part_id: day for part_id, day in days_to_warn_of(case).items() if _warning_begins(case, day) <= case.today}


def _warning_begins(case: AvtalCase, day: date) -> date:
    return day_before(day, case.profile.avtal.varna_uppsagning_dagar)


@regel("Avtalet upphör snart och ingen har varnats för det.")
def slutet_nara(case: AvtalCase) -> str | None:
    """The profile's days before an agreement that does not prolong itself ends, once for each last day."""
    last = case.avtal.giltig_till
    if last is None or case.avtal.forlangning is not Forlangning.UPPHOR or case.avtal.varnad_upphor == last:
        return "Det finns ingen sista dag att varna för."
    if last < case.today:
        return f"Sista dagen var {dag(last)}."
    begins = day_before(last, case.profile.avtal.varna_upphor_dagar)
    return f"Varningen går ut {dag(begins)}." if case.today < begins else None


@regel("Perioden är slut, avtalet förlängs av sig självt och någon är kvar i det.")
def perioden_slut(case: AvtalCase) -> str | None:
    """The day after the last day an agreement that prolongs itself starts over."""
    last = case.avtal.giltig_till
    if last is None or case.avtal.forlangning is not Forlangning.AUTOMATISK:
        return "Avtalet förlängs inte av sig självt."
    if case.today <= last:
        return f"Perioden går till och med {dag(last)}."
    return None if case.bundna() else "Ingen part är kvar i avtalet."


@regel("Sista dagen har passerat, eller alla parter har lämnat avtalet.")
def slut(case: AvtalCase) -> str | None:
    """An agreement ends with its last day or its last party."""
    last, bound = case.avtal.giltig_till, [p for p in case.parter if p.slag is PartSlag.PART]
    if bound and not case.bundna():
        return None
    if last is None or case.avtal.forlangning is Forlangning.AUTOMATISK:
        return "Avtalet har ingen sista dag." if last is None else "Avtalet förlängs av sig självt."
    return f"Avtalet gäller till och med {dag(last)}." if case.today <= last else None
