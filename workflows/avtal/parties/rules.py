"""What can stand in the way of a party's own decision about the next period of an agreement.
Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.lagen import AvtalLage
from models.revisionsord import Partsutfall
from models.vocabulary import Forlangning
from workflows.avtal.days import by_each, left_to_decide, prolonged, without_a_yes
from workflows.avtal.facts import AvtalCase, InstansFacts, PartFacts, decide_before, named_instans
from workflows.avtal.facts import stands_for as report_of
from workflows.avtal.parties.payloads import (
    Forlangningsbesked,
    Forlangningsplan,
    HarDag,
    NamnerInstans,
    StruketBeslut,
)
from workflows.avtal.party import chosen
from workflows.avtal.payloads import Avtalsuppgifter
from workflows.ground.payload import after
from workflows.ground.sentences import regel
from workflows.ground.words import dag, inuti, stor, uppraknat

_ADD = "”Skriv in var och när parten beslutar om förlängning”"


def asked_party(case: AvtalCase, name: str | None) -> PartFacts | None:
    """Return the party that is named, of those that stay; without a name the only one the actor
    speaks for.
    """
    return chosen(case, case.stannar(), name)


def by_the_parties(case: AvtalCase) -> bool:
    """Tell whether each party's own decision prolongs the agreement."""
    return by_each(case.avtal)


def undecided(case: AvtalCase) -> tuple[PartFacts, ...]:
    """Return the parties that have not said yes to the next period, in order."""
    return without_a_yes(case.avtal, case.stannar())


def silent(case: AvtalCase) -> tuple[PartFacts, ...]:
    """Return those of them that have said nothing, in order."""
    return tuple(one for one in undecided(case) if one.utfall is None)


# ------------------------------------------------------------------------------------ varje beslut


@regel("Avtalet förlängs när varje part har beslutat det, och sista dagen har inte passerat.")
def forlangs_av_parterna(case: AvtalCase, _said: object) -> str | None:
    """The parties' own decisions prolong it, while it holds."""
    last = case.avtal.giltig_till
    if not by_the_parties(case) or last is None:
        return "Avtalet förlängs inte genom parternas egna beslut."
    return f"Avtalets sista dag var {dag(last)}." if case.today > last else None


@regel("Avtalet förlängs inte av parternas egna beslut.")
def inte_parternas_sak(case: AvtalCase, _said: object) -> str | None:
    """What needs every party is prolonged by nobody alone."""
    if not by_the_parties(case):
        return None
    names = [left_to_decide(one) for one in undecided(case)]
    return f"Avtalet förlängs när varje part har beslutat det. Kvar: {uppraknat(names)}."


@regel(
    "Ett avtal som varje part förlänger får ingen senare sista dag på annat sätt, och ingen annan"
    " period när en part har beslutat om den."
)
def forlangs_inte_vid_sidan(case: AvtalCase, said: Avtalsuppgifter) -> str | None:
    """A correction of the register is no way around the parties."""
    if not by_the_parties(case) or case.sak.lage != AvtalLage.I_KRAFT:
        return None
    own = case.avtal
    last, way = after(said.giltig_till, own.giltig_till), after(said.forlangning, own.forlangning)
    later = bool(last and own.giltig_till and last > own.giltig_till)
    goes_on = way is not Forlangning.PARTERNA
    months = after(said.forlangning_manader, own.forlangning_manader) != own.forlangning_manader
    if months and (said_yes := [one.namn for one in case.stannar() if one.utfall is not None]):
        return (
            f"{stor(uppraknat(said_yes))} har redan beslutat om nästa period. Hur lång den är"
            " ändras när den har börjat."
        )
    return (
        "Avtalet förlängs bara av parternas egna beslut. En ny text, genom en revision, kan säga"
        " något annat."
        if later or goes_on
        else None
    )


@regel("Parten är kvar i avtalet.")
def parten_stannar(case: AvtalCase, said: NamnerInstans) -> str | None:
    """Only a party that stays is asked."""
    if asked_party(case, said.part) is not None:
        return None
    huvudman = case.register.huvudman_named(said.part)
    gone = next((p for p in case.bundna() if huvudman and p.huvudman_id == huvudman.id), None)
    if gone and gone.lamnar:
        return f"{gone.namn} har sagt upp avtalet och lämnar det {dag(gone.lamnar)}."
    return (
        "Den huvudmannen är inte part i avtalet." if said.part else "Välj vilken part det gäller."
    )


@regel("Beslutet gäller samma period som de andra parternas, och har fattats.")
def samma_period(case: AvtalCase, said: Forlangningsbesked) -> str | None:
    """Every party decides the same, or nothing is prolonged."""
    till, day = prolonged(case.avtal), said.datum
    if till and said.till and said.till != till:
        return (
            f"Parterna beslutar om förlängning till och med {dag(till)}. Ett beslut om en annan dag"
            " förlänger inte avtalet."
        )
    return (
        f"Dagen {dag(day)} har inte varit än. Skriv in beslutet när det är fattat."
        if day and day > case.today
        else None
    )


@regel("Ett nej eller ett villkor säger varför.")
def nej_har_skal(_case: AvtalCase, said: Forlangningsbesked) -> str | None:
    """The others need to know why it ends."""
    no = said.utfall in {Partsutfall.NEJ, Partsutfall.VILLKOR}
    return "Skriv skälet." if no and not said.skal else None


@regel("Instansen är en av dem parten har sagt, har inte redan sagt ja, och står i tur.")
def instansen_i_tur(case: AvtalCase, said: Forlangningsbesked) -> str | None:
    """What is reported is by one of those named, in their order."""
    one = asked_party(case, said.part)
    if one is None or not said.instans or not one.instanser:
        return None
    there = report_of(one.instanser, said.instans)
    if there is None:
        names = uppraknat(inuti(found.namn) for found in one.instanser)
        return (
            f"Hos {one.namn} är det {names} som beslutar. Välj vilken, eller lägg till instansen"
            f" med {_ADD}."
        )
    if there.utfall is Partsutfall.JA:
        return f"{there.namn} har redan sagt ja."
    earlier = decide_before(one.instanser, there)
    before = [found for found in earlier if found.utfall is not Partsutfall.JA]
    return (
        f"{before[-1].namn} beslutar före {inuti(there.namn)} och har inte sagt ja."
        if before
        else None
    )


@regel("En återremiss säger vilken dag instansen tar upp det igen, före avtalets sista dag.")
def ny_dag_i_tid(case: AvtalCase, said: Forlangningsbesked) -> str | None:
    """What was sent back comes up again, on a day in time; nothing else has one."""
    if said.utfall is not Partsutfall.ATERREMISS:
        return "Bara det som återremitteras tas upp igen." if said.ny_dag and said.utfall else None
    if said.ny_dag is None:
        return "Välj vilken dag instansen tar upp det igen."
    return _in_time(case, said.ny_dag)


@regel("Den planerade dagen har inte varit och är senast avtalets sista dag.")
def planerad_i_tid(case: AvtalCase, said: HarDag) -> str | None:
    """A party means to decide on a day ahead, while the agreement holds."""
    return _in_time(case, said.planerat) if said.planerat else None


def _in_time(case: AvtalCase, day: date) -> str | None:
    last = case.avtal.giltig_till
    if day < case.today:
        return f"Dagen {dag(day)} har redan varit. Är beslutet fattat skriver du in det i stället."
    return (
        f"Avtalet upphör {dag(last)}, så {dag(day)} är för sent. Välj ett tidigare möte."
        if last and day > last
        else None
    )


# -------------------------------------------------------------------------------------- instanserna


@regel("Instansen har inte sagt ja redan, och den i vars ställe den kommer har inte beslutat.")
def instansen_kvar_att_planera(case: AvtalCase, said: Forlangningsplan) -> str | None:
    """What an instans has decided is not planned anew, nor given to another."""
    one, instead = asked_party(case, said.part), said.i_stallet_for
    if one is None:
        return None
    there = named_instans(one.instanser, said.instans)
    if one.utfall is Partsutfall.JA:
        return f"{one.namn} har redan sagt ja."
    if there and there.utfall is Partsutfall.JA:
        return f"{there.namn} har redan sagt ja."
    before = named_instans(one.instanser, instead) if instead else None
    if instead and before is None:
        return f"{one.namn} har ingen instans som heter {instead}."
    if before and before.utfall is not None:
        return f"{before.namn} har redan beslutat. Stryk den, eller lägg till en till."
    return f"{there.namn} finns redan." if before and there and there is not before else None


@regel("Den som beslutar efter en annan gör det efter en av partens egna, och inte före den.")
def turordningen_haller(case: AvtalCase, said: Forlangningsplan) -> str | None:
    """An order has no rings, and its days follow it."""
    one = asked_party(case, said.part)
    if one is None or not said.efter or not said.instans:
        return None
    before = named_instans(one.instanser, said.efter)
    if before is None:
        return f"{one.namn} har ingen instans som heter {said.efter}. Lägg till den först."
    own = _own(one.instanser, said)
    if before is own or own in decide_before(one.instanser, before):
        return f"{before.namn} beslutar inte före {inuti(said.instans)}."
    if said.planerat and before.planerat and not before.klar and said.planerat < before.planerat:
        return f"{before.namn} beslutar {dag(before.planerat)}. Välj den dagen eller en senare."
    return None


def _own(instanser: Iterable[InstansFacts], said: Forlangningsplan) -> InstansFacts | None:
    found = tuple(instanser)
    return named_instans(found, said.instans) or (
        named_instans(found, said.i_stallet_for) if said.i_stallet_for else None
    )


@regel("Instansen är partens och har inte sagt något om perioden.")
def instansen_har_inte_talat(case: AvtalCase, said: StruketBeslut) -> str | None:
    """Only one that has not spoken is struck."""
    one = asked_party(case, said.part)
    if one is None or not said.instans:
        return None
    there = named_instans(one.instanser, said.instans)
    if there is None:
        return f"{one.namn} har ingen instans som heter {said.instans}."
    return f"{there.namn} har redan beslutat." if there.utfall is not None else None


# ----------------------------------------------------------------------------------- alla har sagt


@regel("Varje part som är kvar har beslutat om exakt nästa period, medan avtalet gäller.")
def alla_har_forlangt(case: AvtalCase, _said: object) -> str | None:
    """Everybody has said yes in time; those who have not are named."""
    last = case.avtal.giltig_till
    if not by_the_parties(case) or last is None:
        return "Avtalet förlängs inte genom parternas egna beslut."
    if not case.stannar():
        return "Ingen part är kvar i avtalet."
    left = [left_to_decide(one) for one in undecided(case)]
    if left:
        return f"Beslut om förlängning saknas från {uppraknat(left)}."
    return f"Avtalet upphörde {dag(last)}." if case.today > last else None
