"""The days of an agreement, and those that come in its life: last day to give notice, the day a
party that gave notice leaves, the next period.

Pure arithmetic, like ``workflows.ground.deadlines``. Months are calendar months: a month after
31 January is the last day of February. Periods and the notice before their ends keep the place in
the month of the last day that somebody wrote (``forsta_slut``), however often it is prolonged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.base import Ord
from models.lagen import AvtalLage
from models.vocabulary import ENDS, Forlangning, PartSlag
from workflows.avtal.facts import AvtalCase, AvtalFacts, PartFacts, VersionFacts
from workflows.avtal.payloads import HarOversyn
from workflows.ground.deadlines import YEAR, add_months, day_before, months_on
from workflows.ground.sentences import pastaende, regel
from workflows.ground.words import dag, uppraknat
from workflows.instanser.facts import silent, without_a_yes


class Dagslag(Ord):
    """What it is that comes."""

    BORJAR = "borjar", "ny text börjar gälla", "En text som redan är inlagd träder i kraft."
    UPPSAGNING = "uppsagning", "sista dag för uppsägning", "Därefter löper avtalet en period till."
    LAMNAR = "lamnar", "en part lämnar avtalet", "En part har sagt upp det."
    OVERSYN = "oversyn", "översyn", "Någon ska ha prövat om texten håller."
    NY_PERIOD = "ny_period", "sista dagen i perioden", "Avtalet förlängs av sig självt."
    UPPHOR = "upphor", "upphör", "Avtalets sista dag, om ingen beslutar annat."


@dataclass(frozen=True, slots=True)
class Avtalsdag:
    """One day that comes, or a review whose day has passed."""

    dag: date
    slag: Dagslag
    ord: str


@dataclass(frozen=True, slots=True)
class Avtalsfakta:
    """What the days are counted from. ``sedan`` is the day the agreement came to stand where it
    stands.
    """

    avtal: AvtalFacts
    parter: tuple[PartFacts, ...]
    versioner: tuple[VersionFacts, ...]
    lage: AvtalLage
    sedan: date
    today: date

    def stannar(self) -> list[PartFacts]:
        """Return the bound parties that have not said that they leave."""
        return [part for part in self.bundna() if part.lamnar is None]

    def bundna(self) -> list[PartFacts]:
        """Return who is bound today."""
        gone = self.lage is AvtalLage.UPPHORT
        bound = [part for part in self.parter if part.slag is PartSlag.PART]
        return [part for part in bound if gone or part.lamnar is None or part.lamnar >= self.today]


@dataclass(frozen=True, slots=True)
class Forlangningslage:
    """How far the next period of an agreement has come that each party prolongs: who has said
    nothing (with the instanser that are left), who has said no or only on conditions. ``mening``
    says it.
    """

    sista_dag: date
    till: date
    saknas: tuple[str, ...]
    nej: tuple[str, ...]
    mening: str


def by_each(avtal: AvtalFacts) -> bool:
    """Tell whether each party's own decision prolongs an agreement."""
    return avtal.forlangning is Forlangning.PARTERNA


@pastaende("Vilka parter som inte har beslutat om förlängning, och vilka som har sagt nej.")
def prolongation(
    avtal: AvtalFacts, parties: Iterable[PartFacts], *, ended: bool = False
) -> Forlangningslage | None:
    """Say who is missing for an agreement to go on; None where no party is asked."""
    last, till = avtal.giltig_till, prolonged(avtal)
    if not by_each(avtal) or last is None or till is None:
        return None
    left = without_a_yes(parties)
    no = tuple(one.namn for one in left if one.utfall is not None)
    missing = tuple(one.saknas for one in silent(left))
    said = _ended(missing, no) if ended else _ahead(last, till, missing, no)
    return Forlangningslage(last, till, missing, no, said)


def _ahead(last: date, till: date, missing: tuple[str, ...], no: tuple[str, ...]) -> str:
    who = f" Beslut saknas från {uppraknat(missing)}." if missing else ""
    if no:
        return f"Avtalet upphör {dag(last)}: {uppraknat(no)} har inte sagt ja.{who}"
    return (
        f"Avtalet förlängs till och med {dag(till)} om varje part har beslutat det senast"
        f" {dag(last)}, annars upphör det då.{who}"
    )


def _ended(missing: tuple[str, ...], no: tuple[str, ...]) -> str:
    against = f" {uppraknat(no)} sade inte ja till att förlänga det." if no else ""
    lacking = f" Beslut om förlängning saknades från {uppraknat(missing)}." if missing else ""
    return f"{against}{lacking}".strip()


def coming_days(facts: Avtalsfakta) -> tuple[Avtalsdag, ...]:
    """Return the days of an agreement that lives, soonest first."""
    if facts.lage is AvtalLage.UPPHORT:
        return ()
    return tuple(
        sorted(
            (Avtalsdag(day, slag, slag.ord) for day, slag in _days(facts)), key=lambda one: one.dag
        )
    )


def _days(facts: Avtalsfakta) -> Iterator[tuple[date, Dagslag]]:
    avtal = facts.avtal
    if texts := [
        version.galler_fran for version in facts.versioner if version.galler_fran > facts.today
    ]:
        yield min(texts), Dagslag.BORJAR
    if (notice := first_notice_day(facts)) is not None:
        yield notice, Dagslag.UPPSAGNING
    if leaving := [part.lamnar for part in facts.bundna() if part.lamnar]:
        yield min(leaving), Dagslag.LAMNAR
    if facts.lage is AvtalLage.I_KRAFT:
        yield avtal.oversyn, Dagslag.OVERSYN
    if avtal.giltig_till is not None:
        yield (
            avtal.giltig_till,
            Dagslag.UPPHOR if avtal.forlangning in ENDS else Dagslag.NY_PERIOD,
        )


def first_notice_day(facts: Avtalsfakta) -> date | None:
    """Return the first last day for notice that has not passed, among the parties that have given
    none.
    """
    if facts.lage is not AvtalLage.I_KRAFT:
        return None
    days = [last_notice_day(facts.avtal, part) for part in facts.bundna() if part.lamnar is None]
    return min((day for day in days if day and day >= facts.today), default=None)


def last_valid_day(facts: Avtalsfakta) -> date | None:
    """Return the last day on which any text of the agreement holds, as it stands now; None when it
    has none.
    """
    avtal = facts.avtal
    ends = [avtal.last_day] if avtal.last_day else []
    if facts.lage is AvtalLage.UPPHORT:
        bound = [part.lamnar for part in facts.parter if part.slag is PartSlag.PART]
        all_left = [day for day in bound if day] if bound and all(bound) else []
        ends += [day_before(facts.sedan, 1), *([max(all_left)] if all_left else [])]
    return min(ends, default=None)


def text_on(facts: Avtalsfakta, day: date) -> VersionFacts | None:
    """Return the text that holds on a day; None before the first and after the last day of the
    agreement.
    """
    last = last_valid_day(facts)
    return None if last is not None and day > last else valid_on(facts.versioner, day)


def spans(facts: Avtalsfakta) -> dict[int, tuple[date, date | None]]:
    """Return from and to which day each version holds, by its id; to None is until further notice.

    A text that another took the place of on the same day holds that day alone on paper.
    """
    ordered: Sequence[VersionFacts] = sorted(
        facts.versioner, key=lambda one: (one.galler_fran, one.nr)
    )
    found: dict[int, tuple[date, date | None]] = {}
    end = last_valid_day(facts)
    for version in reversed(ordered):
        begins = version.galler_fran
        found[version.id] = (begins, end if end is None else max(begins, end))
        before = day_before(begins, 1)
        end = before if end is None else min(end, before)
    return found


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


def corrected_end(avtal: AvtalFacts, day: date) -> dict[str, date | None]:
    """Return the fields of an agreement whose last day was a slip: one that has been prolonged
    keeps the first end, from which its periods count.
    """
    first = avtal.forsta_slut
    kept = first is not None and first != avtal.giltig_till and first <= day
    return {"giltig_till": day, "forsta_slut": first if kept else day}


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
