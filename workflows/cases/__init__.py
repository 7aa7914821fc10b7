"""The frozen facts a rule may see. Today is one of them: rules never read a clock."""

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
from workflows.cases.lazily import Lazily

__all__ = [
    "ArendeCase",
    "ArendeFacts",
    "AtagandeCase",
    "AtagandeFacts",
    "Case",
    "DelgivningCase",
    "DelgivningFacts",
    "Lazily",
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
