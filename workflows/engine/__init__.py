"""The one door and what stands behind it. Everything outside this room comes in through the names here."""

from workflows.engine import (  # noqa: F401 - each teaches ``carry_out`` its effects
    carry_agenda,
    carry_attendance,
    carry_avtal,
    carry_beslut,
    carry_delgivning,
    carry_parter,
    carry_remiss,
    carry_revision,
    carry_uppdrag,
)
from workflows.engine.create import create_arende, create_mote
from workflows.engine.create_avtal import create_avtal
from workflows.engine.create_revision import create_revision
from workflows.engine.door import Ask, OpenStep, load, open_steps, take_step

__all__ = [
    "Ask", "OpenStep", "create_arende", "create_avtal", "create_mote", "create_revision", "load", "open_steps",
    "take_step",
]  # fmt: skip
