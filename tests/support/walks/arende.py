"""A walk through the rules: somebody at random takes a step they are offered, filled in from the
step's own fields.

Whatever is refused must be a clear refusal; whatever is done must leave nothing without an owner
and a date.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from models.base import table_of
from models.tables import (
    Atagande,
    Avtal,
    Dagordningspunkt,
    Frist,
    Mote,
    Remissmottagare,
    Sak,
    Synpunkt,
)
from support.county import KOMMUNER, PEOPLE, Lan, epost
from support.length import at_length
from support.paths.avtal import avtal
from support.walks.cards import wrong_in_lists
from workflows.county.actors import KLOCKAN
from workflows.engine.door import OpenStep
from workflows.ground.errors import Refusal
from workflows.mote.returning.views import comes_back
from workflows.nouns import LIFECYCLES

# How likely somebody who could take a step of each tone does: work is likelier than its undoing, or
# no walk comes far.
LIKELY = {"framat": 1.0, "fakta": 0.25, "tillbaka": 0.15, "avslut": 0.02}
LIKELY_SAID = 0.8
LIKELY_REFUSED = 0.15
MOST_OPEN = 30
OFTEN = 5
PATIENCE = 3  # times the steps asked for
SELDOM = 4  # of the looks at what is open, the lists of all are read but for at length
TURNS = 10  # between two looks at what is open: looking costs as much as a step
ORGAN = ("lgs", "au", "socialchefsnatverket", "pg_kronobarnsmodellen", "kommunalt_forum", "rsr")


@dataclass
class Walk:
    """One walk; ``taken`` counts the steps that were really taken, by name."""

    lan: Lan
    dice: random.Random
    taken: dict[str, int] = field(default_factory=dict)
    refused: int = 0
    matters: dict[int, str] = field(default_factory=dict)
    barren: set[tuple[int, str, str]] = field(default_factory=set)
    looks: int = 0
    forward: tuple[str, ...] = ()  # the tones of steps that are never too many

    def go(self, steps: int, *wanted: str) -> None:
        """Try until so many steps have been taken, and those wanted among them; at most some times
        as many.
        """
        self.lan.mote("2023-12-08")
        self.lan.mote("2024-01-26")
        self.begin()
        while self._goes_on(steps, set(wanted)):
            self.matters = self._open_matters()
            for _ in range(TURNS):
                self._turn()
            self._look_at_the_lists()
            if not self._coming():
                day = self.lan.world.today + timedelta(days=self.dice.randint(5, 30))
                self.lan.mote(
                    day.isoformat(),
                    tid=f"{self.dice.randint(8, 16):02}:{self.dice.randint(0, 59):02}",
                )
        missed = set(wanted) - set(self.taken)
        assert not missed, f"a walk that never comes to {missed} proves little: {self.taken}"

    def _goes_on(self, steps: int, wanted: set[str]) -> bool:
        done = sum(self.taken.values())
        return done < steps or (done < PATIENCE * steps and bool(wanted - set(self.taken)))

    def _look_at_the_lists(self) -> None:
        """Nothing is lost from anybody's list, and nothing stands there without cause."""
        self.looks += 1
        if at_length() or self.looks % SELDOM == 1:
            wrong = wrong_in_lists(self.lan)
            assert wrong == [], wrong

    def begin(self) -> None:
        """Put what the walk is about in the county."""
        avtal(self.lan, slag="rutin", giltig_till="2023-12-31")

    def _turn(self) -> None:
        if self.dice.random() < 0.05:
            self._something_new()
        sak_id, who = self._pick()
        # Asking costs as much as a step: who had nothing to do with a matter in a state is not
        # asked again that day.
        known = (sak_id, self.matters.get(sak_id, ""), who)
        if who == "utanfor" or known in self.barren:
            return
        found = self.lan.offers(sak_id, who).values()
        if not found:
            self.barren.add(known)
        if offers := [one for one in found if self._likely(one)]:
            self._try(sak_id, who, self.dice.choice(offers))

    def _pick(self) -> tuple[int, str]:
        """Return which matter somebody looks at, and who: oftener those who are asked."""
        sak_id = self.dice.choice([*self.matters])
        asked = KOMMUNER[:3] * 8 if self.matters[sak_id] == "oppen" else ()
        return sak_id, self.dice.choice([*PEOPLE, "klockan", *["sekreterare"] * 8, *asked])

    def _likely(self, offer: OpenStep) -> bool:
        """Tell whether somebody tries it; what is seen to be refused seldom, and what has been done
        so often that it hides the rest less and less.
        """
        chance = LIKELY[offer.tone] * (1 if offer.oppet else LIKELY_REFUSED)
        if offer.tone not in self.forward:
            chance *= OFTEN / (OFTEN + self.taken.get(offer.namn, 0))
        return self.dice.random() < chance

    def _try(self, sak_id: int, who: str, offer: OpenStep) -> None:
        payload = {
            name: value for name, value in self._offered(offer, sak_id).items() if value is not None
        }
        try:
            self.lan.step(sak_id, who, offer.namn, **payload)
        except Refusal:
            self.refused += 1
        else:
            self.taken[offer.namn] = self.taken.get(offer.namn, 0) + 1

    def _offered(self, offer: OpenStep, sak_id: int) -> dict[str, Any]:
        left_out = {*_NOT_HERE, *(_ABOUT_TEXTS if offer.namn.startswith("svara") else ())}
        said = {f["namn"]: self._value(f, sak_id) for f in offer.falt if f["namn"] not in left_out}
        if "prioritet" in said:
            said["prioritet"] = self.dice.randint(1, 3)
        if offer.namn == "skicka_pa_remiss":  # time enough to answer, or nobody ever does
            soon = self.lan.world.today + timedelta(days=self.dice.randint(22, 40))
            said |= {"sista_dag": soon.isoformat(), "slag": "tjansteman"}
        if "siktar_pa" in said:  # a day when they meet
            ahead = [one.datum for one in self.lan.rows(Mote) if one.datum > self.lan.world.today]
            said["siktar_pa"] = self.dice.choice(ahead).isoformat() if ahead else None
        return said

    def _something_new(self) -> None:
        kind = self.dice.random()
        if kind < 0.6 and len(self.matters) < MOST_OPEN:
            who = self.dice.choice(["sammankallande", "barare", "alvesta"])
            wanted = self.dice.sample(["information", "dialog", "beslut"], self.dice.randint(1, 3))
            self.lan.arende(
                who,
                avsandare_organ=_OWN[who],
                onskad_hantering=wanted,
                rubrik=f"Fråga {self.dice.random():.3f}",
            )
        else:
            self.wait(self.dice.randint(1, 6))

    def wait(self, days: int) -> None:
        """Let days pass, but not the day of a meeting people are called to: it is held, mostly.
        Uppdrag and dates may have changed.
        """
        for mote in self._called(0):
            if self.dice.random() < LIKELY_SAID:
                self._try(mote.id, "sekreterare", self.lan.offers(mote.id, "sekreterare")["oppna"])
        ahead = [(one.datum - self.lan.world.today).days for one in self._called(1)]
        self.lan.now += timedelta(days=min([days, *ahead]))
        self.barren.clear()

    def _called(self, days: int) -> list[Mote]:
        """Return the meetings that are called and held today, or in so many days at the soonest."""
        first = self.lan.world.today + timedelta(days=days)
        last = None if days else first
        return [
            one
            for one in self.lan.rows(Mote)
            if self.lan.lage(one.id) == "kallat"
            and one.datum >= first
            and (last is None or one.datum <= last)
        ]

    def _open_matters(self) -> dict[int, str]:
        sak = table_of(Sak).c
        final = [lage.value for lifecycle in LIFECYCLES.values() for lage in lifecycle.final]
        with self.lan.database.read() as session:
            rows = session.execute(
                select(sak.id, sak.lage).where(sak.lage.notin_(final)).order_by(sak.id)
            ).all()
        return {row.id: row.lage for row in rows}

    def _value(self, f: dict[str, Any], sak_id: int) -> Any:
        """Return something to fill a field with, or None to leave it out."""
        if f["namn"] == "berord_sektor":
            return self._one([None, *(one.kod for one in self.lan.profile.sektor)])
        dice, today = self.dice, self.lan.world.today
        makers: dict[str, Callable[[], Any]] = {
            "text": lambda: (
                f"Text {dice.randint(1, 999)}"
                if f["kravs"] or dice.random() < LIKELY_SAID
                else None
            ),
            "datum": lambda: str(today + timedelta(days=dice.randint(1, 70))),
            "person": lambda: epost(dice.choice(list(PEOPLE))),
            "organ": lambda: dice.choice(ORGAN),
            "kryss": lambda: self._ticked(f),
            "tal": lambda: dice.randint(1, 5),
            "ja": lambda: dice.random() < LIKELY_SAID,
            "ataganden": lambda: [self._task() for _ in range(dice.randint(0, 3))] or None,
            "mote": lambda: self._one(self._coming()) if f["kravs"] else None,
            "huvudman": lambda: self._asked(sak_id),
            "val": lambda: self._choice(f, sak_id),
            "rader": lambda: self._rows(f["namn"]),
            "synpunkter": lambda: [f"Synpunkt {number}" for number in range(dice.randint(0, 2))],
        }
        makers["langtext"] = makers["text"]
        return makers.get(f["slag"], lambda: None)()

    def _asked(self, sak_id: int) -> Any:
        if self.lan.rows(Avtal, id=sak_id):
            return self.dice.choice(("alvesta", "lessebo", "region_kronoberg", "ljungby"))
        asked = self.lan.rows(Remissmottagare, remiss_id=sak_id)
        return (
            self.dice.choice(KOMMUNER)
            if asked
            else [{"slag": "huvudman", "kod": kod} for kod in KOMMUNER[:3]]
        )

    def _ticked(self, f: dict[str, Any]) -> Any:
        choices = [row.id for row in self.lan.rows(Synpunkt)] if f["namn"] == "synpunkt" else []
        choices = choices or [one["varde"] for one in f["val"]]
        return self.dice.sample(choices, 1) if choices else None

    def _choice(self, f: dict[str, Any], sak_id: int) -> Any:
        if f["namn"] == "sak":
            with self.lan.database.read() as session:
                back = comes_back(session, KLOCKAN, self.lan.world, sak_id)
            return self._one([one.id for one in back])
        if f["namn"] == "punkt":
            return self._one([row.id for row in self.lan.rows(Dagordningspunkt, mote_id=sak_id)])
        return self._one([one["varde"] for one in f["val"]])

    def _rows(self, name: str) -> Any:
        if name == "parter":
            return ["region_kronoberg", *self.dice.sample(KOMMUNER, self.dice.randint(1, 3))]
        return (
            [{"person": epost(self.dice.choice(KOMMUNER)), "narvaro": self.dice.choice(_WAYS)}]
            if name == "deltagare"
            else None
        )

    def _coming(self) -> list[int]:
        sak, mote = table_of(Sak).c, table_of(Mote).c
        query = select(sak.id).where(
            sak.id == mote.id, sak.lage == "planerat", mote.datum >= self.lan.world.today
        )
        with self.lan.database.read() as session:
            return list(session.execute(query.order_by(mote.datum).limit(1)).scalars())

    def _one(self, ids: list[Any]) -> Any:
        return self.dice.choice(ids) if ids else None

    def _task(self) -> dict[str, Any]:
        soon = self.lan.world.today + timedelta(days=self.dice.randint(1, 200))
        return {
            "text": f"Gör sak {self.dice.randint(1, 99)}",
            "mottagare": self.dice.choice(
                [
                    "kommuner",
                    "alla",
                    [{"slag": "huvudman", "kod": self.dice.choice(KOMMUNER)}],
                    [{"slag": "organ", "kod": "pg_kronobarnsmodellen"}],
                ]
            ),
            "svar": self.dice.choice(["ja", "namn", "text"]),
            "senast": self.dice.choice([str(soon), "nasta_mote", "tills_vidare", "april,november"]),
            "verifieras_av": self.dice.choice([None, epost("region_kronoberg")]),
        }


_NOT_HERE = {"inriktning"}  # what this county does not let a decision be
_ABOUT_TEXTS = {"instans", "planerat"}  # what an answer about an ärende says nothing of
_WAYS = ("digitalt", "franvarande", "franvarande")
_OWN = {
    "sammankallande": "pg_kronobarnsmodellen",
    "barare": "socialchefsnatverket",
    "alvesta": "lgs",
}


def unwatched(lan: Lan) -> list[int]:
    """Return every open matter without exactly one open frist; the promise is that there is
    none.
    """
    sak, frist = table_of(Sak).c, table_of(Frist).c
    open_frist = select(frist.sak_id).where(frist.stangd.is_(None), ~frist.delfrist)
    at_rest = [lage.value for lifecycle in LIFECYCLES.values() for lage in lifecycle.final]
    with lan.database.read() as session:
        return list(
            session.execute(
                select(sak.id).where(
                    sak.lage.notin_([*at_rest, "rapporterat"]), sak.id.notin_(open_frist)
                )
            ).scalars()
        )


def open_under_closed(lan: Lan) -> list[int]:
    """Return every one-time åtagande that is open although its ärende is closed; the promise is
    that there is none.
    """
    child, parent, atagande = table_of(Sak).alias(), table_of(Sak).alias(), table_of(Atagande)
    query = (
        select(child.c.id)
        .join(parent, parent.c.id == child.c.foralder_id)
        .join(atagande, atagande.c.id == child.c.id)
        .where(
            parent.c.lage == "avslutat",
            child.c.lage.in_(("tilldelat", "kvitterat", "pagar", "avsteg_anmalt")),
        )
        .where(atagande.c.form.notin_(("aterkommande", "tills_vidare")))
    )
    with lan.database.read() as session:
        return list(session.execute(query).scalars())
