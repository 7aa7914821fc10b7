"""The days of an agreement: last day to give notice, the day a party that gave notice leaves, the
next period.

Pure arithmetic, like ``workflows.ground.deadlines``. Months are calendar months: a month after
31 January is the last day of February. Periods and the notice before their ends keep the place in
the month of the last day that somebody wrote (``forsta_slut``), however often it is prolonged.
"""

from __future__ import annotations

from datetime import date

from models.vocabulary import Forlangning
from workflows.avtal.facts import AvtalCase, AvtalFacts, PartFacts, VersionFacts
from workflows.avtal.payloads import HarOversyn
from workflows.ground.deadlines import YEAR, add_months, months_on
from workflows.ground.sentences import regel
from workflows.ground.words import dag


def months_of_notice(avtal: AvtalFacts, part: PartFacts | None = None) -> int | None:
    """Return the notice that holds for a party; None when the agreement says nothing of notice."""
    return (part.uppsagning_manader if part else None) or avtal.uppsagning_manader


def last_notice_day(avtal: AvtalFacts, part: PartFacts | None = None) -> date | None:
    """Return the last day to say that one leaves when this period ends.

    None without a notice, and where nothing depends on it: an agreement that does not prolong
    itself.
    """
    months = months_of_notice(avtal, part)
    if avtal.giltig_till is None or not months or avtal.forlangning is not Forlangning.AUTOMATISK:
        return None
    return _from(avtal, avtal.giltig_till, -months)


def leaves(avtal: AvtalFacts, part: PartFacts, said: date) -> date | None:
    """Return a party's last day when it gives notice on the day ``said``; None when the agreement
    has no notice.

    Until further notice: when the notice has run. Otherwise the end of the period; where the
    agreement prolongs itself the first period whose end leaves room for the notice.
    """
    months = months_of_notice(avtal, part)
    if avtal.giltig_till is None:
        return add_months(said, months) if months else None
    ends = avtal.giltig_till
    if last_notice_day(avtal, part) is not None:
        while _from(avtal, ends, -(months or 0)) < said:
            ends = _from(avtal, ends, avtal.forlangning_manader or YEAR)
    return ends


def prolonged(avtal: AvtalFacts) -> date | None:
    """Return the last day of the next period of an agreement that prolongs itself; None for
    others.
    """
    if avtal.giltig_till is None or not avtal.forlangning_manader:
        return None
    return _from(avtal, avtal.giltig_till, avtal.forlangning_manader)


def _from(avtal: AvtalFacts, ends: date, months: int) -> date:
    """Return the day so many months from the end of one of an agreement's periods."""
    return months_on(ends, months, avtal.forsta_slut or ends)


def written_end(avtal: AvtalFacts, day: date | None) -> dict[str, date | None]:
    """Return the fields of an agreement whose last day is written to be a day: periods count from
    there, unless it is the day that stands already.
    """
    same = day is not None and day == avtal.giltig_till
    return {"giltig_till": day, "forsta_slut": avtal.forsta_slut if same else day}


def valid_on(versions: tuple[VersionFacts, ...], day: date) -> VersionFacts | None:
    """Return the version in force on a day: the latest to have come into force; None before the
    first.
    """
    begun = [version for version in versions if version.galler_fran <= day]
    return max(begun, key=lambda version: (version.galler_fran, version.nr), default=None)


@regel("En strategi prövas en gång varje mandatperiod, om länsprofilen säger dess dag.")
def provas_i_mandatperioden(case: AvtalCase, said: HarOversyn) -> str | None:
    """A strategi is not left untested for longer than the next term of office; nor is what becomes
    one.
    """
    becomes = getattr(said, "slag", None)
    slag = becomes or case.avtal.slag
    day = said.oversyn or (case.avtal.oversyn if slag is not case.avtal.slag else None)
    latest = case.profile.avtal.senaste_oversyn(slag, case.today)
    if latest is None or day is None or day <= latest:
        return None
    return (
        "En strategi prövas en gång varje mandatperiod. Välj en dag för översynen senast"
        f" {dag(latest)}."
    )
