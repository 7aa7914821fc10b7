"""The frozen facts a rule may see. Today is one of them: rules never read a clock."""

from workflows.cases.avtal import AvtalFacts, PartFacts, VersionFacts
from workflows.cases.facts import (
    ANMALS,
    ArendeFacts,
    AtagandeFacts,
    DelgivningFacts,
    ErsattareFacts,
    MoteFacts,
    MottagareFacts,
    Named,
    PersonFacts,
    PunktFacts,
    RemissFacts,
    SakFacts,
)
from workflows.cases.kinds import ArendeCase, AtagandeCase, AvtalCase, Case, DelgivningCase, MoteCase, RemissCase
from workflows.cases.lazily import Lazily

__all__ = [
    "ANMALS",
    "ArendeCase",
    "ArendeFacts",
    "AtagandeCase",
    "AtagandeFacts",
    "AvtalCase",
    "AvtalFacts",
    "Case",
    "DelgivningCase",
    "DelgivningFacts",
    "ErsattareFacts",
    "Lazily",
    "MoteCase",
    "MoteFacts",
    "MottagareFacts",
    "Named",
    "PartFacts",
    "PersonFacts",
    "PunktFacts",
    "RemissCase",
    "RemissFacts",
    "SakFacts",
    "VersionFacts",
]
