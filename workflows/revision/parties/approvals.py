"""Who must approve a text, whose word of it holds, and what a changed text does to that. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.revision import Godkannande
from models.revisionsord import Andringsgrad, Godkannandeord
from workflows.county.mandate import is_or_stands_in
from workflows.engine.effects import Effect, Notify, Write
from workflows.ground.payload import required
from workflows.ground.sentences import foljd, pastaende
from workflows.ground.words import antal, uppraknat
from workflows.handling.approvals import against, lacking, slot_of
from workflows.handling.facts import GodkannareFacts
from workflows.handling.payloads import Skal
from workflows.revision.facts import GodkannandeFacts, RevisionCase
from workflows.revision.parties.unasked import left_to_au, not_asked, wanted_by_others
from workflows.revision.payloads import LaserText, Slutligt
from workflows.revision.rules import changes_the_text


def standing(case: RevisionCase) -> dict[int, GodkannandeFacts]:
    """Return what the ledamöter have said that holds of the newest text, by the id of the ledamot.

    Asked of the texts' own grades as well as of what was written when they were locked: neither
    alone is trusted.
    """
    voiding = case.profile.godkannande.upphaver
    since = max((text.id for text in case.versioner if text.andring in voiding), default=0)
    return {
        one.for_id: one for one in case.godkannanden if not one.ogiltig and one.version_id >= since
    }


def said_of(case: RevisionCase) -> dict[int, Godkannandeord]:
    """Return the word of each that holds of the newest text."""
    return {for_id: one.ord for for_id, one in standing(case).items()}


def objections(case: RevisionCase) -> bool:
    """Tell whether some ledamot whose approval is needed objects to the text."""
    return case.profile.godkannande.kravs and bool(against(case, said_of(case)))


def awaited(case: RevisionCase) -> bool:
    """Tell whether only the ledamöter can bring the text on: some have not said, nobody objects."""
    said, kravs = said_of(case), case.profile.godkannande.kravs
    unanswered = bool(lacking(case, said)) and not against(case, said)
    return kravs and unanswered and not not_asked(case)


@pastaende("Hur många ledamöter som har godkänt eller invänt, och vad en ändrad text gör med det.")
def what_a_change_does(case: RevisionCase) -> str | None:
    """Return what locking a changed text would do to the approvals, as a sentence; None when there
    are none.
    """
    given = list(said_of(case).values())
    if not case.profile.godkannande.kravs or not given:
        return None
    rules = case.profile.godkannande
    voids = [grade.ord for grade in Andringsgrad if grade in rules.upphaver]
    keeps = [grade.ord for grade in Andringsgrad if grade not in rules.upphaver]
    no = given.count(Godkannandeord.INVANDER)
    numbers = ((len(given) - no, "godkänt texten"), (no, "invänt"))
    said = (f"{antal(n, 'ledamot', 'ledamöter')} har {done}" for n, done in numbers if n)
    has = f"{uppraknat(said)}."
    if not voids:
        return f"{has} Det de har sagt står kvar när texten ändras."
    goes = "det" if len(given) == 1 else "alla besked"
    spared = f", en {uppraknat(keeps, 'eller')} gör det inte" if keeps else ""
    return f"{has} En {uppraknat(voids, 'eller')} ändring upphäver {goes}{spared}."


def void(case: RevisionCase, **whose: int) -> Write:
    """Return that what was said of the text no longer counts: by all, or for the one named."""
    where = {"revision_id": case.sak.id, "ogiltig": None, **whose}
    return Write(Godkannande, {"ogiltig": case.now}, where=where)


Changed = tuple[Andringsgrad, str]  # how much, and what
_WHY = "Alla ledamöter behöver godkänna texten innan den kan beslutas."


@foljd(
    "Där länsprofilen kräver godkännande upphävs det som ändringens grad upphäver, och de som ska"
    " godkänna får brev."
)
def ny_text_lases(case: RevisionCase, said: LaserText) -> Iterator[Effect]:
    """Void what the grade of the change voids; ask those who must act once the text is the final
    one.
    """
    rules, locked = case.profile.godkannande, _locked_now(case, said)
    stands = standing(case)
    if locked and locked[0] in rules.upphaver:
        stands = {}
        yield void(case)
    # Nobody approves what the parties may be asked about first: AU's choice comes before.
    if isinstance(said, Slutligt) and not left_to_au(case, said):
        yield from _ask_them(case, set(stands), locked, {})


@foljd("Där länsprofilen kräver godkännande får de som ska godkänna brev, med ⟨au_genitiv⟩ skäl.")
def godkannarna_fragas(case: RevisionCase, said: Skal) -> Iterator[Effect]:
    """Ask the ledamöter, who waited for AU's choice, with who wanted the change and why nobody is
    asked again.
    """
    more = {"onskat": "\n".join(wanted_by_others(case)), "skal": said.skal}
    yield from _ask_them(case, set(standing(case)), None, more)


def _ask_them(
    case: RevisionCase, stands: set[int], locked: Changed | None, more: Mapping[str, object]
) -> Iterator[Effect]:
    data = {"version": len(case.versioner) + (1 if locked else 0), **more}
    for one in case.godkannare:
        changes = _since(case, locked, one)
        if one.id not in stands:
            again = "godkann_igen" if _last_of(case, one) else "godkann"
            yield _letter(case, one, again, changes, data)
        elif any(grade in case.profile.godkannande.fragar for grade, _ in changes):
            yield _letter(case, one, "godkann_fortydligat", changes, data)


def _locked_now(case: RevisionCase, said: LaserText) -> Changed | None:
    """Return the change whose text this step locks; None when the final text is one that was locked
    before.
    """
    if isinstance(said, Slutligt) and not changes_the_text(case, said):
        return None
    return required(said.andring), said.sammanfattning or ""


def _last_of(case: RevisionCase, one: GodkannareFacts) -> int:
    """Return the id of the text a ledamot last said something of, void or not; 0 when it
    never has.
    """
    return max((said.version_id for said in case.godkannanden if said.for_id == one.id), default=0)


def last_text_of(case: RevisionCase, before: int | None = None) -> int:
    """Return the number of the text that the actor, or whom they stand in for, last said something
    of, ``before`` the one of a number; 0 when they never have.
    """
    nr = {one.id: one.nr for one in case.versioner}
    said = (nr.get(one.version_id, 0) for one in _own_words(case))
    return max((one for one in said if before is None or one < before), default=0)


def own_word_of(case: RevisionCase, nr: int) -> Godkannandeord | None:
    """Return what the actor, or whom they stand in for, has said of a text that still holds."""
    text = next((one.id for one in case.versioner if one.nr == nr), 0)
    holds = [one for one in _own_words(case) if one.version_id == text and not one.ogiltig]
    return holds[-1].ord if holds else None


def _own_words(case: RevisionCase) -> list[GodkannandeFacts]:
    mine = {one.id for one in case.godkannare if is_or_stands_in(case.actor, one.id)}
    return [one for one in case.godkannanden if one.for_id in mine]


def _since(case: RevisionCase, now: Changed | None, one: GodkannareFacts) -> list[Changed]:
    """Return how the text has changed since a ledamot last said something of it, oldest first."""
    last = _last_of(case, one)
    before = [(text.andring, text.sammanfattning) for text in case.versioner if text.id > last]
    return [*before, now] if now else before


def _letter(
    case: RevisionCase,
    one: GodkannareFacts,
    mall: str,
    changes: list[Changed],
    data: Mapping[str, object],
) -> Notify:
    """Ask one ledamot, or who stands in for it, saying what has changed since it last spoke."""
    what = "\n".join(text for _, text in changes if text)
    said = {**data, "andrat": what, "mottagare": one.namn}
    return Notify(mall, (slot_of(case, one, one.namn),), _WHY, said)
