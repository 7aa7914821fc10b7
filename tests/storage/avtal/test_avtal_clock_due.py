"""The clock never overlooks an agreement that the rules let it move."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

from sqlalchemy import select

from models.base import table_of
from models.tables import Avtal, Avtalspart, Sak
from support.county import Lan
from support.house.tampering import behind_its_back
from support.paths.avtal import NYARE, TILLS_VIDARE, UPPHOR, avtal
from workflows.avtal.days import last_notice_day
from workflows.avtal.due import NOTICE_DAY, due_agreements
from workflows.avtal.facts import AvtalCase
from workflows.county.actors import KLOCKAN
from workflows.engine.door import load
from workflows.ground.deadlines import months_on


def open_to_the_clock(lan: Lan, sak_id: int) -> set[str]:
    return {name for name, step in lan.offers(sak_id, "klockan").items() if step.oppet}


ODD: dict[str, dict[str, Any]] = {
    "prolongs itself": {},
    "until further notice": TILLS_VIDARE,
    "ends": UPPHOR,
    "without notice": {"uppsagning_manader": None},
    "planned": {"galler_fran": "2024-03-31"},
    "without text": {"text": None},
    "leap day": {"giltig_till": "2024-02-29", "uppsagning_manader": 3},
    "month end": {"giltig_till": "2024-05-31", "uppsagning_manader": 3},
    "last of a short month": {"giltig_till": "2024-06-30", "uppsagning_manader": 3},
    "day that February lacks": {"giltig_till": "2023-08-30", "forlangning_manader": 6},
    "ends soon": {**UPPHOR, "giltig_till": "2023-12-31"},
    "over": {**UPPHOR, "giltig_till": "2023-10-31"},
    "periods ago": {"giltig_till": "2022-12-31"},
}


def test_the_database_never_leaves_out_an_agreement_that_the_rules_would_let_the_clock_move(
    lan: Lan,
) -> None:
    ids = [avtal(lan, **said) for said in ODD.values()]
    lan.step(ids[0], "sekreterare", "satt_uppsagningstid", part="alvesta", manader=2)
    lan.step(ids[1], "sammankallande", "lagg_in_text", text=NYARE, galler_fran="2024-01-15")
    for one, part in product((ids[1], ids[3]), ("alvesta", "lessebo", "region_kronoberg")):
        lan.step(one, "sekreterare", "satt_uppsagningstid", part=part, manader=1)
        lan.step(one, "sekreterare", "saga_upp", part=part, skal="Nej.")
    overlooked, asked = [], 0
    for days in range(0, 400, 3):
        lan.at(str(date(2023, 11, 7) + timedelta(days=days)))
        due = due_to_the_clock(lan)
        asked += len(due)
        overlooked += [
            (lan.world.today, one) for one in ids if one not in due and open_to_the_clock(lan, one)
        ]
        for one in due:
            if steps := sorted(open_to_the_clock(lan, one)):
                lan.step(one, "klockan", steps[0])
    assert overlooked == []
    assert asked < 40, "it asks about little more than what it moves"


def test_the_database_counts_the_last_day_for_notice_as_the_rules_do(lan: Lan) -> None:
    """Each end, with each notice, as it stands and after periods that left its place in the
    month.
    """
    ends = ("2024-02-28", "2024-02-29", "2023-06-30", "2023-08-30", "2023-10-31", "2023-12-15")
    ids = [avtal(lan, giltig_till=day, uppsagning_manader=n) for day in ends for n in (1, 3, 4, 12)]
    table = table_of(Avtal)
    counted = 0
    for months in (0, 3, 6, 18, 54):
        for one in lan.rows(Avtal):
            end = months_on(one.forsta_slut, months, one.forsta_slut)
            here = table.update().where(table.c.id == one.id)
            behind_its_back(lan, here.values(giltig_till=end))
        with lan.database.read() as session:
            by_database = session.execute(
                select(table.c.id, NOTICE_DAY).join_from(
                    table, table_of(Avtalspart), table_of(Avtalspart).c.avtal_id == table.c.id
                )
            ).all()
            cases = {one: load(session, one, KLOCKAN, lan.world) for one in ids}
        for sak_id, day in by_database:
            case = cases[sak_id]
            assert isinstance(case, AvtalCase)
            assert day == last_notice_day(case.avtal), case.avtal
            counted += 1
    assert counted == 5 * len(ids) * 4, "each of three parties, and one that is informed"


def due_to_the_clock(lan: Lan) -> set[int]:
    sak = table_of(Sak)
    query = select(sak.c.id).where(
        sak.c.id.in_(select(table_of(Avtal).c.id)), due_agreements(lan.world)
    )
    with lan.database.read() as session:
        return set(session.execute(query).scalars())
