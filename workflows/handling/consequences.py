"""What follows from the steps that an ärende and a revision share: on remiss, on an agenda,
decided; and what comes back after a meeting.

| what | why it comes back | to which meeting |
|---|---|---|
| an ärende in dialog | the dialogue goes on | the one the meeting named |
| what was laid to the papers with a medskick | the group answers | the one named, else the next |
| what was put off or left out | the meeting did not take it up | the next |
| what was taken off an agenda | it was on its way | the next after that |
| an avsteg | the ledningsgrupp has not taken a position | the next |
| what a forum has answered | AU takes the answer up | the one the forum's answer names |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from models.mote import Aterkommande, Dagordningspunkt
from models.vocabulary import STANDING, Aterkomst, FristForm, PunktUtfall
from workflows.county.slots import Slot
from workflows.engine.case import Case
from workflows.engine.effects import Change, Effect, Notify, Remove, TakeStep, Write
from workflows.ground.deadlines import day_after, parse_due
from workflows.ground.payload import required
from workflows.ground.sentences import foljd
from workflows.handling.addressees import addressees
from workflows.handling.dates import avstamningsdag, following_meeting
from workflows.handling.effects import (
    Decide,
    Obligation,
    PlaceOnAgenda,
    TakeBackLetters,
)
from workflows.handling.facts import OmCase
from workflows.handling.payloads import (
    Besluta,
    PaDagordning,
    PaMotetMedSkal,
    SentPaDagordning,
    Skal,
    Uppgift,
    Uppskjutet,
    Vila,
)


@foljd("En öppen remiss avbryts.")
def avbryt_oppen_remiss(case: OmCase, said: Skal) -> Iterator[Effect]:
    """Call off the round that is open, or closed and not yet answered to."""
    if case.remiss:
        yield TakeStep(case.remiss.id, "avbryt", {"skal": said.skal}, if_it_can=True)


@foljd("Remissen stängs.")
def stang_oppen_remiss(case: OmCase, _said: object) -> Iterator[Effect]:
    """Close the round, when what it is about was moved first."""
    if case.remiss:
        yield TakeStep(case.remiss.id, "stang", if_it_can=True)


@foljd("De som svarade på remissen får återkoppling.")
def aterkoppla_remissen(case: OmCase, _said: object) -> Iterator[Effect]:
    """Every respondent gets its answers."""
    if case.remiss:
        yield TakeStep(case.remiss.id, "aterkoppla", if_it_can=True)


@foljd("Det blir en punkt på mötets dagordning.")
def pa_dagordningen(case: OmCase, said: PaDagordning) -> Iterator[Effect]:
    """Put it on the agenda."""
    yield from _placed(case, required(said.mote), "")


@foljd(
    "Det blir en punkt på mötets dagordning. Har mötet inte börjat får de som är kallade veta det."
)
def sent_pa_dagordningen(case: OmCase, said: SentPaDagordning) -> Iterator[Effect]:
    """Put it on an agenda that is already sent, which tells why, and tell those who have it."""
    yield from _placed(case, required(said.mote), required(said.skal))
    mote = next((one for one in case.moten if one.id == said.mote), None)
    if mote and mote.pagar:  # the same meeting may have said something else of it
        yield TakeBackLetters()
    organ = case.register.organ_by_id(mote.organ_id) if mote else None
    if mote and organ and mote.kallat:
        to = Slot(drag=organ.namn, organ_id=organ.id)
        data = {"mote": organ.kortnamn, "datum": mote.datum.isoformat(), "skal": said.skal}
        all_are = not case.profile.kallelse.sektorer
        why = "Du är kallad till mötet." if all_are else f"Du har uppdrag i {organ.namn}."
        yield Notify("sen_punkt", (to,), why, data, but=case.actor.person_id, on=mote.datum)


def _placed(case: OmCase, mote_id: int, why: str) -> Iterator[Effect]:
    yield Change({"mote_id": mote_id})
    yield PlaceOnAgenda(mote_id, why)
    yield kept(case)


@foljd("Punkten tas bort från dagordningen och föreslås till nästa möte.")
def av_dagordningen(case: OmCase, said: Skal) -> Iterator[Effect]:
    """Take it off an agenda before the meeting; it comes back to the next."""
    yield from off_the_agenda(case)
    yield promised(case, Aterkomst.AVLYFT, after_this_meeting(case), said.skal or "")


def off_the_agenda(case: OmCase) -> Iterator[Effect]:
    """Take it off the agenda it stands on."""
    if case.om.mote_id:
        yield Remove(Dagordningspunkt, where={"mote_id": case.om.mote_id, "om_id": case.sak.id})
    yield Change({"mote_id": None})


def close(
    case: OmCase, utfall: PunktUtfall, note: str, fields: Mapping[str, object]
) -> Iterable[Effect]:
    """Write how its agenda item ended, and these fields of the matter itself."""
    yield _ended(case, utfall, note)
    yield Change(fields)


def _ended(case: OmCase, utfall: PunktUtfall, note: str) -> Write:
    here = {"mote_id": case.mote.id if case.mote else 0, "om_id": case.sak.id}
    return Write(Dagordningspunkt, {"utfall": utfall, "anteckning": note}, where=here)


@foljd("Beslutet skrivs in och får ett nummer. Varje mottagare får sina åtaganden.")
def fatta_beslut(case: OmCase, said: Besluta) -> Iterator[Effect]:
    """Record the decision and give each party its åtaganden."""
    return decision(case, said, obligations_of(case, said))


def obligations_of(case: OmCase, said: Besluta) -> tuple[Obligation, ...]:
    """Return what the decision that is being taken says shall be done."""
    return tuple(obligation(case, uppgift) for uppgift in said.uppgifter)


def decision(case: OmCase, said: Besluta, ataganden: tuple[Obligation, ...]) -> Iterator[Effect]:
    """Record the decision, with what it gives the parties to do at once."""
    yield _ended(case, PunktUtfall.BESLUTAT, required(said.beslutstext))
    yield Decide(
        mote_id=case.mote.id if case.mote else 0,
        utfall=required(said.utfall),
        text=required(said.beslutstext),
        ataganden=ataganden,
        ersatter=said.ersatter,
        inriktning=said.inriktning,
    )


def obligation(case: OmCase, uppgift: Uppgift) -> Obligation:
    """Return one thing to be done, its time read and its addressees found."""
    due = parse_due(uppgift.senast)
    day = due.day
    if due.slag == FristForm.NASTA_MOTE and (coming := following_meeting(case)):
        day = coming.datum
    if due.slag in STANDING:
        day = avstamningsdag(case.profile, due.slag, due.months, case.today)
    verifier = case.named.personer.get((uppgift.verifieras_av or "").casefold())
    return Obligation(
        text=uppgift.text,
        svar=uppgift.svar,
        form=due.slag,
        senast=day,
        manader=due.months,
        till=addressees(case, uppgift.mottagare, uppgift.sektor),
        verifierare_id=verifier.id if verifier else None,
    )


@foljd("Mötet antecknar skälet. Antalet bordläggningar räknas upp. Det föreslås till nästa möte.")
def bordlagd(case: OmCase, said: PaMotetMedSkal) -> Iterator[Effect]:
    """Put off; counted, so that the third time shows."""
    fields = {"mote_id": None, "bordlaggningar": case.om.bordlaggningar + 1}
    yield from close(case, PunktUtfall.BORDLAGT, required(said.skal), fields)
    yield promised(case, Aterkomst.BORDLAGT, after_this_meeting(case), required(said.skal))


@foljd("Mötet antecknar skälet. Det föreslås till nästa möte.")
def utgangen(case: OmCase, said: PaMotetMedSkal) -> Iterator[Effect]:
    """Not taken up."""
    yield from close(case, PunktUtfall.UTGICK, required(said.skal), {"mote_id": None})
    yield promised(case, Aterkomst.UTGICK, after_this_meeting(case), required(said.skal))


def promised(case: Case, som: Aterkomst, day: date, med: str = "") -> Write:
    """Write that the matter comes back to the first meeting on or after a day."""
    values = {"sak_id": case.sak.id, "dag": day, "som": som, "med": med, "vilar": ""}
    return Write(Aterkommande, values, on_conflict=("sak_id",))


def after_this_meeting(case: OmCase) -> date:
    """Return the day from which what a meeting lets go of comes back: that of the organ's next
    meeting, else the day after.
    """
    coming = following_meeting(case)
    if coming:
        return coming.datum
    held = case.mote.datum if case.mote else case.today
    return day_after(max(held, case.today), 1)


def kept(case: Case) -> Remove:
    """The promise is kept, or nobody waits for it any more."""
    return Remove(Aterkommande, where={"sak_id": case.sak.id})


def gone_through(case: Case, mote_id: int, note: str) -> Write:
    """Note what a meeting said of a matter that stands on its agenda; where it stands on none,
    nothing is written.
    """
    noted = {"utfall": PunktUtfall.GENOMGANGEN, "anteckning": note}
    return Write(Dagordningspunkt, noted, where={"mote_id": mote_id, "om_id": case.sak.id})


@foljd("Det tas upp på det mötet i stället.")
def uppskjuten(case: Case, said: Uppskjutet) -> Iterator[Effect]:
    """Come back to another meeting; what somebody carries is due by it."""
    yield from _again(case, said, "")


@foljd("Det vilar till den dagen och kommer sedan upp igen av sig självt.")
def vilande(case: Case, said: Vila) -> Iterator[Effect]:
    """Rest, with a reason."""
    yield from _again(case, said, required(said.skal))


@foljd("Det kommer tillbaka till mötets nya dag, och den som bär det får sin dag därefter.")
def foljer_motet(case: Case, said: Uppskjutet) -> Iterator[Effect]:
    """Come back when the meeting is; what rests does so until a day of its own."""
    day = required(said.aterkommer)
    yield Write(Aterkommande, {"dag": day}, where={"sak_id": case.sak.id, "vilar": ""})
    if isinstance(case, OmCase) and getattr(case.om, "aterkommer", None) and not case.om.vilar:
        yield Change({"aterkommer": day})


def _again(case: Case, said: Uppskjutet, why: str) -> Iterator[Effect]:
    day = required(said.aterkommer)
    values = {"dag": day, "vilar": why}
    yield Write(Aterkommande, values, where={"sak_id": case.sak.id})
    if isinstance(case, OmCase) and getattr(case.om, "aterkommer", None):
        yield Change({"aterkommer": day})
