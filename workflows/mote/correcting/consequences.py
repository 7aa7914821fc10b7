"""What follows when a decision is corrected. Before the minutes are confirmed each change leaves a
trace that the justerare reads; afterwards only a slip is corrected, by the justerare's word.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from models.beslut import Beslut, Beslutsrattelse
from models.lagen import UNSETTLED, MoteLage
from models.mote import Dagordningspunkt
from models.vocabulary import Instammer, Rattelseslag, Utfall
from workflows.county.profile import Meddelas
from workflows.county.slots import Slot
from workflows.engine.effects import Change, Effect, Notify, TakeStep, Write
from workflows.ground.deadlines import add_working_days, day_of
from workflows.ground.payload import required, told
from workflows.ground.sentences import foljd
from workflows.ground.words import dag
from workflows.handling.effects import RewordLetters, TellWhoRaisedIt
from workflows.mote import dates
from workflows.mote.facts import (
    MoteCase,
    MotesatagandeFacts,
    MotesbeslutFacts,
    decision_of,
    task_of,
)
from workflows.mote.payloads import (
    AndraUtfall,
    ForeslaRattelse,
    RattaAtagande,
    RattaBeslut,
    SvaraPaRattelse,
)

_WHY = "Du har fått beslutet, eller svarar för något i det."
_CONFIRMED = (MoteLage.FARDIGSTALLT.value, MoteLage.PUBLICERAT.value)


@foljd(
    "Beslutet får sin nya lydelse. Den gamla står kvar som spår. Har brev gått ut följs de"
    " av ett nytt."
)
def rattat_beslut(case: MoteCase, said: RattaBeslut) -> Iterator[Effect]:
    """Write the new wording wherever the decision stands, and leave the old as a trace."""
    one = decision_of(case, said.beslut)
    assert one is not None  # noqa: S101 - the guards have seen it
    new = required(said.lydelse)
    yield from _worded(case, one, new)
    yield RewordLetters(one.om_id, one.text, new)
    yield _trace(case, one, Rattelseslag.LYDELSE, (one.text, new))
    yield from _tell(case, one, (one.text, new))


@foljd(
    "Åtagandet ändras, och det som stod förut står kvar som spår. Har brev gått ut följs de"
    " av ett nytt."
)
def rattat_atagande(case: MoteCase, said: RattaAtagande) -> Iterator[Effect]:
    """Let the åtagande change through its own door, and leave what it was as a trace."""
    task = task_of(case, said.atagande)
    one = decision_of(case, task.beslut_id if task else None)
    assert task is not None  # noqa: S101 - the guards have seen it
    assert one is not None  # noqa: S101 - as above
    party = case.register.huvudman_named(said.huvudman)
    changed = replace(
        task,
        text=said.uppgift or task.text,
        mottagare=party.kortnamn if party else task.mottagare,
        senast=said.senast or task.senast,
        slot=replace(task.slot, huvudman_id=party.id, drag=party.kortnamn) if party else task.slot,
    )
    words = {
        "text": said.uppgift,
        "huvudman": party.kod if party else None,
        "senast": said.senast.isoformat() if said.senast else None,
    }
    yield TakeStep(task.id, "rattas", told(**words))
    both = (_said(task), _said(changed))
    yield _trace(case, one, Rattelseslag.ATAGANDE, both)
    yield from _tell(case, one, both, (task.slot, changed.slot))


@foljd(
    "Utfallet ändras, och det som stod förut står kvar som spår. Vid avslag upphör det som"
    " inte är gjort, och blir det bifall igen gäller det igen."
)
def andrat_utfall(case: MoteCase, said: AndraUtfall) -> Iterator[Effect]:
    """Write the outcome by the chair's word; chair and secretary are told, and those who had got
    something to do.
    """
    one, new = decision_of(case, said.beslut), required(said.utfall)
    assert one is not None  # noqa: S101 - the guards have seen it
    yield Write(Beslut, {"utfall": new}, where={"id": one.id})
    both = (one.utfall.ord, f"{new.ord}: {said.skal}")
    yield _trace(case, one, Rattelseslag.UTFALL, both)
    chair = Slot(drag="Ordföranden", person_id=case.actor.person_id)
    yield _letter(one, both, (chair, dates.motets_sekreterare(case)))
    yield from _tell(case, one, both)
    for task in (task for task in case.ataganden if task.beslut_id == one.id):
        if new is Utfall.AVSLAG and task.lage in UNSETTLED:
            yield TakeStep(task.id, "ersatt", if_it_can=True)
        elif new is Utfall.BIFALL:
            yield TakeStep(task.id, "galla_igen", if_it_can=True)


@foljd("Justeraren får frågan, med en sista dag. Beslutet står som det är tills svaret kommer.")
def foreslagen_rattelse(case: MoteCase, said: ForeslaRattelse) -> Iterator[Effect]:
    """Keep the slip until the justerare has said that it is one."""
    one = decision_of(case, said.beslut)
    assert one is not None  # noqa: S101 - the guards have seen it
    both = (required(said.star), required(said.ska_sta))
    slag = Rattelseslag(required(said.slag).value)
    yield _trace(case, one, slag, both, waits=True)
    last = min([day_of(waiting.tid) for waiting in case.rattelser], default=case.today)
    data = {
        "beslut": one.beteckning,
        "fore": both[0],
        "efter": both[1],
        "senast": add_working_days(last, case.profile.frister.justering).isoformat(),
    }
    yield Notify(
        "rattelse_foreslagen", (dates.justeraren(case),), "Du justerade anteckningarna.", data
    )


@foljd(
    "Svarar justeraren ja rättas beslutet, och de som har fått det får veta. Svarar hen nej"
    " står det kvar."
)
def besvarad_rattelse(case: MoteCase, said: SvaraPaRattelse) -> Iterator[Effect]:
    """Correct the slip where it stands, or let it stand."""
    found = next(one for one in case.rattelser if one.id == said.rattelse)
    one = decision_of(case, found.beslut_id)
    assert one is not None  # noqa: S101 - a correction is of one of the meeting's decisions
    agreed = said.stammer is Instammer.JA
    word = {"bekraftad": case.now, "bekraftad_av": case.actor.person_id, "avbojd": not agreed}
    yield Write(Beslutsrattelse, word, where={"id": found.id})
    if agreed:
        new = one.text.replace(found.fore, found.efter)
        yield Write(Beslut, {"text": new}, where={"id": one.id})
        yield from _tell(case, one, (found.fore, found.efter))


def _worded(case: MoteCase, one: MotesbeslutFacts, new: str) -> Iterator[Effect]:
    """Write a wording in the decision, on the agenda and in the notes: they say the same."""
    yield Write(Beslut, {"text": new}, where={"id": one.id})
    here = {"mote_id": case.sak.id, "om_id": one.om_id, "anteckning": one.text}
    yield Write(Dagordningspunkt, {"anteckning": new}, where=here)
    if one.text in case.mote.anteckningar:
        notes = case.mote.anteckningar.replace(one.text, new)
        locked = hashlib.sha256(notes.encode()).hexdigest()
        confirming = case.sak.lage == MoteLage.JUSTERAS
        yield Change({"anteckningar": notes} | ({"text_sha256": locked} if confirming else {}))


def _trace(
    case: MoteCase,
    one: MotesbeslutFacts,
    slag: Rattelseslag,
    both: tuple[str, str],
    *,
    waits: bool = False,
) -> Write:
    who = case.actor.person_id
    return Write(
        Beslutsrattelse,
        {
            "beslut_id": one.id,
            "mote_id": case.sak.id,
            "slag": slag,
            "fore": both[0],
            "efter": both[1],
            "tid": case.now,
            "av": who,
            "bekraftad": None if waits else case.now,
            "bekraftad_av": None if waits else who,
        },
    )


def _tell(
    case: MoteCase, one: MotesbeslutFacts, both: tuple[str, str], to: tuple[Slot, ...] = ()
) -> Iterator[Effect]:
    """Follow the letters that have left by one that says what is corrected."""
    whom = to or tuple(task.slot for task in case.ataganden if task.beslut_id == one.id)
    if _letters_have_left(case):
        yield _letter(one, both, whom)
        yield TellWhoRaisedIt(one.om_id, _letter(one, both, ()), had=whom)


def _letters_have_left(case: MoteCase) -> bool:
    if case.profile.former.meddelas is Meddelas.GENAST:
        return case.sak.lage != MoteLage.OPPNAT
    return case.sak.lage in _CONFIRMED


def _letter(one: MotesbeslutFacts, both: tuple[str, str], to: tuple[Slot, ...]) -> Notify:
    data = {
        "beslut": one.beteckning,
        "om": one.rubrik,
        "fore": both[0],
        "efter": both[1],
        "lank": f"/beslut/{one.nr}",
    }
    return Notify("beslut_rattat", to, _WHY, data)


def _said(task: MotesatagandeFacts) -> str:
    day = f", senast {dag(task.senast)}" if task.senast else ""
    return f"{task.mottagare}: {task.text}{day}"
