"""What has changed since those asked answered: what a comment asked for goes on, every other change
of substance is asked about again, or left by AU with a reason. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.lagen import RevisionLage
from models.revisionsord import OF_SUBSTANCE
from models.vocabulary import Stallningstagande, SynpunktSvar
from workflows.county.profile import Remisstill
from workflows.ground.deadlines import day_after, earliest_answer_day
from workflows.ground.payload import after
from workflows.ground.sentences import regel
from workflows.ground.words import dag, uppraknat
from workflows.handling.payloads import SkickaPaRemiss
from workflows.handling.rules.on_remiss import too_far
from workflows.revision.facts import LastTextFacts, RevisionCase
from workflows.revision.payloads import Forslag, Slutligt
from workflows.texts.markdown import AvsnittDiff, Status, diff

_GRANTED = frozenset({SynpunktSvar.TILLGODOSES, SynpunktSvar.DELVIS})
_OTHER = frozenset({Status.ANDRAT, Status.NYTT, Status.BORTTAGET})


def since_asked(case: RevisionCase) -> tuple[LastTextFacts, ...]:
    """Return the texts locked after the one that was asked about; none before a round has run."""
    asked = case.revision.fragad_version
    return () if asked is None else tuple(one for one in case.versioner if one.id > asked)


def wanted_by_others(case: RevisionCase) -> tuple[str, ...]:
    """Return who wanted what, of all that has been changed without a comment since the answers."""
    texts = [one for one in since_asked(case) if one.andring in OF_SUBSTANCE]
    return tuple(dict.fromkeys(line for one in texts for line in one.utover))


def not_asked(case: RevisionCase) -> tuple[str, ...]:
    """Return what of it is neither asked about nor left with a reason."""
    return () if case.revision.utan_ny_fraga else wanted_by_others(case)


def left_to_au(case: RevisionCase, said: Slutligt) -> tuple[str, ...]:
    """Return what AU has to choose about once the text is locked: to ask again, or to say why
    not.
    """
    new = said.utover or () if said.andring in OF_SUBSTANCE else ()
    lines = dict.fromkeys((*(wanted_by_others(case) if new else not_asked(case)), *new))
    return tuple(lines) if case.revision.fragad_version is not None else ()


def quoted(lines: Iterable[str]) -> str:
    """Return what was wanted as a sentence quotes it."""
    return " ".join(f"”{line}”" for line in lines)


@regel(
    "Det som har ändrats i sak sedan parterna svarade, utan att en synpunkt bad om det, har de det"
    " rör svarat på, eller så har ⟨au⟩ beslutat med skäl att inte fråga igen."
)
def fragat_igen(case: RevisionCase, _said: object) -> str | None:
    """Nothing of substance goes up for decision that those it concerns have not seen."""
    lines = not_asked(case)
    if not lines:
        return None
    return (
        "Texten har ändrats i sak sedan parterna svarade utan att en synpunkt bad om det."
        f" {quoted(lines)} Fråga dem det rör igen, eller besluta med skäl att inte göra det."
    )


@regel("Något har ändrats i sak sedan parterna svarade utan att en synpunkt bad om det.")
def nagot_ar_ofragat(case: RevisionCase, _said: object) -> str | None:
    """There is something to ask about, or to leave."""
    if not_asked(case) or (case.sak.lage == RevisionLage.SAMMANSTALLS and _disagreeing(case)):
        return None
    return "Inget har ändrats i sak sedan parterna svarade utan att en synpunkt bad om det."


# ------------------------------------------------------------------------------- vem som ville det


@regel(
    "Ändras texten i sak sedan remissen har en synpunkt bett om det, eller så står det vem som"
    " ville vad."
)
def andringarna_har_avsandare(case: RevisionCase, said: Forslag | Slutligt) -> str | None:
    """A change of substance since the answers is somebody's wish, and the text shows whose."""
    if said.utover:
        return None if all(map(_names_both, said.utover)) else _NAME_BOTH
    new = _new_text(case, said)
    if new is None or said.andring not in OF_SUBSTANCE or case.revision.fragad_version is None:
        return None
    names = [f"”{one.avsnitt.rubrik}”" for one in _nobodys(case, new)]
    if not names:
        return None
    return (
        f"Ingen synpunkt från remissen bad om ändringen i {uppraknat(names)}. Skriv under"
        " ”Ändringar som ingen synpunkt bad om” vem som ville den och vad som ändras."
    )


_NAME_BOTH = (
    "Skriv vem som ville ändringen, kolon och vad som ändras, till exempel ”Patientföreningen:"
    " uppföljning varje år”."
)


def _names_both(line: str) -> bool:
    who, colon, what = line.partition(":")
    return bool(colon and who.strip() and what.strip())


def _new_text(case: RevisionCase, said: Forslag | Slutligt) -> str | None:
    """Return the text that the step locks; None where it locks none."""
    return next(iter(case.utkast), None) if isinstance(said, Forslag) else said.text


def _nobodys(case: RevisionCase, new: str) -> Iterator[AvsnittDiff]:
    """Yield the sections that differ from those asked about without a comment that was granted.

    One on the whole text may have asked for anything, and one on a section for a new one beside it.
    """
    comments = case.remiss.kommentarer if case.remiss else ()
    granted = {one.avsnitt for one in comments if one.svar in _GRANTED}
    if "" in granted:
        return
    rows = diff(next(iter(case.fragad_text), ""), new).avsnitt
    for place, one in enumerate(rows):
        beside = rows[max(place - 1, 0) : place + 2] if one.status is Status.NYTT else (one,)
        asked_for = any(near.fore and near.fore.nyckel in granted for near in beside)
        if one.status in _OTHER and not asked_for:
            yield one


# --------------------------------------------------------------------------------------- svarstiden


@regel(
    "Sista svarsdag ger minst den svarstid som länet har bestämt. Den korta tiden räcker för det"
    " som ändrats sedan svaren och för en motparts text."
)
def svarstiden_racker(case: RevisionCase, said: SkickaPaRemiss) -> str | None:
    """The usual time, or the short one where those asked know the most of it."""
    days = shortest(case, said)
    first = earliest_answer_day(case.today, days)
    if said.sista_dag is None:
        return None
    if said.sista_dag >= first:
        return too_far(said.sista_dag, case.today)
    if short_time(case):
        return f"De som frågas behöver minst {days} dagar: tidigast {dag(first)}."
    return f"En {said.slag.ord} behöver minst {days} dagar: tidigast {dag(first)}."


def short_time(case: RevisionCase) -> bool:
    """Tell whether the profile's short time is enough to answer in."""
    if case.sak.lage == RevisionLage.HOS_AU:
        return case.revision.extern
    return case.sak.lage == RevisionLage.SLUTLIGT


def shortest(case: RevisionCase, said: SkickaPaRemiss | None = None) -> int:
    """Return how many days those asked have at least."""
    rules = case.profile.remiss
    usual = rules.dagar(said.slag) if said else rules.tjansteman_dagar
    return min(rules.kort_dagar, usual) if short_time(case) else usual


@regel("En motparts text som gick den korta vägen har varje part sagt ja till.")
def parterna_eniga(case: RevisionCase, _said: object) -> str | None:
    """A counterparty's text skips the usual time only where the parties agree."""
    names = _disagreeing(case)
    if not names:
        return None
    return (
        f"Texten har gått den korta vägen, och {uppraknat(names)} har inte sagt ja. Fråga igen med"
        " länets vanliga svarstid, eller be motparten om en ny text."
    )


def _disagreeing(case: RevisionCase) -> list[str]:
    """Return who has not said yes to a counterparty's text in a short round that was held."""
    held = case.remiss if case.remiss and case.remiss.held else None
    usual = day_after(held.oppnad, case.profile.remiss.tjansteman_dagar) if held else None
    if not case.revision.extern or held is None or (usual and held.sista_dag >= usual):
        return []
    no = {None, Stallningstagande.AVSTYRKER}
    silent = [one.namn for one in held.mottagare if one.svar in no]
    if case.profile.remiss.till is Remisstill.LEDAMOTER:
        return silent
    asked = {one.huvudman_id for one in held.mottagare}
    return [*silent, *(one.namn for one in case.kvar() if one.huvudman_id not in asked)]


def changes_told(case: RevisionCase, said: Slutligt) -> str:
    """Return what the final text changes of the one asked about, in the words it was locked with,
    and who wanted it; "" where nothing is changed.
    """
    before = [(one.sammanfattning, one.utover) for one in since_asked(case)]
    now = [(after(said.sammanfattning, ""), said.utover or ())] if said.andring else []
    lines = [line for summary, utover in (*before, *now) for line in (summary, *utover) if line]
    return "\n".join(dict.fromkeys(lines))
