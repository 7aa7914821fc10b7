"""What follows from the steps of an åtagande."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.beslut import Avstamning
from models.vocabulary import Aterkomst, OrganSlag, Roll, SvarSlag
from workflows.beslut import dates
from workflows.beslut.facts import AtagandeCase
from workflows.beslut.payloads import (
    AnmalAvsteg,
    Delegera,
    Notera,
    NyVerifierare,
    Omprova,
    Rapportera,
    Rattning,
    StamAv,
)
from workflows.beslut.rules import new_verifier
from workflows.county.mandate import R
from workflows.county.slots import Slot
from workflows.engine.effects import Change, Effect, Notify, Write
from workflows.engine.roles import roles_of
from workflows.ground.payload import required, told
from workflows.ground.sentences import foljd
from workflows.handling import slots
from workflows.handling.consequences import gone_through, kept, promised
from workflows.handling.effects import PlaceAvsteg
from workflows.handling.payloads import PaDagordning, Skal

_ANSWERS = "Du svarar för åtagandet."


@dataclass(frozen=True, slots=True)
class GiveUppdrag(Effect):
    """Make the named person's uppdrag from an answer of kind namn, in place of whom an earlier
    answer named.

    Without an address (``epost`` "") nobody gets one.
    """

    namn: str
    epost: str
    huvudman_id: int
    organ_id: int
    roll: Roll


@dataclass(frozen=True, slots=True)
class HandOn(Effect):
    """Let the colleague whom the payload names answer for it; make them known where they are
    not.
    """


@foljd("Åtagandet får sin nya text, mottagare eller dag.")
def rattat(case: AtagandeCase, said: Rattning) -> Iterator[Effect]:
    """Write what the meeting corrected; a new addressee has handed it to nobody."""
    party = case.register.huvudman_named(said.huvudman)
    whose = {"huvudman_id": party.id, "delegat_id": None} if party else {}
    yield Change({**told(text=said.text, senast=said.senast), **whose, "senast_nytt": case.now})


@foljd("Åtagandet räknas inte som tyst.")
def nytt(case: AtagandeCase, _said: object) -> Iterator[Effect]:
    """There is news: the silence is broken."""
    yield Change({"senast_nytt": case.now})


@foljd(
    "Svaret sparas. Den som namnges får ett uppdrag i gruppen som frågade, i stället för den som"
    " ett tidigare svar namngav. Den som ska verifiera får veta."
)
def svaret(case: AtagandeCase, said: Rapportera) -> Iterator[Effect]:
    """Store the answer; a name becomes an uppdrag; the verifier is told."""
    epost = (said.epost or "").casefold()
    fields: dict[str, object] = {
        "svar_text": said.text or said.kommentar or "",
        "svar_namn": said.namn or "",
        "svar_epost": epost,
        "svar_tal": said.tal,
        "svar_datum": said.datum,
        "svar_fil_id": said.fil,
        "rapporterad": case.now,
        "rapporterad_av": case.actor.person_id,
        "senast_nytt": case.now,
    }
    yield Change(fields)
    atagande = case.atagande
    group = _asking_group(case)
    if atagande.svar == SvarSlag.NAMN and atagande.huvudman_id and group:
        yield GiveUppdrag(
            required(said.namn), epost, atagande.huvudman_id, group, Roll.REPRESENTANT
        )
    if atagande.verifierare_id:
        data = {"text": atagande.text, "mottagare": atagande.mottagare}
        yield Notify(
            "att_verifiera",
            (dates.verifieraren(case),),
            "Beslutet säger att du ska verifiera.",
            data,
        )


@foljd("Den nya får ett brev med rapporten. Den som skulle ha verifierat får veta det.")
def annan_verifierar(case: AtagandeCase, said: NyVerifierare) -> Iterator[Effect]:
    """Ask somebody else, and let go of whom the decision named."""
    person, atagande = required(new_verifier(case, said)), case.atagande
    yield Change({"verifierare_id": person.id, "senast_nytt": case.now})
    data = {"text": atagande.text, "mottagare": atagande.mottagare}
    to = Slot(drag="Den som ska verifiera", person_id=person.id)
    yield Notify("att_verifiera", (to,), "⟨Au⟩ har valt dig att verifiera.", data)
    told = {**data, "namn": person.namn, "skal": said.skal}
    before, but = dates.verifieraren(case), case.actor.person_id
    yield Notify("annan_verifierar", (before,), "Du skulle ha verifierat.", told, but=but)


def _asking_group(case: AtagandeCase) -> int | None:
    """Return the group the question came from, where the named person gets the uppdrag; never an
    organ that decides.
    """
    organ = case.register.organ_by_id(case.om.avsandare_organ_id)
    return (
        organ.id
        if organ and organ.slag in {OrganSlag.PROCESSGRUPP, OrganSlag.ARBETSGRUPP}
        else None
    )


@foljd("Den ansvariga får veta vad som saknas, och en ny dag om den gamla har kommit.")
def sand_ater(case: AtagandeCase, said: Skal) -> Iterator[Effect]:
    """Tell the responsible what is still missing, and by when."""
    yield Change(
        {
            "rapporterad": None,
            "rapporterad_av": None,
            "senast": dates.om_igen(case),
            "senast_nytt": case.now,
        }
    )
    yield Notify("atersant", (dates.ansvarig(case),), _ANSWERS, _what_is_wrong(case, said))


@foljd(
    "Rapporten räknas inte längre. Öppnar någon annan får den ansvariga veta, och en ny dag om den"
    " gamla har kommit."
)
def oppna_igen(case: AtagandeCase, said: Skal) -> Iterator[Effect]:
    """It turned out not to be done. Who answers for it does not get more time by opening it
    themselves.
    """
    own = R.ANSVARIG in roles_of(case.actor, case)
    yield Change(
        {
            "rapporterad": None,
            "rapporterad_av": None,
            "avsteg_datum": None,
            "senast_nytt": case.now,
            "senast": case.atagande.senast if own else dates.om_igen(case),
        }
    )
    if not own:
        yield Notify("ateroppnat", (dates.ansvarig(case),), _ANSWERS, _what_is_wrong(case, said))


def _what_is_wrong(case: AtagandeCase, said: Skal) -> dict[str, object]:
    return {
        "text": case.atagande.text,
        "skal": said.skal,
        "mottagare": case.atagande.mottagare,
    }


@foljd("⟨Au⟩ får veta, och avsteget föreslås till ⟨ledningsgrupp_genitiv⟩ nästa möte.")
def avsteget(case: AtagandeCase, said: AnmalAvsteg) -> Iterator[Effect]:
    """Store the reason and tell AU; it comes up at the next meeting whose agenda is open."""
    yield promised(case, Aterkomst.AVSTEG, case.today, required(said.orsak))
    yield Change(
        {
            "avsteg_orsak": said.orsak,
            "avsteg_stod": said.stod,
            "avsteg_datum": said.nytt_datum,
            "senast_nytt": case.now,
        }
    )
    data = {
        "text": case.atagande.text,
        "mottagare": case.atagande.mottagare,
        "orsak": said.orsak,
        "stod": said.stod,
    }
    yield Notify(
        "avsteg",
        (slots.au(case), slots.au_ordforande(case)),
        slots.HALLER_IHOP,
        data,
    )


@foljd(
    "Den ansvariga får veta vad ⟨ledningsgrupp⟩ sa. Blir det en ny dag gäller den genast; den som"
    " parten själv har sagt bevakas."
)
def besked_om_avsteg(case: AtagandeCase, said: Notera) -> Iterator[Effect]:
    """Tell the party what the ledningsgrupp said, and note it on the agenda if it stands there."""
    yield kept(case)
    yield gone_through(case, required(said.mote), required(said.anteckning))
    if isinstance(said, Omprova):
        yield Change({"senast": said.nytt_datum, "senast_nytt": case.now})
    data = {"text": case.atagande.text, "mottagare": case.atagande.mottagare, **said.said()}
    yield Notify("avsteg_besked", (dates.ansvarig(case),), _ANSWERS, data)


@foljd("Det blir en punkt på mötets dagordning.")
def avsteget_tas_upp(case: AtagandeCase, said: PaDagordning) -> Iterator[Effect]:
    """Stand on an agenda; what the meeting does not get to comes back to the next."""
    one = case.atagande
    yield PlaceAvsteg(required(said.mote), f"Avsteg, {one.mottagare}: {one.text}")


@foljd("Det kommer inte upp på något möte.")
def ersatt(case: AtagandeCase, _said: object) -> Iterator[Effect]:
    """What is replaced comes back nowhere."""
    yield kept(case)


@foljd("Kollegan svarar för åtagandet. Den som inte fanns i Samflöde läggs till med sitt namn.")
def delegera(case: AtagandeCase, _said: Delegera) -> Iterator[Effect]:
    """Hand it to a colleague, whom the program comes to know where it did not."""
    yield HandOn()
    yield Change({"senast_nytt": case.now})


@foljd("Kollegan får ett brev, med en personlig länk att svara genom.")
def delegaten_far_veta(case: AtagandeCase, _said: Delegera) -> Iterator[Effect]:
    """Tell the colleague, who answers for it only from now on."""
    data = {"text": case.atagande.text, "av": case.actor.namn}
    yield Notify("delegerat", (), "Du har fått åtagandet av en kollega.", data, also=_kollegan)


def _kollegan(case: AtagandeCase) -> Iterator[Slot]:
    if case.atagande.delegat_id is not None:
        yield Slot(drag="Kollegan", person_id=case.atagande.delegat_id)


@foljd(
    "Avstämningen sparas för den period som väntar, och nästa får sin dag. Är perioden redan"
    " avstämd ersätts den avstämningen."
)
def avstamt(case: AtagandeCase, said: StamAv) -> Iterator[Effect]:
    """Store the attestation, due next at the end of the next period, be that over already; a second
    one for a period moves no day.
    """
    due, again = dates.perioden(case), dates.avstams_pa_nytt(case)
    attested = {
        "atagande_id": case.sak.id,
        "period": case.atagande.avstamd_period if again else f"{due.year}-{due.month:02}",
        "foljs": required(said.foljs),
        "tal": said.tal,
        "kommentar": said.kommentar or "",
        "lamnad": case.now,
        "lamnad_av": case.actor.person_id,
    }
    yield Write(Avstamning, attested, on_conflict=("atagande_id", "period"))
    yield Change(
        {
            "senast": dates.atagandets(case) if again else dates.nasta_avstamning(case),
            "senast_nytt": case.now,
        }
    )
