"""What can stand in the way of one of a party's instanser: its name, its turn, its day and what it
has said before. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.revisionsord import Partsutfall
from workflows.ground.sentences import regel
from workflows.ground.words import dag, inuti, stor, uppraknat
from workflows.instanser.facts import AsksParties
from workflows.instanser.payloads import (
    Instansbeslut,
    Instansplan,
    NamnerInstans,
    Planerar,
    StruketInstans,
)

_DONE = {Partsutfall.ATERREMISS: "återremitterade"}


def instansen(case: AsksParties, said: Instansbeslut) -> Mapping[str, str]:
    """Name the instans, its party and what it did in the history."""
    did = _DONE.get(said.utfall, "beslutade") if said.utfall else ""
    return {**struken(case, said), "beslutade": did}


def struken(case: AsksParties, said: NamnerInstans) -> Mapping[str, str]:
    """Name the instans and its party in the history."""
    one = case.part(said.part)
    there = one.instans(said.instans) if one else None
    name = stor(there.namn if there else said.instans or "")
    return {"parten": one.namn if one else "", "instansen": name}


@regel("Parten har inte sagt ja redan.")
def parten_har_inte_sagt_ja(case: AsksParties, said: NamnerInstans) -> str | None:
    """There is something left to decide."""
    one = case.part(said.part)
    yes = one is not None and case.decided_now and one.utfall is Partsutfall.JA
    return f"{one.namn} har redan sagt ja." if one and yes else None


@regel(
    "Instansen har inte sagt ja redan, och den i vars ställe den kommer är partens och har inte"
    " beslutat."
)
def instansen_har_kvar_att_besluta(case: AsksParties, said: Instansplan) -> str | None:
    """What an instans has decided is not planned anew, nor given to another."""
    one, instead = case.part(said.part), said.i_stallet_for
    if one is None or one.utfall is Partsutfall.JA:
        return None  # said of the party already
    there = one.instans(said.instans)
    if there and there.utfall is Partsutfall.JA:
        return f"{there.namn} har redan sagt ja."
    if not instead:
        return None
    before = one.instans(instead)
    if before is None:
        return f"{one.namn} har ingen instans som heter {instead}."
    if before.utfall is not None:
        return f"{before.namn} har redan beslutat. Stryk den, eller lägg till en till."
    return f"{there.namn} finns redan." if there and there is not before else None


@regel("Den som beslutar efter en annan gör det efter en av partens egna, och inte före den.")
def ordningen_haller(case: AsksParties, said: Instansplan) -> str | None:
    """An order has no rings, and its days follow it."""
    one = case.part(said.part)
    if one is None or not said.efter or not said.instans:
        return None
    before = one.instans(said.efter)
    if before is None:
        return f"{one.namn} har ingen instans som heter {said.efter}. Lägg till den först."
    own = one.instans(said.instans) or one.instans(said.i_stallet_for)
    if before is own or own in one.before(before):
        return f"{before.namn} beslutar inte före {inuti(said.instans)}."
    if said.planerat and before.planerat and not before.klar and said.planerat < before.planerat:
        return f"{before.namn} beslutar {dag(before.planerat)}. Välj den dagen eller en senare."
    return None


@regel("Den planerade dagen har inte varit, och är i tid.")
def planerade_dagen_haller(case: AsksParties, said: Planerar) -> str | None:
    """A party means to decide on a day ahead, in time for what it decides about."""
    return _wrong_day(case, said.planerat) if said.planerat else None


def _wrong_day(case: AsksParties, day: date) -> str | None:
    if day < case.today:
        return f"Dagen {dag(day)} har redan varit. Är beslutet fattat skriver du in det i stället."
    return case.too_late(day)


@regel("Parten har sagt att någon instans beslutar, och den har inte sagt något.")
def nagon_att_stryka(case: AsksParties, _said: object) -> str | None:
    """Nothing is struck before somebody has been named."""
    named = [found for one in case.may_speak_for() for found in one.instanser]
    there = any(found.utfall is None for found in named)
    return None if there else "Det finns ingen instans att stryka."


@regel("Instansen är partens och har inte sagt något, och en är kvar som beslutar.")
def instansen_kan_strykas(case: AsksParties, said: StruketInstans) -> str | None:
    """Only one that has not spoken, and not the last that a deciding party has."""
    one = case.part(said.part)
    if one is None or not said.instans:
        return None
    there = one.instans(said.instans)
    if there is None:
        return f"{one.namn} har ingen instans som heter {said.instans}."
    if there.utfall is not None:
        return f"{there.namn} har redan beslutat."
    alone = len(one.instanser) == 1 and case.decided_now and one in case.deciding()
    return (
        f"{one.namn} skulle inte ha någon som beslutar. Ändra instansen i stället."
        if alone
        else None
    )


@regel(
    "Instansen är en av dem parten har sagt, har inte redan sagt ja, och de som beslutar före den"
    " har sagt ja."
)
def instansen_star_i_tur(case: AsksParties, said: Instansbeslut) -> str | None:
    """What is reported is by one of those named, in their order, and says something new."""
    one = case.part(said.part)
    if one is None or not said.instans or not one.instanser:
        return None
    there = one.stands_for(said.instans)
    if there is None:
        names = uppraknat(inuti(found.namn) for found in one.instanser)
        return (
            f"Hos {one.namn} är det {names} som beslutar. Välj vilken, eller lägg till instansen"
            " med ”Skriv in var och när parten beslutar”."
        )
    if there.utfall is said.utfall is Partsutfall.JA:
        return f"{there.namn} har redan sagt ja."
    before = [found for found in one.before(there) if found.utfall is not Partsutfall.JA]
    return (
        f"{before[-1].namn} beslutar före {inuti(there.namn)} och har inte sagt ja."
        if before
        else None
    )


@regel("En återremiss säger vilken dag instansen tar upp det igen, i tid.")
def aterremiss_har_ny_dag(case: AsksParties, said: Instansbeslut) -> str | None:
    """What was sent back comes up again, on a day in time; nothing else has one."""
    day = said.ny_dag
    if said.utfall is not Partsutfall.ATERREMISS:
        return "Bara det som återremitteras tas upp igen." if day and said.utfall else None
    return _wrong_day(case, day) if day else "Välj vilken dag instansen tar upp det igen."
