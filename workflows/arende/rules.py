"""What can stand in the way of an ärende."""

from __future__ import annotations

from models.vocabulary import Hantering
from workflows.arende.facts import ArendeCase
from workflows.county.mandate import is_secretary
from workflows.ground.sentences import regel


@regel("Rubriken är skriven.")
def rubrik_finns(case: ArendeCase) -> str | None:
    """A heading is needed."""
    return None if case.fact("rubrik") else "Rubrik saknas."


@regel("Frågan är skriven.")
def fraga_finns(case: ArendeCase) -> str | None:
    """A question is needed."""
    return (
        None if case.fact("fraga") else "Fråga saknas: vad ska ⟨ledningsgrupp⟩ ta ställning till?"
    )


@regel("Det är valt om ärendet är för information, dialog eller beslut.")
def hantering_vald(case: ArendeCase) -> str | None:
    """What the sender wants is needed."""
    return (
        None
        if case.fact("onskad_hantering")
        else "Välj om ärendet är för information, dialog eller beslut."
    )


@regel(
    "Avsändaren är ett organ där den som lämnar in har uppdrag. Sekreteraren får lämna in för alla."
)
def avsandare_vald(case: ArendeCase) -> str | None:
    """A sender that the actor speaks for is needed."""
    organ = case.register.organ_named(case.said("avsandare_organ"))
    organ_id = organ.id if organ else case.arende.avsandare_organ_id
    if organ_id is None:
        return "Välj vilket organ som är avsändare."
    if not is_secretary(case.actor) and not case.actor.har(organ_id=organ_id):
        return "Du kan bara lämna in för ett organ där du har uppdrag."
    return None


@regel("Byts avsändaren är det till ett organ där den som kompletterar har uppdrag.")
def avsandare_far_bytas(case: ArendeCase) -> str | None:
    """Another sender is one that the actor speaks for."""
    return avsandare_vald(case) if case.said("avsandare_organ") else None


@regel("Något är tillagt.")
def nagot_tillagt(case: ArendeCase) -> str | None:
    """A completion adds something."""
    return None if any(case.payload.said().values()) else "Skriv det som kompletterar ärendet."


@regel("Föredragande är utsedd.")
def foredragande_finns(case: ArendeCase) -> str | None:
    """Somebody presents it."""
    return None if case.fact("foredragande") else "Föredragande är inte utsedd."


def _for_beslut(case: ArendeCase) -> bool:
    return Hantering.BESLUT in case.arende.onskad_hantering


@regel("Förslag till beslut är skrivet, om ärendet är för beslut.")
def forslag_finns(case: ArendeCase) -> str | None:
    """A proposed decision, when a decision is wanted."""
    return (
        "Förslag till beslut saknas."
        if _for_beslut(case) and not case.fact("forslag_beslut")
        else None
    )


@regel(
    "Åtaganden är föreslagna, om ärendet är för beslut, eller det är sagt att det inte blir några."
)
def ataganden_foreslagna(case: ArendeCase) -> str | None:
    """Proposed åtaganden, or an explicit none, when a decision is wanted."""
    if not _for_beslut(case) or case.fact("forslag_ataganden") is not None:
        return None
    return (
        "Föreslagna åtaganden saknas: skriv vem som ska göra vad, eller att beslutet inte ger"
        " några."
    )


@regel("Konsekvenserna är beskrivna, om ärendet är för beslut.")
def konsekvenser_beskrivna(case: ArendeCase) -> str | None:
    """Consequences, when a decision is wanted."""
    return (
        "Konsekvenser är inte beskrivna."
        if _for_beslut(case) and not case.fact("konsekvenser")
        else None
    )


@regel(
    "Det är beskrivet hur invånare deltog eller varför de inte gjorde det, om ärendet är för"
    " beslut."
)
def invanare_beskrivet(case: ArendeCase) -> str | None:
    """How residents took part, when a decision is wanted."""
    return (
        "Skriv hur invånare deltog, eller varför de inte gjorde det."
        if _for_beslut(case) and not case.fact("invanare")
        else None
    )
