"""What can stand in the way of an ärende."""

from __future__ import annotations

from models.vocabulary import Avsandarkanal
from workflows.arende.facts import ArendeCase
from workflows.arende.payloads import (
    Arenderattning,
    Arendetext,
    Beredning,
    Fragetext,
    Komplettera,
    Siktar,
    TillHandlingarna,
)
from workflows.county.mandate import is_secretary
from workflows.ground.payload import after
from workflows.ground.sentences import regel
from workflows.ground.words import dag, uppraknat


@regel("Rubriken är skriven.")
def rubrik_finns(case: ArendeCase, said: Fragetext) -> str | None:
    """A heading is needed."""
    return None if after(said.rubrik, case.arende.rubrik) else "Rubrik saknas."


@regel("Sektorn som ärendet rör särskilt finns i länet.")
def sektorn_finns(case: ArendeCase, said: Beredning) -> str | None:
    """A sector by its code."""
    known = {one.kod for one in case.profile.sektor}
    if not said.berord_sektor or said.berord_sektor in known:
        return None
    return f"Det finns ingen sektor som heter {said.berord_sektor}."


@regel("Frågan är skriven.")
def fraga_finns(case: ArendeCase, said: Fragetext) -> str | None:
    """A question is needed."""
    return (
        None
        if after(said.fraga, case.arende.fraga)
        else "Fråga saknas: vad ska ⟨ledningsgrupp⟩ ta ställning till?"
    )


@regel("Det är valt om ärendet är för information, dialog eller beslut.")
def hantering_vald(case: ArendeCase, said: Fragetext) -> str | None:
    """What the sender wants is needed."""
    return (
        None
        if after(said.onskad_hantering, case.arende.onskad_hantering)
        else "Välj om ärendet är för information, dialog eller beslut."
    )


@regel(
    "Avsändaren är ett organ där den som lämnar in har uppdrag. Sekreteraren får lämna in för alla."
)
def avsandare_vald(case: ArendeCase, said: Fragetext) -> str | None:
    """A sender that the actor speaks for is needed."""
    organ = case.register.organ_named(said.avsandare_organ)
    organ_id = organ.id if organ else case.arende.avsandare_organ_id
    if organ_id is None:
        return "Välj vilket organ som är avsändare."
    if not is_secretary(case.actor) and not case.actor.har(organ_id=organ_id):
        return "Du kan bara lämna in för ett organ där du har uppdrag."
    return None


@regel(
    "Kommer frågan utifrån är det sagt vem den kommer från och vad för slags frågeställare det är."
)
def fragestallaren_sagd(case: ArendeCase, said: Arendetext | Arenderattning) -> str | None:
    """Who asked from outside is counted by what they are; an address is somebody's."""
    own = case.arende
    of_the_asker = (said.avsandare_namn, said.avsandare_kanal, said.avsandare_epost)
    if isinstance(said, Arenderattning) and of_the_asker == (None, None, None):
        return None  # what stood before the kinds were asked for is left as it is
    namn = after(said.avsandare_namn, own.avsandare_namn)
    kanal = after(said.avsandare_kanal, own.avsandare_kanal)
    if namn and kanal is None:
        kinds = uppraknat((one.ord for one in Avsandarkanal), "eller")
        return f"Välj om frågeställaren är {kinds}."
    if not namn and (kanal is not None or after(said.avsandare_epost, own.avsandare_epost)):
        return "Skriv vem frågan kommer från."
    return None


@regel("Byts avsändaren är det till ett organ där den som kompletterar har uppdrag.")
def avsandare_far_bytas(case: ArendeCase, said: Fragetext) -> str | None:
    """Another sender is one that the actor speaks for."""
    return avsandare_vald(case, said) if said.avsandare_organ else None


@regel("Något är tillagt.")
def nagot_tillagt(_case: ArendeCase, said: Komplettera) -> str | None:
    """A completion adds something."""
    return None if any(said.said().values()) else "Skriv det som kompletterar ärendet."


@regel("Föredragande är utsedd.")
def foredragande_finns(case: ArendeCase, said: Beredning) -> str | None:
    """Somebody presents it."""
    return (
        None
        if after(said.foredragande, case.arende.foredragande)
        else "Föredragande är inte utsedd."
    )


@regel("Förslag till beslut är skrivet, om ärendet är för beslut.")
def forslag_finns(case: ArendeCase, said: Beredning) -> str | None:
    """A proposed decision, when a decision is wanted."""
    return (
        "Förslag till beslut saknas."
        if case.om.for_beslut and not after(said.forslag_beslut, case.arende.forslag_beslut)
        else None
    )


@regel(
    "Åtaganden är föreslagna, om ärendet är för beslut, eller det är sagt att det inte blir några."
)
def ataganden_foreslagna(case: ArendeCase, said: Beredning) -> str | None:
    """Proposed åtaganden, or an explicit none, when a decision is wanted."""
    if (
        not case.om.for_beslut
        or after(said.forslag_ataganden, case.arende.forslag_ataganden) is not None
    ):
        return None
    return (
        "Föreslagna åtaganden saknas: skriv vem som ska göra vad, eller att beslutet inte ger"
        " några."
    )


@regel("Konsekvenserna är beskrivna, om ärendet är för beslut.")
def konsekvenser_beskrivna(case: ArendeCase, said: Beredning) -> str | None:
    """Consequences, when a decision is wanted."""
    return (
        "Konsekvenser är inte beskrivna."
        if case.om.for_beslut and not after(said.konsekvenser, case.arende.konsekvenser)
        else None
    )


@regel(
    "Det är beskrivet hur invånare deltog eller varför de inte gjorde det, om ärendet är för"
    " beslut."
)
def invanare_beskrivet(case: ArendeCase, said: Beredning) -> str | None:
    """How residents took part, when a decision is wanted."""
    return (
        "Skriv hur invånare deltog, eller varför de inte gjorde det."
        if case.om.for_beslut and not after(said.invanare, case.arende.invanare)
        else None
    )


@regel("Ärendet siktar på ett möte som är inlagt.")
def siktar_pa_ett_mote(case: ArendeCase, said: Siktar) -> str | None:
    """What is aimed at is a meeting, not a day."""
    aim, organ = said.siktar_pa, case.register.ledningsgrupp()
    days = {mote.datum for mote in case.moten if mote.organ_id == organ.id}
    if aim is None or aim in days:
        return None
    return f"{organ.kortnamn} har inget möte inlagt {dag(aim)}. Välj ett möte som är inlagt."


@regel("Något i ärendet rättas.")
def nagot_rattas(case: ArendeCase, said: Arenderattning) -> str | None:
    """Something is said that does not stand there already."""
    own = case.arende
    changed = (
        said.rubrik not in {None, own.rubrik},
        said.fraga not in {None, own.fraga},
        said.siktar_pa is not None,
        said.avsandare_namn not in {None, own.avsandare_namn},
        said.new_address not in {None, own.avsandare_epost},
        said.avsandare_kanal not in {None, own.avsandare_kanal},
    )
    return None if any(changed) else "Ändra något av det som står."


@regel("Mötet där svaret på ett medskick tas upp har inte varit.")
def svaret_framat(case: ArendeCase, said: TillHandlingarna) -> str | None:
    """What is awaited is awaited at a meeting to come."""
    day = said.svar_till
    return "Dagen då svaret tas upp har redan varit." if day and day <= case.today else None
