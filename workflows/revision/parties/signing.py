"""What can stand in the way of signing for a party, of saying who does, and of taking it back."""

from __future__ import annotations

from collections.abc import Iterator

from models.text import same_name
from workflows.avtal.payloads import NamnerPart
from workflows.beslut.facts import Kollega
from workflows.county.mandate import is_chef
from workflows.ground.sentences import regel
from workflows.ground.words import uppraknat
from workflows.handling.slots import speaks_for
from workflows.instanser.whose import not_theirs
from workflows.revision.facts import MotpartFacts, RevisionCase, RevisionspartFacts
from workflows.revision.parties.counterparts import let_go
from workflows.revision.parties.payloads import (
    AngeUndertecknare,
    AtertaUnderskrift,
    AvstaSignera,
    Signera,
    Underskrift,
)
from workflows.revision.parties.rules import Signing, parten_kvar, party, signing, signs_for


@regel("Parten eller motparten är med, och ingen har gått vidare utan den.")
def skriver_under(case: RevisionCase, said: NamnerPart) -> str | None:
    """Only one that is still in it is asked, a party or one that is no huvudman."""
    if signing(case, said.part) is not None:
        return None
    gone = let_go(case, said.part)
    return f"De andra har gått vidare utan {gone.namn}." if gone else parten_kvar(case, said)


@regel("Den som intygar företräder parten, eller är sekreterare. För en motpart sekreteraren.")
def far_intyga(case: RevisionCase, said: NamnerPart) -> str | None:
    """A party's own attest its paper; for one that is no huvudman the secretary does."""
    return not_theirs(case, signing(case, said.part))


@regel(
    "Den som skriver under är den som parten har sagt, eller en chef för parten som själv säger sin"
    " behörighet."
)
def far_skriva_under(case: RevisionCase, said: Signera) -> str | None:
    """Nobody signs for somebody else: whoever has the right to is stated by the party."""
    one = signing(case, said.part)
    if one is None or signs_for(case, one):
        return None
    if isinstance(one, MotpartFacts):
        return f"{one.kontakt} skriver under för {one.namn}, med sin personliga länk."
    if one.skriver_under_id is not None:
        return f"{one.namn} har sagt att {one.undertecknare} skriver under."
    if leads(case, one):
        return None
    if speaks_for(case.actor, one.huvudman_id):
        return None if undertecknaren_sags_forst(case, said) else _say_who(one.namn)
    return f"Du företräder inte {one.namn}."


def leads(case: RevisionCase, one: RevisionspartFacts) -> bool:
    """Tell whether the actor is a chef of the party in the ledningsgrupp."""
    return any(is_chef(m) and m.huvudman_id == one.huvudman_id for m in case.actor.mandat)


@regel("Någon som du skriver under för har inte gjort det än.")
def nagon_kvar_att_skriva_under(case: RevisionCase, _said: object) -> str | None:
    """Where one of several has signed there is nothing left for the others."""
    everybody: tuple[Signing, ...] = (*case.kvar(), *case.motparter_kvar())
    mine = [one for one in everybody if signs_for(case, one)]
    if not mine or any(not one.signerad_sha256 for one in mine):
        return None
    if any(not one.signerad_sha256 and leads(case, one) for one in case.kvar()):
        return None
    return f"{uppraknat(one.namn for one in mine)} har redan skrivit under."


@regel("Den som inte är partens chef säger vem som skriver under, i stället för att skriva under.")
def undertecknaren_sags_forst(case: RevisionCase, _said: object) -> str | None:
    """Whoever only answers for parties, as their kontaktperson, is not asked to sign what it would
    be refused.
    """
    left = [one for one in case.kvar() if not one.signerad_sha256]
    if any(signs_for(case, one) or leads(case, one) for one in left):
        return None
    if any(signs_for(case, one) for one in case.motparter_kvar()):
        return None
    theirs = (one for one in left if speaks_for(case.actor, one.huvudman_id))
    names = [one.namn for one in theirs if one.skriver_under_id is None]
    return _say_who(uppraknat(names)) if names else None


def _say_who(names: str) -> str:
    return f"Säg vem som skriver under för {names}. Den får texten i ett brev."


@regel("Namn, befattning och behörighet med dag är sagda, nu eller av parten innan.")
def behorigheten_sagd(case: RevisionCase, said: Signera) -> str | None:
    """By what right a text is signed stands with the signature."""
    one = signing(case, said.part)
    if isinstance(one, RevisionspartFacts) and signs_for(case, one):
        return None
    wanted = (
        (said.namn, "Skriv vem som skriver under."),
        (said.befattning, "Skriv befattningen."),
        (said.behorighet, "Skriv vad som ger rätt att skriva under."),
        (said.behorighet_datum, "Välj vilken dag behörigheten beslutades."),
    )
    return " ".join(words for value, words in wanted if not value) or None


@regel(
    "Den som ska skriva under hör inte till en annan huvudman, och skriver inte under för en annan."
)
def undertecknaren_ar_partens(case: RevisionCase, said: AngeUndertecknare) -> str | None:
    """A party is signed for by its own."""
    one, somebody = party(case, said.part), case.named.find(Kollega)
    if one is None or somebody is None:
        return None
    if not somebody.aktiv:
        return f"{somebody.namn} är avstängd. Välj någon annan."
    if one.huvudman_id in somebody.huvudman_ids:
        return None
    other = next((o for o in _others(case, one) if _signs(o, somebody.id)), None)
    if other:
        return (
            f"{somebody.namn} skriver under för {other.namn}. {one.namn} behöver någon egen som"
            " skriver under."
        )
    if not somebody.huvudman_ids:
        return None
    theirs = (case.register.huvudman_by_id(kod) for kod in somebody.huvudman_ids)
    names = uppraknat(sorted(found.kortnamn for found in theirs if found))
    return f"{somebody.namn} hör till {names}. {one.namn} behöver någon egen som skriver under."


def _others(case: RevisionCase, one: RevisionspartFacts) -> Iterator[Signing]:
    yield from (other for other in case.kvar() if other is not one)
    yield from case.motparter_kvar()


def _signs(one: Signing, person_id: int) -> bool:
    if isinstance(one, MotpartFacts):
        return one.has(person_id)
    return one.undertecknare_id == person_id


@regel("Papperet är undertecknat av den som parten har sagt, om den har sagt någon.")
def papperets_namn(case: RevisionCase, said: Underskrift) -> str | None:
    """Paper is no way around whom the party has named."""
    one = signing(case, said.part)
    if not isinstance(one, RevisionspartFacts) or one.skriver_under_id is None or not said.namn:
        return None
    if same_name(said.namn) == same_name(one.undertecknare):
        return None
    return (
        f"{one.namn} har sagt att {one.undertecknare} skriver under. Är det någon annan behöver"
        f" {one.namn} först säga vem."
    )


@regel("Du svarar för någon som ska skriva under: en part, eller en motpart.")
def nagon_att_avsta_for(case: RevisionCase, _said: object) -> str | None:
    """Whom a party has said signs for it does not say no for it; the party does."""
    everybody: tuple[Signing, ...] = (*case.kvar(), *case.motparter_kvar())
    mine = [one for one in everybody if _answers_for(case, one) is None]
    return None if mine else "Parten säger själv om den inte skriver under."


@regel("Den som avstår företräder parten, eller är den som svarar för motparten.")
def far_avsta(case: RevisionCase, said: AvstaSignera) -> str | None:
    """A party says its own no, and so does one that is no huvudman."""
    return _answers_for(case, signing(case, said.part))


def _answers_for(case: RevisionCase, one: Signing | None) -> str | None:
    if isinstance(one, MotpartFacts) and signs_for(case, one):
        return None
    return not_theirs(case, one, secretary=False)


@regel("Någon som du företräder, eller skriver under för, har skrivit under.")
def nagot_att_aterta(case: RevisionCase, _said: object) -> str | None:
    """Nothing is taken back before it is given."""
    everybody: tuple[Signing, ...] = (*case.kvar(), *case.motparter_kvar())
    mine = (
        one
        for one in everybody
        if signs_for(case, one) or not_theirs(case, one, secretary=False) is None
    )
    there = any(one.signerad_sha256 for one in mine)
    return None if there else "Det finns ingen underskrift att ta tillbaka."


@regel("Parten har skrivit under just den här texten.")
def har_signerat(case: RevisionCase, said: AtertaUnderskrift) -> str | None:
    """Only what has been signed is taken back."""
    one = signing(case, said.part)
    return f"{one.namn} har inte skrivit under." if one and not one.signerad_sha256 else None


@regel("Den som tar tillbaka företräder parten eller är den som skriver under för den.")
def far_aterta(case: RevisionCase, said: AtertaUnderskrift) -> str | None:
    """A party's own take it back."""
    one = signing(case, said.part)
    return None if one and signs_for(case, one) else not_theirs(case, one, secretary=False)
