"""What follows from the steps that an ärende and a revision share: on remiss, on an agenda,
decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from models.mote import Dagordningspunkt
from models.vocabulary import STANDING, FristForm, PunktUtfall
from workflows.engine.effects import Change, Effect, Remove, TakeStep, Write
from workflows.ground.deadlines import parse_due
from workflows.ground.payload import required
from workflows.ground.sentences import foljd
from workflows.handling.addressees import addressees
from workflows.handling.dates import avstamningsdag, following_meeting
from workflows.handling.effects import Decide, Obligation, PlaceOnAgenda
from workflows.handling.facts import OmCase
from workflows.handling.payloads import (
    Besluta,
    PaDagordning,
    PaMotetMedSkal,
    SentPaDagordning,
    Skal,
    Uppgift,
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
def pa_dagordningen(_case: OmCase, said: PaDagordning) -> Iterator[Effect]:
    """Put it on the agenda."""
    yield from _placed(required(said.mote), "")


@foljd("Det blir en punkt på mötets dagordning.")
def sent_pa_dagordningen(_case: OmCase, said: SentPaDagordning) -> Iterator[Effect]:
    """Put it on an agenda that is already sent, which tells why."""
    yield from _placed(required(said.mote), required(said.skal))


def _placed(mote_id: int, why: str) -> Iterator[Effect]:
    yield Change({"mote_id": mote_id})
    yield PlaceOnAgenda(mote_id, why)


@foljd("Punkten tas bort från dagordningen.")
def av_dagordningen(case: OmCase, _said: object) -> Iterator[Effect]:
    """Take it off an agenda before the meeting."""
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


@foljd("Mötet antecknar skälet. Antalet bordläggningar räknas upp.")
def bordlagd(case: OmCase, said: PaMotetMedSkal) -> Iterable[Effect]:
    """Put off; counted, so that the third time shows."""
    fields = {"mote_id": None, "bordlaggningar": case.om.bordlaggningar + 1}
    return close(case, PunktUtfall.BORDLAGT, required(said.skal), fields)


@foljd("Mötet antecknar skälet.")
def utgangen(case: OmCase, said: PaMotetMedSkal) -> Iterable[Effect]:
    """Not taken up."""
    return close(case, PunktUtfall.UTGICK, required(said.skal), {"mote_id": None})
