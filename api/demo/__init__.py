"""The demo: a county in the autumn of 2023, told step by step through the engine from minutes of the ledningsgrupp."""

from api.demo.build import build_demo

__all__ = ["build_demo"]
