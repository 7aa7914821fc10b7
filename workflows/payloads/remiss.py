"""What the steps of a remiss want to know."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models import limits
from models.vocabulary import Stallningstagande, SynpunktSvar
from workflows.payloads.arende import Dag
from workflows.payloads.base import Lopande, Payload, Rad, RadNr, falt

Synpunkter = Annotated[
    tuple[Annotated[Lopande, Field(min_length=1, max_length=limits.TEXT)], ...], Field(max_length=100)
]


class Svara(Payload):
    """A recipient's answer. ``mottagare`` may be left out by someone who answers for exactly one."""

    mottagare: Rad | None = falt("Svar för", "huvudman", longest=limits.EPOST)
    stallningstagande: Stallningstagande | None = falt(
        "Ställningstagande", "val", val=Stallningstagande, kravs="Välj ett ställningstagande."
    )
    motivering: Lopande | None = falt("Motivering", "langtext")
    synpunkter: Synpunkter = falt(
        "Synpunkter", "rader", hjalp="En synpunkt i varje ruta. Var och en får ett svar.", default=()
    )


class SvaraPaTelefon(Svara):
    """An answer the secretary wrote down."""

    mottagare: Rad | None = falt("Svar för", "huvudman", kravs="Välj vem svaret gäller.", longest=limits.EPOST)


class Forlang(Payload):
    """A later last day for all."""

    sista_dag: Dag | None = falt("Ny sista svarsdag", "datum", kravs="Välj ny sista svarsdag.")
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.")


class Anstand(Forlang):
    """A later last day for one."""

    mottagare: Rad | None = falt("Anstånd för", "huvudman", kravs="Välj vem som får anstånd.", longest=limits.EPOST)


class BesvaraSynpunkt(Payload):
    """How one comment is taken care of."""

    synpunkt: RadNr | None = falt("Synpunkt", "val", kravs="Välj en synpunkt.")
    svar: SynpunktSvar | None = falt(
        "Så togs den om hand", "val", val=SynpunktSvar, kravs="Välj hur synpunkten togs om hand."
    )
    motivering: Lopande | None = falt("Motivering", "langtext", hjalp="Behövs inte när synpunkten bara noteras.")
