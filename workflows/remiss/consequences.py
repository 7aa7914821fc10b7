"""What follows from the steps of a remiss."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from models.remiss import Synpunkt
from models.vocabulary import Kanal, Stallningstagande
from workflows.county.slots import Slot
from workflows.engine.effects import Change, Effect, Notify, TakeStep, Write
from workflows.ground.payload import required
from workflows.ground.sentences import foljd
from workflows.ground.wording import shortened
from workflows.handling import slots
from workflows.handling.facts import MottagareFacts, SynpunktFacts
from workflows.handling.payloads import Skal
from workflows.remiss.effects import (
    AddRecipients,
    CloseRecipients,
    Comment,
    MoveLastDay,
    RecordAnswer,
    Redirect,
)
from workflows.remiss.facts import RemissCase
from workflows.remiss.payloads import (
    Anstand,
    Aterkoppling,
    BesvaraSynpunkt,
    Forlang,
    LaggTillMottagare,
    SkickaVidare,
    Svara,
    SvaraPaPapper,
    SvaraPaTelefon,
    Svarstext,
)
from workflows.remiss.rules import new_recipients, recipient, section_key

_ASKED = "Remissen är ställd till dig eller till någon du svarar för."
_QUOTED, _REASON = 500, 2000  # characters in a letter; the whole stands on the page


def _named(mottagare: MottagareFacts) -> dict[str, object]:
    """Return whose answer a letter asks for."""
    return {**_whom(mottagare), "mottagare_id": mottagare.id}


def _whom(mottagare: MottagareFacts) -> dict[str, object]:
    """Return who was asked; ``personlig`` that it is a person, whom a letter calls "du"."""
    person = mottagare.person_id is not None
    return {"mottagare": mottagare.namn, **({"personlig": True} if person else {})}


@foljd("Varje mottagare får frågan och sin sista dag.")
def fraga_mottagarna(case: RemissCase, _said: object) -> Iterator[Effect]:
    """Ask each recipient."""
    for mottagare in case.remiss.mottagare:
        yield question(case, mottagare)


def question(case: RemissCase, mottagare: MottagareFacts) -> Notify:
    """Return the letter that asks one recipient."""
    data = {"senast": mottagare.sista_dag.isoformat(), **_named(mottagare)}
    return Notify("remiss", (slots.mottagarens(case, mottagare),), _ASKED, data)


@foljd("De nya mottagarna får frågan och sin sista dag.")
def fraga_fler(case: RemissCase, said: LaggTillMottagare) -> Iterator[Effect]:
    """Ask those who have not been asked."""
    yield AddRecipients(new_recipients(case, said), said.sista_dag or case.remiss.sista_dag)


@foljd("Den som nu ska svara får frågan, med samma sista dag. Utkastet följer med.")
def vidare(case: RemissCase, said: SkickaVidare) -> Iterator[Effect]:
    """Let the right one at the huvudman answer."""
    mottagare = recipient(case, said.mottagare)
    if mottagare is not None:
        yield Redirect(mottagare.id, required(said.sektor))


def _record(
    case: RemissCase, said: Svarstext, kanal: Kanal, fil: int | None = None
) -> Iterator[Effect]:
    mottagare = recipient(case, said.mottagare)
    if mottagare is None:
        return
    stand = required(said.stallningstagande)
    reason, comments = _words(case, said)
    answered = mottagare.svar is not None
    yield RecordAnswer(
        mottagare.id, stand.value, reason, comments, kanal.value, fil, replaces=answered
    )
    replaced = answered and mottagare.lamnat_av != case.actor.person_id
    data = {
        **_whom(mottagare),
        "stallningstagande": stand.ord,
        "kanal": kanal.value,
        "senast": mottagare.sista_dag.isoformat(),
        "lamnat_av": case.actor.namn,
        "ersatte": mottagare.lamnat_namn if replaced else "",
    }
    yield from _plan(case, said, mottagare)
    asked = slots.mottagarens(case, mottagare)
    # Whose answer was replaced may be somebody else than the one the question is put to.
    before = (Slot(drag=mottagare.namn, person_id=mottagare.lamnat_av),) if replaced else ()
    yield Notify("remiss_kvitto", (asked, *before), _ASKED, data, but=case.actor.person_id)


def _words(case: RemissCase, said: Svarstext) -> tuple[str, tuple[Comment, ...]]:
    """Return the reason and the comments of an answer. Why somebody is against is a comment on the
    whole text, which is answered like any other: it has that one place.
    """
    comments = tuple(
        Comment(one.text, section_key(case, one.avsnitt) or "", one.onskad)
        for one in said.synpunkter
    )
    reason = said.motivering or ""
    if said.stallningstagande is not Stallningstagande.AVSTYRKER or not reason:
        return reason, comments
    return "", (Comment(reason, "", ""), *comments)


def _plan(case: RemissCase, said: Svarstext, mottagare: MottagareFacts) -> Iterator[Effect]:
    """Let the revision know where and when a party decides; its own rules are asked.

    A text that is being written anew meanwhile is asked about again.
    """
    huvudman = case.register.huvudman_by_id(mottagare.huvudman_id)
    if huvudman and (instans := said.instans):
        day = said.planerat
        plan = {
            "part": huvudman.kod,
            "instans": instans,
            "planerat": day.isoformat() if day else None,
        }
        yield TakeStep(case.remiss.om_id, "planera_ur_svaret", plan, if_it_can=True)


@foljd(
    "Svaret sparas, skälet till en avstyrkan som en synpunkt. Lämnade någon annan det får den som"
    " svarar för mottagaren veta."
)
def ta_emot_svar(case: RemissCase, said: Svara) -> Iterator[Effect]:
    """Store the answer; who gave it sees that on the page."""
    return _record(case, said, Kanal.SJALV)


@foljd("Svaret sparas som muntligt. Den som lämnade det får ett kvitto och kan ändra.")
def ta_emot_pa_telefon(case: RemissCase, said: SvaraPaTelefon) -> Iterator[Effect]:
    """Store a spoken answer; the one it was taken from is shown it and may change it."""
    return _record(case, said, Kanal.TELEFON)


@foljd("Svaret sparas med filen. Den som svarar för mottagaren får ett kvitto och kan ändra.")
def ta_emot_pa_papper(case: RemissCase, said: SvaraPaPapper) -> Iterator[Effect]:
    """Store an answer that came on paper, with the paper."""
    return _record(case, said, Kanal.PAPPER, said.fil)


def _moved(case: RemissCase, said: Forlang, mottagare: MottagareFacts) -> Notify:
    data = {
        "senast": required(said.sista_dag).isoformat(),
        **_named(mottagare),
        "skal": said.skal,
    }
    return Notify("remiss_flyttad", (slots.mottagarens(case, mottagare),), _ASKED, data)


@foljd("Alla får den nya dagen, utom den som redan har en senare. De som inte har svarat får veta.")
def flytta_for_alla(case: RemissCase, said: Forlang) -> Iterator[Effect]:
    """A later day for all who do not have a later one already; those of them who have not answered
    are told.
    """
    day = required(said.sista_dag)
    yield Change({"sista_dag": day})
    yield MoveLastDay(day)
    for mottagare in case.remiss.mottagare:
        if mottagare.svar is None and mottagare.sista_dag < day:
            yield _moved(case, said, mottagare)


@foljd("Det remissen gäller väntar lika länge som remissen.")
def arendet_vantar(case: RemissCase, _said: object) -> Iterator[Effect]:
    """What it is about is no later than the round it waits for."""
    yield TakeStep(case.remiss.om_id, "vanta_pa_remissen", if_it_can=True)


@foljd("Mottagaren får den nya dagen och får veta.")
def ge_anstand(case: RemissCase, said: Anstand) -> Iterator[Effect]:
    """A later day for one."""
    mottagare = recipient(case, said.mottagare)
    if mottagare is not None:
        yield MoveLastDay(required(said.sista_dag), mottagare.id)
        yield _moved(case, said, mottagare)


@foljd(
    "Det remissen gäller går vidare till sammanställning. Handläggaren får veta vilka som är tysta."
)
def stang_och_ga_vidare(case: RemissCase, _said: object) -> Iterator[Effect]:
    """Nobody is asked any more; what it is about goes on to compiling."""
    yield CloseRecipients()
    silent = list(case.remiss.silent())
    yield Notify(
        "remiss_stangd",
        (slots.handlaggaren(case),),
        f"Du håller i {case.om.det}.",
        {"tysta": silent},
    )
    yield TakeStep(case.remiss.om_id, "sammanstall", if_it_can=True)


@foljd("Mottagarna får veta att de inte behöver svara.")
def avbruten(case: RemissCase, said: Skal) -> Iterator[Effect]:
    """Tell the recipients that nothing is asked of them."""
    yield CloseRecipients()
    for mottagare in case.remiss.mottagare:
        data = {**_whom(mottagare), "skal": said.skal}
        yield Notify("remiss_avbruten", (slots.mottagarens(case, mottagare),), _ASKED, data)


@foljd("Svaret sparas på varje vald synpunkt.")
def besvara(_case: RemissCase, said: BesvaraSynpunkt) -> Iterator[Effect]:
    """Write how comments are taken care of: one answer for all of them."""
    answer = {"svar": required(said.svar), "motivering": said.motivering or ""}
    yield Write(Synpunkt, answer, where={"id": required(said.synpunkt)})


@foljd("Var och en som svarat får veta hur de egna synpunkterna togs om hand, och ingen annans.")
def skicka_aterkoppling(case: RemissCase, said: Aterkoppling) -> Iterator[Effect]:
    """Each respondent is told how its own comments were taken care of, and why."""
    own: dict[int, list[dict[str, str]]] = defaultdict(list)
    names = {one.nyckel: f"{one.nummer} {one.rubrik}" for one in case.remiss.avsnitt}
    for comment in case.remiss.kommentarer:
        own[comment.mottagare_id].append(_answered(comment, names))
    for mottagare in case.remiss.mottagare:
        if mottagare.svar is not None:
            data = {
                **_whom(mottagare),
                "synpunkter": own[mottagare.id],
                "andrat": said.andrat or "",
            }
            yield Notify("remiss_aterkoppling", (slots.mottagarens(case, mottagare),), _ASKED, data)


def _answered(one: SynpunktFacts, names: Mapping[str, str]) -> dict[str, str]:
    """Return a comment as a letter quotes it: how what its reader wrote began, the answer and the
    reason.
    """
    return {
        "avsnitt": names.get(one.avsnitt, ""),
        "text": shortened(one.text or f"Önskad lydelse: {one.onskad}", _QUOTED),
        "svar": one.svar.ord if one.svar else "",
        "motivering": shortened(one.motivering, _REASON),
    }
