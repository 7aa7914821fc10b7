"""A länsprofil is right to the last line, or refused with every line that is wrong and what is
allowed there.
"""

from datetime import date
from pathlib import Path

import pytest

from models import limits
from models.vocabulary import HuvudmanSlag, OrganSlag, RemissSlag, Roll
from workflows.county.profile import (
    PROFILES,
    ProfileRefused,
    Profilorgan,
    load_profile,
    parse_profile,
)
from workflows.ground.deadlines import is_working_day

KRONOBERG = (PROFILES / "kronoberg.toml").read_text(encoding="utf-8")


def refused(*changes: tuple[str, str]) -> tuple[str, ...]:
    """Return the problems of Kronoberg's profile after the changes, each of which must hit
    something.
    """
    text = KRONOBERG
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(ProfileRefused) as refusal:
        parse_profile(text, "kronoberg.toml")
    return refusal.value.problems


def line(text: str) -> int:
    """Return the first line of Kronoberg's profile where the text stands, counted from 1."""
    return KRONOBERG[: KRONOBERG.index(text)].count("\n") + 1


def test_kronoberg_has_eight_kommuner_and_a_region_in_swedish_order() -> None:
    profile = load_profile("kronoberg")
    names = [huvudman.kortnamn for huvudman in profile.huvudman]
    assert names == [
        "Alvesta",
        "Lessebo",
        "Ljungby",
        "Markaryd",
        "Tingsryd",
        "Uppvidinge",
        "Växjö",
        "Älmhult",
        "Regionen",
    ]
    assert [one.kod for one in profile.huvudman_i("regioner")] == ["region_kronoberg"]
    assert len(profile.huvudman_i("kommuner")) == 8
    assert len(profile.huvudman_i("alla")) == 9
    assert [one.kod for one in profile.huvudman_i("vaxjo", "alvesta")] == ["alvesta", "vaxjo"]


def test_kronoberg_decides_in_ledningsgruppen_and_prepares_in_au() -> None:
    profile = load_profile("kronoberg")
    assert [organ.kod for organ in profile.organ if organ.beslutande] == ["lgs"]
    assert profile.ledningsgrupp.prefix == "LGS"
    assert profile.au.kod == "au"
    assert Roll.SEKRETERARE in profile.au.roller
    assert [one.kod for one in profile.organ if one.slag is OrganSlag.FORUM] == [
        "kommunalt_forum",
        "kommunalt_forum_skola",
        "rsr",
    ]
    assert profile.organ_med("skolchefsnatverket").slag is OrganSlag.NATVERK
    assert [one.namn for one in profile.huvudman_i("almhult")] == ["Älmhults kommun"]


def test_sectors_follow_the_kind_of_huvudman() -> None:
    profile = load_profile("kronoberg")
    assert [one.kod for one in profile.sektorer_for(HuvudmanSlag.KOMMUN)] == [
        "skola",
        "socialtjanst",
    ]
    assert profile.ansvarsordning.sektorer(HuvudmanSlag.KOMMUN) == ("socialtjanst", "skola")
    assert profile.ansvarsordning.sektorer(HuvudmanSlag.REGION) == ("halso_och_sjukvard",)


@pytest.mark.parametrize(
    "day",
    [
        "2023-03-10",
        "2023-09-08",
        "2023-10-06",
        "2023-11-06",
        "2023-12-08",
        "2024-01-26",
        "2026-12-11",
    ],
)
def test_ledningsgruppen_meets_on_the_known_days(day: str) -> None:
    assert date.fromisoformat(day) in {
        tid.dag for tid in load_profile("kronoberg").ledningsgrupp.motestider()
    }


@pytest.mark.parametrize("organ", load_profile("kronoberg").organ, ids=lambda organ: organ.kod)
def test_no_meeting_is_planned_on_a_day_off(organ: Profilorgan) -> None:
    assert not [tid.dag for tid in organ.motestider() if not is_working_day(tid.dag)]


def test_au_meets_two_weeks_before_each_meeting_of_ledningsgruppen() -> None:
    profile = load_profile("kronoberg")
    gaps = [
        (meeting.dag - before.dag).days
        for before, meeting in zip(
            profile.au.motestider(), profile.ledningsgrupp.motestider(), strict=True
        )
    ]
    assert set(gaps) == {14}


def test_meetings_come_in_order_with_local_time_and_place() -> None:
    tider = load_profile("kronoberg").ledningsgrupp.motestider()
    assert [tid.dag for tid in tider] == sorted(tid.dag for tid in tider)
    november = next(tid for tid in tider if tid.dag == date(2023, 11, 6))
    assert (f"{november.start:%H.%M}–{november.slut:%H.%M}", november.plats) == (
        "11.00–15.00",
        "Regionhuset, Nygatan, Bolmen",
    )


def test_the_plan_for_december_is_the_one_people_see() -> None:
    plan = load_profile("kronoberg").plan(date(2023, 12, 8))
    assert (plan.intagning, plan.kallelse) == (date(2023, 11, 24), date(2023, 12, 1))
    politisk = load_profile("kronoberg").plan(date(2023, 12, 8), RemissSlag.POLITISK)
    assert politisk.remiss_oppnas < plan.remiss_oppnas


def test_a_wrong_word_is_named_with_its_line_and_what_is_allowed() -> None:
    at = line('slag = "natverk"')
    (problem,) = refused(('slag = "natverk"', 'slag = "natverkk"'))
    assert (
        problem == f"kronoberg.toml rad {at}: organ.slag är ”natverkk”. Tillåtet: "
        "ledningsgrupp, au, natverk, processgrupp, arbetsgrupp, forum, gemensam_verksamhet."
    )


def test_every_problem_is_named_at_once_in_the_order_of_the_file() -> None:
    problems = refused(
        ('kod = "07"', "kod = 7"),
        ('parter = ["regioner"]', 'parter = ["regionerna"]'),
        ("komplettering = 10", 'komplettering = "tio"'),
        ("justerare = 1", "justerare = 1\nfoo = 1"),
    )
    assert [problem.split(": ")[1].split(" ")[0] for problem in problems] == [
        "lan.kod",
        "organ.parter",
        "frister.komplettering",
        "former.foo",
    ]
    numbers = [
        int(problem.split(":")[0].removeprefix("kronoberg.toml rad ")) for problem in problems
    ]
    assert numbers == sorted(numbers)
    assert numbers[:3] == [
        line('kod = "07"'),
        line('parter = ["regioner"]'),
        line("komplettering = 10"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('namn = "Kronobergs län"\n', "", "lan.namn saknas."),
        ("[ord]", "[orden]", "ord saknas."),
        ("[ord]", "[orden]", "orden finns inte. Tillåtet: lan, sektor, huvudman, organ, frister"),
        ("justerare = 1", "justerare = 2", "former.justerare är ”2”. Tillåtet: högst 1."),
        ("au_tar_upp = 10", "au_tar_upp = 0", "frister.au_tar_upp är ”0”. Tillåtet: minst 1."),
        ("au_tar_upp = 10", "au_tar_upp = true", "är ”true”. Tillåtet: ett heltal"),
        ("quorum = false", "quorum = true", "former.quorum är ”true”. Tillåtet: false."),
        ("paragrafnummer = false", "paragrafnummer = true", "är ”true”. Tillåtet: false."),
        ("quorum = false", 'quorum = "nej"', "Tillåtet: true eller false."),
        ('meddelas = "genast"', 'meddelas = "strax"', "Tillåtet: genast, vid_justering."),
        (
            '"mötesanteckningar"',
            '"anteckningar"',
            "Tillåtet: minnesanteckningar, mötesanteckningar, protokoll.",
        ),
        (
            'kortnamn = "Ljungby"',
            'kortnamn = "  "',
            "huvudman.kortnamn är ”  ”. Tillåtet: text som inte är tom.",
        ),
        (
            'kortnamn = "Ljungby"',
            f'kortnamn = "{"x" * 121}"',
            f"Tillåtet: högst {limits.NAMN} tecken.",
        ),
        (
            'kod = "tingsryd"',
            'kod = "Tingsryd"',
            "huvudman.kod är ”Tingsryd”. Tillåtet: 2–40 tecken a–z",
        ),
        ('kod = "tingsryd"', 'kod = "kommuner"', "som betyder flera huvudmän."),
        ('kod = "lessebo"', 'kod = "alvesta"', "huvudman.kod är ”alvesta” en gång till."),
        ('prefix = "LGS"', 'prefix = "Lgs"', "organ.prefix är ”Lgs”. Tillåtet: 1–10 versaler A–Z."),
        ('prefix = "LGS"\n', "", "organ godtas inte. Tillåtet: ett prefix"),
        ('slag = "au"', 'slag = "natverk"', "organ har inget med slag ”au”. Tillåtet: exakt ett."),
        ('slag = "natverk"', 'slag = "au"', "organ.slag är ”au” en gång till."),
        (
            'sektorer = ["skola"]',
            'sektorer = ["skolan"]',
            "organ.sektorer är ”skolan”. Tillåtet: skola, socialtjanst",
        ),
        (
            'region = ["halso',
            'region = ["skola", "halso',
            "region är ”skola”. Tillåtet: halso_och_sjukvard.",
        ),
        (
            "start = 09:00:00",
            'start = "09:00"',
            "organ.moten.start är ”09:00”. Tillåtet: ett klockslag",
        ),
        (
            "slut = 15:00:00",
            "slut = 11:00:00",
            "organ.moten godtas inte. Tillåtet: slut senare än start.",
        ),
        (
            "2023-04-28",
            "2023-03-10",
            "organ.moten.dagar godtas inte. Tillåtet: varje dag en gång, i ordning.",
        ),
        (
            "2023-04-28",
            "20230428",
            "organ.moten.dagar är ”20230428”. Tillåtet: ett datum utan citattecken",
        ),
        ("2023-04-28", "2023-04-28T09:00:00", "Tillåtet: ett datum utan citattecken"),
        ("2023-01-27", "1923-01-27", "Tillåtet: 2000–2099."),
        (
            "trappa = [-10, -2, 2]",
            "trappa = [-2, -10]",
            "trappa godtas inte. Tillåtet: stigande tal utan 0",
        ),
        (
            "intake_dagar = 10",
            "intake_dagar = 3",
            "frister godtas inte. Tillåtet: intake_dagar minst lika många",
        ),
        ("[4, 11]", "[4, 13]", "frister.avstamningsmanader är ”13”. Tillåtet: högst 12."),
        ("[4, 11]", "[]", "Tillåtet: en lista med minst 1."),
        (
            'parter = ["regioner"]',
            'parter = "regioner"',
            "organ.parter är ”regioner”. Tillåtet: en lista",
        ),
        ('namn = "Region Kronoberg"', 'namn = "Region\\nKronoberg"', "Skriv på en rad."),
        (
            'namn = "Region Kronoberg"',
            'namn = "Region\\u0007"',
            "ett tecken som inte går att spara.",
        ),
    ],
)
def test_each_mistake_says_what_is_allowed(old: str, new: str, says: str) -> None:
    problems = refused((old, new))
    assert [problem for problem in problems if says in problem], problems


@pytest.mark.parametrize(
    ("old", "new", "offset"),
    [("[lan]", "[lan", 0), ('kod = "07"', "kod = ", 0), ("[frister]", "[frister]\nx", 1)],
)
def test_what_is_no_toml_is_named_with_its_line(old: str, new: str, offset: int) -> None:
    (problem,) = refused((old, new))
    assert problem.startswith(
        f"kronoberg.toml rad {line(old) + offset}: går inte att läsa som TOML. Tillåtet: "
    )


@pytest.mark.parametrize("text", ["a = ", "a = [", '"""', "[" * 100_000, "a=" + "[" * 100_000])
def test_text_that_ends_too_soon_is_refused(text: str) -> None:
    with pytest.raises(ProfileRefused, match="går inte att läsa som TOML"):
        parse_profile(text, "x.toml")


@pytest.mark.parametrize("name", ["kalmarr", "../kronoberg", "/", "", "a\0b", "nix.toml"])
def test_a_profile_that_cannot_be_read_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(ProfileRefused, match=r"Tillåtet: .*kronoberg"):
        load_profile(name)


def test_a_file_of_ones_own_is_read_also_with_byte_order_mark_and_windows_line_ends(
    tmp_path: Path,
) -> None:
    own = tmp_path / "eget.toml"
    own.write_bytes(b"\xef\xbb\xbf" + KRONOBERG.replace("\n", "\r\n").encode())
    assert load_profile(own).lan == load_profile("kronoberg").lan
    assert load_profile(str(own)).organ_med("lgs") == load_profile("kronoberg").organ_med("lgs")


@pytest.mark.parametrize("content", ["kod = 'Växjö'".encode("latin-1"), b"#" * 1_000_001])
def test_a_file_in_another_encoding_or_far_too_large_is_refused(
    content: bytes, tmp_path: Path
) -> None:
    own = tmp_path / "eget.toml"
    own.write_bytes(content)
    with pytest.raises(ProfileRefused, match=r"^eget\.toml är"):
        load_profile(own)
