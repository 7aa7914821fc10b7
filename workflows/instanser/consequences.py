"""What follows from what is said of a party's instanser, whatever they decide about: the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from models.base import Tabell
from models.revisionsord import Partsutfall
from models.text import same_name
from workflows.engine.effects import Effect, Remove, TakeStep, Write
from workflows.ground.payload import required
from workflows.instanser.facts import AsksParties, Deciding, InstansFacts, without_a_yes
from workflows.instanser.payloads import Instansbeslut, Instansplan, StruketInstans


@dataclass(frozen=True, slots=True)
class Rader:
    """Where a noun keeps the instanser of parties and what they decided, by which column it is
    known, and the step by which it goes on when each party has said yes.
    """

    instanser: type[Tabell]
    beslut: type[Tabell]
    sak: str
    klart: str

    def own(self, case: AsksParties, one: Deciding) -> dict[str, object]:
        """Return which rows are a party's in a matter."""
        return {self.sak: case.sak.id, "huvudman_id": one.huvudman_id}

    def goes_on(self, case: AsksParties) -> TakeStep:
        """Return that the matter goes on as soon as what was just done is written."""
        return TakeStep(case.sak.id, self.klart, if_it_can=True)


def planned(rows: Rader, case: AsksParties, said: Instansplan) -> Iterator[Effect]:
    """Write an instans anew or one more."""
    one = required(case.part(said.part))
    there = one.instans(said.i_stallet_for or said.instans)
    before = one.instans(said.efter) if said.efter else None
    plan = {"planerat": said.planerat, "efter": before.namn if before else ""}
    yield from placed(rows, case, one, there, {**plan, "namn": required(said.instans)})


def placed(
    rows: Rader,
    case: AsksParties,
    one: Deciding,
    there: InstansFacts | None,
    plan: Mapping[str, object],
) -> Iterator[Effect]:
    """Write an instans in place of the one that is ``there``, or last of the party's; those that
    decide after it follow its name.
    """
    own = rows.own(case, one)
    if there is None:
        place = max((found.plats for found in one.instanser), default=0) + 1
        yield Write(rows.instanser, {**own, **plan, "plats": place})
        return
    name = there.namn if same_name(there.namn) == same_name(str(plan["namn"])) else plan["namn"]
    yield Write(rows.instanser, {**plan, "namn": name}, where={**own, "namn": there.namn})
    if name != there.namn:
        yield Write(rows.instanser, {"efter": name}, where={**own, "efter": there.namn})


def struck(rows: Rader, case: AsksParties, said: StruketInstans) -> Iterator[Effect]:
    """Wait for an instans no longer; the party may have said yes without it."""
    one = required(case.part(said.part))
    there, own = required(one.instans(said.instans)), rows.own(case, one)
    yield Remove(rows.instanser, where={**own, "namn": there.namn})
    yield Write(rows.instanser, {"efter": there.efter}, where={**own, "efter": there.namn})
    left = {found.utfall for found in one.instanser if found is not there}
    if left == {Partsutfall.JA} and only(one, without_a_yes(case.deciding())):
        yield rows.goes_on(case)


def reported(
    rows: Rader, case: AsksParties, said: Instansbeslut, about: Mapping[str, object]
) -> Iterator[Effect]:
    """Write what an instans decided beside what others have, with what it is ``about``; the last
    yes lets the matter go on.
    """
    one, utfall = required(case.part(said.part)), required(said.utfall)
    name, own = required(said.instans), rows.own(case, one)
    there, same = one.stands_for(name), one.instans(name)
    name = same.namn if same else name
    yield Write(rows.beslut, {**own, **about, **_decided(case, said), "instans": name})
    if there is None:
        yield Write(rows.instanser, {**own, "namn": name, "efter": "", "plats": 1})
    elif name != there.namn:
        yield Write(rows.instanser, {"namn": name}, where={**own, "namn": there.namn})
    if utfall is Partsutfall.ATERREMISS:
        yield Write(rows.instanser, {"planerat": said.ny_dag}, where={**own, "namn": name})
    yes = all(found is there or found.utfall is Partsutfall.JA for found in one.instanser)
    if utfall is Partsutfall.JA and yes and only(one, without_a_yes(case.deciding())):
        yield rows.goes_on(case)


def _decided(case: AsksParties, said: Instansbeslut) -> dict[str, object]:
    return {
        "datum": required(said.datum),
        "paragraf": required(said.paragraf),
        "utfall": required(said.utfall),
        "fil_id": case.named.fil_id,
        "skrivet": case.now,
        "skrivet_av": case.actor.person_id,
    }


def only(one: object, waited_for: Iterable[object]) -> bool:
    """Tell whether a party is the only one that was waited for, or nobody was."""
    return all(other is one for other in waited_for)
