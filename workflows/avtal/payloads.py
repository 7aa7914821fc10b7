"""What the steps of an agreement want to know."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Protocol

from pydantic import Field

from models import limits
from models.vocabulary import AvtalSlag, Forlangning
from workflows.ground.payload import Lopande, Payload, Rad, RadNr, falt
from workflows.handling.payloads import Dag, VidMotet
from workflows.texts.markdown import content_hash

_MOST_PARTIES = 60
Manader = Annotated[int, Field(ge=1, le=120)]
Rader = Annotated[
    tuple[Annotated[Rad, Field(max_length=limits.NAMN)], ...], Field(max_length=_MOST_PARTIES)
]
Motpartsrader = Annotated[
    tuple[Annotated[Rad, Field(max_length=limits.KORT_TEXT)], ...], Field(max_length=_MOST_PARTIES)
]
_OUTSIDE = (
    "Parter som inte är huvudmän, en per rad, med slag och e-post: Högskolan (lärosäte)"
    " <avtal@hogskolan.se>. Flera kan svara: <Anna Ek anna.ek@hogskolan.se, avtal@hogskolan.se>."
)
_NOTICE = "Uppsägningstid i månader"


class Avtalsuppgifter(Payload):
    """What the register says of an agreement; what is left out stays as it is."""

    clears = True
    rubrik: Rad | None = falt("Namn", hjalp="Det alla kallar avtalet.", longest=limits.RUBRIK)
    slag: AvtalSlag | None = falt("Slag", "val", val=AvtalSlag)
    omrade: Rad | None = falt(
        "Område", hjalp="Till exempel hemsjukvård eller barn och unga.", longest=limits.NAMN
    )
    trappsteg: Rad | None = falt(
        "Nivå i konkretiseringstrappan", hjalp="Hur nära vardagen det ligger.", longest=limits.KOD
    )
    agare: Rad | None = falt(
        "Ansvarig grupp", "organ", hjalp="Gruppen som håller avtalet aktuellt.", longest=limits.NAMN
    )
    forlangning: Forlangning | None = falt("På sista dagen", "val", val=Forlangning)
    giltig_till: Dag | None = falt("Sista dag", "datum", ibland="om avtalet upphör eller förlängs")
    forlangning_manader: Manader | None = falt(
        "Förlängs med så många månader", "tal", ibland="om avtalet förlängs av sig självt"
    )
    uppsagning_manader: Annotated[int, Field(ge=1, le=60)] | None = falt(_NOTICE, "tal")
    oversyn: Dag | None = falt(
        "Nästa översyn", "datum", hjalp="Den dag någon senast ska ha prövat om texten håller."
    )
    diarienummer: Rader | None = falt(
        "Diarienummer",
        "rader",
        hjalp="Partens namn, kolon och numret i partens diarium, en part per rad.",
    )


class Parter(Payload):
    """Who is bound by the agreement, and who is told of it."""

    parter: Rader | None = falt(
        "Parter",
        "rader",
        hjalp="En huvudman per rad, eller alla, kommuner, regioner.",
        kravs="Välj vilka som är parter.",
    )
    motparter: Motpartsrader | None = falt(
        "Motparter",
        "rader",
        hjalp=_OUTSIDE,
    )
    informeras: Rader | None = falt(
        "Informeras",
        "rader",
        hjalp="Andra som berörs men inte skriver under, en per rad. Med e-post får de breven:"
        " Vård AB <info@vard.se>. Med <> efter namnet tas adressen bort.",
    )


class MedText(Payload):
    """A step that brings a text: the history keeps its hash, the version the words."""

    def said(self) -> dict[str, object]:
        """Return what was said, the text by its hash."""
        said = super().said()
        if text := said.pop("text", None):
            said["text_sha256"] = content_hash(str(text))
        return said


class Text(MedText):
    """A text that has been decided already."""

    text: Annotated[Lopande, Field(max_length=limits.AVTALSTEXT)] | None = falt(
        "Text",
        "langtext",
        hjalp="Rubriker skrivs med # framför.",
        kravs="Skriv in texten.",
        longest=limits.AVTALSTEXT,
    )
    galler_fran: Dag | None = falt(
        "Gäller från", "datum", kravs="Välj vilken dag texten gäller från."
    )
    beslutad: Rad | None = falt(
        "Beslutad",
        hjalp="Var och när, till exempel ⟨Ledningsgrupp⟩ 2019-05-03 § 4.",
        longest=limits.KORT_TEXT,
    )


class Rattelse(MedText):
    """An editorial correction."""

    text: Annotated[Lopande, Field(max_length=limits.AVTALSTEXT)] | None = falt(
        "Text", "langtext", kravs="Skriv in texten.", longest=limits.AVTALSTEXT
    )
    andring: Lopande | None = falt("Vad rättas?", "langtext", kravs="Skriv vad som rättas.")


class Uppsagning(Payload):
    """A party gives notice, or takes it back."""

    part: Rad | None = falt(
        "Part",
        "huvudman",
        hjalp="Lämna tomt om det gäller din egen organisation.",
        longest=limits.NAMN,
    )
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.", longest=limits.KORT_TEXT)


class Uteslutning(VidMotet):
    """The others decide that a party leaves."""

    part: Rad | None = falt(
        "Part", "huvudman", kravs="Välj vilken part det gäller.", longest=limits.NAMN
    )
    lamnar: Dag | None = falt("Sista dag", "datum", kravs="Välj partens sista dag i avtalet.")
    skal: Lopande | None = falt("Skäl", "langtext", kravs="Skriv skälet.", longest=limits.KORT_TEXT)


class Uppsagningstid(Payload):
    """A party has a notice of its own."""

    part: Rad | None = falt(
        "Part", "huvudman", kravs="Välj vilken part det gäller.", longest=limits.NAMN
    )
    manader: Annotated[int, Field(ge=1, le=60)] | None = falt(
        _NOTICE, "tal", kravs="Skriv hur många månaders uppsägningstid parten har."
    )


class Langre(Payload):
    """A decision to let the agreement hold longer."""

    giltig_till: Dag | None = falt("Ny sista dag", "datum", kravs="Välj ny sista dag.")
    beslutad: Rad | None = falt(
        "Beslutat",
        hjalp="Var och när.",
        kravs="Skriv var det beslutades.",
        longest=limits.KORT_TEXT,
    )


class Provning(Payload):
    """Somebody has looked at the text and found that it holds."""

    bedomning: Lopande | None = falt("Bedömning", "langtext", kravs="Skriv vad ni kom fram till.")
    oversyn: Dag | None = falt("Nästa översyn", "datum", kravs="Välj dag för nästa översyn.")


class Bilaga(Payload):
    """A file that belongs to the text."""

    fil: RadNr | None = falt("Fil", "fil", kravs="Välj en fil.")
    rubrik: Rad | None = falt("Vad är det?", kravs="Skriv vad bilagan är.", longest=limits.RUBRIK)


class Samband(Payload):
    """How the agreement hangs together with others, by their addresses."""

    bygger_pa: Rader | None = falt(
        "Bygger på", "rader", hjalp="Avtalens adresser i registret, en per rad."
    )
    ersatter: Rader | None = falt(
        "Ersätter", "rader", hjalp="Avtalens adresser i registret, en per rad."
    )


class FranRevision(Payload):
    """Which revision a new text comes from."""

    revision: Rad | None = falt(
        "Revision", kravs="Säg vilken revision det gäller.", longest=limits.KOD
    )


class NyttAvtal(MedText, Avtalsuppgifter):
    """A new line in the register, with its text when there is one."""

    clears = False
    parter: Rader | None = falt(
        "Parter", "rader", hjalp="En huvudman per rad, eller alla, kommuner, regioner."
    )
    motparter: Motpartsrader | None = falt(
        "Motparter",
        "rader",
        hjalp=_OUTSIDE,
    )
    informeras: Rader | None = falt(
        "Informeras",
        "rader",
        hjalp="Andra som berörs men inte skriver under, en per rad. Med e-post får de breven:"
        " Vård AB <info@vard.se>. Med <> efter namnet tas adressen bort.",
    )
    text: Annotated[Lopande, Field(max_length=limits.AVTALSTEXT)] | None = falt(
        "Text",
        "langtext",
        hjalp="Rubriker skrivs med # framför. Kan läggas in senare.",
        longest=limits.AVTALSTEXT,
    )
    galler_fran: Dag | None = falt("Texten gäller från", "datum")
    beslutad: Rad | None = falt(
        "Beslutad",
        hjalp="Var och när, till exempel ⟨Ledningsgrupp⟩ 2019-05-03 § 4.",
        longest=limits.KORT_TEXT,
    )


class NamnerParter(Protocol):
    """What says who is bound by an agreement and who is told of it."""

    @property
    def parter(self) -> tuple[str, ...] | None:
        """Codes or names of huvudmän, or groups of them."""

    @property
    def motparter(self) -> tuple[str, ...] | None:
        """Parties that are no huvudman, a line each."""

    @property
    def informeras(self) -> tuple[str, ...] | None:
        """Others, by the name people read."""


class NamnerPart(Protocol):
    """A step that concerns one party; who speaks for only one needs not name it."""

    @property
    def part(self) -> str | None:
        """The huvudman's code or name."""


class Bifogar(Protocol):
    """A step with a file."""

    @property
    def fil(self) -> int | None:
        """The id of the file."""


class HarOversyn(Protocol):
    """A step that says when an agreement is looked at next."""

    @property
    def oversyn(self) -> date | None:
        """The day."""
