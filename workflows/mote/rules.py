"""What can stand in the way of a meeting."""

from __future__ import annotations

from collections.abc import Mapping

from models.lagen import TO_DO, Slag
from models.vocabulary import NarvaroSlag, PunktSlag
from workflows.county.meetings import MoteFacts
from workflows.engine.case import PersonFacts
from workflows.ground.deadlines import add_working_days, at, day_of
from workflows.ground.payload import after
from workflows.ground.sentences import regel
from workflows.ground.words import dag, uppraknat
from workflows.mote.facts import (
    PUBLICERING_DAGAR,
    ErsattareFacts,
    KalladFacts,
    MoteCase,
    PunktFacts,
    decision_of,
    task_of,
)
from workflows.mote.payloads import (
    AndraUtfall,
    Deltagande,
    FlyttaMote,
    FlyttaPunkt,
    ForeslaRattelse,
    Narvaro,
    NyPunkt,
    OmBeslut,
    Punkt,
    RattaAtagande,
    RattaBeslut,
    SvaraPaRattelse,
    SvarPaKallelse,
    TillJustering,
)


@regel("Dagordningen har minst en punkt.")
def dagordning_har_punkter(case: MoteCase, _said: object) -> str | None:
    """There is something to meet about."""
    return None if case.punkter else "Dagordningen är tom."


@regel("Mötesdagen har kommit.")
def dagen_har_kommit(case: MoteCase, _said: object) -> str | None:
    """A meeting opens on its day."""
    return None if case.today >= case.mote.datum else f"Mötet är den {dag(case.mote.datum)}."


@regel("Alla ärenden och revisioner på dagordningen har ett utfall.")
def alla_punkter_har_utfall(case: MoteCase, _said: object) -> str | None:
    """Every matter on the agenda has come to something; standing items need no note."""
    left = [punkt.rubrik for punkt in case.punkter if punkt.om_en_sak and punkt.utfall is None]
    return f"Utfall saknas för {uppraknat(f'”{rubrik}”' for rubrik in left)}." if left else None


@regel("Mötet har inte börjat.")
def motet_har_inte_borjat(case: MoteCase, _said: object) -> str | None:
    """What is said about coming can be changed until the meeting begins."""
    begins = at(case.mote.datum, case.mote.tid)
    return None if case.now < begins else "Mötet har börjat."


@regel("Den som har svarat är kallad till mötet.")
def personen_ar_kallad(case: MoteCase, said: SvarPaKallelse) -> str | None:
    """An answer is that of somebody who is called, or of who stands in for them."""
    if not said.person or kallad(case, said.person) is not None:
        return None
    return f"{said.person} är inte kallad till mötet."


def kallad(case: MoteCase, epost: str) -> KalladFacts | None:
    """Return who is called by an address; None when nobody is."""
    wanted = epost.casefold()
    return next((one for one in case.kallade if one.epost.casefold() == wanted), None)


@regel("Dagen, tiden eller platsen blir en annan.")
def motet_blir_annorlunda(case: MoteCase, said: FlyttaMote) -> str | None:
    """Moving a meeting changes something."""
    return None if moved(case, said) != case.mote else "Mötet är redan då och där."


@regel("Den nya dagen har inte varit.")
def ny_dag_har_inte_varit(case: MoteCase, said: FlyttaMote) -> str | None:
    """A meeting moves to a day that is still to come."""
    return "Dagen har redan varit." if said.datum and said.datum < case.today else None


@regel("Mötet slutar efter att det börjat.")
def slutar_efter_borjan(case: MoteCase, said: FlyttaMote) -> str | None:
    """A meeting begins before it ends."""
    new = moved(case, said)
    return "Mötet slutar innan det börjar." if new.slut and new.slut <= new.tid else None


@regel("Organet har inget annat möte då.")
def organet_ar_ledigt(case: MoteCase, said: FlyttaMote) -> str | None:
    """An organ meets once at a time."""
    new, organ = moved(case, said), case.register.organ_by_id(case.mote.organ_id)
    taken = at(new.datum, new.tid) in set(case.andra_moten)
    return f"{organ.namn if organ else 'Organet'} har redan ett möte då." if taken else None


def moved(case: MoteCase, said: FlyttaMote) -> MoteFacts:
    """Return the meeting as it will stand."""
    mote = case.mote
    return mote.but(
        datum=after(said.datum, mote.datum),
        tid=after(said.tid, mote.tid),
        slut=mote.slut if said.slut is None else said.slut,
        plats=after(said.plats, mote.plats),
    )


def _punkt(case: MoteCase, said: Punkt) -> PunktFacts | None:
    return next((punkt for punkt in case.punkter if punkt.id == said.punkt), None)


def nya_punkten(_case: MoteCase, said: NyPunkt) -> Mapping[str, str]:
    """Name the item in the history."""
    return {"rubriken": f" ”{said.rubrik}”"}


def punkten(case: MoteCase, said: Punkt) -> Mapping[str, str]:
    """Name the item in the history, as it is called before the step."""
    one = _punkt(case, said)
    return {"rubriken": f" ”{one.rubrik}”"} if one else {}


def flyttade_punkten(case: MoteCase, said: FlyttaPunkt) -> Mapping[str, str]:
    """Name the item and its new place, which is never further than the last."""
    place = min(said.ordning or 1, len(case.punkter))
    return {**punkten(case, said), "dit": f" till plats {place}"}


@regel("Punkten finns på dagordningen.")
def punkten_finns(case: MoteCase, said: Punkt) -> str | None:
    """The item is on this agenda."""
    return (
        "Punkten finns inte på dagordningen."
        if said.punkt is not None and _punkt(case, said) is None
        else None
    )


_ON_ITS_OWN_PAGE = {
    PunktSlag.ARENDE: (
        "Punkten är ett ärende. Lyft av det eller anteckna utfallet på ärendets egen sida."
    ),
    PunktSlag.REVISION: (
        "Punkten är en revision. Lyft av den eller anteckna utfallet på revisionens egen sida."
    ),
}


@regel("Punkten är varken ett ärende eller en revision.")
def punkten_ar_staende(case: MoteCase, said: Punkt) -> str | None:
    """Only standing items are removed or noted here; a matter has steps of its own."""
    punkt = _punkt(case, said)
    return _ON_ITS_OWN_PAGE.get(punkt.slag) if punkt else None


@regel(
    "Alla som antecknas ingick i organet när mötet öppnades, eller är ersättare för någon som"
    " gjorde det."
)
def deltagarna_kunde_besluta(case: MoteCase, said: Narvaro) -> str | None:
    """Attendance is noted for those who could decide when the meeting opened, and for who stands in
    for them.
    """
    unknown = [
        d.person
        for d in said.deltagare or ()
        if not _could_decide(case, d.person) and not _stand_in(case, d)
    ]
    return f"{uppraknat(unknown)} ingick inte i organet när mötet öppnades." if unknown else None


@regel("Den som en ersättare kom i stället för antecknas som frånvarande.")
def den_ordinarie_var_borta(case: MoteCase, said: Narvaro) -> str | None:
    """An ersättare comes for somebody who was not there; when there is only one to come for, that
    needs not be said.
    """
    deltagare = said.deltagare or ()
    how = {
        case.named.personer[d.person.casefold()].id: d.narvaro
        for d in deltagare
        if _person(case, d) is not None
    }
    for d in deltagare:
        one = (
            None
            if d.narvaro == NarvaroSlag.FRANVARANDE or _could_decide(case, d.person)
            else _stand_in(case, d)
        )
        if one is None or (len(one.ordinarie) == 1 and one.ordinarie[0] not in how):
            continue
        if NarvaroSlag.FRANVARANDE not in {how.get(person_id) for person_id in one.ordinarie}:
            return f"{one.namn} är ersättare. Anteckna den som {one.namn} ersatte som frånvarande."
    return None


def _person(case: MoteCase, said: Deltagande) -> PersonFacts | None:
    return case.named.personer.get(said.person.casefold())


def _stand_in(case: MoteCase, said: Deltagande) -> ErsattareFacts | None:
    person = _person(case, said)
    return next((one for one in case.ersattare if person is not None and one.id == person.id), None)


def _could_decide(case: MoteCase, epost: str) -> bool:
    person = case.named.personer.get(epost.casefold())
    return person is not None and person.id in case.beslutande


@regel("Justeraren ingick i organet när mötet öppnades.")
def justeraren_kunde_besluta(case: MoteCase, said: TillJustering) -> str | None:
    """The one who confirms was one of those who could decide."""
    justerare = said.justerare
    if not justerare or case.named.personer.get(justerare.casefold()) is None:
        return None
    return (
        None
        if _could_decide(case, justerare)
        else "Justeraren behöver vara en av dem som kunde besluta på mötet."
    )


@regel("Den nya justeraren är på plats.")
def justeraren_ar_pa_plats(case: MoteCase, said: TillJustering) -> str | None:
    """Nobody is asked to confirm who has left or is away."""
    person = case.named.personer.get((said.justerare or "").casefold())
    gone = person is not None and person.id in set(case.inte_pa_plats)
    return f"{person.namn} är inte på plats. Välj en annan." if person and gone else None


@regel("Justeraren har slutat eller är borta.")
def justeraren_ar_inte_pa_plats(case: MoteCase, _said: object) -> str | None:
    """What somebody who is there was asked for is theirs to answer."""
    gone = case.mote.justerare_id in set(case.inte_pa_plats)
    return None if gone else "Justeraren är på plats och kan läsa anteckningarna."


@regel("Justeraren har haft sin tid.")
def justeraren_ar_tyst(case: MoteCase, _said: object) -> str | None:
    """Others confirm only when the justerare has had the time for it."""
    last = add_working_days(day_of(case.sak.lage_sedan), case.profile.frister.justering)
    return None if case.today > last else f"Justeraren har tid på sig till och med {dag(last)}."


@regel("Ett senare möte i samma organ har öppnats.")
def senare_mote_har_oppnats(case: MoteCase, _said: object) -> str | None:
    """It is the next meeting that confirms, so there must have been one."""
    return None if case.senare_mote else "Inget senare möte har öppnats än."


@regel("Klockan publicerar bara om sekreteraren inte har gjort det inom fem arbetsdagar.")
def klockan_vantar(case: MoteCase, _said: object) -> str | None:
    """The clock publishes only when the secretary has had the time for it."""
    waits = case.actor.ar_klockan and case.today <= add_working_days(
        day_of(case.sak.lage_sedan), PUBLICERING_DAGAR
    )
    return "Sekreteraren har fortfarande tid på sig." if waits else None


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
