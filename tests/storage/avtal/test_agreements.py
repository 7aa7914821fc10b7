"""A text that has been in the register stays as it was, whoever tries; two at once get a number
each.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from models.tables import Avisering, Avtal, Avtalspart, Avtalsversion, Handelse, Handelseinnehall
from support.county import Lan
from support.letters.avtal import clock
from support.paths.avtal import NYARE, TEXT, avtal, avtal_in
from support.racing import at_once
from workflows.engine.clock import take_clock_steps
from workflows.engine.history.verification import verify
from workflows.ground.errors import Hindered, Refusal
from workflows.nouns import NOUNS
from workflows.texts.markdown import content_hash


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE avtalsversion SET text = 'Ett annat löfte.'",
        "UPDATE avtalsversion SET galler_fran = '2020-01-01'",
        "DELETE FROM avtalsversion",
        "TRUNCATE avtalsversion CASCADE",
    ],
)
def test_the_database_itself_refuses_to_change_or_remove_a_text(lan: Lan, statement: str) -> None:
    avtal_in(lan, "i_kraft")
    before = lan.rows(Avtalsversion)
    with (
        pytest.raises(Exception, match="Historien i avtalsversion"),
        lan.database.session() as session,
    ):
        session.execute(text(statement))
    assert lan.rows(Avtalsversion) == before


def test_the_history_keeps_the_hash_of_each_text_and_the_version_its_words(lan: Lan) -> None:
    sak = avtal(lan)
    lan.step(sak, "sekreterare", "lagg_in_text", text=NYARE, galler_fran="2024-01-01")
    said = [row.innehall for row in lan.rows(Handelseinnehall)]
    assert [row.sha256 for row in lan.rows(Avtalsversion)] == [
        content_hash(TEXT),
        content_hash(NYARE),
    ]
    assert all(row.sha256 in "".join(said) for row in lan.rows(Avtalsversion))
    assert not any("hjälpas" in one for one in said)
    with lan.database.read() as session:
        assert verify(session, NOUNS).brott == []


def test_ten_texts_added_at_once_get_ten_numbers_without_gaps(lan: Lan) -> None:
    sak = avtal(lan)

    def add(n: int) -> bool:
        words = TEXT.replace("hjälpas åt", f"mötas {n} gånger om året")
        return lan.step(
            sak, "sekreterare", "lagg_in_text", text=words, galler_fran=f"2024-01-{n:02}"
        )

    assert at_once(*(lambda n=n: add(n) for n in range(1, 11))) == [True] * 10
    assert [row.nr for row in lan.rows(Avtalsversion)] == list(range(1, 12))
    assert len({row.sha256 for row in lan.rows(Avtalsversion)}) == 11


def test_of_two_texts_for_one_day_sent_at_once_one_is_refused(lan: Lan) -> None:
    sak = avtal(lan)
    texts = (NYARE, TEXT.replace("hjälpas åt", "dela på ansvaret"))
    said = at_once(
        *(
            lambda words=words: lan.step(
                sak, "sekreterare", "lagg_in_text", text=words, galler_fran="2024-01-01"
            )
            for words in texts
        )
    )
    assert sorted(type(one).__name__ for one in said) == ["Hindered", "bool"]
    assert len(lan.rows(Avtalsversion)) == 2


def test_a_new_line_that_is_refused_leaves_nothing_behind(lan: Lan) -> None:
    with pytest.raises(Hindered):
        avtal(lan, parter=["alvesta", "Okänd"], giltig_till=None)
    assert (lan.rows(Avtal), lan.rows(Handelse), lan.rows(Avtalspart)) == ([], [], [])


def test_two_of_one_name_have_an_address_each(lan: Lan) -> None:
    for _ in range(3):
        avtal(lan)
    assert [row.slug for row in lan.rows(Avtal)] == [
        "avtal-om-hjalpmedel",
        "avtal-om-hjalpmedel-2",
        "avtal-om-hjalpmedel-3",
    ]


@pytest.mark.parametrize("round_", range(3))
def test_two_clocks_at_once_warn_once(lan: Lan, round_: int) -> None:
    avtal(lan)
    world = lan.world
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: take_clock_steps(lan.database, world), range(2 + round_)))
    clock(lan, "2023-11-08")
    assert [row.data["part"] for row in lan.rows(Avisering, mall="avtal_sista_uppsagningsdag")] == [
        "Alvesta",
        "Lessebo",
        "Regionen",
    ]


def test_notice_and_the_others_decision_at_once_are_one_of_them(lan: Lan) -> None:
    sak = avtal(lan)
    decided = {"part": "alvesta", "lamnar": "2024-03-31", "skal": "Svarar inte."}
    mote = lan.at_meeting()
    said = at_once(
        lambda: lan.step(sak, "alvesta", "saga_upp", skal="Nej."),
        lambda: lan.step(sak, "sekreterare", "lat_part_lamna", **decided, mote=mote),
    )
    assert sum(isinstance(one, Refusal) for one in said) == 1, said
    alvesta = lan.rows(Avtalspart, slag="part")[0]
    assert (alvesta.uteslutning == "") == (said[0] is True)
    assert alvesta.lamnar is not None
