"""What follows from the steps of a remiss."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.lagen import ArendeLage, Slag
from models.vocabulary import Kanal
from workflows import whose
from workflows.cases import MottagareFacts, RemissCase
from workflows.consequences import foljd
from workflows.effects import (
    AnswerComment,
    Change,
    CloseRecipients,
    Effect,
    MoveLastDay,
    Notify,
    RecordAnswer,
    TakeStep,
)
from workflows.guards.remiss import recipient

_ASKED = "Du svarar för en part som har fått remissen."


def _named(mottagare: MottagareFacts) -> dict[str, Any]:
    """Return whose answer a letter asks for."""
    return {"mottagare": mottagare.namn, "mottagare_id": mottagare.id}


@foljd("Varje mottagare får frågan och sin sista dag.")
def fraga_mottagarna(case: RemissCase) -> Iterator[Effect]:
    """Ask each recipient."""
    for mottagare in case.remiss.mottagare:
        data = {"senast": mottagare.sista_dag.isoformat(), **_named(mottagare)}
        yield Notify("remiss", (whose.mottagarens(case, mottagare),), _ASKED, data)


def _record(case: RemissCase, kanal: Kanal) -> Iterator[Effect]:
    mottagare = recipient(case)
    if mottagare is None:
        return
    yield RecordAnswer(
        mottagare.id,
        case.said("stallningstagande").value,
        case.said("motivering") or "",
        tuple(case.said("synpunkter")),
        kanal.value,
    )
    yield Notify("remiss_kvitto", (whose.mottagarens(case, mottagare),), _ASKED, {
        "mottagare": mottagare.namn, "stallningstagande": case.said("stallningstagande").ord, "kanal": kanal.value,
        "senast": mottagare.sista_dag.isoformat(),
    }, but=case.actor.person_id)  # fmt: skip


@foljd("Svaret sparas. Lämnade någon annan det får den som svarar för mottagaren veta.")
def ta_emot_svar(case: RemissCase) -> Iterator[Effect]:
    """Store the answer; who gave it sees that on the page."""
    return _record(case, Kanal.SJALV)


@foljd("Svaret sparas som muntligt. Den som lämnade det får ett kvitto och kan ändra.")
def ta_emot_pa_telefon(case: RemissCase) -> Iterator[Effect]:
    """Store a spoken answer; the one it was taken from is shown it and may change it."""
    return _record(case, Kanal.TELEFON)


def _moved(case: RemissCase, mottagare: MottagareFacts) -> Notify:
    data = {"senast": case.said("sista_dag").isoformat(), **_named(mottagare), "skal": case.said("skal")}
    return Notify("remiss_flyttad", (whose.mottagarens(case, mottagare),), _ASKED, data)


@foljd("Alla får den nya dagen, utom den som redan har en senare. De som inte har svarat får veta.")
def flytta_for_alla(case: RemissCase) -> Iterator[Effect]:
    """A later day for all who do not have a later one already; those of them who have not answered are told."""
    yield Change({"sista_dag": case.said("sista_dag")})
    yield MoveLastDay(case.said("sista_dag"))
    for mottagare in case.remiss.mottagare:
        if mottagare.svar is None and mottagare.sista_dag < case.said("sista_dag"):
            yield _moved(case, mottagare)


@foljd("Ärendet väntar lika länge som remissen.")
def arendet_vantar(case: RemissCase) -> Iterator[Effect]:
    """The ärende is no later than the round it waits for."""
    yield TakeStep(case.remiss.arende_id, Slag.ARENDE, "vanta_pa_remissen", {}, (ArendeLage.PA_REMISS,))


@foljd("Mottagaren får den nya dagen och får veta.")
def ge_anstand(case: RemissCase) -> Iterator[Effect]:
    """A later day for one."""
    mottagare = recipient(case)
    if mottagare is not None:
        yield MoveLastDay(case.said("sista_dag"), mottagare.id)
        yield _moved(case, mottagare)


@foljd("Ärendet går vidare till sammanställning och handläggaren får veta vilka som är tysta.")
def stang_och_ga_vidare(case: RemissCase) -> Iterator[Effect]:
    """Nobody is asked any more; the ärende goes on to compiling."""
    yield CloseRecipients()
    silent = list(case.remiss.silent())
    yield Notify("remiss_stangd", (whose.handlaggaren(case),), "Du handlägger ärendet.", {"tysta": silent})
    yield TakeStep(case.remiss.arende_id, Slag.ARENDE, "sammanstall", {}, (ArendeLage.PA_REMISS,))


@foljd("Mottagarna får veta att de inte behöver svara.")
def avbruten(case: RemissCase) -> Iterator[Effect]:
    """Tell the recipients that nothing is asked of them."""
    yield CloseRecipients()
    for mottagare in case.remiss.mottagare:
        data = {"mottagare": mottagare.namn, "skal": case.said("skal")}
        yield Notify("remiss_avbruten", (whose.mottagarens(case, mottagare),), _ASKED, data)


@foljd("Svaret på synpunkten sparas.")
def besvara(case: RemissCase) -> Iterator[Effect]:
    """Write how a comment is taken care of."""
    yield AnswerComment(case.said("synpunkt"), case.said("svar").value, case.said("motivering") or "")


@foljd("Var och en som svarat får veta hur synpunkterna togs om hand.")
def skicka_aterkoppling(case: RemissCase) -> Iterator[Effect]:
    """Each respondent is told that its comments are answered."""
    for mottagare in case.remiss.mottagare:
        if mottagare.svar is not None:
            yield Notify(
                "remiss_aterkoppling", (whose.mottagarens(case, mottagare),), _ASKED, {"mottagare": mottagare.namn}
            )
