"""What is said of a group for a time: when it is made, and in its steps."""

from __future__ import annotations

from models import limits
from workflows.county.organisation.inputs import Dag
from workflows.ground.payload import Epost, Lopande, Payload, Rad, falt

_NUMRET = "Numret på beslutet, som det står i beslutslistan."


class NyGrupp(Payload):
    """A group that a decision makes. ``beslut`` is the decision's number, ``medlemmar`` the
    addresses of those who take part; each does so for the huvudman they have an uppdrag for.
    """

    beslut: Rad | None = falt(
        "Beslutet som bildar gruppen",
        hjalp=_NUMRET,
        longest=limits.KOD,
        kravs="Skriv vilket beslut som bildar gruppen.",
    )
    namn: Rad | None = falt("Gruppens namn", longest=limits.NAMN, kravs="Skriv gruppens namn.")
    uppdrag: Lopande | None = falt(
        "Uppdrag",
        "langtext",
        hjalp="Vad gruppen ska göra och vad den ska lämna till ⟨au⟩.",
        longest=limits.KORT_TEXT,
        kravs="Skriv gruppens uppdrag.",
    )
    sista_dag: Dag | None = falt(
        "Sista dag",
        "datum",
        hjalp="Då tar uppdragen slut, om gruppen inte förlängs.",
        kravs="Välj gruppens sista dag.",
    )
    sammankallande: Epost | None = falt(
        "Sammankallande",
        "person",
        hjalp="Personens e-post.",
        longest=limits.EPOST,
        kravs="Välj vem som är sammankallande.",
    )
    medlemmar: tuple[Epost, ...] = falt(
        "Övriga i gruppen", "kryss", hjalp="Var och en företräder sin huvudman.", default=()
    )


class Forlangning(Payload):
    """A later last day, by a decision."""

    beslut: Rad | None = falt(
        "Beslutet som förlänger gruppen",
        hjalp=_NUMRET,
        longest=limits.KOD,
        kravs="Skriv vilket beslut som förlänger gruppen.",
    )
    sista_dag: Dag | None = falt("Ny sista dag", "datum", kravs="Välj gruppens nya sista dag.")


class Avslut(Payload):
    """What the work came to; before the last day also which decision ends the group."""

    resultat: Lopande | None = falt("Vad gav arbetet?", "langtext", kravs="Skriv vad arbetet gav.")
    beslut: Rad | None = falt(
        "Beslutet som avslutar gruppen",
        hjalp=_NUMRET,
        longest=limits.KOD,
        ibland="om gruppen avslutas före sin sista dag",
    )
