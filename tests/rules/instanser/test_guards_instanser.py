"""Both sides of every guard of a party's instanser: who decides, in what order, when and what. The
same for a text and for the next period of an agreement.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from models.revisionsord import Partsutfall
from models.vocabulary import Forlangning
from support.cases.avtal import avtal_case
from support.cases.avtal import parter as bound
from support.cases.revision import instans, part, parter, with_the_parties
from support.guards import after, guard, obstacle
from support.paths.revision import JA
from workflows.engine.case import Case

YES, BACK, NO = Partsutfall.JA, Partsutfall.ATERREMISS, Partsutfall.NEJ
DAY, WHY = date(2024, 1, 16), {"skal": "Delegerat."}


def of_a_text(*own: Any) -> Case:
    """Return a decided text that holds from 1 February, of which Alvesta's instanser decide."""
    return with_the_parties(parter=(part("alvesta", instanser=own), *parter()[1:]))


def of_a_period(*own: Any) -> Case:
    """Return an agreement of three that each prolongs, and that ends on 31 January."""
    return avtal_case(
        when="2023-12-18",
        forlangning=Forlangning.PARTERNA,
        forlangning_manader=3,
        giltig_till=date(2024, 1, 31),
        forsta_slut=date(2024, 1, 31),
        parter=bound(alvesta={"instanser": own}),
    )


@dataclass(frozen=True)
class Matter:
    """One that parties decide about, by its steps, and why the day 1 February is too late."""

    made: Callable[..., Case]
    plan: str
    strike: str
    decide: str
    lage: str
    late: str
    said: dict[str, Any]

    def report(self, *own: Any, **said: Any) -> str:
        return obstacle(self.made(*own), "alvesta", self.decide, **{**self.said, **said})

    def planned(self, *own: Any, **said: Any) -> str:
        plan = {"instans": "Socialnämnden", "planerat": "2024-01-17", **said}
        return obstacle(self.made(*own), "alvesta", self.plan, **plan)

    def strikes(self, *own: Any, instans: str) -> str:
        return obstacle(self.made(*own), "alvesta", self.strike, instans=instans, **WHY)


_SAID = {**JA, "instans": "Socialnämnden"}
BOTH = [
    Matter(
        of_a_text,
        "planera_beslut",
        "stryk_instans",
        "parten_beslutar",
        "hos_parterna",
        "Texten ska börja gälla tor 1 feb 2024",
        _SAID,
    ),
    Matter(
        of_a_period,
        "planera_forlangning",
        "stryk_forlangningsinstans",
        "parten_forlanger",
        "i_kraft",
        "Avtalet upphör ons 31 jan 2024",
        {**_SAID, "till": "2024-04-30"},
    ),
]
both = pytest.mark.parametrize("matter", BOTH, ids=["text", "period"])


def three(first: Any = None) -> tuple[Any, ...]:
    """Return a nämnd, a styrelse and a fullmäktige that decide in that order."""
    return (
        instans("Socialnämnden", DAY, utfall=first),
        instans("Kommunstyrelsen", DAY, "Socialnämnden"),
        instans("Kommunfullmäktige", None, "Kommunstyrelsen"),
    )


@both
@guard("instanser.instansen_star_i_tur")
def test_a_report_is_of_one_that_is_named_in_its_turn(matter: Matter) -> None:
    early = matter.report(*three(), instans="Kommunfullmäktige")
    assert early == "Socialnämnden beslutar före kommunfullmäktige och har inte sagt ja."
    strange = matter.report(*three(), instans="Valnämnden")
    assert strange.startswith("Hos Alvesta är det socialnämnden, kommunstyrelsen och")
    case = matter.made(*three())
    said = {**matter.said, "instans": "SOCIALNÄMNDEN"}
    assert after(case, "alvesta", matter.decide, **said) == matter.lage
    assert matter.report(*three(first=YES), instans="Kommunstyrelsen") == ""
    back = matter.report(*three(first=BACK), instans="Kommunstyrelsen")
    assert back == "Socialnämnden beslutar före kommunstyrelsen och har inte sagt ja."
    earlier = instans("Socialnämnden")
    assert matter.report(earlier, instans="Kommunstyrelsen") == "", "of something earlier alone"


@both
@guard("instanser.instansen_star_i_tur")
def test_who_has_said_yes_does_not_say_it_again_but_may_say_something_else(matter: Matter) -> None:
    assert matter.report(*three(first=YES)) == "Socialnämnden har redan sagt ja."
    other = {"utfall": "villkor", "villkor": "Mer tid.", "skal": "Mer tid."}
    own = {name: said for name, said in other.items() if name in {"utfall", *_fields(matter)}}
    assert matter.report(*three(first=YES), **own) == ""


def _fields(matter: Matter) -> set[str]:
    return {"skal"} if "till" in matter.said else {"villkor"}


@both
@guard("instanser.aterremiss_har_ny_dag")
def test_what_is_sent_back_says_when_it_comes_up_again_in_time(matter: Matter) -> None:
    dayless = matter.report(*three(), utfall="aterremiss")
    assert dayless == "Välj vilken dag instansen tar upp det igen."
    loose = matter.report(*three(), ny_dag="2024-01-20")
    assert loose == "Bara det som återremitteras tas upp igen."
    late = matter.report(*three(), utfall="aterremiss", ny_dag="2024-02-01")
    assert late.startswith(f"{matter.late}, så tor 1 feb 2024 är för sent.")
    assert matter.report(*three(), utfall="aterremiss", ny_dag="2024-01-20") == ""


@both
@guard("instanser.planerade_dagen_haller")
def test_a_planned_day_has_not_been_and_is_in_time(matter: Matter) -> None:
    late = matter.planned(planerat="2024-02-01")
    assert late.startswith(f"{matter.late}, så tor 1 feb 2024 är för sent.")
    been = matter.planned(planerat="2023-12-17")
    assert been.startswith("Dagen sön 17 dec 2023 har redan varit.")
    assert matter.planned(planerat="2024-01-31") == ""


@both
@guard(
    "instanser.instansen_har_kvar_att_besluta",
    "instanser.ordningen_haller",
    "instanser.parten_har_inte_sagt_ja",
)
def test_what_is_planned_is_left_to_decide_and_keeps_the_order(matter: Matter) -> None:
    assert matter.planned(instans("Socialnämnden", utfall=YES)) == "Alvesta har redan sagt ja."
    yes = three(first=YES)
    assert matter.planned(*yes) == "Socialnämnden har redan sagt ja."
    new = {"instans": "Valnämnden"}
    for wrong, why in (
        ({"i_stallet_for": "Socialnämnden"}, "Socialnämnden har redan beslutat."),
        ({"i_stallet_for": "Kultur"}, "Alvesta har ingen instans som heter Kultur."),
        ({"efter": "Kultur"}, "Alvesta har ingen instans som heter Kultur."),
        (
            {"efter": "Kommunstyrelsen", "planerat": "2024-01-15"},
            "Kommunstyrelsen beslutar tis 16 jan 2024.",
        ),
    ):
        assert matter.planned(*yes, **{**new, **wrong}).startswith(why), wrong
    ring = matter.planned(*yes, instans="Kommunstyrelsen", efter="Kommunfullmäktige")
    assert ring == "Kommunfullmäktige beslutar inte före kommunstyrelsen."
    assert matter.planned(*yes, **new, efter="Kommunfullmäktige") == ""


@both
@guard("instanser.instansen_kan_strykas", "instanser.nagon_att_stryka")
def test_one_that_has_spoken_or_is_alone_is_not_struck(matter: Matter) -> None:
    spoken = matter.strikes(*three(first=NO), instans="Socialnämnden")
    assert spoken == "Socialnämnden har redan beslutat."
    strange = matter.strikes(*three(), instans="Kultur")
    assert strange == "Alvesta har ingen instans som heter Kultur."
    alone = matter.strikes(instans("Socialnämnden", DAY), instans="Socialnämnden")
    assert alone == "Alvesta skulle inte ha någon som beslutar. Ändra instansen i stället."
    assert matter.strikes(*three(), instans="Kommunfullmäktige") == ""
    nobody = matter.strikes(instans("Socialnämnden", utfall=NO), instans="Socialnämnden")
    assert nobody.startswith("Det finns ingen instans att stryka.")
