"""What can stand in the way of what ledamöter and parties do with the text of a revision, until it
is in force.
"""

from __future__ import annotations

from datetime import date

from models.lagen import RevisionLage
from models.revisionsord import Partsutfall
from workflows.avtal.party import chosen, not_theirs
from workflows.avtal.payloads import NamnerPart
from workflows.engine.roles import Spoken
from workflows.ground.sentences import pastaende, regel
from workflows.ground.words import dag, inuti, uppraknat
from workflows.handling import approvals
from workflows.handling.slots import speaks_for
from workflows.revision.facts import MotpartFacts, RevisionCase, RevisionspartFacts
from workflows.revision.parties.approvals import said_of
from workflows.revision.parties.counterparts import motpart, outside_unsigned
from workflows.revision.parties.payloads import (
    AngeUndertecknare,
    AtertaUnderskrift,
    AvstaSignera,
    Godkann,
    Partsbeslut,
    Partsplan,
    Planerar,
    SagerBehorighet,
    Signera,
    SlappPart,
    StrykInstans,
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
        Partsplan
        | Partsbeslut
        | StrykInstans
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
    one = chosen(case, case.kvar(), name)
    if one or name:
        return one
    mine = [part for part in case.kvar() if signs_for(case, part)]
    return mine[0] if len(mine) == 1 else None


def signing(case: RevisionCase, name: str | None) -> Signing | None:
    """Return the one that signs, a party or one that is no huvudman, as in ``party``."""
    return party(case, name) or motpart(case, name)


def signs_for(case: RevisionCase, one: Signing) -> bool:
    """Tell whether the party has said that the actor signs for it."""
    signs = one.person_id if isinstance(one, MotpartFacts) else one.undertecknare_id
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


@regel(
    "Parten har inte sagt ja redan, och beslutar för egen del om det är avgjort vilka som gör det."
)
def parten_har_kvar_att_besluta(case: RevisionCase, said: Planerar) -> str | None:
    """There is something left to plan."""
    one = party(case, said.part)
    if one is None or case.sak.lage != RevisionLage.HOS_PARTERNA:
        return None
    if not one.beslutar:
        return f"{one.namn} beslutar inte för egen del i den här revisionen."
    return f"{one.namn} har redan sagt ja." if one.utfall is Partsutfall.JA else None


@regel(
    "Den planerade dagen har inte varit och är före dagen då texten ska börja gälla. Hos parterna"
    " behövs en dag."
)
def planerade_dagen_haller(case: RevisionCase, said: Planerar) -> str | None:
    """A party means to decide on a day ahead, in time for the text."""
    day = said.planerat
    if day is None:
        return DAY_WANTED if case.sak.lage == RevisionLage.HOS_PARTERNA else None
    return day_ahead(case, day)


def day_ahead(case: RevisionCase, day: date) -> str | None:
    """Return what is wrong with a day on which one of a party's instanser is to decide."""
    comes = case.revision.ikraft
    if day < case.today:
        return f"Dagen {dag(day)} har redan varit. Är beslutet fattat skriver du in det i stället."
    if comes is None or comes <= case.today or day < comes:
        return None
    return (
        f"Texten ska börja gälla {dag(comes)}, så {dag(day)} är för sent. Välj ett tidigare möte."
        " Finns inget kan ⟨au⟩ låta texten få en senare dag när den beslutas, eller när den har"
        " omarbetats."
    )


@regel("Minst en part är kvar.")
def nagon_kvar(case: RevisionCase, said: SlappPart) -> str | None:
    """An agreement has parties."""
    left = [one for one in case.kvar() if one is not party(case, said.part)]
    return None if left else "Ingen part skulle vara kvar. Avbryt revisionen i stället."


def left_to_decide(one: RevisionspartFacts) -> str:
    """Return a party as who is waited for: with those that are left, where it has named several."""
    alone = one.instanser[1:] == ()
    if alone or not one.kvar:
        return one.namn
    return f"{one.namn} ({uppraknat(inuti(found.namn) for found in one.kvar)})"


def undecided(case: RevisionCase) -> tuple[RevisionspartFacts, ...]:
    """Return the parties that decide for themselves and have not said yes, in order."""
    return tuple(one for one in case.kvar() if one.beslutar and one.utfall is not Partsutfall.JA)


def silent(case: RevisionCase) -> tuple[RevisionspartFacts, ...]:
    """Return the parties that decide for themselves and have said nothing of the newest text, in
    order.
    """
    return tuple(one for one in undecided(case) if one.utfall is None)


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
            one.namn if utfall else left_to_decide(one)
            for one in undecided(case)
            if one.utfall is utfall
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
    own = [one.namn for one in left if speaks_for(case.actor, case, one.huvudman_id)]
    return f"Ni har kvar {what}: {uppraknat(own)}." if own else ""


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
