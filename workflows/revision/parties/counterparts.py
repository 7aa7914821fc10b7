"""The parties to a text that are no huvudman: which one is meant, what stands in the way of writing
one in, and the letter that asks it to sign. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.lagen import RevisionLage
from models.text import same_name
from workflows.county.slots import Slot
from workflows.engine.effects import Effect, Notify
from workflows.ground.payload import required
from workflows.ground.sentences import foljd, regel
from workflows.revision.effects import RegisterMotpart
from workflows.revision.facts import MotpartFacts, RevisionCase
from workflows.revision.parties.payloads import MotpartenAvstar
from workflows.revision.payloads import Motpart
from workflows.revision.rules import is_signed

WHY = "Ni skriver under texten."


def motpart(case: RevisionCase, name: str | None) -> MotpartFacts | None:
    """Return the one that is named and still in it; without a name the only one the actor signs
    for.
    """
    left = case.motparter_kvar()
    if name:
        return next((one for one in left if same_name(one.namn) == same_name(name)), None)
    mine = [one for one in left if one.person_id == case.actor.person_id]
    return mine[0] if len(mine) == 1 else None


def outside_unsigned(case: RevisionCase) -> tuple[MotpartFacts, ...]:
    """Return those that have not signed exactly the newest text, by name."""
    sha256 = case.senaste.sha256 if case.senaste else None
    return tuple(one for one in case.motparter_kvar() if one.signerad_sha256 != sha256)


def let_go(case: RevisionCase, name: str | None) -> MotpartFacts | None:
    """Return the one of that name that the others go on without."""
    gone = (one for one in case.motparter if one.slappt)
    return next((one for one in gone if same_name(one.namn) == same_name(name or "")), None)


def slot_of(one: MotpartFacts) -> Slot:
    """Return whose move it is when it is to sign."""
    return Slot(drag=one.namn, person_id=one.person_id)


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
    yield RegisterMotpart(
        there.namn if there else required(said.namn),
        required(said.slag),
        required(said.kontakt),
        required(said.epost),
        fragas=case.sak.lage == RevisionLage.SIGNERAS,
    )


def ask_them(case: RevisionCase) -> Iterator[Effect]:
    """Ask each of them to sign exactly the newest text, by the link of a letter."""
    for one in case.motparter_kvar():
        data = {"part": one.namn, "version": len(case.versioner)}
        yield Notify("revision_motpart", (slot_of(one),), WHY, data)
