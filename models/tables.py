"""Every table, imported once: what migrations compare with and queries name."""

from models.arende import Arende, Underlagsgodkannande
from models.atkomst import Apitoken, Begaran, Demoklocka, Engangslank, Inloggning
from models.avisering import Avisering, HalletBrev, Installation, Nyhet
from models.avtal import (
    Avtal,
    Avtalsbilaga,
    Avtalspart,
    Avtalssamband,
    Avtalsversion,
    Forlangningsbeslut,
    Forlangningsinstans,
)
from models.beslut import (
    Atagande,
    Avstamning,
    Beslut,
    Beslutsrattelse,
    Efterlevnadsandring,
    TidigareBeslut,
)
from models.delgivning import Delgivning
from models.drift import Framsteg, Svepkorning
from models.fil import Fil, Formularutkast
from models.frist import Frist, Paminnad
from models.grupp import Grupp
from models.handelse import (
    Gallring,
    Handelse,
    Handelseinnehall,
    Kontrollhuvud,
    Kontrollpunkt,
    Spar,
    Sparform,
)
from models.mote import Aterkommande, Beslutande, Dagordningspunkt, Kallelsesvar, Mote
from models.organisation import Franvaro, Huvudman, Organ, Organisationshandelse, Person, Uppdrag
from models.remiss import Remiss, Remissmottagare, Remissutkast, Remissvar, Synpunkt
from models.revision import (
    Godkannande,
    Partsbeslut,
    Partsinstans,
    Revision,
    Revisionsmotpart,
    Revisionspart,
    Revisionsversion,
    Signatur,
    Undertecknare,
)
from models.sak import Nummerserie, Sak

__all__ = [
    "Apitoken",
    "Arende",
    "Atagande",
    "Aterkommande",
    "Avisering",
    "Avstamning",
    "Avtal",
    "Avtalsbilaga",
    "Avtalspart",
    "Avtalssamband",
    "Avtalsversion",
    "Begaran",
    "Beslut",
    "Beslutande",
    "Beslutsrattelse",
    "Dagordningspunkt",
    "Delgivning",
    "Demoklocka",
    "Efterlevnadsandring",
    "Engangslank",
    "Fil",
    "Forlangningsbeslut",
    "Forlangningsinstans",
    "Formularutkast",
    "Framsteg",
    "Franvaro",
    "Frist",
    "Gallring",
    "Godkannande",
    "Grupp",
    "HalletBrev",
    "Handelse",
    "Handelseinnehall",
    "Huvudman",
    "Inloggning",
    "Installation",
    "Kallelsesvar",
    "Kontrollhuvud",
    "Kontrollpunkt",
    "Mote",
    "Nummerserie",
    "Nyhet",
    "Organ",
    "Organisationshandelse",
    "Paminnad",
    "Partsbeslut",
    "Partsinstans",
    "Person",
    "Remiss",
    "Remissmottagare",
    "Remissutkast",
    "Remissvar",
    "Revision",
    "Revisionsmotpart",
    "Revisionspart",
    "Revisionsversion",
    "Sak",
    "Signatur",
    "Spar",
    "Sparform",
    "Svepkorning",
    "Synpunkt",
    "TidigareBeslut",
    "Underlagsgodkannande",
    "Undertecknare",
    "Uppdrag",
]
