"""What comes back to a meeting: nobody locks its agenda without saying what becomes of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from models.lagen import TAKES_ITEMS, Slag
from workflows.county.meetings import ComingMote
from workflows.engine.effects import Effect, TakeStep
from workflows.ground.deadlines import day_after
from workflows.ground.payload import required
from workflows.ground.sentences import foljd, regel
from workflows.ground.words import dag, uppraknat
from workflows.mote.facts import MoteCase, TillbakaFacts
from workflows.mote.payloads import LatVila, SkjutUpp, Tillbaka

LANGST_DAGAR = 365
VILAR_DAGAR = 182  # what rests without a day of its own is looked at again in half a year


@regel("Det är sagt vad som händer med allt som kommer tillbaka till mötet.")
def det_som_kommer_tillbaka_ar_sagt(case: MoteCase, _said: object) -> str | None:
    """Each is taken up, moved to another meeting, or left to rest with a reason."""
    left = [one.namn for one in case.tillbaka]
    if not left:
        return None
    return (
        f"Säg vad som händer med det som kommer tillbaka: {uppraknat(left)}. Ta upp det, skjut upp"
        " det till ett annat möte eller låt det vila."
    )


@regel("Något kommer tillbaka till mötet.")
def nagot_kommer_tillbaka(case: MoteCase, _said: object) -> str | None:
    """There is something to say it of."""
    return None if any(True for _ in case.tillbaka) else "Inget kommer tillbaka till mötet."


@regel("Det kommer tillbaka till det här mötet.")
def kommer_tillbaka_hit(case: MoteCase, said: Tillbaka) -> str | None:
    """It is said of what comes back here."""
    if said.sak is None or that_comes_back(case, said):
        return None
    return "Det kommer inte tillbaka till det här mötet."


@regel("Det andra mötet är ett senare i samma organ, vars dagordning inte är låst.")
def senare_mote_valt(case: MoteCase, said: SkjutUpp) -> str | None:
    """It is moved to a meeting that can take it up."""
    if said.mote is None or later_meeting(case, said):
        return None
    return "Välj ett senare möte i samma organ, där kallelsen inte har skickats."


@regel("Dagen det vilar till är efter mötet, och högst ett år efter det.")
def vilar_forbi_motet(case: MoteCase, said: LatVila) -> str | None:
    """What rests does not come back to the same meeting, and is asked about again in a year."""
    longest = day_after(case.mote.datum, LANGST_DAGAR)
    if said.till is None or case.mote.datum < said.till <= longest:
        return None
    return (
        f"Det vilar högst ett år, till {dag(longest)}. Sedan frågas det igen."
        if said.till > longest
        else f"Välj en dag efter mötet {dag(case.mote.datum)}."
    )


def that_comes_back(case: MoteCase, said: Tillbaka) -> TillbakaFacts | None:
    """Return what comes back and is spoken of."""
    return next((one for one in case.tillbaka if one.id == said.sak), None)


def later_meeting(case: MoteCase, said: SkjutUpp) -> ComingMote | None:
    """Return the meeting it is moved to."""
    return next(
        (
            one
            for one in case.moten
            if one.id == said.mote
            and one.organ_id == case.mote.organ_id
            and one.datum > case.mote.datum
            and one.lage in TAKES_ITEMS
        ),
        None,
    )


def saken(case: MoteCase, said: Tillbaka) -> Mapping[str, str]:
    """Name it in the history."""
    one = that_comes_back(case, said)
    return {"saken": f"”{one.rubrik}”"} if one else {}


def saken_och_motet(case: MoteCase, said: SkjutUpp) -> Mapping[str, str]:
    """Name it and the meeting it was moved to."""
    coming = later_meeting(case, said)
    return {**saken(case, said), **({"dit": f" {dag(coming.datum)}"} if coming else {})}


@foljd("Det blir en punkt på dagordningen.")
def tas_upp_har(case: MoteCase, said: Tillbaka) -> Iterator[Effect]:
    """Let it stand on this agenda, by its own door."""
    one = that_comes_back(case, said)
    if one:
        step = "tas_upp" if one.slag is Slag.ATAGANDE else "satt_pa_dagordning"
        yield TakeStep(one.id, step, {"mote": case.mote.id})


@foljd("Det föreslås till det andra mötet. Den som bär frågan får sin dag därefter.")
def skjuts_upp(case: MoteCase, said: SkjutUpp) -> Iterator[Effect]:
    """Let it come back to another meeting."""
    coming = later_meeting(case, said)
    if coming:
        yield _follows(case, said, "skjut_upp", coming.datum)


@foljd("Det vilar med sitt skäl och kommer sedan upp igen av sig självt.")
def far_vila(case: MoteCase, said: LatVila) -> Iterator[Effect]:
    """Let it rest until a day, half a year on where none is said."""
    until = said.till or day_after(case.mote.datum, VILAR_DAGAR)
    yield _follows(case, said, "lat_vila", until, skal=required(said.skal))


def _follows(case: MoteCase, said: Tillbaka, step: str, day: date, **more: str) -> TakeStep:
    """Give it another day. Why it rested until now is somebody's words, and stands no longer."""
    one = that_comes_back(case, said)
    payload = {"aterkommer": day.isoformat(), **more}
    return TakeStep(required(said.sak), step, payload, replaces=bool(one and one.vilar))
