"""What follows from each party's own decision about the next period of an agreement, and from a
party's leaving it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.avtal import Avtalspart, Forlangningsbeslut, Forlangningsinstans
from models.revisionsord import Partsutfall
from models.text import same_name
from workflows.avtal.consequences import tell_everybody
from workflows.avtal.days import leaves, prolonged
from workflows.avtal.facts import AvtalCase, InstansFacts, PartFacts, named_instans
from workflows.avtal.facts import stands_for as report_of
from workflows.avtal.parties.payloads import Forlangningsbesked, Forlangningsplan, StruketBeslut
from workflows.avtal.parties.rules import asked_party, by_the_parties, undecided
from workflows.avtal.payloads import Uppsagning, Uteslutning
from workflows.avtal.rules import party
from workflows.county.meetings import MoteFacts
from workflows.engine.effects import Change, Effect, Remove, TakeStep, Write
from workflows.ground.payload import required
from workflows.ground.sentences import foljd

_BY_EACH = "Varje parts eget beslut."


@foljd("Var och när parten beslutar syns på avtalets sida, och partens frist följer dagen.")
def plan(case: AvtalCase, said: Forlangningsplan) -> Iterator[Effect]:
    """Write an instans anew or one more; those that decide after it follow its name."""
    one, name = asked_party(case, said.part), required(said.instans)
    assert one is not None  # noqa: S101 - a check has asked
    there = named_instans(one.instanser, said.i_stallet_for or name)
    before = named_instans(one.instanser, said.efter) if said.efter else None
    fields = {"planerat": said.planerat, "efter": before.namn if before else ""}
    if there is None:
        place = len(one.instanser) + 1
        row = {**_row_of(case, one), **fields, "namn": name, "plats": place}
        yield Write(Forlangningsinstans, row)
        return
    kept = there.namn if same_name(there.namn) == same_name(name) else name
    where = {**_row_of(case, one), "namn": there.namn}
    yield Write(Forlangningsinstans, {**fields, "namn": kept}, where=where)
    yield from _renamed(case, one, there, kept)


def _renamed(case: AvtalCase, one: PartFacts, there: InstansFacts, name: str) -> Iterator[Effect]:
    if name != there.namn:
        after = {**_row_of(case, one), "efter": there.namn}
        yield Write(Forlangningsinstans, {"efter": name}, where=after)


@foljd("Instansen tas bort. De som skulle besluta efter den gör det efter den som var före.")
def struken(case: AvtalCase, said: StruketBeslut) -> Iterator[Effect]:
    """Wait for it no longer; the party may have said yes without it."""
    one = asked_party(case, said.part)
    assert one is not None  # noqa: S101 - a check has asked
    there = named_instans(one.instanser, said.instans)
    assert there is not None  # noqa: S101 - a check has asked
    own = _row_of(case, one)
    yield Remove(Forlangningsinstans, where={**own, "namn": there.namn})
    yield Write(Forlangningsinstans, {"efter": there.efter}, where={**own, "efter": there.namn})
    left = {found.utfall for found in one.instanser if found is not there}
    if left == {Partsutfall.JA} and _only(one, case):
        yield _go_on(case)


@foljd(
    "Instansens beslut skrivs in bredvid de andras. Parten har sagt ja när var och en av dess"
    " instanser har gjort det. Säger en part nej får alla veta att avtalet upphör. Har alla sagt ja"
    " börjar nästa period när den här är slut."
)
def besked(case: AvtalCase, said: Forlangningsbesked) -> Iterator[Effect]:
    """Write it; the last yes prolongs, a no is told to all."""
    one, utfall = asked_party(case, said.part), required(said.utfall)
    assert one is not None  # noqa: S101 - a check has asked
    name, own = required(said.instans), _row_of(case, one)
    there, same = report_of(one.instanser, name), named_instans(one.instanser, name)
    name = same.namn if same else name
    yield Write(Forlangningsbeslut, {**own, **_decided(case, said), "instans": name})
    if there is None:
        yield Write(Forlangningsinstans, {**own, "namn": name, "efter": "", "plats": 1})
    elif name != there.namn:
        yield Write(Forlangningsinstans, {"namn": name}, where={**own, "namn": there.namn})
        yield from _renamed(case, one, there, name)
    if utfall is Partsutfall.ATERREMISS:
        day = {"planerat": said.ny_dag}
        yield Write(Forlangningsinstans, day, where={**own, "namn": name})
    elif utfall is not Partsutfall.JA:
        yield from tell_everybody(case, "avtal_forlangs_inte", _told(case, one, said))
    elif _says_yes(one, there) and _only(one, case):
        yield _go_on(case)


def _decided(case: AvtalCase, said: Forlangningsbesked) -> dict[str, object]:
    return {
        "sista_dag": required(case.avtal.giltig_till),
        "till": required(said.till),
        "datum": required(said.datum),
        "paragraf": required(said.paragraf),
        "utfall": required(said.utfall),
        "skal": said.skal or "",
        "fil_id": case.named.fil_id,
        "skrivet": case.now,
        "skrivet_av": case.actor.person_id,
    }


def _told(case: AvtalCase, one: PartFacts, said: Forlangningsbesked) -> Mapping[str, object]:
    last = required(case.avtal.giltig_till)
    villkor = said.utfall is Partsutfall.VILLKOR
    told = {"part": one.namn, "dag": last.isoformat(), "skal": said.skal or ""}
    return {**told, "villkor": villkor}


def _says_yes(one: PartFacts, now: InstansFacts | None) -> bool:
    return all(found is now or found.utfall is Partsutfall.JA for found in one.instanser)


def _only(one: PartFacts, case: AvtalCase) -> bool:
    """Tell whether the party is the only one that was waited for."""
    return all(other.id == one.id for other in undecided(case))


def _go_on(case: AvtalCase) -> TakeStep:
    """Let it go on where everybody who stays has said yes."""
    return TakeStep(case.sak.id, "forlang_genom_parterna", if_it_can=True)


@foljd("Avtalet gäller en period till. Parterna, gruppen och ⟨au⟩ får veta det.")
def forlangt_av_alla(case: AvtalCase, _said: object) -> Iterator[Effect]:
    """Let the next period follow on this one; what was planned for it has been."""
    till = required(prolonged(case.avtal))
    yield Change({"giltig_till": till})
    here = {"avtal_id": case.sak.id}
    yield Write(Forlangningsinstans, {"planerat": None}, where=here)
    data = {"till": till.isoformat(), "beslutad": _BY_EACH}
    yield from tell_everybody(case, "avtal_forlangt", data)


def _row_of(case: AvtalCase, one: PartFacts) -> dict[str, object]:
    return {"avtal_id": case.sak.id, "huvudman_id": one.huvudman_id}


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
    if by_the_parties(case) and _only(one, case) and len(case.stannar()) > 1:
        yield _go_on(case)


@foljd("Uppsägningen gäller inte längre. De andra parterna, gruppen och ⟨au⟩ får veta.")
def inte_uppsagt(case: AvtalCase, said: Uppsagning) -> Iterator[Effect]:
    """Take the notice away and tell everybody else."""
    one = party(case, said.part)
    if one is None:
        return
    yield Write(Avtalspart, {"uppsagd": None, "lamnar": None}, where={"id": one.id})
    data = {"part": one.namn, "skal": said.skal}
    yield from tell_everybody(case, "avtal_uppsagning_atertagen", data, said.part)
