"""What can stand in the way of a party's own decision about the next period of an agreement.
Pure.
"""

from __future__ import annotations

from models.lagen import AvtalLage
from models.revisionsord import Partsutfall
from models.vocabulary import Forlangning
from workflows.avtal.days import by_each, prolonged
from workflows.avtal.facts import AvtalCase, PartFacts
from workflows.avtal.parties.payloads import Forlangningsbesked, RattSistaDag
from workflows.avtal.payloads import Avtalsuppgifter
from workflows.ground.payload import after
from workflows.ground.sentences import regel
from workflows.ground.words import dag, stor, uppraknat
from workflows.instanser.facts import without_a_yes
from workflows.instanser.payloads import NamnerInstans


def by_the_parties(case: AvtalCase) -> bool:
    """Tell whether each party's own decision prolongs the agreement."""
    return by_each(case.avtal)


def undecided(case: AvtalCase) -> tuple[PartFacts, ...]:
    """Return the parties that have not said yes to the next period, in order."""
    return without_a_yes(case.deciding())


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
    names = [one.saknas for one in undecided(case)]
    return f"Avtalet förlängs när varje part har beslutat det. Kvar: {uppraknat(names)}."


@regel(
    "Ett avtal som varje part förlänger får ingen annan sista dag på annat sätt, och ingen annan"
    " period när en part har beslutat om den."
)
def forlangs_inte_vid_sidan(case: AvtalCase, said: Avtalsuppgifter) -> str | None:
    """A correction of the register is no way around the parties."""
    if not by_the_parties(case) or case.sak.lage != AvtalLage.I_KRAFT:
        return None
    own = case.avtal
    last, way = after(said.giltig_till, own.giltig_till), after(said.forlangning, own.forlangning)
    goes_on = way is not Forlangning.PARTERNA
    months = after(said.forlangning_manader, own.forlangning_manader) != own.forlangning_manader
    if months and (said_yes := [one.namn for one in case.stannar() if one.utfall is not None]):
        return (
            f"{stor(uppraknat(said_yes))} har redan beslutat om nästa period. Hur lång den är"
            " ändras när den har börjat."
        )
    if last != own.giltig_till and not goes_on:
        return (
            "Avtalet förlängs bara av parternas egna beslut. En felskriven dag rättas vid ett möte"
            " med ”Rätta den sista dagen”: ingen avslutar det ensam."
        )
    return (
        "Avtalet förlängs bara av parternas egna beslut. En ny text, genom en revision, kan säga"
        " något annat."
        if goes_on
        else None
    )


@regel("Den rätta dagen är en annan än den som står, och har inte varit.")
def ratt_dag(case: AvtalCase, said: RattSistaDag) -> str | None:
    """A day that has been would end it at once."""
    day = said.giltig_till
    if day and day < case.today:
        return f"Dagen {dag(day)} har redan varit."
    same = day is not None and day == case.avtal.giltig_till
    return f"Avtalets sista dag är redan {dag(day)}." if day and same else None


@regel("Parten är kvar i avtalet.")
def parten_stannar(case: AvtalCase, said: NamnerInstans) -> str | None:
    """Only a party that stays is asked."""
    if case.part(said.part) is not None:
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


# ----------------------------------------------------------------------------------- alla har sagt


@regel("Varje part som är kvar har beslutat om exakt nästa period, medan avtalet gäller.")
def alla_har_forlangt(case: AvtalCase, _said: object) -> str | None:
    """Everybody has said yes in time; those who have not are named."""
    last = case.avtal.giltig_till
    if not by_the_parties(case) or last is None:
        return "Avtalet förlängs inte genom parternas egna beslut."
    if not case.stannar():
        return "Ingen part är kvar i avtalet."
    left = [one.saknas for one in undecided(case)]
    if left:
        return f"Beslut om förlängning saknas från {uppraknat(left)}."
    return f"Avtalet upphörde {dag(last)}." if case.today > last else None
