"""The sweeps by name, and a round of them at a given instant. Plain functions: whoever has a clock may run them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import structlog
from sqlalchemy import func, select

from models.base import table_of
from models.database import Database
from models.faults import TryAgainLater
from models.tables import Kontrollpunkt
from notifications.channels import Channel
from notifications.delivery import deliver
from workflows.compliance_changes import follow
from workflows.deadlines import day_of
from workflows.preparing import prepare_moten
from workflows.reminders import remind
from workflows.sweeps import open_without_owner, propose_closing, take_clock_steps
from workflows.verification import checkpoint, verify
from workflows.words import antal, tid
from workflows.world import World


@dataclass(frozen=True, slots=True)
class Runda:
    """Where and when a round is run. Without a channel letters wait; ``grundlig`` also repeats what is done daily."""

    database: Database
    world: World
    channel: Channel | None
    grundlig: bool = False


@dataclass(frozen=True, slots=True)
class Utfall:
    """What one sweep did, in Swedish. ``ok`` is False when somebody needs to look at it."""

    svep: str
    mening: str
    ok: bool = True


def bevaka_frister(runda: Runda) -> Utfall:
    """Take the clock's steps, remind by the ladder, propose closings."""
    taken = take_clock_steps(runda.database, runda.world)
    with runda.database.session() as session:
        reminded = remind(session, runda.world)
    with runda.database.session() as session:
        closable = propose_closing(session, runda.world)
    done = (
        (len(taken), "steg togs av klockan", "steg togs av klockan"),
        (reminded.mejl, "påminnelse skrevs", "påminnelser skrevs"),
        (closable, "ärende är klart att avsluta", "ärenden är klara att avsluta"),
    )
    said = " ".join(f"{antal(number, en, flera)}." for number, en, flera in done if number)
    return Utfall("bevaka_frister", said or "Inget att göra just nu.")


def samla_post(runda: Runda) -> Utfall:
    """Write the weekly digests whose day and hour have come, and what is urgent for those with a later hour."""
    with runda.database.session() as session:
        reminded = remind(session, runda.world, sammandrag=True)
    said = antal(reminded.mejl, "brev skrevs", "brev skrevs")
    return Utfall("samla_post", f"{said}." if reminded.mejl else "Inget att samla just nu.")


def folj_efterlevnad(runda: Runda) -> Utfall:
    """Keep what has changed in how decisions are followed."""
    with runda.database.session() as session:
        seen = follow(session, runda.world)
    if not seen.beslut:
        return Utfall("folj_efterlevnad", "Inget har ändrats i efterlevnaden.")
    parties = antal(seen.huvudman, "huvudman", "huvudmän")
    return Utfall("folj_efterlevnad", f"{antal(seen.beslut, 'beslut', 'beslut')} ändrades för {parties}.")


def forbered_moten(runda: Runda) -> Utfall:
    """Write the letters meetings need: on the intake day, on the kallelse day, and when a justerare stays silent."""
    with runda.database.session() as session:
        written = prepare_moten(session, runda.world)
    done = (
        (written.inlamningsdagar, "möte har inlämningsdag", "möten har inlämningsdag"),
        (written.kallelser, "kallelse ska skickas", "kallelser ska skickas"),
        (written.tysta_justerare, "justerare är tyst", "justerare är tysta"),
    )
    said = " ".join(f"{antal(number, en, flera)}." for number, en, flera in done if number)
    return Utfall("forbered_moten", said or "Inget möte behöver något just nu.")


def leverera_aviseringar(runda: Runda) -> Utfall:
    """Send what waits in the outbox."""
    post = deliver(runda.database, runda.channel, runda.world.now)
    done = (
        (post.skickade, "meddelande skickades", "meddelanden skickades"),
        (post.misslyckade, "meddelande gick inte fram", "meddelanden gick inte fram"),
        (post.vantar, "meddelande väntar", "meddelanden väntar"),
    )
    said = " ".join(f"{antal(number, en, flera)}." for number, en, flera in done if number) or "Inget att skicka."
    if runda.channel is None and post.vantar:
        said += " Ingen e-postserver är inställd: sätt SAMFLODE_SMTP_HOST och SAMFLODE_SMTP_FROM."
    stuck = post.misslyckade or post.senare or (runda.channel is None and post.vantar)
    return Utfall("leverera_aviseringar", said, ok=not stuck)


def kontrollera_historik(runda: Runda) -> Utfall:
    """Hold the history against what is stored, look for what nobody keeps, and write a checkpoint; once a day."""
    with runda.database.read() as session:
        last = session.execute(select(func.max(table_of(Kontrollpunkt).c.tid))).scalar_one()
    if last is not None and day_of(last) >= runda.world.today and not runda.grundlig:
        return Utfall("kontrollera_historik", f"Redan kontrollerad i dag, senast {tid(last)}.")
    with runda.database.read() as session:
        report = verify(session)
        unowned = open_without_owner(session, runda.world)
    with runda.database.session() as session:
        checkpoint(session, runda.world.now)
    wrong = [*report.brott, *unowned]
    if wrong:
        return Utfall("kontrollera_historik", " ".join(wrong), ok=False)
    scope = f"{antal(report.antal_saker, 'sak', 'saker')}, {antal(report.antal_handelser, 'händelse', 'händelser')}"
    return Utfall("kontrollera_historik", f"Historien stämmer: {scope}. Inget öppet saknar datum eller ansvarig.")


SVEP: Mapping[str, Callable[[Runda], Utfall]] = MappingProxyType({
    sweep.__name__: sweep
    for sweep in (
        bevaka_frister, samla_post, folj_efterlevnad, forbered_moten, leverera_aviseringar, kontrollera_historik,
    )
})  # fmt: skip


def run(runda: Runda, names: Iterable[str] = tuple(SVEP)) -> list[Utfall]:
    """Run the sweeps named, in order, and say what each did. One that fails does not stop the others.

    Raises TryAgainLater when the database does not answer; KeyError for a name that is no sweep.
    """
    return [_safely(name, SVEP[name], runda) for name in names]


def _safely(name: str, sweep: Callable[[Runda], Utfall], runda: Runda) -> Utfall:
    try:
        return sweep(runda)
    except TryAgainLater:
        raise
    except Exception:  # noqa: BLE001 - whatever it is, the other sweeps go on and the log has it
        structlog.get_logger("svep").exception("svepet avbröts", svep=name)
        return Utfall(name, "Svepet avbröts av ett fel. Orsaken står i loggen.", ok=False)
