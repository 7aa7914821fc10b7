"""What each party is asked about the next period of an agreement."""

from __future__ import annotations

from models import limits
from models.revisionsord import Partsutfall
from workflows.ground.payload import Lopande, Payload, Rad, RadNr, falt
from workflows.handling.payloads import Dag, VidMotet
from workflows.instanser.payloads import COMES_BACK, DAY, DECIDED_BY, MINUTES, PARAGRAF, PART


class RattSistaDag(VidMotet):
    """A slip in the last day of an agreement that each party prolongs."""

    giltig_till: Dag | None = falt("Rätt sista dag", "datum", kravs="Välj rätt sista dag.")
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.", longest=limits.KORT_TEXT)


class Forlangningsbesked(Payload):
    """What one of a party's instanser decided about exactly the next period."""

    part: Rad | None = PART
    till: Dag | None = falt(
        "Förlängs till och med", "datum", kravs="Skriv till vilken dag beslutet förlänger avtalet."
    )
    instans: Rad | None = DECIDED_BY
    datum: Dag | None = DAY
    paragraf: Rad | None = PARAGRAF
    utfall: Partsutfall | None = falt(
        "Utfall",
        "val",
        val=Partsutfall,
        hjalp="Besluten ska vara lika: ett ja på villkor förlänger inte avtalet.",
        kravs="Välj vad instansen beslutade.",
    )
    skal: Lopande | None = falt(
        "Skäl", "langtext", ibland="om ni inte säger ja", longest=limits.KORT_TEXT
    )
    ny_dag: Dag | None = COMES_BACK
    fil: RadNr | None = MINUTES
