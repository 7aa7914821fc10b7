"""What can stand in the way of a meeting."""

from __future__ import annotations

from collections.abc import Mapping

from models.lagen import MoteLage
from models.vocabulary import NarvaroSlag, PunktSlag
from workflows.county.meetings import MoteFacts
from workflows.engine.case import PersonFacts
from workflows.ground.deadlines import add_working_days, at, day_of
from workflows.ground.payload import after
from workflows.ground.sentences import regel
from workflows.ground.words import dag, full_dag, klockslag, uppraknat
from workflows.mote.facts import (
    PUBLICERING_DAGAR,
    ErsattareFacts,
    KalladFacts,
    MoteCase,
    PunktFacts,
)
from workflows.mote.payloads import (
    Deltagande,
    FlyttaMote,
    FlyttaPunkt,
    Narvaro,
    NyPunkt,
    Punkt,
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
    return None if case.today >= case.mote.datum else f"Mötet är {full_dag(case.mote.datum)}."


@regel("Alla ärenden och revisioner på dagordningen har ett utfall.")
def alla_punkter_har_utfall(case: MoteCase, _said: object) -> str | None:
    """Every matter on the agenda has come to something; standing items need no note."""
    left = [punkt.rubrik for punkt in case.punkter if punkt.om_en_sak and punkt.utfall is None]
    return f"Utfall saknas för {uppraknat(f'”{rubrik}”' for rubrik in left)}." if left else None


@regel("Mötesdagen har inte varit.")
def motesdagen_har_inte_varit(case: MoteCase, _said: object) -> str | None:
    """Nobody is called to a day that has been."""
    if case.today <= case.mote.datum:
        return None
    return f"Mötesdagen var {dag(case.mote.datum)}. Flytta mötet, eller ställ in det."


@regel("Mötesdagen har gått utan att kallelsen skickades.")
def dagen_har_gatt(case: MoteCase, _said: object) -> str | None:
    """A meeting that nobody was called to was not held."""
    return None if case.today > case.mote.datum else f"Mötet är {full_dag(case.mote.datum)}."


@regel("Tiden då mötet börjar har inte kommit.")
def motet_har_inte_borjat(case: MoteCase, _said: object) -> str | None:
    """What is said about coming can be changed until the meeting begins."""
    begins = at(case.mote.datum, case.mote.tid)
    if case.now < begins:
        return None
    when = f"{dag(case.mote.datum)} {klockslag(case.mote.tid, None)}"
    return f"Mötet skulle börja {when}. Sedan tas inga svar emot."


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


def kallelsen_ar_skickad(case: MoteCase, _said: object) -> bool:
    """Tell whether those who are called have been."""
    return case.sak.lage == MoteLage.KALLAT


def moved(case: MoteCase, said: FlyttaMote) -> MoteFacts:
    """Return the meeting as it will stand."""
    mote = case.mote
    return mote.but(
        datum=after(said.datum, mote.datum),
        tid=after(said.tid, mote.tid),
        slut=mote.slut if said.slut is None else said.slut,
        plats=after(said.plats, mote.plats),
    )


def fran_och_till(case: MoteCase, said: FlyttaMote) -> Mapping[str, str]:
    """Name in the history the day that was and the one that is, where it is another."""
    was, new = case.mote.datum, moved(case, said).datum
    return {"dagarna": f" från {dag(was)} till {dag(new)}"} if new != was else {}


def motet_som_bekraftar(case: MoteCase, _said: object) -> Mapping[str, str]:
    """Name in the history the meeting that confirms."""
    return {"motet": f"Mötet {dag(case.senare_mote)}"} if case.senare_mote else {}


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


@regel("Justeraren var med på mötet.")
def justeraren_var_med(case: MoteCase, said: TillJustering) -> str | None:
    """Who was not there cannot say what was said."""
    person = case.named.personer.get((said.justerare or "").casefold())
    if person is None or person.id not in case.franvarande:
        return None
    return f"{person.namn} var inte med på mötet. Välj någon som var med."


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


@regel("Ett senare möte i samma organ är öppet, eller dess anteckningar skrivs.")
def senare_mote_har_oppnats(case: MoteCase, _said: object) -> str | None:
    """It is a later meeting that confirms, and what it did is noted while it is noted."""
    return None if case.senare_mote else "Inget senare möte är öppet."


@regel("Klockan publicerar bara om sekreteraren inte har gjort det inom fem arbetsdagar.")
def klockan_vantar(case: MoteCase, _said: object) -> str | None:
    """The clock publishes only when the secretary has had the time for it."""
    waits = case.actor.ar_klockan and case.today <= add_working_days(
        day_of(case.sak.lage_sedan), PUBLICERING_DAGAR
    )
    return "Sekreteraren har fortfarande tid på sig." if waits else None
