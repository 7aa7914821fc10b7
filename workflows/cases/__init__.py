"""The frozen facts a rule may see. Today is one of them: rules never read a clock and never ask the database."""

from workflows.cases.facts import (
    ArendeFacts,
    AtagandeFacts,
    DelgivningFacts,
    MoteFacts,
    MottagareFacts,
    Named,
    PersonFacts,
    PunktFacts,
    RemissFacts,
    SakFacts,
)
from workflows.cases.kinds import ArendeCase, AtagandeCase, Case, DelgivningCase, MoteCase, RemissCase

__all__ = [
    "ArendeCase",
    "ArendeFacts",
    "AtagandeCase",
    "AtagandeFacts",
    "Case",
    "DelgivningCase",
    "DelgivningFacts",
    "MoteCase",
    "MoteFacts",
    "MottagareFacts",
    "Named",
    "PersonFacts",
    "PunktFacts",
    "RemissCase",
    "RemissFacts",
    "SakFacts",
]
