"""What can stand in the way of what ledamöter and parties do with the text of a revision, until it
is in force.
"""

from __future__ import annotations

from models.lagen import RevisionLage
from models.revisionsord import Partsutfall
from workflows.avtal.payloads import NamnerPart
from workflows.engine.roles import Spoken
from workflows.ground.sentences import pastaende, regel
from workflows.ground.words import dag, uppraknat
from workflows.handling import approvals
from workflows.handling.slots import speaks_for
from workflows.instanser import facts as instanser
from workflows.instanser.facts import without_a_yes
from workflows.instanser.payloads import Instansplan, Planerar, StruketInstans
from workflows.instanser.whose import not_theirs
from workflows.revision.facts import MotpartFacts, RevisionCase, RevisionspartFacts
from workflows.revision.parties.approvals import said_of
from workflows.revision.parties.counterparts import motpart, outside_unsigned
from workflows.revision.parties.payloads import (
    AngeUndertecknare,
    AtertaUnderskrift,
    AvstaSignera,
    Godkann,
    Partsbeslut,
    SagerBehorighet,
    Signera,
    SlappPart,
    Underskrift,
)
from workflows.revision.rules import is_signed

Signing = RevisionspartFacts | MotpartFacts
DAY_WANTED = "Välj vilken dag beslutet är planerat."


def speaks_as(case: RevisionCase, said: object) -> Spoken:
    """Return the party, or the ledamot, that a step speaks for."""
    if isinstance(said, Godkann):
        ledamot = approvals.spoken_for(case, said.person)
        return Spoken(person_id=ledamot.id) if ledamot else Spoken()
    of_a_party = (
        Instansplan
        | Partsbeslut
        | StruketInstans
        | Underskrift
        | Signera
        | AngeUndertecknare
        | AtertaUnderskrift
        | AvstaSignera
    )
    one = party(case, said.part) if isinstance(said, of_a_party) else None
    return Spoken(one.huvudman_id if one else None)


def party(case: RevisionCase, name: str | None) -> RevisionspartFacts | None:
    """Return the party that is named; without a name the only one left the actor speaks for, or
    signs for.
    """
    return case.part(name)


def signing(case: RevisionCase, name: str | None) -> Signing | None:
    """Return the one that signs, a party or one that is no huvudman, as in ``party``."""
    return party(case, name) or motpart(case, name)


def signs_for(case: RevisionCase, one: Signing) -> bool:
    """Tell whether the party has said that the actor signs for it."""
    if isinstance(one, MotpartFacts):
        return one.has(case.actor.person_id)
    signs = one.undertecknare_id
    return signs is not None and signs == case.actor.person_id


# ------------------------------------------------------------------------------------- godkännanden


@regel("Länsprofilen kräver att ledamöterna godkänner.")
def godkannande_kravs(case: RevisionCase, _said: object) -> str | None:
    """Approvals are asked for only where the profile demands them."""
    return (
        None if case.profile.godkannande.kravs else "Här behöver ledamöterna inte godkänna texten."
    )


@regel(
    "Varje ledamot som länsprofilen nämner har godkänt just den här texten, eller en som den inte"
    " upphäver."
)
def alla_godkant(case: RevisionCase, _said: object) -> str | None:
    """Nothing goes up for decision before everybody stands behind it; those who do not are
    named.
    """
    kravs = case.profile.godkannande.kravs
    return approvals.not_behind_it(case, said_of(case)) if kravs else None


@regel("Den som godkänner är ledamoten själv eller dess ersättare.")
def ledamoten_foretradd(case: RevisionCase, said: Godkann) -> str | None:
    """One speaks for oneself, or for the one one stands in for."""
    if approvals.spoken_for(case, said.person):
        return None
    return (
        "Du svarar inte för den ledamoten." if said.person else "Välj vilken ledamot du svarar för."
    )


@regel("Det är den senaste låsta texten.")
def ratt_version(case: RevisionCase, said: Godkann) -> str | None:
    """What is approved is what stands now."""
    newest = case.senaste
    if said.version is None or (newest and said.version == newest.nr):
        return None
    return (
        f"Texten är ändrad sedan version {said.version}. Läs version {newest.nr} först."
        if newest
        else "Det finns ingen text."
    )


@regel("En invändning eller anmärkning säger vad den gäller.")
def invandning_motiverad(_case: RevisionCase, said: Godkann) -> str | None:
    """Those who write on need to know what."""
    return approvals.no_word_without_reason(said.ord, said.text)


# ----------------------------------------------------------------------------------------- parterna


@regel("Parten är med i avtalet och ingen har gått vidare utan den.")
def parten_kvar(case: RevisionCase, said: NamnerPart) -> str | None:
    """Only a party that is still in it is asked."""
    if party(case, said.part) is not None:
        return None
    huvudman = case.register.huvudman_named(said.part)
    gone = next((one for one in case.parter if huvudman and one.huvudman_id == huvudman.id), None)
    if gone:
        return f"De andra har gått vidare utan {gone.namn}."
    return (
        "Den huvudmannen är inte part i avtalet." if said.part else "Välj vilken part det gäller."
    )


@regel("Den som gör det företräder parten, eller är sekreterare.")
def foretrader_parten(case: RevisionCase, said: NamnerPart) -> str | None:
    """One speaks for one's own organisation."""
    return not_theirs(case, party(case, said.part))


@regel("Den som gör det företräder parten.")
def foretrader_parten_sjalv(case: RevisionCase, said: NamnerPart) -> str | None:
    """Nobody signs for somebody else's organisation, not even a sekreterare."""
    return not_theirs(case, party(case, said.part), secretary=False)


@regel(
    "Parten beslutar för egen del, dagen har varit men inte före texten, och villkoren hör till ett"
    " ja på villkor."
)
def beslutet_begripligt(case: RevisionCase, said: Partsbeslut) -> str | None:
    """A party's decision is about this text and says what it says."""
    one, day, utfall, newest = party(case, said.part), said.datum, said.utfall, case.senaste
    if one and not one.beslutar:
        return f"{one.namn} beslutar inte för egen del i den här revisionen."
    if day and day > case.today:
        return f"Dagen {dag(day)} har inte varit än. Skriv in beslutet när det är fattat."
    if day and newest and day < newest.skapad:
        return f"Texten låstes {dag(newest.skapad)}. Ett äldre beslut kan inte gälla den."
    if utfall is Partsutfall.VILLKOR and not said.villkor:
        return "Skriv vad som behöver ändras för ett ja."
    return (
        "Ett ja har inga villkor. Välj ”ja, på villkor”."
        if utfall is Partsutfall.JA and said.villkor
        else None
    )


@regel("Parten beslutar för egen del, om det är avgjort vilka som gör det.")
def parten_beslutar_for_egen_del(case: RevisionCase, said: Planerar) -> str | None:
    """Who does not decide plans nothing."""
    one = party(case, said.part)
    if one is None or not case.decided_now or one.beslutar:
        return None
    return f"{one.namn} beslutar inte för egen del i den här revisionen."


@regel("Hos parterna behövs en planerad dag.")
def dagen_vald_hos_parterna(case: RevisionCase, said: Planerar) -> str | None:
    """The others wait for a day."""
    return DAY_WANTED if case.decided_now and said.planerat is None else None


@regel("Minst en part är kvar.")
def nagon_kvar(case: RevisionCase, said: SlappPart) -> str | None:
    """An agreement has parties."""
    left = [one for one in case.kvar() if one is not party(case, said.part)]
    return None if left else "Ingen part skulle vara kvar. Avbryt revisionen i stället."


def undecided(case: RevisionCase) -> tuple[RevisionspartFacts, ...]:
    """Return the parties that decide for themselves and have not said yes, in order."""
    return without_a_yes(case.deciding())


def silent(case: RevisionCase) -> tuple[RevisionspartFacts, ...]:
    """Return the parties that decide for themselves and have said nothing of the newest text, in
    order.
    """
    return instanser.silent(case.deciding())


@regel("Varje part som beslutar för egen del har sagt ja till just den här texten.")
def alla_parter_ja(case: RevisionCase, _said: object) -> str | None:
    """Everybody has said yes; those who have not are named."""
    words: dict[Partsutfall | None, str] = {
        None: "Beslut saknas från",
        Partsutfall.NEJ: "Nej från",
        Partsutfall.VILLKOR: "Ja på villkor från",
    }
    names = {
        utfall: [
            one.namn if utfall else one.saknas for one in undecided(case) if one.utfall is utfall
        ]
        for utfall in words
    }
    return (
        " ".join(f"{words[utfall]} {uppraknat(who)}." for utfall, who in names.items() if who)
        or None
    )


# ------------------------------------------------------------------------------------ underskrifter


@regel("Parten har inte skrivit under texten redan.")
def inte_signerat(case: RevisionCase, said: NamnerPart) -> str | None:
    """A party signs once."""
    one = signing(case, said.part)
    return f"{one.namn} har redan skrivit under." if one and one.signerad_sha256 else None


@regel("Texten som skrivs under är ord för ord den som är beslutad.")
def ratt_text(case: RevisionCase, said: Signera) -> str | None:
    """What is signed is what was read."""
    newest = case.senaste
    if said.sha256 is None or newest is None or said.sha256 == newest.sha256:
        return None
    return (
        f"Texten du har läst är inte den som ska skrivas under. Läs version {newest.nr} och skriv"
        " under igen."
    )


@regel("Behörigheten att skriva under är beslutad.")
def behorighet_har_varit(case: RevisionCase, said: SagerBehorighet) -> str | None:
    """The right to sign was given before the signing."""
    day = said.behorighet_datum
    return (
        f"Behörigheten gäller först {dag(day)}. Skriv under då."
        if day and day > case.today
        else None
    )


def unsigned(case: RevisionCase) -> tuple[RevisionspartFacts, ...]:
    """Return the parties that have not signed exactly the newest text, in order."""
    sha256 = case.senaste.sha256 if case.senaste else None
    return tuple(one for one in case.kvar() if one.signerad_sha256 != sha256)


def left_to_sign(case: RevisionCase) -> tuple[Signing, ...]:
    """Return everybody that has not signed exactly the newest text, those that are no huvudman
    last.
    """
    return (*unsigned(case), *outside_unsigned(case))


@pastaende("Vad den som läser har kvar att göra för sina egna parter.")
def left_for_reader(case: RevisionCase) -> str:
    """Say what the reader's own parties are waited for with; "" when it is nothing."""
    left, what = {
        RevisionLage.HOS_PARTERNA: (silent(case), "att skriva in ert beslut"),
        RevisionLage.SIGNERAS: (unsigned(case), "att skriva under"),
    }.get(RevisionLage(case.sak.lage), ((), ""))
    mine = [one for one in left if speaks_for(case.actor, one.huvudman_id)]
    asked = [one for one in mine if _another_signs(case, one)]
    own = [one.namn for one in mine if one not in asked]
    said = [f"Ni har kvar {what}: {uppraknat(own)}."] if own else []
    return " ".join([*said, *map(_asked, asked)])


def _another_signs(case: RevisionCase, one: RevisionspartFacts) -> bool:
    named = one.undertecknare_id is not None and not signs_for(case, one)
    return named and case.sak.lage == RevisionLage.SIGNERAS


def _asked(one: RevisionspartFacts) -> str:
    who, part = one.undertecknare, one.namn
    if one.undertecknare_kan:
        return f"{who} är ombedd att skriva under för {part} och har inte gjort det."
    return (
        f"{who}, som skulle skriva under för {part}, är inte på plats. Säg vem som gör det i"
        " stället, eller skriv under själv om du har behörighet."
    )


@regel("Varje part, och varje motpart, har skrivit under just den här texten.")
def alla_signerat(case: RevisionCase, _said: object) -> str | None:
    """Everybody has signed; those who have not are named."""
    left = [one.namn for one in left_to_sign(case)]
    return f"Underskrift saknas från {uppraknat(left)}." if left else None


# ------------------------------------------------------------------------------------------ i kraft


@regel("Dagen då texten ska börja gälla har kommit.")
def dagen_har_kommit(case: RevisionCase, _said: object) -> str | None:
    """No text is in force before its day."""
    day = case.revision.ikraft
    if day is None:
        return "Ingen dag är vald."
    return f"Texten börjar gälla {dag(day)}." if case.today < day else None


@regel("Texten är den som parterna skrev under.")
def texten_ar_den_signerade(case: RevisionCase, said: object) -> str | None:
    """What comes into force is what was signed, also where the agreement has ended meanwhile."""
    return alla_signerat(case, said) if is_signed(case) else None
