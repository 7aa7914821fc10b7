"""What can stand in the way of a step of a group for a time, each in one sentence."""

from __future__ import annotations

from models.vocabulary import Utfall
from workflows.county.profile import Profile
from workflows.ground.sentences import regel
from workflows.ground.words import full_dag
from workflows.grupp.facts import GruppCase, Stod
from workflows.grupp.payloads import Avslut, Forlangning
from workflows.handling.rules.at_meeting import not_told_yet


def room_of(profile: Profile, behind: Stod | None) -> int | None:
    """Return the meeting whose letters wait that took the decision behind a group; what is said
    because of it waits too. None when its letters have left.
    """
    waits = behind is not None and not_told_yet(profile, behind.mote_lage)
    return behind.mote_id if behind and waits else None


def letters_wait(case: GruppCase, _step: object) -> int | None:
    """Return the meeting that the decision behind a step was taken at, while its letters wait."""
    return room_of(case.profile, case.named.find(Stod))


def not_behind(said: str | None, found: Stod | None) -> str | None:
    """Say why a decision that is named cannot stand behind a group; None when it can."""
    if found is None:
        return f"Det finns inget beslut med numret ”{said}”." if said else None
    if found.utfall is not Utfall.BIFALL:
        return f"{found.beteckning} var avslag och kan inte ligga till grund för en grupp."
    return None


def _older(case: GruppCase, found: Stod | None, do: str) -> str | None:
    """Say that a decision is no later one than that which gave the group its last day."""
    now = case.grupp
    if found is None or (found.datum, found.id) > (now.stod_datum, now.stod_id):
        return None
    return (
        f"{found.beteckning} är inte senare än beslutet som gav gruppen dess sista dag. Att"
        f" {do} den är ett nytt beslut."
    )


@regel("Ett senare beslut än det som gav gruppen dess sista dag förlänger den.")
def beslutet_forlanger(case: GruppCase, said: Forlangning) -> str | None:
    """A group is prolonged by a decision of its own."""
    found = case.named.find(Stod)
    return _older(case, found, "förlänga") or not_behind(said.beslut, found)


@regel("Den nya sista dagen är senare än den förra.")
def senare_sista_dag(case: GruppCase, said: Forlangning) -> str | None:
    """Prolonging moves the last day on."""
    if said.sista_dag is None or said.sista_dag > max(case.grupp.sista_dag, case.today):
        return None
    if case.today > case.grupp.sista_dag:
        return "Gruppens sista dag har varit. Välj en dag efter i dag."
    return f"Välj en dag efter gruppens sista dag {full_dag(case.grupp.sista_dag)}."


@regel("Före gruppens sista dag krävs ett beslut för att avsluta den.")
def beslutet_avslutar(case: GruppCase, said: Avslut) -> str | None:
    """What a decision gave time is ended sooner by a decision only."""
    if said.beslut is not None:
        found = case.named.find(Stod)
        return _older(case, found, "avsluta") or not_behind(said.beslut, found)
    if case.today >= case.grupp.sista_dag:
        return None
    return (
        f"Gruppen har till {full_dag(case.grupp.sista_dag)}. Skriv vilket beslut som avslutar den"
        " före dess."
    )


@regel("Gruppens sista dag har varit.")
def sista_dagen_har_varit(case: GruppCase, _said: object) -> str | None:
    """The clock ends what nobody prolonged."""
    last = case.grupp.sista_dag
    return None if case.today > last else f"Gruppens sista dag är {full_dag(last)}."
