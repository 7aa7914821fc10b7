"""What can stand in the way of an åtagande."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.lagen import ArendeLage, Slag
from models.vocabulary import SvarSlag
from workflows.beslut.facts import AtagandeCase, Kollega
from workflows.beslut.payloads import Delegera, GerNyDag, NyVerifierare, Rapportera
from workflows.engine.case import PersonFacts
from workflows.ground.sentences import regel
from workflows.ground.words import uppraknat


def _wanted(svar: SvarSlag, said: Rapportera) -> tuple[object, str]:
    """Return what is said of the kind that is wanted, and the obstacle when nothing is."""
    return {
        SvarSlag.JA: ("ja", ""),  # the step itself says it
        SvarSlag.NAMN: (said.namn, "Skriv ett namn."),
        SvarSlag.TAL: (said.tal, "Skriv ett tal."),
        SvarSlag.DATUM: (said.datum, "Skriv ett datum."),
        SvarSlag.TEXT: (said.text, "Skriv vad ni har gjort."),
        SvarSlag.FIL: (said.fil, "Lägg till en fil."),
    }[svar]


@regel("Svaret är av det slag som beslutet vill ha.")
def svaret_finns(case: AtagandeCase, said: Rapportera) -> str | None:
    """The answer is of the kind the decision wanted; "ja" needs no more than the step itself."""
    answer, obstacle = _wanted(case.atagande.svar, said)
    return obstacle if answer is None else None


@regel("Filen är uppladdad av den som rapporterar.")
def filen_finns(case: AtagandeCase, said: Rapportera) -> str | None:
    """The file named has been uploaded by the one who reports."""
    return (
        "Filen finns inte. Ladda upp den igen."
        if said.fil is not None and case.named.fil_id is None
        else None
    )


@regel("Åtagandet görs en gång.")
def engangs(case: AtagandeCase, _said: object) -> str | None:
    """What recurs or holds until further notice is attested, not reported as done."""
    return (
        "Åtagandet gäller tills vidare eller återkommer. Stäm av det i stället."
        if case.atagande.standing
        else None
    )


@regel("Åtagandet gäller tills vidare eller återkommer.")
def staende(case: AtagandeCase, _said: object) -> str | None:
    """Only what recurs or holds until further notice is attested."""
    return None if case.atagande.standing else "Åtagandet görs en gång. Rapportera det i stället."


@regel("Beslutet säger vem som ska verifiera.")
def verifierare_utsedd(case: AtagandeCase, _said: object) -> str | None:
    """Only what the decision wanted verified is verified."""
    return None if case.atagande.verifierare_id else "Beslutet säger inte att någon ska verifiera."


@regel("Den som rapporterade är någon annan.")
def inte_rapportoren(case: AtagandeCase, _said: object) -> str | None:
    """The one who reported never verifies."""
    return (
        "Du rapporterade själv. Någon annan behöver verifiera."
        if case.actor.person_id == case.atagande.rapporterad_av
        else None
    )


@regel("Den som rapporterade väljer inte vem som verifierar.")
def rapportoren_valjer_inte(case: AtagandeCase, _said: object) -> str | None:
    """Who reported has no say in who looks at it."""
    return (
        "Du rapporterade själv. Någon annan behöver välja vem som verifierar."
        if case.actor.person_id == case.atagande.rapporterad_av
        else None
    )


@regel("Den som ska verifiera är en annan än förut, och inte den som rapporterade.")
def en_annan_verifierar(case: AtagandeCase, said: NyVerifierare) -> str | None:
    """The one who reported never verifies, and nobody takes over from themselves."""
    person = new_verifier(case, said)
    if person is None:
        return None
    if person.id == case.atagande.verifierare_id:
        return f"{person.namn} ska redan verifiera."
    reported = person.id == case.atagande.rapporterad_av
    return f"{person.namn} rapporterade. Välj någon annan." if reported else None


def den_nya(case: AtagandeCase, said: NyVerifierare) -> Mapping[str, str]:
    """Name who is to verify in the history."""
    person = new_verifier(case, said)
    return {"namnet": person.namn} if person else {}


def new_verifier(case: AtagandeCase, said: NyVerifierare) -> PersonFacts | None:
    """Return who is to verify instead."""
    return case.named.personer.get((said.verifieras_av or "").casefold())


@regel("Ärendet eller revisionen är inte avslutad.")
def arendet_implementeras(case: AtagandeCase, _said: object) -> str | None:
    """What is done is opened again only while what it was decided for is being carried out."""
    if case.om_lage == ArendeLage.IMPLEMENTERAS:
        return None
    return "Ärendet är avslutat." if case.om.slag is Slag.ARENDE else "Revisionen är avslutad."


@regel("Den nya dagen har inte varit.")
def nytt_datum_senare(case: AtagandeCase, said: GerNyDag) -> str | None:
    """A new day lies ahead."""
    day = said.nytt_datum
    return "Den nya dagen har redan varit." if day and day <= case.today else None


@regel("En kollega är vald, eller namngiven med e-post.")
def kollegan_namngiven(_case: AtagandeCase, said: Delegera) -> str | None:
    """One colleague is named, in one of the two ways."""
    by_name = said.namn or said.epost
    if said.delegat and by_name:
        return "Välj en kollega, eller skriv namn och e-post. Inte båda."
    if not said.delegat and not by_name:
        return "Välj vem som ska göra det, eller skriv kollegans namn och e-post."
    if by_name and not said.namn:
        return "Skriv kollegans namn."
    return "Skriv kollegans e-post." if by_name and not said.epost else None


@regel("Den som har fått det av en kollega, utan uppdrag, lämnar det bara till någon som är känd.")
def den_som_svarar_gor_kand(case: AtagandeCase, said: Delegera) -> str | None:
    """Whoever has no uppdrag makes nobody known: addresses are the word of who answers."""
    one = case.named.find(Kollega)
    if case.actor.mandat or not said.epost or (one and one.has_a_place):
        return None
    return (
        f"Bara den som svarar för {case.atagande.mottagare} lämnar över till någon som inte finns i"
        " Samflöde. Lämna tillbaka det till den du fick det av."
    )


@regel("Kollegan hör till samma huvudman, eller till gruppen som har åtagandet.")
def inom_huvudmannen(case: AtagandeCase, _said: object) -> str | None:
    """What one huvudman has undertaken is not another's to do; nor a group's somebody else's."""
    one, atagande = case.named.find(Kollega), case.atagande
    if one and not one.aktiv:
        return f"{one.namn} är avstängd. Välj någon annan."
    if atagande.organ_id is not None:
        return _inside_group(case, one)
    own = {atagande.huvudman_id} if atagande.huvudman_id else case.actor.huvudman_ids()
    if one is None or not one.has_a_place or own & one.huvudman_ids:
        return None
    if not atagande.huvudman_id and case.actor.organ_ids() & one.organ_ids:
        return None
    theirs = uppraknat(_names(case, one.huvudman_ids))
    where = f"hör till {theirs}" if theirs else f"har uppdrag här men inte för {_own(case, own)}"
    return f"{one.namn} {where}. Ett åtagande lämnas bara över inom den egna huvudmannen."


def _inside_group(case: AtagandeCase, one: Kollega | None) -> str | None:
    group = case.atagande.organ_id
    if one and group in one.organ_ids:
        return None
    return (
        f"Åtagandet är gruppens. Lämna över det till någon som har uppdrag i"
        f" {case.atagande.mottagare}."
    )


def _names(case: AtagandeCase, ids: Iterable[int]) -> list[str]:
    found = (case.register.huvudman_by_id(one) for one in ids)
    return sorted(one.kortnamn for one in found if one)


def _own(case: AtagandeCase, ids: Iterable[int]) -> str:
    return uppraknat(_names(case, ids)) or "din organisation"
