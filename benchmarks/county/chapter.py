"""The verbs a meeting is told with, and what each meeting has of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from api.demo.kronoberg.people import ORDFORANDE, SEKRETERARE
from api.demo.kronoberg.register import TEXTER
from api.demo.kronoberg.spring import KRONOBARN
from api.demo.telling import Cast, Telling
from models.base import table_of
from models.tables import Atagande, Beslut, Huvudman, Remissmottagare, Remissvar, Synpunkt
from workflows.county.profile import Profile
from workflows.ground.deadlines import STOCKHOLM
from workflows.mote.create import create_mote

KOMMUNER = (
    "alvesta",
    "lessebo",
    "ljungby",
    "markaryd",
    "tingsryd",
    "uppvidinge",
    "vaxjo",
    "almhult",
)
REGIONEN = "halso-och-sjukvardsdirektor@region.example"
_DRAGNING = "Sammankallande, Kronobarnsmodellen"
_NEVER = datetime.max.replace(tzinfo=UTC) - timedelta(weeks=2)


@dataclass(frozen=True, slots=True)
class Own:
    """What a meeting has of its own: its day, a number, and two words that say what it is about."""

    motesdag: date
    nummer: int
    ord: tuple[str, str]

    @property
    def words(self) -> tuple[str, str, str]:
        """Return what stands in its texts and no other's, the number last."""
        return (*self.ord, str(self.nummer))


class Kapitel(Telling):
    """A meeting's story: days are counted from the meeting's own.

    What it is about stands in two words and a number, which each copy has in its own way: ASCII
    and lower case, so that an address says them too.
    """

    def __init__(self, session: Session, profile: Profile, own: Own) -> None:
        """Begin before everything the meeting needs."""
        begin = datetime.combine(own.motesdag - timedelta(days=100), time(8), STOCKHOLM)
        cast = Cast(begin=begin, looked=_NEVER, sekreterare=SEKRETERARE, ordforande=ORDFORANDE)
        super().__init__(session, profile, cast)
        self.motesdag, self.nummer = own.motesdag, own.nummer
        self.amne, self.andra = own.ord

    def day(self, days: int, clock: str = "09:00") -> str:
        """Go to a day so far from the meeting; return it."""
        there = (self.motesdag + timedelta(days=days)).isoformat()
        self.on(there, clock)
        return there

    def ahead(self, days: int) -> str:
        """Return a day so far from the meeting."""
        return (self.motesdag + timedelta(days=days)).isoformat()

    def planned(self, day: str, tid: str = "09:00", slut: str = "11:00") -> int:
        """Plan a meeting of the ledningsgrupp."""
        sent = {"organ": "lgs", "datum": day, "tid": tid, "slut": slut, "plats": "Digitalt"}
        return create_mote(self.session, sent, self._actor(SEKRETERARE), self.world)

    def sent_in(self, rubrik: str, hantering: str, **more: Any) -> int:
        """Let the process group hand in an ärende."""
        fraga = (
            f"Ska länet hålla ihop arbetet med {self.amne} och {self.andra} på samma sätt som"
            " i dag?"
        )
        bakgrund = (
            f"Huvudmännen arbetar olika med {self.amne}. Förra året prövades en gemensam rutin i"
            " tre kommuner. Den kortade väntan, men ansvaret behöver bli tydligare."
        )
        return self.arende(
            KRONOBARN,
            "pg_kronobarnsmodellen",
            [hantering],
            f"{rubrik}, nr {self.nummer}",
            fraga,
            bakgrund=bakgrund,
            **more,
        )

    def taken(self, arende: int) -> None:
        """Let AU take it up."""
        self.step(arende, ORDFORANDE, "ta_upp", handlaggare=SEKRETERARE)

    def ready(self, arende: int, uppgifter: list[dict[str, Any]] | None = None) -> None:
        """Write the underlag and say that it is ready."""
        underlag = {
            "forslag_beslut": f"Ledningsgruppen ställer sig bakom rutinen för {self.amne}.",
            "forslag_ataganden": uppgifter,
            "konsekvenser": "Tid för införande i varje kommun. Inga nya licenser.",
            "invanare": "En förening för närstående har läst förslaget.",
        }
        more = underlag if uppgifter else {}
        self.step(arende, SEKRETERARE, "fardigbered", foredragande=_DRAGNING, **more)

    def tasks(self, first: int, second: int) -> list[dict[str, Any]]:
        """Return what a decision asks of the parties: twenty-five åtaganden."""
        return [
            {
                "text": f"Utse ansvarig för {self.amne}",
                "mottagare": "alla",
                "senast": self.ahead(first),
            },
            {
                "text": f"Inför rutinen för {self.amne}",
                "mottagare": "kommuner",
                "svar": "text",
                "senast": self.ahead(second),
            },
            {
                "text": f"Gå igenom {self.andra} med berörda enheter",
                "mottagare": "kommuner",
                "senast": self.ahead(second),
            },
        ]

    def decided(self, arende: int, uppgifter: list[dict[str, Any]]) -> str:
        """Decide; return what the decision is called."""
        self.step(
            arende,
            SEKRETERARE,
            "besluta",
            utfall="bifall",
            ataganden=uppgifter,
            beslutstext=(
                f"Ledningsgruppen ställer sig bakom rutinen för {self.amne} och {self.andra}."
            ),
        )
        return self.latest_decision()

    def registered(self, fil: str, *, since: str, oversyn: str) -> int:
        """Put the meeting's agreement in the register."""
        return self.avtal(
            {
                "rubrik": f"Överenskommelse {self.nummer} om {self.amne} och {self.andra}",
                "slag": "overenskommelse",
                "agare": "pg_avtal",
                "parter": ["alla"],
                "trappsteg": "avtal",
                "omrade": "Hemsjukvård",
                "forlangning": "tills_vidare",
                "uppsagning_manader": 6,
                "galler_fran": since,
                "oversyn": oversyn,
                "beslutad": "Ledningsgruppen",
                "text": agreement(fil),
            }
        )

    def answered(self, remiss: int, *kommuner: str) -> None:
        """Let kommuner answer a remiss."""
        for kommun in kommuner:
            self.step(
                remiss,
                f"socialchef@{kommun}.example",
                "svara",
                stallningstagande="tillstyrker_med_synpunkter",
                motivering="Rutinen är tydlig.",
                synpunkter=["Skriv ut vem som kallar till det första mötet."],
            )

    def comments_of(self, remiss: int) -> list[int]:
        """Return the comments in the answers to a remiss."""
        synpunkt, svar, mottagare = (
            table_of(Synpunkt).c,
            table_of(Remissvar).c,
            table_of(Remissmottagare).c,
        )
        query = select(synpunkt.id).where(
            synpunkt.remissvar_id == svar.id,
            svar.mottagare_id == mottagare.id,
            mottagare.remiss_id == remiss,
        )
        return list(self.session.execute(query.order_by(synpunkt.id)).scalars())

    def tasks_of(self, beslut: str) -> list[tuple[int, str]]:
        """Return a decision's åtaganden, each with who answers for it."""
        atagande, beslut_, part = table_of(Atagande).c, table_of(Beslut).c, table_of(Huvudman).c
        query = (
            select(atagande.id, part.kod)
            .where(
                atagande.beslut_id == beslut_.id,
                beslut_.beteckning == beslut,
                atagande.huvudman_id == part.id,
            )
            .order_by(atagande.id)
        )
        return [
            (row.id, f"socialchef@{row.kod}.example" if row.kod in KOMMUNER else REGIONEN)
            for row in self.session.execute(query)
        ]


def agreement(fil: str) -> str:
    """Return the text of an agreement of the demo."""
    return TEXTER.joinpath(f"{fil}.md").read_text(encoding="utf-8")
