"""When each sweep is run: the one timetable, for Prefect and for the small clock that can take its
place.

Nothing is set between 02.00 and 03.00: in spring that hour does not exist, in autumn it comes
twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cronsim import CronSim

from workflows.ground.deadlines import STOCKHOLM

# Prefect waits a whole number of seconds, and the clocks of two computers differ. A minute is
# cron's own smallest step.
_EARLY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Schemarad:
    """A sweep and its hours, as cron in Swedish time; ``rubrik`` and ``mening`` are what people
    read.
    """

    svep: str
    rubrik: str
    cron: str
    mening: str

    def following(self, now: datetime) -> datetime:
        """Return the first time after an instant, in UTC."""
        return next(CronSim(self.cron, now.astimezone(STOCKHOLM))).astimezone(UTC)

    def latest(self, now: datetime) -> datetime:
        """Return the last time at or before an instant, in UTC."""
        after = (now.astimezone(UTC) + datetime.resolution).astimezone(STOCKHOLM)
        return next(CronSim(self.cron, after, reverse=True)).astimezone(UTC)

    def owed(self, began: datetime, now: datetime) -> datetime | None:
        """Return the last time at or before ``now``, unless what began at ``began`` stands for it.

        A run does all that is due: it stands for each time before it began, and for one just after.
        """
        due = self.latest(now)
        return due if began + _EARLY < due else None


TIDTABELL = (
    Schemarad(
        "leverera_aviseringar",
        "Leverera aviseringar",
        "*/15 * * * *",
        "Skickar brev som väntar, var femtonde minut.",
    ),
    Schemarad(
        "kontrollera_historik",
        "Kontrollera historik",
        "30 3 * * *",
        "Jämför det nya i historien med det som står lagrat varje natt, hela historien varje"
        " vecka.",
    ),
    Schemarad(
        "folj_efterlevnad",
        "Följ efterlevnad",
        "30 6 * * *",
        "Noterar vad som ändrats i efterlevnaden, varje morgon.",
    ),
    Schemarad(
        "bevaka_frister",
        "Bevaka frister",
        "0 7 * * 1-5",
        "Stänger, påminner och lämnar över, varje vardagsmorgon.",
    ),
    Schemarad(
        "forbered_moten", "Förbered möten", "10 7 * * 1-5", "Förbereder möten, varje vardagsmorgon."
    ),
    Schemarad(
        "samla_post",
        "Samla post",
        "20 6-18 * * 1-5",
        "Skickar veckans sammandrag på var och ens dag och timme.",
    ),
)


def schemarad(svep: str) -> Schemarad:
    """Return a sweep's line of the timetable. KeyError when it has none."""
    found = {rad.svep: rad for rad in TIDTABELL}
    return found[svep]
