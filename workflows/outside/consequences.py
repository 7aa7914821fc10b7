"""What follows when a question goes to somebody else, and when it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.vocabulary import Aterkomst, PunktUtfall, Roll, Utfall
from workflows.county.register import OrganFacts
from workflows.county.slots import Slot
from workflows.engine.effects import Change, Effect, Notify
from workflows.ground.deadlines import day_after
from workflows.ground.payload import required
from workflows.ground.sentences import foljd
from workflows.ground.words import full_dag
from workflows.handling import slots
from workflows.handling.consequences import close, off_the_agenda, promised
from workflows.handling.dates import comes_up, first_meeting
from workflows.handling.effects import (
    Announce,
    Decide,
    PlaceOnAgenda,
    TakeBackLetters,
    WaitForForum,
)
from workflows.handling.facts import ANMALS, OmCase
from workflows.handling.payloads import PaMotetMedSkal
from workflows.outside.dates import takes_it_up
from workflows.outside.payloads import (
    FortsattDialog,
    Forumbeslut,
    Forumdialog,
    Lyft,
    Svarstext,
)
from workflows.outside.slots import carried_by

_KEEPS = "Du leder forumet eller håller i dess papper."


@foljd(
    "Mötet antecknar vad det kom fram till. Den som bär frågan får veta vad som ska komma tillbaka,"
    " och till vilket möte."
)
def dialogen_gar_vidare(case: OmCase, said: FortsattDialog) -> Iterator[Effect]:
    """Somebody carries it and comes back."""
    organ = case.register.organ_named(said.barare)
    fields = {
        "mote_id": None,
        "barare_organ_id": organ.id if organ else None,
        "aterkommer": said.aterkommer,
    }
    day, med = required(said.aterkommer), required(said.att_aterkomma_med)
    note = f"{said.anteckning}\n{_carried(case, organ, day)}: {med}"
    yield from close(case, PunktUtfall.FORTSATT_DIALOG, note, fields)
    yield promised(case, Aterkomst.DIALOG, day, med)
    yield Notify(
        "dialog",
        (carried_by(case, organ.id if organ else None),),
        "Du har uppdrag i organet som bär frågan.",
        {**said.said(), "barare": organ.namn if organ else "", **comes_up(case, day)},
        medan=True,
    )


@foljd("⟨Au⟩ bär frågan vidare, till samma dag.")
def au_bar_vidare(case: OmCase, _said: object) -> Iterator[Effect]:
    """The group that carried it has ended; what a meeting was about to tell it is not so."""
    yield TakeBackLetters()
    yield Change({"barare_organ_id": case.register.au().id})


def _carried(case: OmCase, organ: OrganFacts | None, day: date) -> str:
    """Say who carries it, and to which meeting: that of the day, else the first one after."""
    coming = first_meeting(case, day)
    to = full_dag(coming.datum) if coming else f"som är den {full_dag(day)} eller senare"
    return f"{organ.namn if organ else 'En grupp'} bär frågan till mötet {to}"


@foljd(
    "Mötet antecknar skälet. Frågan kommer upp på nästa möte i forumet som inte är kallat, och"
    " forumets ordförande och sekreterare får veta."
)
def lyft(case: OmCase, said: Lyft) -> Iterator[Effect]:
    """Up to a political body, on its own agenda."""
    organ = case.register.organ_named(said.forum)
    forum_id = organ.id if organ else None
    fields = {"mote_id": None, "forum_organ_id": forum_id}
    note = f"{said.skal}\nFrågan lyfts till {organ.namn if organ else 'forumet'}."
    yield from close(case, PunktUtfall.LYFT, note, fields)
    yield from _up_next(case, forum_id)
    if organ:
        mote = takes_it_up(case, forum_id)
        dag = mote.datum.isoformat() if mote else ""
        data = {"forum": organ.namn, "kort": organ.kortnamn, "skal": said.skal, "dag": dag}
        yield Notify("lyft_till_forum", _of_forum(organ), _KEEPS, data, medan=True)


def _of_forum(organ: OrganFacts) -> tuple[Slot, ...]:
    roles = (Roll.ORDFORANDE, Roll.SEKRETERARE)
    return tuple(Slot(drag=organ.kortnamn, organ_id=organ.id, roll=roll) for roll in roles)


def _up_next(case: OmCase, forum_id: int | None) -> Iterator[Effect]:
    """Put it on the next agenda of the forum; where none is being built it waits for one."""
    if mote := takes_it_up(case, forum_id):
        yield Change({"mote_id": mote.id})
        yield PlaceOnAgenda(mote.id)
    elif forum_id:
        yield WaitForForum(forum_id)


@foljd("Frågan kommer upp på forumets nästa möte i stället.")
def till_nasta_forummote(case: OmCase, _said: object) -> Iterator[Effect]:
    """A meeting that is called off takes up nothing."""
    yield from off_the_agenda(case)
    yield from _up_next(case, case.om.forum_organ_id)


@foljd("Forumets möte antecknar skälet, och frågan kommer upp på dess nästa möte.")
def bordlagd_i_forumet(case: OmCase, said: PaMotetMedSkal) -> Iterator[Effect]:
    """Put off by the forum; it is not the ledningsgrupp that puts it off."""
    yield from close(case, PunktUtfall.BORDLAGT, required(said.skal), {"mote_id": None})
    yield from _up_next(case, case.om.forum_organ_id)


@foljd(
    "Beslutet skrivs in som forumets inriktningsbeslut och får ett nummer. ⟨Au⟩ får det, och det"
    " anmäls på ⟨ledningsgrupp_genitiv⟩ nästa möte."
)
def forumet_beslutade(case: OmCase, said: Forumbeslut) -> Iterator[Effect]:
    """A decision of the forum's own, which points out a direction."""
    text = required(said.beslutstext)
    yield from close(case, PunktUtfall.BESLUTAT, text, {"mote_id": None})
    yield Decide(
        mote_id=case.mote.id if case.mote else 0,
        utfall=Utfall.BIFALL,
        text=text,
        ataganden=(),
        inriktning=True,
    )
    yield from _answered(case, text, beslut=True)


@foljd(
    "Forumets möte antecknar vad dialogen kom fram till. ⟨Au⟩ får det, och det anmäls på"
    " ⟨ledningsgrupp_genitiv⟩ nästa möte."
)
def forumet_samtalade(case: OmCase, said: Forumdialog) -> Iterator[Effect]:
    """Nothing decided, but an answer all the same."""
    text = required(said.anteckning)
    yield from close(case, PunktUtfall.GENOMGANGEN, text, {"mote_id": None})
    yield from _answered(case, text, beslut=False)


def _to_the_next_meeting(case: OmCase, text: str) -> Effect:
    """What a forum has answered comes back to the ledningsgrupp."""
    return promised(case, Aterkomst.FORUM, day_after(case.today, 1), text)


def _answered(case: OmCase, text: str, *, beslut: bool) -> Iterator[Effect]:
    organ = case.register.organ_by_id(case.om.forum_organ_id)
    forum = organ.namn if organ else "Forumet"
    kort = organ.kortnamn if organ else forum
    data = {"forum": forum, "kort": kort, "text": text, "beslut": beslut}
    yield _to_the_next_meeting(case, text)
    yield Announce(f"{ANMALS}{forum} har svarat om {case.om.beteckning} {case.om.rubrik}")
    yield Notify("forumet_svarade", (slots.au(case),), slots.HALLER_IHOP, data)


@foljd("Står frågan på forumets dagordning tas punkten bort.")
def svaret_kom_ovrigt(case: OmCase, said: Svarstext) -> Iterator[Effect]:
    """The answer came by another way than the forum's own minutes."""
    yield from off_the_agenda(case)
    yield _to_the_next_meeting(case, required(said.svar))
