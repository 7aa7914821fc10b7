"""An invånarrepresentant in Kalmar's ledning says what it thinks of a text, and ends nothing."""

from __future__ import annotations

from api.demo.kalmar.people import INVANARE
from models.tables import Atagande, Avtal, Revision
from support.county import Lan

ENDS = {"avbryt", "avsla_avbrott", "foresla_avbrott", "notera_avsteg", "omprova", "upphav"}
ENDS |= {"slapp_part", "lat_part_lamna", "satt_parter"}


def test_an_invanarrepresentant_sees_no_form_that_ends_what_the_parties_share(kalmar: Lan) -> None:
    about = [row.id for model in (Revision, Avtal, Atagande) for row in kalmar.rows(model)]
    assert about
    for who in INVANARE:
        for sak in about:
            assert not ENDS & set(kalmar.offers(sak, who)), (who, sak)
