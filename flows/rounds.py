"""The sweeps by name and their steps, and a round of them at a given instant. Plain functions:
whoever has a clock may run them.

A sweep here and the flow of the same name take the same steps in the same order; a test holds that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

import structlog

from flows.progress import followed
from models.database import Database
from models.faults import TryAgainLater
from notifications.channels import Channel
from notifications.delivery import deliver
from notifications.forgetting import forget_forms
from workflows.beslut.closing import propose_closing
from workflows.beslut.matrix.changes import follow
from workflows.county.register import edition, look_anew
from workflows.desk.late import tell_of_late
from workflows.desk.nothing_lost import open_without_owner
from workflows.desk.party import tell_contacts
from workflows.engine.clock import take_clock_steps
from workflows.engine.history.checkpoints import checkpoint, hold_still, latest_checkpoint
from workflows.engine.history.verification import verify
from workflows.engine.world import World
from workflows.ground.batch import OneByOne
from workflows.ground.deadlines import day_of
from workflows.ground.progress import Progress, together, unseen
from workflows.ground.words import antal, tid
from workflows.mote.preparing import prepare_moten
from workflows.nouns import NOUNS
from workflows.reminders import ask_stand_ins, remind
from workflows.reminders.renew import renew
from workflows.revision.oversyn import begin_revisions

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Runda:
    """Where and when a round is run. Without a channel letters wait; ``grundlig`` also repeats what
    is done daily. ``progress`` gives who else is told how far a sweep has come.
    """

    database: Database
    world: World
    channel: Channel | None
    grundlig: bool = False
    progress: Callable[[str], Progress] = lambda _svep: unseen


@dataclass(frozen=True, slots=True)
class Utfall:
    """What one sweep did, in Swedish. ``ok`` is False when somebody needs to look at it."""

    svep: str
    mening: str
    ok: bool = True


@dataclass(frozen=True, slots=True)
class Gjort:
    """What one step of a sweep did: in words, "" when there was nothing to do, and for how many it
    failed. ``ok`` is False when somebody needs to look at it.
    """

    mening: str = ""
    fel: int = 0
    ok: bool = True


_ANNARS: Mapping[str, str] = MappingProxyType(
    {
        "bevaka_frister": "Inget att göra just nu.",
        "samla_post": "Inget att samla just nu.",
        "folj_efterlevnad": "Inget har ändrats i efterlevnaden.",
        "forbered_moten": "Inget möte behöver något just nu.",
    }
)


def summed_up(svep: str, *steg: Gjort) -> Utfall:
    """Return what a sweep came to, from what its steps did."""
    said = [one.mening for one in steg if one.mening]
    if failed := sum(one.fel for one in steg):
        fel = antal(failed, "fel", "fel")
        said.append(f"{fel} inträffade, resten blev gjort. Orsaken står i loggen.")
    ok = not failed and all(one.ok for one in steg)
    return Utfall(svep, " ".join(said) or _ANNARS.get(svep, ""), ok=ok)


def _said(*done: tuple[int, str, str]) -> str:
    """Return a sentence for each kind of thing that was done: how many, and the words for one and
    for several.
    """
    return " ".join(f"{antal(number, en, flera)}." for number, en, flera in done if number)


def take_steps(runda: Runda) -> Gjort:
    """Take the steps that are the clock's."""
    batch = OneByOne("bevaka_frister")
    taken = take_clock_steps(runda.database, runda.world, batch=batch)
    return Gjort(_said((len(taken), "steg togs av klockan", "steg togs av klockan")), batch.fel)


def begin(runda: Runda) -> Gjort:
    """Begin the revisions whose time has come."""
    batch = OneByOne("bevaka_frister")
    begun = begin_revisions(runda.database, runda.world, batch=batch)
    return Gjort(_said((begun, "revision initierades", "revisioner initierades")), batch.fel)


def ask_anew(runda: Runda) -> Gjort:
    """Let each revision wait for those who are to answer today."""
    batch = OneByOne("bevaka_frister")
    asked = renew(runda.database, runda.world, batch=batch)
    en, flera = "revision väntar på andra än förut", "revisioner väntar på andra än förut"
    return Gjort(_said((asked, en, flera)), batch.fel)


def write_reminders(runda: Runda) -> Gjort:
    """Remind by the ladder."""
    batch = OneByOne("bevaka_frister")
    with runda.database.session() as session:
        ask_stand_ins(session, runda.world)
        reminded = remind(session, runda.world, batch=batch)
    return Gjort(_said((reminded.mejl, "påminnelse skrevs", "påminnelser skrevs")), batch.fel)


def propose_closings(runda: Runda) -> Gjort:
    """Tell AU of the matters in which everything has been done."""
    batch = OneByOne("bevaka_frister")
    with runda.database.session() as session:
        closable = propose_closing(session, runda.world, batch=batch)
    en, flera = "ärende är klart att avsluta", "ärenden är klara att avsluta"
    return Gjort(_said((closable, en, flera)), batch.fel)


def bevaka_frister(runda: Runda) -> Utfall:
    """Take the clock's steps, begin the revisions whose time has come, remind by the ladder,
    propose closings.
    """
    steps = (take_steps, begin, ask_anew, write_reminders, propose_closings)
    return summed_up("bevaka_frister", *(step(runda) for step in steps))


def write_digests(runda: Runda) -> Gjort:
    """Write the weekly digests whose day and hour have come, and what is urgent for those with a
    later hour.
    """
    batch = OneByOne("samla_post")
    with runda.database.session() as session:
        reminded = remind(session, runda.world, sammandrag=True, batch=batch)
        told = tell_contacts(session, runda.world)
    return Gjort(_said((reminded.mejl + told, "brev skrevs", "brev skrevs")), batch.fel)


def samla_post(runda: Runda) -> Utfall:
    """Write the letters that are collected to one a week."""
    return summed_up("samla_post", write_digests(runda))


def note_changes(runda: Runda) -> Gjort:
    """Keep what has changed in how decisions are followed."""
    with runda.database.session() as session:
        seen = follow(session, runda.world)
    if not seen.beslut:
        return Gjort()
    parties = antal(seen.huvudman, "huvudman", "huvudmän")
    return Gjort(f"{antal(seen.beslut, 'beslut', 'beslut')} ändrades för {parties}.")


def folj_efterlevnad(runda: Runda) -> Utfall:
    """Keep what has changed in how decisions are followed."""
    return summed_up("folj_efterlevnad", note_changes(runda))


def prepare(runda: Runda) -> Gjort:
    """Write the letters meetings need: on the intake day, on the kallelse day, when a justerare
    stays silent, and when something does not reach the meeting it aims at.
    """
    batch = OneByOne("forbered_moten")
    with runda.database.session() as session:
        written = prepare_moten(session, runda.world, batch=batch)
        late = tell_of_late(session, runda.world, batch=batch)
    said = _said(
        (written.inlamningsdagar, "möte har inlämningsdag", "möten har inlämningsdag"),
        (written.kallelser, "kallelse ska skickas", "kallelser ska skickas"),
        (written.tysta_justerare, "justerare är tyst", "justerare är tysta"),
        (late, "sak håller inte sin tid", "saker håller inte sin tid"),
    )
    return Gjort(said, batch.fel)


def forbered_moten(runda: Runda) -> Utfall:
    """Write the letters meetings need."""
    return summed_up("forbered_moten", prepare(runda))


def send(runda: Runda) -> Gjort:
    """Send what waits in the outbox."""
    post = deliver(runda.database, runda.channel, runda.world.now)
    said = _said(
        (post.skickade, "meddelande skickades", "meddelanden skickades"),
        (post.misslyckade, "meddelande gick inte fram", "meddelanden gick inte fram"),
        (post.onodiga, "påminnelse behövdes inte längre", "påminnelser behövdes inte längre"),
        (post.vantar, "meddelande väntar", "meddelanden väntar"),
    )
    said = said or "Inget att skicka."
    if runda.channel is None and post.vantar:
        said += " Ingen e-postserver är inställd: sätt SAMFLODE_SMTP_HOST och SAMFLODE_SMTP_FROM."
    stuck = post.misslyckade or post.senare or (runda.channel is None and post.vantar)
    return Gjort(said, ok=not stuck)


def forget(runda: Runda) -> Gjort:
    """Let letters that were sent long ago keep what they said, and not how it looked."""
    forgotten = forget_forms(runda.database, runda.world)
    en, flera = "gammalt brev behöll bara sin text", "gamla brev behöll bara sin text"
    return Gjort(_said((forgotten, en, flera)))


def leverera_aviseringar(runda: Runda) -> Utfall:
    """Send what waits in the outbox, and let old letters keep their text alone."""
    return summed_up("leverera_aviseringar", send(runda), forget(runda))


def verify_history(runda: Runda) -> Gjort:
    """Hold the history against what is stored, look for what nobody keeps, and write a checkpoint;
    once a day.

    What checkpoints have covered is gone through again once a week, and every day while something
    is broken.
    """
    now, today = runda.world.now, runda.world.today
    svep = "kontrollera_historik"
    with runda.database.session() as session, followed(runda.database, svep) as seen:
        hold_still(session)
        last = latest_checkpoint(session)
        if last and day_of(last.tid) >= today and not runda.grundlig:
            return Gjort(f"Redan kontrollerad i dag, senast {tid(last.tid)}.")
        held = (
            None if runda.grundlig or last is None else _whole_this_week(last.hel_kontroll, today)
        )
        progress = together(seen, runda.progress(svep))
        report = verify(session, NOUNS, since_last=held is not None, progress=progress)
        unowned = open_without_owner(session, runda.world)
        checkpoint(session, now, hel_kontroll=(held or now) if report.ok else None)
    scope = (
        f"{antal(report.antal_saker, 'sak', 'saker')},"
        f" {antal(report.antal_handelser, 'händelse', 'händelser')}"
    )
    done = f"Hela historien till {tid(now)} är genomgången: {scope}."
    if last and held:
        done = (
            f"Historien från {tid(last.tid)} till {tid(now)} är genomgången: {scope}. Hela gicks"
            f" igenom {tid(held)}."
        )
    found = [
        *(report.brott or ["Allt stämmer."]),
        *(unowned or ["Inget öppet saknar datum eller ansvarig."]),
    ]
    return Gjort(" ".join([done, *found]), ok=report.ok and not unowned)


def _whole_this_week(held: datetime | None, today: date) -> datetime | None:
    """Return when the whole history was last found to hold, if that was within a week; a clock may
    have been wrong.
    """
    return held if held and day_of(held) <= today < day_of(held) + _WEEK else None


def kontrollera_historik(runda: Runda) -> Utfall:
    """Hold the history against what is stored."""
    return summed_up("kontrollera_historik", verify_history(runda))


SVEP: Mapping[str, Callable[[Runda], Utfall]] = MappingProxyType(
    {
        sweep.__name__: sweep
        for sweep in (
            bevaka_frister,
            samla_post,
            folj_efterlevnad,
            forbered_moten,
            leverera_aviseringar,
            kontrollera_historik,
        )
    }
)


def run(runda: Runda, names: Iterable[str] = tuple(SVEP)) -> list[Utfall]:
    """Run the sweeps named, in order, and say what each did. One that fails does not stop the
    others.

    Raises TryAgainLater when the database does not answer; KeyError for a name that is no sweep.
    """
    with runda.database.glance() as session:
        look_anew(runda.database.engine, edition(session))
    return [_safely(name, SVEP[name], runda) for name in names]


def _safely(name: str, sweep: Callable[[Runda], Utfall], runda: Runda) -> Utfall:
    try:
        return sweep(runda)
    except TryAgainLater:
        raise
    except Exception:  # noqa: BLE001 - whatever it is, the other sweeps go on and the log has it
        structlog.get_logger("svep").exception("svepet avbröts", svep=name)
        return Utfall(name, "Svepet avbröts av ett fel. Orsaken står i loggen.", ok=False)
