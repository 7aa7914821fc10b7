"""What a step asks is short enough that the driver reads each statement once."""

from __future__ import annotations

from typing import Final

from psycopg import _queries

from support.county import Lan
from support.house.statements import statements
from support.paths.arende import arende_in

LONGEST: Final = _queries.MAX_CACHED_STATEMENT_LENGTH


def test_no_statement_of_a_step_is_read_anew_each_time(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")
    with statements(lan.database) as said:
        lan.step(sak, "au_ledamot", "begar_komplettering", saknas="Vem ansvarar?")
    assert len(said) > 5
    assert [one[:200] for one in said if len(one) > LONGEST] == []
