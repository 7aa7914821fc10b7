"""What can stand in the way of sending an ärende or a revision on remiss, and of leaving the round."""

from __future__ import annotations

from models.lagen import RemissLage
from models.vocabulary import Hantering
from workflows.cases import ArendeCase, OmCase
from workflows.deadlines import earliest_answer_day
from workflows.guards import regel
from workflows.guards.addressees import addressees_known
from workflows.words import dag, stor, uppraknat


@regel("Alla synpunkter från den senaste remissen har fått svar.")
def synpunkter_besvarade(case: OmCase) -> str | None:
    """Every comment of the latest remiss has its answer."""
    if case.remiss is None or case.remiss.lage == "avbruten" or case.remiss.obesvarade == 0:
        return None
    number = case.remiss.obesvarade
    return f"{number} {'synpunkt' if number == 1 else 'synpunkter'} från remissen har inte fått svar."


@regel("Det som ska beslutas har varit på remiss, om länsprofilen kräver det.")
def remiss_gjord(case: OmCase) -> str | None:
    """A round that was not called off, when the county sends all that is to be decided on remiss."""
    for_beslut = not isinstance(case, ArendeCase) or Hantering.BESLUT in case.arende.onskad_hantering
    if not case.profile.remiss.alltid or not for_beslut:
        return None
    if case.remiss is not None and case.remiss.lage in {RemissLage.STANGD, RemissLage.ATERKOPPLAD}:
        return None
    det = stor(case.om.det)
    return f"{det} har inte varit på remiss. Allt som ska beslutas går på remiss innan det är färdigberett."


@regel("De tidigare beslut som pekas ut finns.")
def tidigare_beslut_finns(case: OmCase) -> str | None:
    """Linked decisions exist."""
    wanted = [nr for name in ("tidigare_beslut", "ersatter") for nr in (case.said(name) or ())]
    unknown = [nr for nr in wanted if nr not in case.named.beslut]
    return f"Det finns inget beslut med beteckningen {uppraknat(unknown)}." if unknown else None


@regel("Mottagarna finns.")
def mottagare_valda(case: OmCase) -> str | None:
    """Somebody is asked, and they all exist."""
    return addressees_known(case, case.said("mottagare"))


@regel("Sista svarsdag ger minst den svarstid som länet har bestämt.")
def sista_dag_inom_profilens_granser(case: OmCase) -> str | None:
    """The last day leaves the profile's shortest time."""
    last = case.said("sista_dag")
    if last is None:
        return None
    slag = case.said("slag")
    earliest = earliest_answer_day(case.today, case.profile.remiss.dagar(slag))
    return (
        None
        if last >= earliest
        else f"En {slag.ord} behöver minst {case.profile.remiss.dagar(slag)} dagar: tidigast {dag(earliest)}."
    )


@regel("Alla har svarat, eller sista svarsdag har passerat.")
def remissen_kan_stangas(case: OmCase) -> str | None:
    """All have answered, or the last day has passed."""
    if case.remiss is None or case.remiss.lage != "oppen":
        return None
    silent = case.remiss.silent()
    if not silent or case.today > case.remiss.last_day():
        return None
    return f"Remissen är öppen till och med {dag(case.remiss.last_day())}. Svar saknas från {uppraknat(silent)}."
