"""The parties to a text that are no huvudman: which one is meant, what stands in the way of writing
one in, and the letter that asks it to sign. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from models.lagen import RevisionLage
from models.text import same_name
from workflows.avtal.party import counterparts, informed
from workflows.county.slots import Slot
from workflows.engine.effects import Effect, Notify
from workflows.ground.payload import reaches, required
from workflows.ground.sentences import foljd, regel
from workflows.ground.words import uppraknat
from workflows.handling import slots
from workflows.revision.dates import gruppen
from workflows.revision.effects import RegisterMotpart
from workflows.revision.facts import MotpartFacts, RevisionCase
from workflows.revision.parties.payloads import MotpartenAvstar, MotpartUrRegistret
from workflows.revision.payloads import Motpart
from workflows.revision.rules import is_signed

WHY = "Ni skriver under texten."
SKRIVER = "Din grupp har uppdraget att skriva texten."


def motpart(case: RevisionCase, name: str | None) -> MotpartFacts | None:
    """Return the one that is named and still in it; without a name the only one the actor signs
    for.
    """
    left = case.motparter_kvar()
    if name:
        return next((one for one in left if same_name(one.namn) == same_name(name)), None)
    mine = [one for one in left if one.has(case.actor.person_id)]
    return mine[0] if len(mine) == 1 else None


def outside_unsigned(case: RevisionCase) -> tuple[MotpartFacts, ...]:
    """Return those that have not signed exactly the newest text, by name."""
    sha256 = case.senaste.sha256 if case.senaste else None
    return tuple(one for one in case.motparter_kvar() if one.signerad_sha256 != sha256)


def let_go(case: RevisionCase, name: str | None) -> MotpartFacts | None:
    """Return the one of that name that the others go on without."""
    gone = (one for one in case.motparter if one.slappt)
    return next((one for one in gone if same_name(one.namn) == same_name(name or "")), None)


def slots_of(one: MotpartFacts) -> tuple[Slot, ...]:
    """Return whose move it is when it is to sign: each of its people, the first to answer."""
    return tuple(Slot(drag=one.namn, person_id=who) for who, _ in one.personer)


@regel("Motparten är inte huvudman, och ingen har gått vidare utan den.")
def motparten_utanfor(case: RevisionCase, said: Motpart) -> str | None:
    """A huvudman is a party by the register; whom a meeting has let go is not written in again."""
    huvudman = case.register.huvudman_named(said.namn)
    if huvudman:
        return f"{huvudman.kortnamn} är huvudman och skrivs in bland parterna på avtalets sida."
    gone = let_go(case, said.namn)
    return f"De andra har gått vidare utan {gone.namn}." if gone else None


@regel("Avtal av det slaget skrivs under.")
def skrivs_under(case: RevisionCase, _said: object) -> str | None:
    """Whom nobody would ask is not written in."""
    return None if is_signed(case) else "Den här sortens avtal skrivs inte under av någon."


@regel("Den som inte skriver under är en av motparterna.")
def en_motpart(case: RevisionCase, said: MotpartenAvstar) -> str | None:
    """What a party says it says itself."""
    if said.part is None or motpart(case, said.part):
        return None
    gone = let_go(case, said.part)
    return f"De andra har gått vidare utan {gone.namn}." if gone else _nobody(case, said.part)


def _nobody(case: RevisionCase, name: str) -> str:
    huvudman = case.register.huvudman_named(name)
    if huvudman:
        return f"{huvudman.kortnamn} säger själv att den inte skriver under."
    return f"{name} är ingen motpart."


@regel("Motparten har inte skrivit under texten redan.")
def motparten_osignerad(case: RevisionCase, said: Motpart) -> str | None:
    """Who has signed is not changed."""
    one = motpart(case, said.namn)
    done = one is not None and one.signerad_sha256 and one not in outside_unsigned(case)
    return f"{one.namn} har redan skrivit under." if one and done else None


@foljd(
    "Texten börjar inte gälla förrän motparten har skrivit under. Är texten redan ute för"
    " underskrift får den som skriver under ett brev med en personlig länk."
)
def motparten_inskriven(case: RevisionCase, said: Motpart) -> Iterator[Effect]:
    """Write it in, or who signs for it anew."""
    there = motpart(case, said.namn)
    namn = there.namn if there else required(said.namn)
    first = (required(said.kontakt), required(said.epost).casefold())
    people = dict.fromkeys([first, *others_in(said.fler)])
    yield RegisterMotpart(namn, required(said.slag), tuple(people))
    yield from _asked_now(case, namn)


@foljd("⟨Au⟩ och gruppen får veta. Är texten ute för underskrift får motparten den.")
def motpart_ur_registret(case: RevisionCase, said: MotpartUrRegistret) -> Iterator[Effect]:
    """Write in whom the register has as a party from now on; those who hold the work are told."""
    for one in counterparts([required(said.motpart)]):
        yield RegisterMotpart(one.namn, required(one.slag), one.personer)
        yield from _asked_now(case, one.namn)
        data = {"part": one.namn, "vem": uppraknat((namn for namn, _ in one.personer), "eller")}
        but = case.actor.person_id
        yield Notify("revision_ny_motpart", (slots.au(case),), slots.HALLER_IHOP, data, but=but)
        yield Notify("revision_ny_motpart", (gruppen(case),), SKRIVER, data, but=but)


def _asked_now(case: RevisionCase, namn: str) -> Iterator[Effect]:
    """Ask at once where the text is out."""
    if case.sak.lage == RevisionLage.SIGNERAS:
        data = {"part": namn, "version": len(case.versioner)}
        yield Notify("revision_motpart", (), WHY, data, also=partial(_theirs, namn=namn))


def _theirs(case: RevisionCase, *, namn: str) -> Iterator[Slot]:
    for one in case.motparter_kvar():
        if one.namn == namn:
            yield from slots_of(one)


def ask_them(case: RevisionCase) -> Iterator[Effect]:
    """Ask each of them to sign exactly the newest text, by the link of a letter."""
    for one in case.motparter_kvar():
        data = {"part": one.namn, "version": len(case.versioner)}
        yield Notify("revision_motpart", slots_of(one), WHY, data)


def others_in(lines: Iterable[str] | None) -> tuple[tuple[str, str], ...]:
    """Return the people and addresses in lines such as "Anna Ek <anna@hs.example>"."""
    return informed(lines or (), {})


@regel("Var och en som kan skriva under för motparten har en e-postadress.")
def de_andra_nas(_case: RevisionCase, said: Motpart) -> str | None:
    """Whoever is to answer is reached."""
    lost = [namn for namn, epost in others_in(said.fler) if not reaches(epost)]
    return f"Skriv e-postadressen till {uppraknat(lost)} efter namnet." if lost else None
