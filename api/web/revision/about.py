"""What the forms of a revision that ask for an answer are about: the locked text, what it means for
the reader's own organisation and what has changed since they last said something of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from api.web.avtal.compare import compared
from api.web.avtal.text import text_html
from api.web.forms.about import Gallande, parts
from api.web.forms.forms import Asked
from api.web.frame.shown import Shape
from workflows.ground.payload import Payload
from workflows.instanser.payloads import Instansplan
from workflows.outside.payloads import Svarstext
from workflows.revision.facts import RevisionCase
from workflows.revision.parties.approvals import last_text_of, own_word_of
from workflows.revision.parties.payloads import (
    AngeUndertecknare,
    AvstaSignera,
    Godkann,
    Partsbeslut,
    Signera,
    SigneraPaPapper,
)
from workflows.revision.payloads import Slutligt
from workflows.revision.texts import (
    GALLANDE,
    LastTextVy,
    Revisionsjamforelse,
    locked_texts,
    revision_diff,
    revision_text,
    texts_of,
)
from workflows.revision.views import SedanSvaren, since_answers

_HAS_SAID = "Du har redan sagt vad du anser om den här texten."
_QUESTIONS: Final[Mapping[type[Payload], str]] = {
    Svarstext: "Vad blev svaret?",
    Godkann: "Kan texten gå upp för beslut?",
    Instansplan: "Vilken instans hos er beslutar om texten, och när?",
    Partsbeslut: "Vad beslutade instansen om texten?",
    Signera: "Skriver ni under texten?",
    AngeUndertecknare: "Vem skriver under texten för er?",
    SigneraPaPapper: "Är texten undertecknad på papper?",
    AvstaSignera: "Varför skriver ni inte under texten?",
}


def about(asked: Asked) -> Gallande:
    """Return the revision with the text that is asked about: the one a link named, else the newest
    that is locked.
    """
    case = asked.case
    assert isinstance(case, RevisionCase)  # noqa: S101 - the shapes are kept by kind
    locked = _asked_about(asked, case)
    question = _QUESTIONS.get(asked.step.takes, "")
    if locked is None:
        return Gallande(case.revision.rubrik, question or case.revision.orsak)
    since = since_answers(case) if asked.step.shows else None
    andrat, avsnitt = _not_seen(asked, case, since) if since else _changed(asked, case, locked.nr)
    text = revision_text(asked.session, asked.caller.world, case.sak.id, str(locked.nr))
    return Gallande(
        namn=f"{case.revision.rubrik}, version {locked.nr}",
        fraga=question or case.revision.orsak,
        sammanfattning=_summaries(asked, case, locked.nr),
        er=_for_them(case, locked),
        andrat=" ".join(
            filter(None, (andrat, wished(case) if asked.step.takes is Godkann else ""))
        ),
        avsnitt=avsnitt,
        # The form that locks the final text has it in a field.
        html=None if asked.step.takes is Slutligt else text_html(text.text),
    )


def _asked_about(asked: Asked, case: RevisionCase) -> LastTextVy | None:
    newest = case.senaste.nr if case.senaste else 0
    chosen = asked.valt.get("version", "")
    wanted = int(chosen) if chosen.isascii() and chosen.isdecimal() else newest
    texts = locked_texts(asked.session, case.sak.id)
    return next((one for one in texts if one.nr == wanted), None)


def _summaries(asked: Asked, case: RevisionCase, nr: int) -> str:
    """Return what each version up to one changed, in its own words, newest first."""
    texts = locked_texts(asked.session, case.sak.id)
    said = [one for one in texts if one.nr <= nr and one.sammanfattning]
    if len(said) < 2:  # noqa: PLR2004 - one needs no number
        return "".join(one.sammanfattning for one in said)
    return "\n\n".join(f"Version {one.nr}: {one.sammanfattning}" for one in said)


def _for_them(case: RevisionCase, locked: LastTextVy) -> tuple[tuple[str, str], ...]:
    """Return what the text means for the actor's own huvudmän; for all where it is nobody's own."""
    own = {one.kortnamn for one in case.register.huvudman if one.id in case.actor.huvudman_ids()}
    said = list(locked.konsekvenser.items())
    mine = [one for one in said if one[0] in own] or said
    return parts(*mine, ("Så deltog invånare", locked.invanare))


def _not_seen(asked: Asked, case: RevisionCase, since: SedanSvaren) -> tuple[str, list[Shape]]:
    """Return what nobody who answered has seen: from which text to which, and who wanted it."""
    which = Revisionsjamforelse(fran=str(since.fran), till=str(since.till))
    found = revision_diff(asked.session, asked.caller.world, case.sak.id, which)
    wanted = " ".join(f"”{line}”" for line in since.onskat)
    said = f"Från version {since.fran}, som parterna svarade om, till version {since.till}."
    asked_for = f" Ingen synpunkt bad om det här: {wanted}" if wanted else ""
    return said + asked_for, [one for one in compared(found.avsnitt) if one["andrat"]]


def wished(case: RevisionCase) -> str:
    """Return who wanted what no comment asked for, and why AU did not ask the parties again."""
    since = since_answers(case)
    if since is None or not since.onskat:
        return ""
    wanted = " ".join(f"”{line}”" for line in since.onskat)
    why = f" ⟨Au⟩ frågade inte igen: {since.utan_ny_fraga}" if since.utan_ny_fraga else ""
    return f"Ingen synpunkt bad om det här: {wanted}{why}"


def _changed(asked: Asked, case: RevisionCase, nr: int) -> tuple[str, list[Shape]]:
    """Return what differs from the text the actor last said something of, else from the one in
    force.
    """
    last = last_text_of(case)
    there = texts_of(asked.session, asked.caller.world, case.sak.id)
    stands = ""
    if last == nr:
        said = own_word_of(case, nr)
        stands = f"Ditt svar är: {said.ord}. Du kan ändra det." if said else _HAS_SAID
        last = last_text_of(case, before=nr)
    if not last and GALLANDE not in there:
        return f"{stands} Avtalet är nytt: det finns ingen text att jämföra med.".strip(), []
    which = Revisionsjamforelse(fran=str(last) if last else GALLANDE, till=str(nr))
    found = revision_diff(asked.session, asked.caller.world, case.sak.id, which)
    since = f"Sedan du svarade om version {last}" if last else "Jämfört med texten som gäller"
    rows = [one for one in compared(found.avsnitt) if one["andrat"]]
    return f"{stands} {since}: {found.mening}".strip(), rows
