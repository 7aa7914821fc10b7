"""Reminders that help, and stop: by the ladder around a last day, and when nobody has said anything
for long.

What is due within three working days, or is late, is said at once; everything else waits for the
weekly digest, which comes on the day each has chosen. What has been answered has no open frist and
is never reminded of.
"""

from workflows.reminders.halfway import ask_stand_ins
from workflows.reminders.needed import Needed, still_needed, told_of
from workflows.reminders.round import Reminded, remind

__all__ = ["Needed", "Reminded", "ask_stand_ins", "remind", "still_needed", "told_of"]
