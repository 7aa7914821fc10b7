"""The rules of a party's instanser are the same whatever they decide about: a text, or the next
period of an agreement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from api.web.forms.instanser import decided as decided_cell
from models.base import Tabell
from models.tables import Forlangningsinstans, Partsinstans
from support.county import Lan
from support.guards import refused
from support.paths.avtal import avtal
from support.paths.revision import JA, decided
from workflows.avtal.facts import AvtalCase
from workflows.engine.door import load
from workflows.handling.history import handelser
from workflows.instanser.views import as_shown
from workflows.revision.facts import RevisionCase

TRE: dict[str, Any] = {
    "forlangning": "parterna",
    "forlangning_manader": 3,
    "giltig_till": "2024-01-31",
}


@dataclass
class Matter:
    """One in which Alvesta decides, with its steps."""

    lan: Lan
    sak: int
    steps: tuple[str, str, str]
    rows: type[Tabell]
    about: dict[str, Any]

    def plans(self, instans: str, **said: Any) -> None:
        self.lan.step(self.sak, "alvesta", self.steps[0], instans=instans, **said)

    def strikes(self, instans: str) -> None:
        self.lan.step(self.sak, "alvesta", self.steps[1], instans=instans, skal="Delegerat.")

    def decides(self, **said: Any) -> None:
        self.lan.step(self.sak, "alvesta", self.steps[2], **{**JA, **self.about, **said})

    def order(self) -> list[str]:
        rows = self.lan.rows(self.rows)
        places = sorted((row.plats, row.namn) for row in rows)
        assert len({place for place, _ in places}) == len(places), "each has a place of its own"
        return [name for _, name in places]


@pytest.fixture(params=["text", "period"])
def matter(lan: Lan, request: pytest.FixtureRequest) -> Matter:
    if request.param == "text":
        sak = decided(parter_beslutar=["alvesta"])(lan.at("2023-11-07"), None)
        lan.at("2023-12-18")
        steps = ("planera_beslut", "stryk_instans", "parten_beslutar")
        return Matter(lan, sak, steps, Partsinstans, {})
    sak = avtal(lan.at("2023-11-07"), **TRE)
    lan.at("2023-12-18")
    steps = ("planera_forlangning", "stryk_forlangningsinstans", "parten_forlanger")
    return Matter(lan, sak, steps, Forlangningsinstans, {"till": "2024-04-30"})


def test_one_that_is_added_after_another_was_struck_stands_last(matter: Matter) -> None:
    for name in ("Nämnd A", "Nämnd B", "Nämnd C"):
        matter.plans(name, planerat="2024-01-16")
    matter.strikes("Nämnd A")
    matter.plans("Nämnd D", planerat="2024-01-16")
    assert matter.order() == ["Nämnd B", "Nämnd C", "Nämnd D"]


def test_the_last_one_is_changed_and_not_struck(matter: Matter) -> None:
    matter.plans("Socialnämnden", planerat="2024-01-16")
    said = {"instans": "Socialnämnden", "skal": "Delegerat."}
    alone = refused(matter.lan, matter.sak, "alvesta", matter.steps[1], **said)
    assert alone == "Alvesta skulle inte ha någon som beslutar. Ändra instansen i stället."


def test_a_second_yes_is_refused_and_what_was_sent_back_stands_in_the_history(
    matter: Matter,
) -> None:
    for name in ("Socialnämnden", "Fullmäktige"):
        matter.plans(name, planerat="2024-01-16")
    matter.decides(utfall="aterremiss", ny_dag="2023-12-18")
    matter.decides(paragraf="§ 113", datum="2023-12-18")
    again = {**JA, **matter.about}
    assert refused(matter.lan, matter.sak, "alvesta", matter.steps[2], **again) == (
        "Socialnämnden har redan sagt ja."
    )
    with matter.lan.database.read() as session:
        case = load(session, matter.sak, matter.lan.actor(session, "sekreterare"), matter.lan.world)
        told = [one.text for one in handelser(session, matter.sak, case.noun)]
    assert isinstance(case, AvtalCase | RevisionCase)
    about = " om förlängning" if isinstance(case, AvtalCase) else ""
    for did in ("återremitterade", "beslutade"):
        assert f"Socialnämnden hos Alvesta {did}{about}." in told
    [alvesta] = [one for one in case.deciding() if one.namn == "Alvesta"]
    cell = decided_cell(alvesta.utfall, [as_shown(one) for one in alvesta.instanser])
    assert cell["sub"].startswith(
        "Socialnämnden återremiss 2023-12-12 § 112, sedan ja 2023-12-18 § 113; Fullmäktige"
    )
