"""What can stand in the way of a remiss."""

from __future__ import annotations

from models.vocabulary import SynpunktSvar
from workflows.cases import MottagareFacts, RemissCase
from workflows.guards import regel
from workflows.roles import answerable
from workflows.words import dag, uppraknat


def recipient(case: RemissCase) -> MottagareFacts | None:
    """Return the recipient the payload names; without a name the only one the actor answers for."""
    said = (case.said("mottagare") or "").casefold()
    mine = answerable(case.actor, case)
    if not said:
        own = [mottagare for mottagare in case.remiss.mottagare if mottagare.id in mine]
        return own[0] if len(own) == 1 else None
    huvudman, organ = case.register.huvudman_named(said), case.register.organ_named(said)
    person = case.named.personer.get(said)
    for mottagare in case.remiss.mottagare:
        hits = (
            huvudman is not None and mottagare.huvudman_id == huvudman.id,
            organ is not None and mottagare.organ_id == organ.id,
            person is not None and mottagare.person_id == person.id,
        )
        if any(hits):
            return mottagare
    return None


@regel("Svaret gäller någon som har fått remissen.")
def mottagaren_tillfragad(case: RemissCase) -> str | None:
    """The answer is for somebody who was asked."""
    if recipient(case) is not None:
        return None
    return "Välj vem svaret gäller." if not case.said("mottagare") else "Den mottagaren har inte fått remissen."


@regel("Den som svarar gör det för sin egen huvudman, sitt eget organ eller sig själv.")
def svarar_for_mottagaren(case: RemissCase) -> str | None:
    """One answers for one's own huvudman, organ or self."""
    mottagare = recipient(case)
    if mottagare is None or mottagare.id in answerable(case.actor, case):
        return None
    return f"Du svarar inte för {mottagare.namn}."


@regel("Sista svarsdag har inte passerat.")
def svarstiden_pagar(case: RemissCase) -> str | None:
    """An answer may be given and changed until the last day is over."""
    mottagare = recipient(case)
    last = mottagare.sista_dag if mottagare else case.remiss.last_day()
    return f"Sista svarsdag var {dag(last)}. Be AU om anstånd." if case.today > last else None


@regel("Alla har svarat, eller sista svarsdag har passerat.")
def alla_har_svarat_eller_tiden_ute(case: RemissCase) -> str | None:
    """A round closes when all have answered or the last day is over."""
    silent = case.remiss.silent()
    if not silent or case.today > case.remiss.last_day():
        return None
    return f"Remissen är öppen till och med {dag(case.remiss.last_day())}. Svar saknas från {uppraknat(silent)}."


@regel("Den nya dagen är senare än den gamla och har inte varit.")
def ny_dag_senare(case: RemissCase) -> str | None:
    """A moved last day is later than the one it replaces."""
    day, mottagare = case.said("sista_dag"), recipient(case) if case.said("mottagare") else None
    if day is None:
        return None
    moved = [mottagare] if mottagare else case.remiss.mottagare
    old = min((one.sista_dag for one in moved), default=case.remiss.sista_dag)
    return f"Den nya dagen behöver vara senare än {dag(old)}." if day <= old or day <= case.today else None


@regel("Synpunkten hör till remissen.")
def synpunkten_finns(case: RemissCase) -> str | None:
    """The comment belongs to this round."""
    said = case.said("synpunkt")
    return "Synpunkten hör inte till remissen." if said is not None and said not in case.remiss.synpunkter else None


@regel("Svaret är motiverat, om synpunkten inte bara noteras.")
def svaret_motiverat(case: RemissCase) -> str | None:
    """How a comment is taken care of is explained, unless it is only noted."""
    said = case.said("svar")
    if said is None or said == SynpunktSvar.NOTERAS or case.said("motivering"):
        return None
    return "Motivera hur synpunkten togs om hand."


@regel("Alla synpunkter har fått svar.")
def synpunkter_besvarade(case: RemissCase) -> str | None:
    """Every comment has its answer."""
    left = case.remiss.obesvarade
    return f"{left} {'synpunkt' if left == 1 else 'synpunkter'} har inte fått svar." if left else None
