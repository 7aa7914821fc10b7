"""Both sides of every guard of what each ledamot says of an underlag, where a county demands it."""

from __future__ import annotations

from typing import Any

import pytest

from models.revisionsord import Godkannandeord
from models.vocabulary import Hantering
from support.cases.arende import arende, meeting
from support.cases.county import IDS, naming, profiled
from support.cases.revision import ledamot, revision_case
from support.county import epost
from support.guards import after, guard, obstacle
from workflows.arende.facts import UnderlagsordFacts
from workflows.county.profile import Remisstill
from workflows.ground.errors import RoleMissing
from workflows.handling.facts import NamedMembers

KRAVS = profiled("godkannande", kravs=True)
TWO = (ledamot("alvesta"), ledamot("lessebo"))


def word(who: str, sha256: str, said: str = "godkanner") -> UnderlagsordFacts:
    return UnderlagsordFacts(for_id=IDS[who], sha256=sha256, ord=Godkannandeord(said))


def berett(*words: tuple[str, str], lage: str = "berett", **said: Any) -> Any:
    """Return an ärende of which two must approve the underlag, with what they have said of it."""
    facts = {"godkannare": TWO, "profile": KRAVS, **said}
    sha = arende(lage, **facts).arende.underlag_sha256
    return arende(lage, **facts, sagt=tuple(word(who, sha, one) for who, one in words))


@guard("arende.alla_godkant")
def test_nothing_is_put_on_an_agenda_before_everybody_stands_behind_it() -> None:
    step, on = "satt_pa_dagordning", {"mote": 100}
    coming = meeting("2023-12-08")
    none = obstacle(naming(berett(), coming), "au_ledamot", step, **on)
    assert none == "Godkännande saknas från Alvesta och Lessebo."
    one = naming(berett(("alvesta", "godkanner"), ("lessebo", "invander")), coming)
    assert obstacle(one, "au_ledamot", step, **on) == "Invändning från Lessebo."
    each = naming(berett(("alvesta", "godkanner"), ("lessebo", "godkanner")), coming)
    assert after(each, "au_ledamot", step, **on) == "pa_dagordning"
    nobody = naming(berett(godkannare=()), coming)
    assert "Ingen ledamot kan godkänna texten." in obstacle(nobody, "au_ledamot", step, **on)
    old = (word("alvesta", "0" * 64), word("lessebo", "0" * 64))
    changed = naming(arende("berett", godkannare=TWO, profile=KRAVS, sagt=old), coming)
    assert obstacle(changed, "au_ledamot", step, **on).startswith("Godkännande saknas från")
    talk = naming(berett(onskad_hantering=(Hantering.DIALOG,)), coming)
    assert after(talk, "au_ledamot", step, **on) == "pa_dagordning", "nothing is decided"


@guard("arende.sektorn_finns")
def test_a_sector_that_a_matter_concerns_is_one_of_the_countys() -> None:
    unknown = obstacle(arende("under_beredning"), "au_ledamot", "bered", berord_sektor="kyrkan")
    assert unknown == "Det finns ingen sektor som heter kyrkan."
    known = after(arende("under_beredning"), "au_ledamot", "bered", berord_sektor="skola")
    assert known == "under_beredning"


@guard("arende.berett_for_beslut")
def test_what_came_up_to_be_talked_of_is_not_decided() -> None:
    here = meeting("2023-12-08", lage="oppnat")
    yes = {"utfall": "bifall", "beslutstext": "Ja.", "inga_ataganden": True}
    at: dict[str, Any] = {
        "when": "2023-12-08",
        "mote": here,
        "mote_id": here.id,
        "lage": "pa_dagordning",
    }
    talk = berett(onskad_hantering=(Hantering.DIALOG,), **at)
    said = obstacle(talk, "sekreterare", "besluta", **yes)
    assert said.startswith("Ärendet är inte för beslut, så ledamöterna har inte godkänt")
    each = berett(("alvesta", "godkanner"), ("lessebo", "godkanner"), **at)
    assert after(each, "sekreterare", "besluta", **yes) == "avslutat"


@guard(
    "arende.godkannande_kravs",
    "arende.ledamoten_foretradd",
    "arende.ratt_underlag",
    "arende.invandning_motiverad",
)
def test_a_ledamot_speaks_for_oneself_of_what_was_read() -> None:
    case, step = berett(), "godkann"
    ja = {"sha256": case.arende.underlag_sha256, "ord": "godkanner"}
    assert after(case, "alvesta", step, **ja) == "berett"
    old = obstacle(case, "alvesta", step, **{**ja, "sha256": "0" * 64})
    assert old == "Underlaget är ändrat sedan du läste det. Läs det igen först."
    other = obstacle(case, "alvesta", step, **ja, person=epost("lessebo"))
    assert other == "Du svarar inte för den ledamoten."
    no = obstacle(case, "alvesta", step, **{**ja, "ord": "invander"})
    assert no == "Skriv vad du invänder mot."
    with pytest.raises(RoleMissing):
        obstacle(case, "au_ledamot", step, **ja)
    talk = berett(onskad_hantering=(Hantering.DIALOG,))
    assert "Här behöver ledamöterna inte godkänna underlaget." in obstacle(
        talk, "alvesta", step, **ja
    )


@guard("handling.remissen_till_varje_ledamot")
@pytest.mark.parametrize("slag", ["arende", "revision"])
def test_a_remiss_goes_to_every_ledamot_or_those_left_out_are_named(slag: str) -> None:
    rules = KRAVS.model_copy(
        update={"remiss": KRAVS.remiss.model_copy(update={"till": Remisstill.LEDAMOTER})}
    )
    facts = {"godkannare": TWO, "profile": rules}
    case = (
        arende("under_beredning", **facts) if slag == "arende" else revision_case("hos_au", **facts)
    )
    said: dict[str, Any] = {"sista_dag": "2024-03-01"}
    parties = obstacle(case, "au_ledamot", "skicka_pa_remiss", **said, mottagare="alla")
    assert parties == "Remissen behöver gå till varje ledamot. Alvesta och Lessebo saknas."
    lgs = [{"slag": "organ", "kod": "lgs"}]
    few = [{"slag": "person", "kod": epost("alvesta")}]
    one = obstacle(case, "au_ledamot", "skicka_pa_remiss", **said, mottagare=few)
    assert one == "Remissen behöver gå till varje ledamot. Lessebo saknas."
    each = naming(case, NamedMembers((IDS["alvesta"],)))  # who counts this time is one of them
    assert after(each, "au_ledamot", "skicka_pa_remiss", **said, mottagare=lgs) == "pa_remiss"
