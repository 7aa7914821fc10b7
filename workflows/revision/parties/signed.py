"""What follows when a party says who signs for it, signs, or takes that back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from models.revision import Signatur
from models.revisionsord import SignaturSatt
from workflows.county.slots import Slot
from workflows.engine.effects import Effect, Notify, Remove, Write
from workflows.ground.payload import required
from workflows.ground.sentences import foljd
from workflows.handling import slots
from workflows.instanser.consequences import only
from workflows.revision.effects import AppointSignatory
from workflows.revision.facts import MotpartFacts, RevisionCase, RevisionspartFacts
from workflows.revision.parties import payloads as p
from workflows.revision.parties.consequences import PART, by_itself
from workflows.revision.parties.counterparts import slots_of
from workflows.revision.parties.rules import Signing, left_to_sign, party, signing, signs_for


@foljd("Underskriften binds till just den här texten. När alla har skrivit under går det vidare.")
def signatur(case: RevisionCase, said: p.Signera) -> Iterator[Effect]:
    """Write that a party has signed in the program."""
    yield from _signed(case, said, SignaturSatt.I_SAMFLODE)


@foljd(
    "Underskriften på papper intygas av den som lägger in den. När alla har skrivit under går det"
    " vidare."
)
def signatur_pa_papper(case: RevisionCase, said: p.SigneraPaPapper) -> Iterator[Effect]:
    """Write that a party has signed on paper, and who attests it."""
    yield from _signed(case, said, SignaturSatt.PA_PAPPER)


def _signed(
    case: RevisionCase, said: p.Underskrift | p.Signera, satt: SignaturSatt
) -> Iterator[Effect]:
    one, text = signing(case, said.part), case.senaste
    assert one is not None  # noqa: S101 - a check has asked
    assert text is not None  # noqa: S101 - a check has asked
    paper = satt is SignaturSatt.PA_PAPPER
    signed = {
        "revision_id": case.sak.id,
        **_whose(one),
        "version_id": text.id,
        "sha256": text.sha256,
        **_by_right(case, one, said, paper=paper),
        "satt": satt,
        "person_id": None if paper else case.actor.person_id,
        "intygad_av": case.actor.person_id if paper else None,
        "fil_id": case.named.fil_id if paper else None,
        "tid": case.now,
    }
    yield Write(Signatur, signed)
    if only(one, left_to_sign(case)):
        yield by_itself(case, "fardigsignerat")


def _whose(one: Signing) -> dict[str, object]:
    """Return whose a signature is: a huvudman's, or by its name one's that is none."""
    outside = isinstance(one, MotpartFacts)
    return {"huvudman_id": one.huvudman_id, "motpart": one.namn if outside else ""}


def _by_right(
    case: RevisionCase, one: Signing, said: p.Underskrift | p.Signera, *, paper: bool
) -> dict[str, object]:
    """Return who signs, by what right: as the party has said, or as the chef says now."""
    if isinstance(one, RevisionspartFacts) and not paper and signs_for(case, one):
        return {
            "namn": one.undertecknare,
            "befattning": one.befattning,
            "behorighet": one.behorighet,
            "behorighet_datum": required(one.behorighet_datum),
        }
    return {
        "namn": required(said.namn),
        "befattning": required(said.befattning),
        "behorighet": required(said.behorighet),
        "behorighet_datum": required(said.behorighet_datum),
    }


@foljd("Den som svarar för parten får ett kvitto på underskriften.")
def kvitto(case: RevisionCase, said: p.Underskrift | p.Signera) -> Iterator[Effect]:
    """Give those who answer for the party a receipt, also the one who signed."""
    one, text = signing(case, said.part), case.senaste
    assert one is not None  # noqa: S101 - a check has asked
    assert text is not None  # noqa: S101 - a check has asked
    right = _by_right(case, one, said, paper=isinstance(said, p.Underskrift))
    data = {
        "part": one.namn,
        "namn": right["namn"],
        "befattning": right["befattning"],
        "behorighet": right["behorighet"],
        "version": text.nr,
        "kontroll": text.sha256[:8],
        "sist": only(one, left_to_sign(case)),
    }
    yield Notify("revision_signerat", _those_of(case, one), PART, data)


def _those_of(case: RevisionCase, one: Signing) -> tuple[Slot, ...]:
    """Return who answers for a party, who signs for it, and whoever does something just now."""
    if isinstance(one, MotpartFacts):
        just_now = Slot(drag=one.namn, person_id=case.actor.person_id)
        return tuple(dict.fromkeys((*slots_of(one), just_now)))
    here = (case.actor.person_id, one.undertecknare_id)
    people = (Slot(drag=one.namn, person_id=who) for who in dict.fromkeys(here) if who)
    return (slots.huvudmannens(case, one.huvudman_id, None), *people)


@foljd("Bara den som parten har sagt skriver under för den. Den som inte fanns läggs till.")
def undertecknaren(case: RevisionCase, said: p.AngeUndertecknare) -> Iterator[Effect]:
    """Write who signs, by what right; make them known where they are not."""
    one = party(case, said.part)
    assert one is not None  # noqa: S101 - a check has asked
    yield AppointSignatory(
        one.huvudman_id,
        required(said.namn),
        required(said.epost).casefold(),
        {
            "befattning": required(said.befattning),
            "behorighet": required(said.behorighet),
            "behorighet_datum": required(said.behorighet_datum),
        },
    )


@foljd("Den som ska skriva under får texten, med en personlig länk.")
def undertecknaren_far_veta(case: RevisionCase, said: p.AngeUndertecknare) -> Iterator[Effect]:
    """Ask whoever is to sign."""
    one = party(case, said.part)
    assert one is not None  # noqa: S101 - a check has asked
    data = {
        "part": one.namn,
        "behorighet": required(said.behorighet),
        "av": case.actor.namn,
        "version": len(case.versioner),
    }
    why = f"{one.namn} har sagt att du skriver under."
    who = partial(_signatory, huvudman_id=one.huvudman_id)
    yield Notify("revision_undertecknare", (), why, data, also=who)


def _signatory(case: RevisionCase, *, huvudman_id: int) -> Iterator[Slot]:
    for one in case.kvar():
        if one.huvudman_id == huvudman_id and one.undertecknare_id is not None:
            yield Slot(drag=one.namn, person_id=one.undertecknare_id)


@foljd("Underskriften räknas inte längre. De som svarar för parten, och ⟨au⟩, får skälet.")
def atertagen(case: RevisionCase, said: p.AtertaUnderskrift) -> Iterator[Effect]:
    """Take it away; the party is waited for again."""
    one, text = signing(case, said.part), case.senaste
    assert one is not None  # noqa: S101 - a check has asked
    assert text is not None  # noqa: S101 - a check has asked
    outside = isinstance(one, MotpartFacts)
    whose = {"motpart": one.namn} if outside else {"huvudman_id": one.huvudman_id}
    yield Remove(Signatur, where={"version_id": text.id, **whose})
    data = {"part": one.namn, "skal": said.skal}
    for to, why in ((_those_of(case, one), PART), ((slots.au(case),), slots.HALLER_IHOP)):
        yield Notify("revision_underskrift_ater", to, why, data, but=case.actor.person_id)
