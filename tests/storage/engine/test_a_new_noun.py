"""A kind of matter that the program has never heard of goes through the door: nothing but its own
value says what it is.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import BigInteger, Column, MetaData, String, Table, insert, select, text
from sqlmodel import Session

from models.base import Fakta, Ord, table_of
from models.lagen import Slag
from models.tables import Avisering, Frist, Handelse
from support.county import Lan
from workflows.county.mandate import R
from workflows.county.slots import Slot
from workflows.desk.nothing_lost import open_without_owner
from workflows.desk.views import oversikt
from workflows.engine.born import Birth, be_born, first_frist
from workflows.engine.case import Case, Common, Rubrik
from workflows.engine.door import Ask, open_steps, take_step
from workflows.engine.effects import Change, Effect, Notify, TakeStep
from workflows.engine.handlers import Doing
from workflows.engine.lifecycle import DefinitionError, Lifecycle, Step, Wait
from workflows.engine.naming import named_by, names_of
from workflows.engine.noun import Noun, Nouns
from workflows.engine.visibility import ALLA, EVERY_STATE
from workflows.engine.world import World
from workflows.ground.errors import Hindered, RoleMissing
from workflows.ground.payload import Lopande, Payload, Tom, falt
from workflows.ground.sentences import regel
from workflows.handling import slots
from workflows.nouns import NOUNS


class Ting(Ord):
    """The word that rows of ``sak`` have for the new kind."""

    NYCKEL = "nyckel", "nyckel", "En nyckel till en lokal."


class Lage(Ord):
    """Where a key is."""

    INNE = "inne", "Inne", "Hänger på sin krok."
    UTE = "ute", "Utlånad", "Någon har den."
    BORTA = "borta", "Borta", "Den finns inte mer."


class NyckelFacts(Fakta):
    """A key's own row."""

    id: int
    lokal: str
    hos: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NyckelCase(Case):
    """A key."""

    nyckel: NyckelFacts


class Lana(Payload):
    """Who takes it."""

    hos: Lopande | None = falt("Hos vem", kravs="Skriv vem som tar nyckeln.")


@dataclass(frozen=True, slots=True)
class HangUpp(Effect):
    """Write on the hook who has it."""

    vem: str


ROW = Table(
    "nyckel",
    MetaData(),
    Column("id", BigInteger, primary_key=True),
    Column("lokal", String(80)),
    Column("hos", String(80)),
)
HOOKS: list[str] = []
ROOT = Path(__file__).resolve().parents[3]


@regel("Nyckeln hänger på sin krok.")
def inte_redan_hos(case: NyckelCase, said: Lana) -> str | None:
    """Nobody borrows what they have."""
    return "Hen har nyckeln redan." if said.hos == case.nyckel.hos else None


def utlanad(case: NyckelCase, said: Lana) -> Iterator[Effect]:
    """Write who has it and tell AU."""
    hos = said.hos or ""
    yield Change({"hos": hos})
    yield HangUpp(hos)
    yield Notify("nyckel_utlanad", (slots.au(case),), "Du håller i nycklarna.", {"hos": hos})


def hang_up(effect: HangUpp, doing: Doing) -> Iterable[TakeStep]:
    assert isinstance(doing.case, NyckelCase)
    HOOKS.append(f"{doing.case.nyckel.lokal}: {effect.vem}")
    return ()


def loaded(session: Session, commons: Sequence[Common]) -> list[NyckelCase]:
    ids = [common["sak"].id for common in commons]
    rows = session.connection().execute(select(ROW).where(ROW.c.id.in_(ids)))
    found = {row.id: NyckelFacts(id=row.id, lokal=row.lokal, hos=row.hos) for row in rows}
    return [NyckelCase(**common, nyckel=found[common["sak"].id]) for common in commons]


def au_tomorrow(case: NyckelCase) -> date:
    return case.today + timedelta(days=1)


def au(case: NyckelCase) -> Slot:
    return slots.au(case)


NYCKEL: Lifecycle[NyckelCase] = Lifecycle(
    slag=cast("Slag", Ting.NYCKEL),
    version=1,
    initial=Lage.INNE,
    final=frozenset({Lage.BORTA}),
    waits=dict.fromkeys((Lage.INNE, Lage.UTE), Wait(au, au_tomorrow, "i morgon", left="Låna ut")),
    steps=[
        Step(
            "lana",
            "Låna ut",
            by=(R.AU,),
            source=(Lage.INNE,),
            dest=Lage.UTE,
            takes=Lana,
            events="Nyckeln lånades ut.",
            checks=(inte_redan_hos,),
            then=(utlanad,),
        ),
        Step(
            "tappa",
            "Tappa bort",
            by=(R.AU,),
            source=(Lage.UTE,),
            dest=Lage.BORTA,
            takes=Tom,
            events="Nyckeln tappades bort.",
            tone="avslut",
        ),
    ],
)

NOUN = Noun(
    lifecycle=NYCKEL,
    table=ROW,
    case=NyckelCase,
    own="nyckel",
    load=loaded,
    lock_rank=0,
    born="Nyckeln hängdes upp.",
    named=lambda case: Rubrik(case.nyckel.lokal, "", f"/nycklar/{case.nyckel.id}"),
    names=named_by(select(ROW.c.id, ROW.c.lokal), lambda _id, name: f"nyckeln till {name}"),
    roles={},
    sees={EVERY_STATE: frozenset({ALLA})},
    effects={HangUpp: hang_up},
)


@pytest.fixture
def world(lan: Lan) -> World:
    """A county that has keys and nothing else; its database has their table."""
    checks = {"slag": "slag = 'nyckel'", "lage": "lage IN ('inne', 'ute', 'borta')"}
    with lan.database.session() as session:
        session.execute(text("CREATE TABLE nyckel (id bigint PRIMARY KEY, lokal text, hos text)"))
        for name, check in checks.items():
            session.execute(text(f"ALTER TABLE sak DROP CONSTRAINT ck_sak_{name}"))
            session.execute(text(f"ALTER TABLE sak ADD CONSTRAINT ck_sak_{name} CHECK ({check})"))
    return replace(lan.world, nouns=Nouns(NOUN))


@pytest.fixture
def nyckel(lan: Lan, world: World) -> int:
    """A key on its hook."""
    with lan.database.session() as session:
        actor = lan.actor(session, "au_ledamot")
        sak_id = be_born(session, Birth(NOUN.slag, actor, world)).id
        session.execute(insert(ROW).values(id=sak_id, lokal="Stora salen", hos=""))
        first_frist(session, sak_id, actor, world)
    return sak_id


def step(lan: Lan, world: World, nyckel: int, who: str, name: str, **said: str) -> None:
    with lan.database.session() as session:
        take_step(session, nyckel, Ask(name, said), lan.actor(session, who), world)


def test_it_goes_through_the_door_with_its_rules_roles_and_obstacles(
    lan: Lan, world: World, nyckel: int
) -> None:
    with pytest.raises(RoleMissing):
        step(lan, world, nyckel, "alvesta", "lana", hos="Alvesta")
    with pytest.raises(Hindered) as refused:
        step(lan, world, nyckel, "au_ledamot", "lana")
    assert refused.value.hinder == ("Skriv vem som tar nyckeln.",)
    step(lan, world, nyckel, "au_ledamot", "lana", hos="Alvesta")
    with lan.database.read() as session:
        offered = open_steps(session, nyckel, lan.actor(session, "au_ledamot"), world)
    assert [(one.namn, one.oppet) for one in offered] == [("tappa", True)]


def test_a_step_leaves_its_event_its_frist_its_letter_and_what_only_it_knows_how_to_do(
    lan: Lan, world: World, nyckel: int
) -> None:
    HOOKS.clear()
    step(lan, world, nyckel, "au_ledamot", "lana", hos="Alvesta")
    assert [(one.steg, one.till_lage) for one in lan.rows(Handelse, sak_id=nyckel)] == [
        ("skapa", "inne"),
        ("lana", "ute"),
    ]
    (frist,) = [one for one in lan.rows(Frist, sak_id=nyckel) if one.stangd is None]
    assert frist.senast == world.today + timedelta(days=1)
    (letter,) = lan.rows(Avisering, sak_id=nyckel)
    assert (letter.mall, letter.data["hos"]) == ("nyckel_utlanad", "Alvesta")
    assert (letter.data["rubrik"], letter.data["lank"]) == ("Stora salen", f"/nycklar/{nyckel}")
    assert HOOKS == ["Stora salen: Alvesta"]


def test_it_waits_for_whose_move_it_is_and_is_in_the_list_of_what_is_open(
    lan: Lan, world: World, nyckel: int
) -> None:
    with lan.database.read() as session:
        mine = oversikt(session, lan.actor(session, "sekreterare"), world)
        assert [(one.rubrik, one.knapp.rubrik) for one in mine.vantar_pa_dig] == [
            ("Stora salen", "Låna ut")
        ]
        assert open_without_owner(session, world) == []
        assert names_of(session, [nyckel], world.nouns) == {nyckel: "nyckeln till Stora salen"}
    with lan.database.session() as session:
        frist = table_of(Frist)
        session.execute(frist.delete().where(frist.c.sak_id == nyckel))
    with lan.database.read() as session:
        assert open_without_owner(session, world) == [
            "Nyckeln till Stora salen: saknar datum och någon vars drag det är."
        ]


def test_a_registry_says_all_that_is_wrong_with_it() -> None:
    twice = replace(NOUN, effects={})
    asks: Step[NyckelCase, Tom] = Step(
        "ge",
        "Ge bort",
        by=(R.JUSTERARE,),
        source=(Lage.UTE,),
        dest=Lage.BORTA,
        takes=Tom,
        events="Nyckeln gavs bort.",
    )
    given = replace(NYCKEL, steps=[*NYCKEL.steps, asks])
    with pytest.raises(DefinitionError) as wrong:
        Nouns(twice, replace(NOUN, lifecycle=given, effects={}))
    assert str(wrong.value).split("; ") == [
        "two of kind nyckel",
        "two of lock rank 0",
        "two of table nyckel",
        "two of kind of facts NyckelCase",
        "nyckel: nobody is justerare",
        "nobody carries out HangUpp",
    ]


PLANTED = """
import sys
import workflows.revision

workflows.revision.__path__.append(sys.argv[1])
import workflows.revision.below.effects
import workflows.nouns
"""


def test_an_effect_that_nobody_carries_out_is_found_also_in_a_folder_of_a_noun(
    tmp_path: Path,
) -> None:
    below = tmp_path / "below"
    below.mkdir()
    (below / "effects.py").write_text(
        "from workflows.engine.effects import Effect\n\n\nclass Lost(Effect):\n    pass\n"
    )
    command = [sys.executable, "-c", PLANTED, str(tmp_path)]
    imported = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "DefinitionError: nobody carries out Lost" in imported.stderr


def test_the_countys_own_registry_has_each_kind_once_and_locks_parents_first() -> None:
    assert [noun.slag for noun in sorted(NOUNS, key=lambda noun: noun.lock_rank)] == [
        Slag.MOTE,
        Slag.AVTAL,
        Slag.ARENDE,
        Slag.REVISION,
        Slag.REMISS,
        Slag.ATAGANDE,
        Slag.DELGIVNING,
        Slag.GRUPP,
    ]
