"""Whose move it is in each state of a meeting, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.vocabulary import Roll
from workflows.county.slots import Delfrist, Slot
from workflows.county.temporary import described
from workflows.engine.case import Case
from workflows.engine.lifecycle import Delar
from workflows.ground.deadlines import add_working_days, day_of
from workflows.ground.sentences import vems_drag
from workflows.mote.facts import PUBLICERING_DAGAR, UTEBLIVET_DAGAR, MoteCase


@vems_drag("sekreteraren, i en grupp utan en sådan den sammankallande")
def motets_sekreterare(case: MoteCase) -> Slot:
    """The one who keeps the papers of the meeting's organ, or holds a group together that has no
    such role; without one, AU's sekreterare.
    """
    if _has_no_papers(case):
        return Slot(
            drag="Den sammankallande", organ_id=case.mote.organ_id, roll=Roll.SAMMANKALLANDE
        )
    return Slot(drag="Sekreteraren", organ_id=case.mote.organ_id, roll=Roll.SEKRETERARE)


def _has_no_papers(case: MoteCase) -> bool:
    """Tell whether the organ is a group that is held together, without a sekreterare."""
    organ = case.register.organ_by_id(case.mote.organ_id)
    said = described(case.profile, organ)
    roller = said.roller if said else ()
    return Roll.SAMMANKALLANDE in roller and Roll.SEKRETERARE not in roller


@vems_drag("justeraren")
def justeraren(case: MoteCase) -> Slot:
    """The one who confirms the minutes."""
    return (
        Slot(drag="Justeraren", person_id=case.mote.justerare_id)
        if case.mote.justerare_id
        else motets_sekreterare(case)
    )


def kallelse(case: MoteCase) -> date:
    """The kallelse goes out the profile's working days before the meeting."""
    return max(
        add_working_days(case.mote.datum, -case.profile.frister.kallelse_dagar),
        min(case.today, case.mote.datum),
    )


def uteblivet(case: Case) -> date:
    """What became of a meeting that was not held is said within five working days."""
    return add_working_days(case.today, UTEBLIVET_DAGAR)


def motets_dag(case: MoteCase) -> date:
    """The meeting day."""
    return case.mote.datum


def anteckningar(case: MoteCase) -> date:
    """The notes are ready within half the time for confirming them."""
    return add_working_days(case.today, max(1, case.profile.frister.justering // 2))


def justering(case: Case) -> date:
    """Confirmed within the profile's working days."""
    return add_working_days(case.today, case.profile.frister.justering)


def rattelser(case: MoteCase) -> Iterator[Delfrist]:
    """The justerare says whether it is a slip as soon as minutes are confirmed, by the first."""
    if waiting := [day_of(one.tid) for one in case.rattelser]:
        last = add_working_days(min(waiting), case.profile.frister.justering)
        yield Delfrist(justeraren(case), last)


RATTELSER = Delar(
    rattelser,
    "svara_pa_rattelse",
    "justeraren, medan en föreslagen rättelse väntar på svar,",
    left="Svara om en rättelse",
)


def publicering(case: Case) -> date:
    """Published within five working days."""
    return add_working_days(case.today, PUBLICERING_DAGAR)
