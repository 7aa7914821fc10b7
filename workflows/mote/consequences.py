"""What follows from the steps of a meeting."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from models.lagen import MoteLage
from models.mote import Dagordningspunkt, Kallelsesvar
from models.vocabulary import Aterkomst, Kallelsebesked, PunktUtfall
from workflows.county.meetings import MoteFacts
from workflows.county.slots import Slot
from workflows.county.temporary import described
from workflows.engine.effects import Change, Effect, Notify, Remove, TakeStep, Write
from workflows.ground.payload import required
from workflows.ground.sentences import foljd
from workflows.handling.effects import Announce, ConfirmDecisions, TellDecisions
from workflows.handling.payloads import Skal
from workflows.mote import dates
from workflows.mote.effects import (
    AddItem,
    AskParty,
    FreezeElectorate,
    NoteAttendance,
    TakeUpWhatWaits,
)
from workflows.mote.facts import MoteCase, answer_of, called_for, sectors_called
from workflows.mote.payloads import (
    Anteckningar,
    AnteckningPunkt,
    FlyttaMote,
    FlyttaPunkt,
    Narvaro,
    NyPunkt,
    Punkt,
    SvaraKallelse,
    SvarPaKallelse,
    TillJustering,
)
from workflows.mote.rules import kallad, moved

# What was promised to a meeting that somebody chose; other things come to the next.
_NAMES_ITS_MEETING = (Aterkomst.DIALOG, Aterkomst.MEDSKICK)


def _members(case: MoteCase) -> tuple[Slot, ...]:
    """Return whom the meeting is called for, as its agenda stands."""
    some = sectors_called(case) is not None
    return called_for(case.register, case.mote, case.kallade, some=some)


@foljd(
    "Alla i organet som är kallade får kallelsen och dagordningen låses. De som länsprofilen kallar"
    " bara när något rör dem får den då."
)
def skicka_kallelse(case: MoteCase, _said: object) -> Iterator[Effect]:
    """Call every member of the organ, with the agenda as it stands."""
    data = {**_when_and_where(case, case.mote), "punkter": _agenda(case)}
    yield Notify(
        "kallelse",
        _members(case),
        f"Du har uppdrag i {data['organ'] or 'organet'}.",
        data,
        on=case.mote.datum,
    )


def _when_and_where(case: MoteCase, mote: MoteFacts) -> dict[str, object]:
    """Return what a letter, and the reader's calendar, say of a meeting."""
    organ = case.register.organ_by_id(mote.organ_id)
    return {
        "organ": organ.namn if organ else "",
        "datum": mote.datum.isoformat(),
        "tid": mote.tid.isoformat("minutes"),
        "slut": mote.slut and mote.slut.isoformat("minutes"),
        "plats": mote.plats,
        "andringar": mote.andringar,
    }


def _agenda(case: MoteCase) -> list[str]:
    return [punkt.rubrik for punkt in case.punkter]


@foljd(
    "Ärendena på dagordningen och det som kommer tillbaka till mötet följer med till den nya dagen."
    " Är kallelsen skickad får alla den nya,"
    " och säger igen om de kommer om dagen eller tiden är en annan."
)
def mote_flyttas(case: MoteCase, said: FlyttaMote) -> Iterator[Effect]:
    """Move the meeting, and with it what is on its agenda; tell those who were called."""
    was, new = case.mote, moved(case, said)
    called = case.sak.lage == MoteLage.KALLAT
    if case.sak.lage == MoteLage.UTEBLEV:
        yield TakeUpWhatWaits()
    new = new.but(andringar=was.andringar + called)
    changed = {name: getattr(new, name) for name in ("datum", "tid", "slut", "plats", "andringar")}
    yield Change(changed)
    if (new.datum, new.tid) != (was.datum, was.tid):
        yield Remove(Kallelsesvar, where={"mote_id": was.id})
        for punkt in case.punkter:
            if punkt.om_id:
                yield TakeStep(punkt.om_id, "folj_motet", {}, if_it_can=True)
        yield from _what_comes_back_follows(case, new.datum)
    if called:
        before = {"var_dag": was.datum.isoformat(), "var_tid": was.tid.isoformat("minutes")}
        data = {**_when_and_where(case, new), **before, "punkter": _agenda(case)}
        yield Notify("flyttat", _members(case), "Du är kallad till mötet.", data, on=new.datum)


def _what_comes_back_follows(case: MoteCase, day: date) -> Iterator[Effect]:
    """What comes back to the meeting on its day comes on the new one: what was to come to this very
    meeting whenever that is, other things no later than they were to.
    """
    for one in case.tillbaka:
        named = one.som in _NAMES_ITS_MEETING
        follows = one.dag == case.mote.datum and (named or day < one.dag)
        said = {"aterkommer": (day if follows else one.dag).isoformat()}
        yield TakeStep(one.id, "folj_med", said, if_it_can=True)


@foljd("Sekreteraren ser på mötets sida vilka som kommer. Svaret kan ändras tills mötet börjar.")
def svarat(case: MoteCase, said: SvaraKallelse) -> Iterator[Effect]:
    """Remember what who acts said."""
    if case.actor.person_id is not None:
        yield from _says(case, case.actor.person_id, said)


@foljd("Svaret står på mötets sida.")
def svar_antecknat(case: MoteCase, said: SvarPaKallelse) -> Iterator[Effect]:
    """Remember what somebody else said."""
    one = kallad(case, required(said.person))
    if one is not None:
        yield from _says(case, one.id, said)


def _says(case: MoteCase, person_id: int, said: SvaraKallelse) -> Iterator[Write]:
    """Write what somebody says, unless they have said so already."""
    # Who comes after all sends nobody: the name stands in the form since the last answer.
    instead = said.ersattare if said.besked is Kallelsebesked.KAN_INTE else None
    before = answer_of(case, person_id)
    if before and (before.besked, before.ersattare) == (said.besked, instead or ""):
        return
    values = {
        "mote_id": case.mote.id,
        "person_id": person_id,
        "besked": required(said.besked),
        "ersattare": instead or "",
        "lamnat": case.now,
    }
    yield Write(Kallelsesvar, values, on_conflict=("mote_id", "person_id"))


@foljd("De som kan besluta i dag skrivs upp.")
def frys_beslutande(_case: MoteCase, _said: object) -> Iterator[Effect]:
    """Write down who can decide today."""
    yield FreezeElectorate()


@foljd("Närvaron skrivs in. En ersättare som var med räknas i den ordinaries ställe.")
def narvaro(case: MoteCase, said: Narvaro) -> Iterator[Effect]:
    """Note how people took part."""
    people = case.named.personer
    yield NoteAttendance(
        {people[d.person.casefold()].id: d.narvaro.value for d in required(said.deltagare)}
    )


@foljd("Punkten läggs sist på dagordningen.")
def ny_punkt(_case: MoteCase, said: NyPunkt) -> Iterator[Effect]:
    """Add a standing item last."""
    yield AddItem(required(said.rubrik))


@foljd("Punkten försvinner från dagordningen.")
def ta_bort_punkt(_case: MoteCase, said: Punkt) -> Iterator[Effect]:
    """Remove a standing item."""
    yield Remove(Dagordningspunkt, where={"id": required(said.punkt)})


@foljd("Punkten får sin nya plats.")
def flytta_punkt(case: MoteCase, said: FlyttaPunkt) -> Iterator[Effect]:
    """Give an item another place, and number all items from one."""
    moved = required(said.punkt)
    order = [punkt.id for punkt in case.punkter if punkt.id != moved]
    order.insert(required(said.ordning) - 1, moved)
    for number, one in enumerate(order, start=1):
        yield Write(Dagordningspunkt, {"ordning": number}, where={"id": one})


@foljd("Anteckningen står på punkten.")
def anteckna_punkt(_case: MoteCase, said: AnteckningPunkt) -> Iterator[Effect]:
    """Note a standing item as gone through."""
    note = {"anteckning": required(said.anteckning), "utfall": PunktUtfall.GENOMGANGEN}
    yield Write(Dagordningspunkt, note, where={"id": required(said.punkt)})


@foljd("Anteckningarna sparas.")
def skriv_anteckningar(_case: MoteCase, said: Anteckningar) -> Iterator[Effect]:
    """Store the notes."""
    yield Change({"anteckningar": said.anteckningar})


@foljd("Justeraren får veta och läser just den texten.")
def valj_justerare(case: MoteCase, said: TillJustering) -> Iterator[Effect]:
    """Ask the justerare to read exactly this text."""
    person = case.named.personer[required(said.justerare).casefold()]
    digest = hashlib.sha256(case.mote.anteckningar.encode()).hexdigest()
    yield Change({"justerare_id": person.id, "text_sha256": digest})
    to = Slot(drag="Justeraren", person_id=person.id)
    yield Notify(
        "justering", (to,), "Du är utsedd att justera.", {"datum": case.mote.datum.isoformat()}
    )


@foljd(
    "Breven från mötet går ut, där länsprofilen inte väntar på justeringen: de som har fått något"
    " att göra får veta det, avsändarna får ett utdrag, och det som väntade på mötet går med."
)
def beratta_om_besluten(_case: MoteCase, _said: object) -> Iterator[Effect]:
    """Tell those who answer for what the meeting decided: what is said in the room may be changed
    until it is closed.
    """
    yield TellDecisions()


@foljd("Mötets beslut är justerade.")
def justerade_beslut(_case: MoteCase, _said: object) -> Iterator[Effect]:
    """The decisions of the meeting are confirmed."""
    yield ConfirmDecisions()


@foljd(
    "Fattade mötet beslut får varje part som var kallad men inte hade någon där frågan om den har"
    " tagit del av dem. Ett forum frågar ingen: det ger riktning."
)
def fraga_franvarande(case: MoteCase, _said: object) -> Iterator[Effect]:
    """Ask each party of the organ that had nobody there; a meeting without decisions asks
    nobody.
    """
    organ = case.register.organ_by_id(case.mote.organ_id)
    said = described(case.profile, organ)
    parter = said.parter if said else ()
    decided = any(punkt.utfall == PunktUtfall.BESLUTAT for punkt in case.punkter)
    if organ is None or not organ.beslutande or not decided:  # a forum points out a direction
        return
    only = sectors_called(case)
    for part in case.profile.huvudman_i(*parter):
        huvudman = case.register.huvudman_named(part.kod)
        own = {one.kod for one in case.profile.sektorer_for(part.slag)}
        called = only is None or bool(own & only)
        if huvudman and called and huvudman.id not in case.foretradda:
            yield AskParty(huvudman.id)


@foljd("Sekreteraren får veta vad som ska ändras.")
def anmarkningar(case: MoteCase, said: Skal) -> Iterator[Effect]:
    """Tell the secretary what the justerare wants changed."""
    data = {"skal": said.skal, "datum": case.mote.datum.isoformat()}
    yield Notify(
        "justering_ater", (dates.motets_sekreterare(case),), "Du skriver anteckningarna.", data
    )


@foljd("Det som skulle anmälas anmäls på nästa möte i stället.")
def anmalningar_till_nasta(case: MoteCase, _said: object) -> Iterator[Effect]:
    """What the ledningsgrupp was to be told, it is told at its next meeting."""
    if case.mote.organ_id == case.register.ledningsgrupp().id:
        yield from (Announce(punkt.rubrik) for punkt in case.punkter if punkt.anmals)


@foljd(
    "Det som stod på dagordningen föreslås till nästa möte. Det som är lyft till ett forum går till"
    " dess nästa möte."
)
def inget_av_det(case: MoteCase, _said: object) -> Iterator[Effect]:
    """What a meeting that was not held was to take up is for the next one; what it was to be told
    leaves its agenda, for it may be held another day.
    """
    yield from _let_go(case, "Mötet blev inte av.")
    yield from anmalningar_till_nasta(case, None)
    told = tuple(punkt.id for punkt in case.punkter if punkt.anmals)
    if told and case.mote.organ_id == case.register.ledningsgrupp().id:
        yield Remove(Dagordningspunkt, where={"id": told})


@foljd("Sekreteraren får veta det, och till när mötet ska flyttas eller ställas in.")
def beratta_att_det_uteblev(case: MoteCase, _said: object) -> Iterator[Effect]:
    """Tell who keeps its papers the day after: it is theirs to say what becomes of it."""
    data = {"senast": dates.uteblivet(case).isoformat()}
    to = (dates.motets_sekreterare(case),)
    yield Notify("uteblev", to, "Du sköter papperen för mötet.", data)


def _let_go(case: MoteCase, why: str) -> Iterator[Effect]:
    """Let what stands on the agenda be put on another."""
    for punkt in case.punkter:
        if punkt.om_id:
            yield TakeStep(punkt.om_id, "lyft_av", {"skal": why}, if_it_can=True)
            yield TakeStep(punkt.om_id, "nytt_forummote", {}, if_it_can=True)


@foljd(
    "Mötets ärenden kan sättas upp på nästa möte. Det som är lyft till ett forum går till dess"
    " nästa möte. De som är kallade får veta."
)
def arenden_till_nasta(case: MoteCase, said: Skal) -> Iterator[Effect]:
    """The ärenden of a meeting that is called off are ready for the next one; members are told if
    they were called.
    """
    yield from _let_go(case, f"Mötet ställdes in: {said.skal}")
    if case.sak.lage == MoteLage.KALLAT:
        off = case.mote.but(andringar=case.mote.andringar + 1)
        yield Change({"andringar": off.andringar})
        matters = any(punkt.om_en_sak for punkt in case.punkter)
        data = {**_when_and_where(case, off), "skal": said.skal, "arenden": matters}
        yield Notify(
            "installt", _members(case), "Du är kallad till mötet.", data, on=case.mote.datum
        )
