"""What can stand in the way of a correction of what a meeting decided."""

from __future__ import annotations

from models.lagen import TO_DO, Slag
from workflows.ground.sentences import regel
from workflows.mote.facts import MoteCase, decision_of, task_of
from workflows.mote.payloads import (
    AndraUtfall,
    ForeslaRattelse,
    OmBeslut,
    RattaAtagande,
    RattaBeslut,
    SvaraPaRattelse,
)


@regel("Beslutet fattades på mötet.")
def beslutet_ar_motets(case: MoteCase, said: OmBeslut) -> str | None:
    """Only the meeting's own decisions are corrected on its page."""
    if said.beslut is None or decision_of(case, said.beslut):
        return None
    return "Beslutet fattades inte på det här mötet."


@regel("Den nya lydelsen är en annan än den som står.")
def lydelsen_ny(case: MoteCase, said: RattaBeslut) -> str | None:
    """Something is corrected."""
    one = decision_of(case, said.beslut)
    return "Beslutet lyder redan så." if one and one.text == said.lydelse else None


@regel("Åtagandet kommer ur mötets beslut och är inte besvarat.")
def atagandet_kan_rattas(case: MoteCase, said: RattaAtagande) -> str | None:
    """What is answered already was answered as it stood."""
    task = task_of(case, said.atagande)
    if said.atagande is not None and task is None:
        return "Åtagandet kommer inte ur mötets beslut."
    if task and task.lage not in TO_DO:
        return "Åtagandet är redan besvarat. Fatta ett nytt beslut som ersätter det."
    return None


@regel("Något i åtagandet ändras.")
def nagot_rattas(case: MoteCase, said: RattaAtagande) -> str | None:
    """At least one of what, who and when."""
    task = task_of(case, said.atagande)
    party = case.register.huvudman_named(said.huvudman)
    if task is None:
        return None
    changed = (
        said.uppgift not in {None, task.text},
        party is not None and party.id != task.huvudman_id,
        said.senast not in {None, task.senast},
    )
    return None if any(changed) else "Skriv vad som ska ändras: vad, vem eller när."


@regel("Den nya mottagaren är en huvudman som inte redan har samma uppgift.")
def ny_mottagare_finns(case: MoteCase, said: RattaAtagande) -> str | None:
    """A party has each task of a decision once."""
    task, party = task_of(case, said.atagande), case.register.huvudman_named(said.huvudman)
    if not said.huvudman or task is None:
        return None
    if party is None:
        return "Det finns ingen huvudman som heter så."
    if task.huvudman_id is None:
        return "Åtagandet gäller ingen huvudman. Fatta ett nytt beslut som ersätter det."
    taken = {
        one.huvudman_id
        for one in case.ataganden
        if (one.beslut_id, one.uppgift) == (task.beslut_id, task.uppgift) and one.id != task.id
    }
    return f"{party.kortnamn} har redan samma uppgift." if party.id in taken else None


@regel("Den nya dagen har inte varit.")
def rattad_dag_framat(case: MoteCase, said: RattaAtagande) -> str | None:
    """Nobody is late the moment a day is corrected."""
    passed = said.senast is not None and said.senast < case.today
    return "Dagen har redan varit." if passed else None


@regel("Utfallet är ett annat än det som står, och beslutet gäller ett ärende.")
def utfallet_kan_andras(case: MoteCase, said: AndraUtfall) -> str | None:
    """What became of a revision's text follows from its outcome, and is not taken back here."""
    one = decision_of(case, said.beslut)
    if one is None:
        return None
    if one.om_slag is not Slag.ARENDE:
        return (
            "Utfallet styr vad som händer med revisionens text och ändras inte här. Fatta ett nytt"
            " beslut."
        )
    return f"Utfallet är redan {one.utfall.ord}." if one.utfall is said.utfall else None


@regel("Orden som är fel står på ett enda ställe i beslutet, och ska bytas mot andra.")
def orden_star_i_beslutet(case: MoteCase, said: ForeslaRattelse) -> str | None:
    """A slip is a few words in one place; anything else is a new decision."""
    one = decision_of(case, said.beslut)
    if one is None or not said.star:
        return None
    times = one.text.count(said.star)
    if times == 0:
        return f"Beslutet säger inte ”{said.star}”."
    if times > 1:
        return f"”{said.star}” står på {times} ställen. Ta med fler ord, så att det är ett."
    return "Orden är desamma." if said.star == said.ska_sta else None


@regel("Rättelsen väntar på justerarens svar.")
def rattelsen_vantar(case: MoteCase, said: SvaraPaRattelse) -> str | None:
    """A slip is answered once."""
    waits = {one.id for one in case.rattelser}
    known = said.rattelse is None or said.rattelse in waits
    return None if known else "Rättelsen väntar inte på svar."


@regel("En rättelse väntar på svar.")
def nagon_rattelse_vantar(case: MoteCase, _said: object) -> str | None:
    """There is something to answer."""
    return None if any(True for _ in case.rattelser) else "Ingen rättelse väntar på svar."


@regel("Mötet har fattat något beslut.")
def motet_har_beslutat(case: MoteCase, _said: object) -> str | None:
    """There is something to correct."""
    return None if any(True for _ in case.beslut) else "Mötet har inte fattat något beslut."


@regel("Mötets beslut har gett något att göra.")
def motet_har_gett_ataganden(case: MoteCase, _said: object) -> str | None:
    """There is something to correct."""
    return None if any(True for _ in case.ataganden) else "Mötets beslut gav inga åtaganden."
