"""An agreement lives in the register: warned of, given notice of, prolonged, corrected, looked at,
ended; in chapters.

The home care agreement goes to 30 June 2024 and prolongs itself by a year unless somebody gives six
months' notice: by 31 December 2023. The profile warns ninety days before, on 2 October.
"""

from __future__ import annotations

from datetime import date

from models.tables import Avisering, Avtal, Avtalspart, Avtalsversion, Frist
from notifications.channels import Mailbox
from notifications.delivery import deliver
from support.county import Lan
from support.letters.arende import sweep
from support.letters.avtal import by_the_clock, clock, daily, told
from support.paths.avtal import NYARE, TEXT, TILLS_VIDARE, UPPHOR, avtal
from support.reminding import got, live
from workflows.avtal.days import valid_on
from workflows.avtal.facts import AvtalCase
from workflows.desk.nothing_lost import open_without_owner
from workflows.engine.clock import take_clock_steps
from workflows.engine.door import load
from workflows.engine.history.verification import verify
from workflows.nouns import NOUNS

GRUPPEN = "sammankallande"
PARTER = ["alvesta", "lessebo", "region_kronoberg"]


def frist(lan: Lan, sak_id: int) -> tuple[str, str]:
    """Return whose move it is and by when."""
    [row] = [row for row in lan.rows(Frist, sak_id=sak_id) if row.stangd is None]
    return row.drag, row.senast.isoformat()


def nothing_lost(lan: Lan) -> None:
    with lan.database.read() as session:
        assert open_without_owner(session, lan.world) == []
        assert verify(session, NOUNS).brott == []


def test_an_agreement_from_its_first_text_to_its_last_day(lan: Lan) -> None:
    lan.at("2023-09-01")
    sak = avtal(lan, slag="rutin", rubrik="Rutin för hemsjukvård")
    assert lan.lage(sak) == "i_kraft"
    for chapter in (_warned, _given_notice_of, _prolonged, _corrected, _looked_at, _ended):
        chapter(lan, sak)
    assert by_the_clock(lan, sak) == [
        "varna_uppsagning",
        "forlang_enligt_avtalet",
        "varna_upphor",
        "upphor",
    ]
    nothing_lost(lan)


def _warned(lan: Lan, sak: int) -> None:
    """Nothing happens in September; on 2 October each party is told its last day for
    notice, once.
    """
    assert frist(lan, sak) == ("Kronobarnsmodellen", "2025-01-31")
    daily(lan, "2023-09-01", "2023-09-30")
    assert lan.rows(Avisering) == []
    daily(lan, "2023-10-01", "2023-10-14")
    assert told(lan, "avtal_sista_uppsagningsdag") == PARTER
    assert {row.data["dag"] for row in lan.rows(Avisering, mall="avtal_sista_uppsagningsdag")} == {
        "2023-12-31"
    }


def _given_notice_of(lan: Lan, sak: int) -> None:
    """On 16 October Lessebo gives notice, on 1 December it takes that back; the others, the group
    and AU hear of it.
    """
    others = ["alvesta", "region_kronoberg", "sammankallande", "sekreterare"]
    lan.at("2023-10-16").step(
        sak, "lessebo", "saga_upp", skal="Vi vill driva hemsjukvården själva."
    )
    assert told(lan, "avtal_uppsagt") == others
    assert [row.lamnar for row in lan.rows(Avtalspart, slag="part")] == [
        None,
        date(2024, 6, 30),
        None,
    ]
    lan.at("2023-12-01").step(sak, "lessebo", "aterta_uppsagning", skal="Nämnden ändrade sig.")
    assert told(lan, "avtal_uppsagning_atertagen") == others
    daily(lan, "2023-12-02", "2023-12-31")
    assert told(lan, "avtal_sista_uppsagningsdag") == PARTER, "Lessebo was warned already"


def _prolonged(lan: Lan, _sak: int) -> None:
    """On 1 July 2024 nobody has given notice: a new period begins."""
    daily(lan, "2024-06-25", "2024-07-05")
    assert lan.rows(Avtal)[0].giltig_till == date(2025, 6, 30)
    assert told(lan, "avtal_ny_period") == PARTER


def _corrected(lan: Lan, sak: int) -> None:
    """On 2 September the group corrects a word; on 5 September AU stops it and the text before
    holds again.
    """
    lan.at("2024-09-02").step(
        sak, GRUPPEN, "ratta_redaktionellt", text=NYARE, andring="Hjälpa varandra."
    )
    assert told(lan, "avtal_rattat") == [*PARTER, "sekreterare"]
    lan.at("2024-09-05").step(sak, "au_ledamot", "stoppa_rattelse", skal="Det ändrar innehållet.")
    assert told(lan, "avtal_rattelse_stoppad") == [*PARTER, "sammankallande"]
    days = {"2024-09-01": TEXT, "2024-09-02": NYARE, "2024-09-05": TEXT}
    assert {day: text_on(lan, sak, day) for day in days} == days


def _looked_at(lan: Lan, sak: int) -> None:
    """In January 2025 the review day nears, the group is reminded, and finds that the text
    holds.
    """
    live(lan, "2025-01-13", "2025-01-24")
    assert got(lan, GRUPPEN) == [("2025-01-20", "sammandrag")]
    [letter] = lan.rows(Avisering, mall="sammandrag")
    assert [(row["att_gora"], row["senast"]) for row in letter.data["rader"]] == [
        ("Pröva om texten håller", "2025-01-31")
    ]
    lan.at("2025-01-27").step(
        sak, GRUPPEN, "prova_aktualitet", bedomning="Håller.", oversyn="2027-01-29"
    )
    assert frist(lan, sak) == ("Kronobarnsmodellen", "2027-01-29")


def _ended(lan: Lan, sak: int) -> None:
    """In February it shall end with its period: half a year before, or at once, they are told; then
    it ends.
    """
    lan.at("2025-02-03").step(sak, "sekreterare", "andra_uppgifter", forlangning="upphor")
    assert frist(lan, sak) == ("Kronobarnsmodellen", "2025-06-30")
    daily(lan, "2025-02-04", "2025-07-02")
    everybody = [*PARTER, "sammankallande", "sekreterare"]
    assert (told(lan, "avtal_upphor_snart"), told(lan, "avtal_upphort")) == (everybody, everybody)
    assert lan.lage(sak) == "upphort"


def text_on(lan: Lan, sak_id: int, day: str) -> str:
    with lan.database.read() as session:
        case = load(session, sak_id, lan.actor(session, "sekreterare"), lan.world)
    assert isinstance(case, AvtalCase)
    one = valid_on(case.versioner, date.fromisoformat(day))
    assert one is not None
    return next(str(row.text) for row in lan.rows(Avtalsversion) if row.id == one.id)


def test_a_party_that_leaves_midway_is_bound_to_its_last_day_and_the_others_go_on(lan: Lan) -> None:
    sak = avtal(lan, **TILLS_VIDARE, uppsagning_manader=3)
    lan.step(sak, "sekreterare", "satt_uppsagningstid", part="alvesta", manader=6)
    lan.at("2023-11-30")
    lan.step(sak, "alvesta", "saga_upp", skal="Vi går med i ett annat län.")
    lan.step(sak, "sekreterare", "saga_upp", part="lessebo", skal="Brev från nämnden.")
    assert [row.lamnar and row.lamnar.isoformat() for row in lan.rows(Avtalspart, slag="part")] == [
        "2024-05-30",
        "2024-02-29",
        None,
    ]
    assert told(lan, "avtal_uppsagt").count("lessebo") == 2, (
        "what the secretary wrote for it, it hears of"
    )
    assert bound(lan, sak, "2024-02-29") == ["Alvesta", "Lessebo", "Regionen"]
    assert bound(lan, sak, "2024-03-01") == ["Alvesta", "Regionen"]
    daily(lan, "2024-05-28", "2024-06-02")
    assert bound(lan, sak, "2024-05-31") == ["Regionen"]
    assert lan.lage(sak) == "i_kraft"
    lan.at("2024-06-03").step(sak, "region_kronoberg", "saga_upp", skal="Vi är ensamma kvar.")
    daily(lan, "2024-09-02", "2024-09-05")
    assert lan.lage(sak) == "upphort"
    assert [row.data["dag"] for row in lan.rows(Avisering, mall="avtal_upphort")] == [
        "2024-09-03"
    ] * 2
    nothing_lost(lan)


def bound(lan: Lan, sak_id: int, day: str) -> list[str]:
    with lan.database.read() as session:
        case = load(session, sak_id, lan.actor(session, "sekreterare"), lan.at(day).world)
    assert isinstance(case, AvtalCase)
    return [one.namn for one in case.bundna()]


def test_a_planned_text_comes_into_force_and_nobody_is_reminded_of_what_comes_by_itself(
    lan: Lan,
) -> None:
    sak = avtal(lan, galler_fran="2024-01-15")
    assert frist(lan, sak) == ("Kronobarnsmodellen", "2024-01-15")
    live(lan, "2024-01-01", "2024-01-14")
    assert lan.rows(Avisering) == []
    clock(lan, "2024-01-15")
    assert lan.lage(sak) == "i_kraft"
    assert told(lan, "avtal_i_kraft") == ["alvesta", "lessebo", "region_kronoberg"]


def test_a_name_without_a_text_is_reminded_of(lan: Lan) -> None:
    sak = avtal(lan, text=None, galler_fran=None)
    assert frist(lan, sak) == ("Kronobarnsmodellen", "2023-12-07")
    live(lan, "2023-12-04", "2023-12-06")
    assert got(lan, GRUPPEN) == [("2023-12-04", "sammandrag"), ("2023-12-05", "paminnelse")]
    assert {row["att_gora"] for letter in lan.rows(Avisering) for row in letter.data["rader"]} == {
        "Lägg in texten"
    }


def test_the_group_is_asked_about_the_last_day_of_what_ends_by_itself(lan: Lan) -> None:
    avtal(lan, **UPPHOR, giltig_till="2023-12-08")
    live(lan, "2023-12-06", "2023-12-14", both)
    assert [str(letter.amne) for letter in lan.rows(Avisering, mall="paminnelse")] == [
        "Förläng eller låt upphöra senast 8 dec: Avtal om hjälpmedel"
    ]
    assert lan.rows(Avisering, mall="forsenad") == [], "the clock ended it"


def both(lan: Lan) -> None:
    """Let the clock take its steps, then remind, then let the post go."""
    take_clock_steps(lan.database, lan.world)
    sweep(lan)
    deliver(lan.database, Mailbox(), lan.now)
