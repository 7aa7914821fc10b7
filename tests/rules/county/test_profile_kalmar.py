"""The second county: twelve kommuner, a region and a kommunalförbund, chairs that change sides, and
harder rules.
"""

from __future__ import annotations

import pytest

from models.vocabulary import HuvudmanSlag, OrganSlag, Roll
from workflows.county.chairs import turn
from workflows.county.organisation.fit import Onskan, misfits
from workflows.county.profile import PROFILES, ProfileRefused, load_profile, parse_profile
from workflows.county.profile.terms import Remisstill
from workflows.county.register import HuvudmanFacts, OrganFacts, Register
from workflows.ground.deadlines import is_working_day

TEXT = (PROFILES / "kalmar.toml").read_text(encoding="utf-8")
KALMAR = load_profile("kalmar")


def register() -> Register:
    """Return the county as if it were in a database."""
    return Register(
        tuple(
            HuvudmanFacts(n, h.kod, h.namn, h.kortnamn, h.slag, n)
            for n, h in enumerate(KALMAR.huvudman, 1)
        ),
        tuple(
            OrganFacts(n, o.kod, o.namn, o.kortnamn, o.slag, o.prefix, o.beslutande)
            for n, o in enumerate(KALMAR.organ, 1)
        ),
    )


def test_it_has_twelve_kommuner_a_region_and_a_kommunalforbund() -> None:
    assert len(KALMAR.huvudman_i("kommuner")) == 12
    assert [one.kortnamn for one in KALMAR.huvudman_i("regioner")] == ["Regionen"]
    assert [one.kod for one in KALMAR.huvudman if one.slag is HuvudmanSlag.KOMMUNALFORBUND] == [
        "gymnasieforbundet"
    ]
    assert len(KALMAR.huvudman_i("alla")) == 14
    assert KALMAR.ansvarsordning.sektorer(HuvudmanSlag.KOMMUNALFORBUND) == ("skola",)


def test_its_bodies_bear_their_own_names() -> None:
    assert (KALMAR.ledningsgrupp.namn, KALMAR.ledningsgrupp.prefix) == (
        "Länsgemensam ledning i samverkan",
        "LGL",
    )
    assert (KALMAR.au.kortnamn, KALMAR.au.kallas) == ("Beredningsgruppen", "beredningsgrupp")
    called = [organ.kallas for organ in KALMAR.organ]
    assert called.count("samordnande grupp") == 3
    assert called.count("samverkansområdesgrupp") == 3
    assert called.count("lokal samarbetsgrupp") == 4
    assert [one.kod for one in KALMAR.organ if one.slag is OrganSlag.FORUM] == [
        "presidiekonferensen"
    ]
    assert load_profile("kronoberg").au.kallas == OrganSlag.AU.ord


def test_the_four_lokala_samarbetsgrupper_share_the_kommuner() -> None:
    groups = [
        set(organ.parter) - {"region_kalmar_lan"}
        for organ in KALMAR.organ
        if organ.kod.startswith("lsg_")
    ]
    assert [len(group) for group in groups] == [3, 3, 3, 3]
    assert set().union(*groups) == {one.kod for one in KALMAR.huvudman_i("kommuner")}


def test_no_meeting_is_planned_on_a_day_off() -> None:
    assert [
        tid for organ in KALMAR.organ for tid in organ.motestider() if not is_working_day(tid.dag)
    ] == []


def test_everything_to_be_decided_goes_to_every_ledamot_and_directions_are_decided() -> None:
    assert (KALMAR.remiss.alltid, KALMAR.remiss.till) == (True, Remisstill.LEDAMOTER)
    assert KALMAR.former.inriktningsbeslut
    assert KALMAR.godkannande.kravs
    kronoberg = load_profile("kronoberg")
    assert (kronoberg.remiss.alltid, kronoberg.remiss.till) == (False, Remisstill.HUVUDMAN)
    assert not kronoberg.former.inriktningsbeslut


@pytest.mark.parametrize(
    ("year", "lgl", "groups"),
    [
        (2024, "regioner", "kommuner"),
        (2025, "kommuner", "regioner"),
        (2026, "kommuner", "regioner"),
        (2027, "regioner", "kommuner"),
        (2029, "kommuner", "regioner"),
    ],
)
def test_the_chairs_change_sides_every_second_year_and_the_groups_the_other_way(
    year: int, lgl: str, groups: str
) -> None:
    turns = KALMAR.ordforandeskap
    assert turns is not None
    assert turns.side("lgl", year) == turns.side("beredningsgruppen", year) == lgl
    assert turns.side("sg_aldre", year) == groups
    assert turns.side("skolchefsnatverket", year) is None


def test_the_page_says_who_chairs_until_when_and_who_comes_after() -> None:
    assert (
        turn(KALMAR, "lgl", 2025)
        == "Ordförandeskapet hör till kommunerna till och med 2026. Från 2027 hör det till"
        " regionen."
    )
    assert turn(KALMAR, "sg_aldre", 2026).startswith(
        "Ordförandeskapet hör till regionen till och med 2026."
    )
    assert turn(KALMAR, "skolchefsnatverket", 2025) == ""
    assert turn(load_profile("kronoberg"), "lgs", 2025) == ""


def test_a_ledamot_for_the_residents_stands_for_no_huvudman_and_every_other_does() -> None:
    alone = Onskan(organ="lgl", roll=Roll.LEDAMOT, sektor="Invånare")
    assert misfits(alone, KALMAR, register()) == {}
    assert "huvudman" in misfits(
        Onskan(organ="lgl", roll=Roll.LEDAMOT, sektor="skola"), KALMAR, register()
    )
    assert "huvudman" in misfits(Onskan(organ="lgl", roll=Roll.LEDAMOT), KALMAR, register())
    wrong = Onskan(organ="lgl", roll=Roll.LEDAMOT, sektor="Invånare", huvudman="kalmar")
    assert "sektor" in misfits(wrong, KALMAR, register())


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("alltid = true", 'alltid = "ja"', "remiss.alltid är ”ja”. Tillåtet: true eller false."),
        (
            'till = "ledamoter"',
            'till = "chefer"',
            "remiss.till är ”chefer”. Tillåtet: huvudman, ledamoter.",
        ),
        (
            'forst = "kommuner"',
            'forst = "alla"',
            "ordforandeskap.forst är ”alla”. Tillåtet: kommuner, regioner.",
        ),
        ('"lgl", "beredningsgruppen"]', '"lgll"]', "ordforandeskap.i_fas är ”lgll”. Tillåtet: lgl"),
        ("vaxlar_ar = 2", "vaxlar_ar = 0", "ordforandeskap.vaxlar_ar är ”0”. Tillåtet: minst 1."),
        (
            "kommunalforbund = [",
            "kommunalforbunden = [",
            "ansvarsordning.kommunalforbund saknas, men länet har ett",
        ),
        (
            'kommunalforbund = ["skola"]',
            'kommunalforbund = ["invanare"]',
            "är ”invanare”. Tillåtet: skola.",
        ),
        ('au = "beredningsgruppen"', 'au = "<b>"', "ord.au är ”<b>”. Tillåtet: 1–60 bokstäver"),
        (
            "inriktningsbeslut = true",
            "inriktningsbeslut = 1",
            "former.inriktningsbeslut är ”1”. Tillåtet: true",
        ),
    ],
)
def test_each_mistake_says_where_and_what_is_allowed(old: str, new: str, says: str) -> None:
    assert old in TEXT
    # What is missing is named where it should have stood.
    where = "[ansvarsordning]" if "saknas" in says else old
    line = TEXT[: TEXT.index(where)].count("\n") + 1
    with pytest.raises(ProfileRefused) as refusal:
        parse_profile(TEXT.replace(old, new, 1), "kalmar.toml")
    named = [problem for problem in refusal.value.problems if says in problem]
    assert named, refusal.value.problems
    assert named[0].startswith(f"kalmar.toml rad {line}: ")
