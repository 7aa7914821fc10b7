"""Chair alternation is checked: an empty chair and the wrong side are said."""

from __future__ import annotations

from datetime import date

import pytest

from models.vocabulary import HuvudmanSlag, OrganSlag, Roll
from support.cases.county import PROFILE
from workflows.county.chairs import Stol, wrong
from workflows.county.profile import load_profile
from workflows.county.register import OrganFacts

KALMAR, DAY = load_profile("kalmar"), date(2025, 3, 14)
KOMMUN = Stol("Socialchefen", Roll.ORDFORANDE, HuvudmanSlag.KOMMUN)
REGION = Stol("Direktören", Roll.ORDFORANDE, HuvudmanSlag.REGION)
VICE_KOMMUN = Stol("Socialchefen", Roll.VICE_ORDFORANDE, HuvudmanSlag.KOMMUN)
VICE_REGION = Stol("Direktören", Roll.VICE_ORDFORANDE, HuvudmanSlag.REGION)
NOBODYS = Stol("Samordnaren", Roll.ORDFORANDE, None)


def body(kod: str, slag: OrganSlag = OrganSlag.LEDNINGSGRUPP) -> OrganFacts:
    """Return an organ as far as its chairs are concerned."""
    return OrganFacts(1, kod, kod.upper(), kod.upper(), slag, None, beslutande=True)


@pytest.mark.parametrize(
    ("held", "year", "words"),
    [
        ((KOMMUN, VICE_REGION), 2025, ""),
        ((KOMMUN,), 2026, ""),
        ((REGION, VICE_KOMMUN), 2027, ""),
        ((KOMMUN,), 2027, "Socialchefen är ordförande men hör till den andra sidan"),
        ((REGION,), 2025, "uppdraget är kommunernas nu"),
        ((KOMMUN, VICE_KOMMUN), 2025, "Socialchefen är vice ordförande men"),
        ((NOBODYS,), 2025, "företräder ingen huvudman"),
        ((VICE_REGION,), 2025, "Ingen är ordförande i LGL. Ordförandeskapet hör till kommunerna."),
    ],
)
def test_the_side_whose_turn_it_is_holds_the_chair(
    held: tuple[Stol, ...], year: int, words: str
) -> None:
    said = wrong(KALMAR, body("lgl"), held, DAY.replace(year=year))
    assert (words in said) if words else said == ""


def test_a_group_s_chairs_turn_the_other_way() -> None:
    group = body("sg_aldre", OrganSlag.PROCESSGRUPP)
    assert wrong(KALMAR, group, (REGION, VICE_KOMMUN), DAY) == ""
    assert "regionens nu" in wrong(KALMAR, group, (KOMMUN,), DAY)


@pytest.mark.parametrize(
    ("slag", "words"),
    [
        (OrganSlag.LEDNINGSGRUPP, "Ingen är ordförande i LGS."),
        (OrganSlag.AU, "Ingen är ordförande i LGS."),
        (OrganSlag.NATVERK, ""),
    ],
)
def test_where_no_turns_are_said_the_chair_of_those_who_decide_is_not_empty(
    slag: OrganSlag, words: str
) -> None:
    assert wrong(PROFILE, body("lgs", slag), (), DAY) == words
    assert wrong(PROFILE, body("lgs", slag), (REGION,), DAY) == ""
