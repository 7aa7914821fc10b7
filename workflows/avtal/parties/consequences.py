"""What follows from each party's own decision about the next period of an agreement, and from a
party's leaving it.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.avtal import Avtalspart, Forlangningsbeslut, Forlangningsinstans
from models.revisionsord import Partsutfall
from workflows.avtal.consequences import tell_everybody
from workflows.avtal.days import corrected_end, leaves, prolonged
from workflows.avtal.facts import AvtalCase, PartFacts
from workflows.avtal.parties.payloads import Forlangningsbesked, RattSistaDag
from workflows.avtal.parties.rules import by_the_parties, undecided
from workflows.avtal.payloads import Uppsagning, Uteslutning
from workflows.avtal.rules import party
from workflows.county.meetings import MoteFacts
from workflows.engine.effects import Change, Effect, Write
from workflows.ground.payload import required
from workflows.ground.sentences import foljd
from workflows.instanser.consequences import Rader, only, planned, reported, struck
from workflows.instanser.payloads import Instansplan, StruketInstans

_BY_EACH = "Varje parts eget beslut."
_RADER = Rader(Forlangningsinstans, Forlangningsbeslut, "avtal_id", "forlang_genom_parterna")


@foljd("Var och när parten beslutar syns på avtalets sida, och partens frist följer dagen.")
def plan(case: AvtalCase, said: Instansplan) -> Iterator[Effect]:
    """Write an instans anew or one more."""
    yield from planned(_RADER, case, said)


@foljd("Instansen tas bort. De som skulle besluta efter den gör det efter den som var före.")
def struken(case: AvtalCase, said: StruketInstans) -> Iterator[Effect]:
    """Wait for it no longer; the party may have said yes without it."""
    yield from struck(_RADER, case, said)


@foljd(
    "Instansens beslut skrivs in bredvid de andras. Parten har sagt ja när var och en av dess"
    " instanser har gjort det. Säger en part nej, eller ja på villkor, får alla veta det. Har alla"
    " sagt ja börjar nästa period när den här är slut."
)
def besked(case: AvtalCase, said: Forlangningsbesked) -> Iterator[Effect]:
    """Write it; the last yes prolongs, a no is told to all."""
    last, utfall = required(case.avtal.giltig_till), said.utfall
    about = {"sista_dag": last, "till": required(said.till), "skal": said.skal or ""}
    yield from reported(_RADER, case, said, about)
    if utfall in {Partsutfall.NEJ, Partsutfall.VILLKOR}:
        one = required(case.part(said.part))
        data = {"part": one.namn, "dag": last.isoformat(), "skal": said.skal or ""}
        told = {**data, "villkor": utfall is Partsutfall.VILLKOR}
        yield from tell_everybody(case, "avtal_forlangs_inte", told)


@foljd("Avtalet gäller en period till. Parterna, gruppen och ⟨au⟩ får veta det.")
def forlangt_av_alla(case: AvtalCase, _said: object) -> Iterator[Effect]:
    """Let the next period follow on this one; what was planned for it has been."""
    till = required(prolonged(case.avtal))
    yield Change({"giltig_till": till})
    here = {"avtal_id": case.sak.id}
    yield Write(Forlangningsinstans, {"planerat": None}, where=here)
    data = {"till": till.isoformat(), "beslutad": _BY_EACH}
    yield from tell_everybody(case, "avtal_forlangt", data)


@foljd(
    "Den rätta dagen skrivs in. Parterna, gruppen och ⟨au⟩ får skälet. Ett beslut om en period"
    " efter en annan dag gäller inte."
)
def rattad_dag(case: AvtalCase, said: RattSistaDag) -> Iterator[Effect]:
    """Write what the meeting has found was meant; periods are counted from there."""
    before, day = required(case.avtal.giltig_till), required(said.giltig_till)
    yield Change(corrected_end(case.avtal, day))
    data = {"fore": before.isoformat(), "dag": day.isoformat(), "skal": said.skal}
    yield from tell_everybody(case, "avtal_sista_dag_rattad", data)


# ------------------------------------------------------------------------------------ parten lämnar


@foljd("Partens sista dag räknas fram. De andra parterna, gruppen och ⟨au⟩ får veta.")
def uppsagt(case: AvtalCase, said: Uppsagning) -> Iterator[Effect]:
    """Note the notice and tell everybody else."""
    one = party(case, said.part)
    last = leaves(case.avtal, one, case.today) if one else None
    if one is None or last is None:
        return
    yield Write(Avtalspart, {"uppsagd": case.today, "lamnar": last}, where={"id": one.id})
    revision = next(iter(case.revisioner), None)
    data = {
        "part": one.namn,
        "lamnar": last.isoformat(),
        "skal": said.skal,
        "revision": revision,
    }
    yield from tell_everybody(case, "avtal_uppsagt", data, said.part)
    yield from _without(case, one)


@foljd("Partens sista dag skrivs in. Parten, de andra parterna, gruppen och ⟨au⟩ får skälet.")
def utesluten(case: AvtalCase, said: Uteslutning) -> Iterator[Effect]:
    """Write what the others have decided, and tell everybody why."""
    one, last = party(case, said.part), required(said.lamnar)
    mote = case.named.find(MoteFacts)
    assert one is not None  # noqa: S101 - a check has asked
    assert mote is not None  # noqa: S101 - a check has asked
    where = f"Mötet {mote.datum.isoformat()}"
    left = {"uppsagd": case.today, "lamnar": last, "uteslutning": where}
    yield Write(Avtalspart, left, where={"id": one.id})
    data = {"part": one.namn, "lamnar": last.isoformat(), "skal": said.skal}
    yield from tell_everybody(case, "avtal_part_lamnar", data)
    yield from _without(case, one)


def _without(case: AvtalCase, one: PartFacts) -> Iterator[Effect]:
    """Let it go on where only the party that leaves had not said yes."""
    if by_the_parties(case) and only(one, undecided(case)) and len(case.stannar()) > 1:
        yield _RADER.goes_on(case)


@foljd("Uppsägningen gäller inte längre. De andra parterna, gruppen och ⟨au⟩ får veta.")
def inte_uppsagt(case: AvtalCase, said: Uppsagning) -> Iterator[Effect]:
    """Take the notice away and tell everybody else."""
    one = party(case, said.part)
    if one is None:
        return
    yield Write(Avtalspart, {"uppsagd": None, "lamnar": None}, where={"id": one.id})
    data = {"part": one.namn, "skal": said.skal}
    yield from tell_everybody(case, "avtal_uppsagning_atertagen", data, said.part)
