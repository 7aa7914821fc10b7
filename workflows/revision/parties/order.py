"""What can stand in the way of one of a party's instanser: its name, its turn and its day."""

from __future__ import annotations

from models.lagen import RevisionLage
from models.revisionsord import Partsutfall
from workflows.avtal.facts import InstansFacts, decide_before
from workflows.ground.sentences import regel
from workflows.ground.words import dag, inuti, uppraknat
from workflows.revision.facts import RevisionCase
from workflows.revision.parties.payloads import HarInstans, Partsbeslut, Partsplan, StrykInstans
from workflows.revision.parties.rules import day_ahead, party

_ADD = "”Skriv in var och när parten beslutar”"


def instans_of(case: RevisionCase, said: HarInstans) -> InstansFacts | None:
    """Return the instans that is named, of the party it is about; None for one not named before."""
    one = party(case, said.part)
    return one.instans(said.instans) if one else None


@regel(
    "Instansen har inte sagt ja redan, och den i vars ställe den kommer är partens och har inte"
    " beslutat."
)
def instansen_har_kvar_att_besluta(case: RevisionCase, said: Partsplan) -> str | None:
    """What an instans has decided is not planned anew, nor given to another."""
    one, instead = party(case, said.part), said.i_stallet_for
    there = instans_of(case, said)
    if one and one.utfall is Partsutfall.JA:
        return None  # said of the party already
    if there and there.utfall is Partsutfall.JA:
        return f"{there.namn} har redan sagt ja."
    if one is None or not instead:
        return None
    before = one.instans(instead)
    if before is None:
        return f"{one.namn} har ingen instans som heter {instead}."
    if before.utfall is not None:
        return f"{before.namn} har redan beslutat. Stryk den, eller lägg till en till."
    return f"{there.namn} finns redan." if there and there is not before else None


@regel("Den som beslutar efter en annan gör det efter en av partens egna, och inte före den.")
def ordningen_haller(case: RevisionCase, said: Partsplan) -> str | None:
    """An order has no rings, and its days follow it."""
    one = party(case, said.part)
    if one is None or not said.efter or not said.instans:
        return None
    before = one.instans(said.efter)
    if before is None:
        return f"{one.namn} har ingen instans som heter {said.efter}. Lägg till den först."
    own = instans_of(case, said) or one.instans(said.i_stallet_for)
    if before is own or own in decide_before(one.instanser, before):
        return f"{before.namn} beslutar inte före {inuti(said.instans)}."
    if said.planerat and before.planerat and not before.klar and said.planerat < before.planerat:
        return f"{before.namn} beslutar {dag(before.planerat)}. Välj den dagen eller en senare."
    return None


@regel("Instansen är partens, har inte sagt något om texten, och en är kvar.")
def instansen_kan_strykas(case: RevisionCase, said: StrykInstans) -> str | None:
    """Only one that has not spoken, and not the last that a deciding party has."""
    one, there = party(case, said.part), instans_of(case, said)
    if one is None or not said.instans:
        return None
    if there is None:
        return f"{one.namn} har ingen instans som heter {said.instans}."
    if there.utfall is not None:
        return f"{there.namn} har redan beslutat om texten."
    alone = len(one.instanser) == 1 and one.beslutar and case.sak.lage == RevisionLage.HOS_PARTERNA
    return (
        f"{one.namn} skulle inte ha någon som beslutar. Ändra instansen i stället."
        if alone
        else None
    )


@regel("Instansen är en av dem parten har sagt, och de som beslutar före den har sagt ja.")
def instansen_star_i_tur(case: RevisionCase, said: Partsbeslut) -> str | None:
    """What is reported is by one of those named, in their order."""
    one = party(case, said.part)
    if one is None or not said.instans or not one.instanser:
        return None
    there = one.stands_for(said.instans)
    if there is None:
        names = uppraknat(inuti(found.namn) for found in one.instanser)
        return (
            f"Hos {one.namn} är det {names} som beslutar. Välj vilken, eller lägg till instansen"
            f" med {_ADD}."
        )
    before = [
        found for found in decide_before(one.instanser, there) if found.utfall is not Partsutfall.JA
    ]
    return (
        f"{before[-1].namn} beslutar före {inuti(there.namn)} och har inte sagt ja."
        if before
        else None
    )


@regel("En återremiss säger vilken dag instansen tar upp det igen.")
def aterremiss_har_ny_dag(case: RevisionCase, said: Partsbeslut) -> str | None:
    """What was sent back comes up again, on a day; nothing else has one."""
    day = said.ny_dag
    if said.utfall is not Partsutfall.ATERREMISS:
        return "Bara det som återremitteras tas upp igen." if day and said.utfall else None
    return day_ahead(case, day) if day else "Välj vilken dag instansen tar upp det igen."
