"""Each ledamot's word of an ärende's underlag, where a county demands it before a decision."""

from __future__ import annotations

from collections.abc import Iterator

from models.arende import Underlagsgodkannande
from models.lagen import ArendeLage
from models.revisionsord import Godkannandeord
from workflows.arende.facts import APPROVED, ArendeCase, underlag_hash
from workflows.arende.payloads import Beredning, GodkannUnderlag
from workflows.county.slots import Delfrist
from workflows.engine.effects import Effect, Notify, Write
from workflows.ground.payload import after, required
from workflows.ground.sentences import foljd, regel
from workflows.handling import approvals, slots
from workflows.handling.load import concerned

_WHY = "Alla ledamöter behöver godkänna underlaget innan det kan beslutas."


def demanded(case: ArendeCase) -> bool:
    """Tell whether each ledamot must approve the underlag."""
    return case.profile.godkannande.kravs and case.om.for_beslut


def said_of(case: ArendeCase) -> dict[int, Godkannandeord]:
    """Return the latest word of each ledamot about exactly the underlag that stands."""
    now = case.arende.underlag_sha256
    return {one.for_id: one.ord for one in case.sagt if one.sha256 == now}


def waited_for(case: ArendeCase) -> Iterator[Delfrist]:
    """Each ledamot that must approve the underlag and has said nothing of it."""
    if demanded(case):
        yield from approvals.waited_for(case, said_of(case))


@regel("Länsprofilen kräver att ledamöterna godkänner, och ärendet är för beslut.")
def godkannande_kravs(case: ArendeCase, _said: object) -> str | None:
    """Approvals are asked for only where the profile demands them."""
    return None if demanded(case) else "Här behöver ledamöterna inte godkänna underlaget."


@regel("Varje ledamot som länsprofilen nämner har godkänt just det här underlaget.")
def alla_godkant(case: ArendeCase, _said: object) -> str | None:
    """Nothing goes up for decision before everybody stands behind it; those who do not are
    named.
    """
    return approvals.not_behind_it(case, said_of(case)) if demanded(case) else None


@regel("Det som beslutas är berett för beslut, där varje ledamot ska godkänna.")
def berett_for_beslut(case: ArendeCase, _said: object) -> str | None:
    """What came up to be talked of is not decided without the approvals."""
    if not case.profile.godkannande.kravs or case.om.for_beslut:
        return None
    return (
        "Ärendet är inte för beslut, så ledamöterna har inte godkänt något underlag. Återremittera"
        " det, så att det bereds för beslut."
    )


@regel("Den som godkänner är ledamoten själv eller dess ersättare.")
def ledamoten_foretradd(case: ArendeCase, said: GodkannUnderlag) -> str | None:
    """One speaks for oneself, or for the one one stands in for."""
    if approvals.spoken_for(case, said.person):
        return None
    return (
        "Du svarar inte för den ledamoten." if said.person else "Välj vilken ledamot du svarar för."
    )


@regel("Det är underlaget som det står nu.")
def ratt_underlag(case: ArendeCase, said: GodkannUnderlag) -> str | None:
    """What is approved is what was read."""
    if said.sha256 is None or said.sha256 == case.arende.underlag_sha256:
        return None
    return "Underlaget är ändrat sedan du läste det. Läs det igen först."


@regel("En invändning eller anmärkning säger vad den gäller.")
def invandning_motiverad(_case: ArendeCase, said: GodkannUnderlag) -> str | None:
    """Those who write on need to know what."""
    return approvals.no_word_without_reason(said.ord, said.text)


@foljd(
    "Beskedet binds till just det här underlaget. Vid en invändning får ⟨au⟩ veta vad den gäller."
    " Har alla godkänt får ⟨au⟩ veta det."
)
def besked(case: ArendeCase, said: GodkannUnderlag) -> Iterator[Effect]:
    """Bind the word to the underlag; an objection goes to those who can do something about it."""
    one, word = approvals.spoken_for(case, said.person), required(said.ord)
    assert one is not None  # noqa: S101 - a check has asked
    yield Write(
        Underlagsgodkannande,
        {
            "arende_id": case.sak.id,
            "sha256": case.arende.underlag_sha256,
            "person_id": case.actor.person_id,
            "for_id": one.id,
            "ord": word,
            "text": said.text or "",
            "tid": case.now,
        },
    )
    before = said_of(case)
    if word is Godkannandeord.INVANDER:
        data = {"ledamot": approvals.named(one), "skal": said.text}
        yield Notify("underlag_invandning", (slots.au(case),), slots.HALLER_IHOP, data)
        return
    left = {*approvals.lacking(case, before), *approvals.against(case, before)}
    if left == {one}:
        yield Notify("underlag_alla_godkant", (slots.au(case),), slots.HALLER_IHOP)


@foljd(
    "Ändras det som är färdigberett gäller inga godkännanden av det gamla underlaget: alla får det"
    " igen. Rör det en sektor till får de i den underlaget."
)
def be_om_igen(case: ArendeCase, said: Beredning) -> Iterator[Effect]:
    """What is still being written is nobody's to approve."""
    if case.sak.lage == ArendeLage.BERETT:
        yield from be_om_godkannande(case, said)


@foljd("Där länsprofilen kräver godkännande får varje ledamot underlaget att godkänna.")
def be_om_godkannande(case: ArendeCase, said: Beredning) -> Iterator[Effect]:
    """Ask each whose word does not hold of the underlag as it will stand."""
    stands, arende = _as_it_will_stand(case, said), case.arende
    if not demanded(case):
        return
    unchanged = case.sak.lage == ArendeLage.BERETT and stands == arende.underlag_sha256
    asked_before = {one.id for one in case.godkannare} if unchanged else set[int]()
    holds = {one.for_id for one in case.sagt if one.sha256 == stands}
    sektor = after(said.berord_sektor, arende.berord_sektor)
    for one in concerned(case.ledamoter, case.profile.godkannande.sektorer_for("", sektor)):
        if one.id not in holds | asked_before:
            slot = approvals.slot_of(case, one, one.namn)
            yield Notify("godkann_underlag", (slot,), _WHY, {"mottagare": one.namn})


def _as_it_will_stand(case: ArendeCase, said: Beredning) -> str:
    stored = {name: getattr(case.arende, name) for name in APPROVED}
    words = {name: after(getattr(said, name, None), value) for name, value in stored.items()}
    proposed = said.forslag_ataganden
    if proposed is not None:
        rows = [one.model_dump(mode="json", exclude_none=True) for one in proposed]
        words["forslag_ataganden"] = rows
    return underlag_hash(words)
