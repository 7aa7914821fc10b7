"""What an ärende in preparation keeps of what was said: whom a remiss asks, what was emptied."""

from __future__ import annotations

from models.tables import Arende, Remissmottagare
from support.county import UNDERLAG, Lan
from support.guards import LESSEBO, refused
from support.paths.arende import arende_in


def test_a_party_named_for_several_sectors_is_asked_once(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")
    asked = [LESSEBO | {"sektor": sektor} for sektor in ("skola", "socialtjanst")]
    lan.step(sak, "au_ledamot", "skicka_pa_remiss", sista_dag="2024-01-15", mottagare=asked)
    assert [(row.huvudman_id is not None, row.sektor) for row in lan.rows(Remissmottagare)] == [
        (True, None)
    ]


def test_what_was_written_can_be_emptied_again(lan: Lan) -> None:
    sak = arende_in(lan, "under_beredning")
    lan.step(sak, "handlaggare", "bered", konsekvenser="Ryms inom ram.", bakgrund="Gammalt.")
    lan.step(sak, "handlaggare", "bered", bakgrund="")
    row = lan.rows(Arende, id=sak)[0]
    assert (row.bakgrund, row.konsekvenser) == ("", "Ryms inom ram.")
    assert "Konsekvenser är inte beskrivna." in refused(
        lan, sak, "handlaggare", "fardigbered", **{**UNDERLAG, "konsekvenser": ""}
    )
