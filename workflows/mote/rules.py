"""What can stand in the way of a meeting."""

from __future__ import annotations

from models.vocabulary import NarvaroSlag, PunktSlag
from workflows.engine.case import PersonFacts
from workflows.ground.deadlines import add_working_days, day_of
from workflows.ground.sentences import regel
from workflows.ground.words import dag, uppraknat
from workflows.mote.facts import PUBLICERING_DAGAR, ErsattareFacts, MoteCase, PunktFacts
from workflows.mote.payloads import Deltagande, Narvaro, Punkt, TillJustering


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


def _punkt(case: MoteCase, said: Punkt) -> PunktFacts | None:
    return next((punkt for punkt in case.punkter if punkt.id == said.punkt), None)


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
