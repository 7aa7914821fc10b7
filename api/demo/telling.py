"""The verbs the story is told with. Every one goes through the one door, as somebody, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from models.base import table_of
from models.lagen import Slag
from models.tables import (
    Atagande,
    Avtal,
    Beslut,
    Huvudman,
    Mote,
    Organ,
    Person,
    Remiss,
    Remissmottagare,
    Remissvar,
    Synpunkt,
)
from workflows.arende.create import create_arende
from workflows.arende.facts import ArendeCase
from workflows.avtal.create import create_avtal
from workflows.beslut.matrix.changes import follow
from workflows.county.actors import KLOCKAN, Actor, load_actor
from workflows.county.profile import Profile
from workflows.engine.door import Ask, load, take_step
from workflows.engine.world import World
from workflows.ground.deadlines import STOCKHOLM
from workflows.mote.create import create_mote
from workflows.mote.returning.views import comes_back
from workflows.nouns import NOUNS
from workflows.revision.create import create_revision

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Whom and when a story is about.

    It begins at ``begin``, an instant, and somebody has looked each week since ``looked``.
    ``sekreterare`` keeps the papers and ``ordforande`` takes up what comes in; both are addresses.
    """

    begin: datetime
    looked: datetime
    sekreterare: str
    ordforande: str


class Telling:
    """A story under way: one transaction, and the day it has come to."""

    def __init__(self, session: Session, profile: Profile, cast: Cast) -> None:
        self.session = session
        self.world = World(profile, cast.begin, NOUNS)
        self.sekreterare, self.ordforande = cast.sekreterare, cast.ordforande
        self._looked = cast.looked

    def on(self, day: str, clock: str = "09:00") -> None:
        """Go to a day and a time, as clocks in Stockholm show it; each new week begins with
        a look.
        """
        when = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=STOCKHOLM)
        while self._looked + _WEEK < when:
            self._looked += _WEEK
            follow(self.session, World(self.world.profile, self._looked, NOUNS))
        self.world = World(self.world.profile, when, NOUNS)

    def step(self, sak_id: int, who: str, name: str, /, **payload: Any) -> None:
        """Let somebody take a step."""
        take_step(
            self.session, sak_id, Ask(name, payload, informed=True), self._actor(who), self.world
        )

    def arende(
        self, who: str, organ: str, hantering: list[str], rubrik: str, fraga: str, **more: Any
    ) -> int:
        """Let somebody hand in an ärende for an organ (or keep it as ``utkast``)."""
        said = {
            "rubrik": rubrik,
            "fraga": fraga,
            "onskad_hantering": hantering,
            "avsandare_organ": organ,
            **more,
        }
        return create_arende(self.session, said, self._actor(who), self.world)

    def avtal(self, said: dict[str, Any]) -> int:
        """Let AU's sekreterare put an agreement in the register."""
        return create_avtal(self.session, said, self._actor(self.sekreterare), self.world)

    def revision(self, avtal_id: int, who: str, orsak: str) -> int:
        """Let somebody say that an agreement needs to be looked over."""
        slug = self.session.get_one(Avtal, avtal_id).slug
        return create_revision(
            self.session, {"avtal": slug, "orsak": orsak}, self._actor(who), self.world
        )

    def clock(self, sak_id: int, name: str) -> None:
        """Let time take a step of its own."""
        take_step(self.session, sak_id, Ask(name), KLOCKAN, self.world)

    def meetings(self, kod: str, *, since: str, until: str) -> None:
        """Plan the organ's meetings as the profile has them."""
        secretary = self._actor(self.sekreterare)
        for tid in self.world.profile.organ_med(kod).motestider():
            if since <= tid.dag.isoformat() <= until:
                sent = {
                    "organ": kod,
                    "datum": tid.dag.isoformat(),
                    "tid": tid.start.isoformat("minutes"),
                    "slut": tid.slut.isoformat("minutes"),
                    "plats": tid.plats,
                }
                create_mote(self.session, sent, secretary, self.world)

    def mote(self, kod: str, day: str) -> int:
        """Return the organ's meeting on a day."""
        mote, organ = table_of(Mote).c, table_of(Organ).c
        query = select(mote.id).where(
            mote.organ_id == organ.id, organ.kod == kod, mote.datum == date.fromisoformat(day)
        )
        return int(self.session.execute(query).scalar_one())

    def prepared(self, sak_id: int, foredragande: str, **underlag: Any) -> None:
        """Let AU take an ärende up and prepare it, with its sekreterare as handläggare."""
        self.step(sak_id, self.ordforande, "ta_upp", handlaggare=self.sekreterare)
        self.step(sak_id, self.sekreterare, "fardigbered", foredragande=foredragande, **underlag)

    def asked(self, sak_id: int, *, taken: str, sent: str, **remiss: Any) -> int:
        """Let AU take an ärende up one day and its sekreterare send it on remiss another; return
        the remiss.
        """
        self.on(taken)
        self.step(sak_id, self.ordforande, "ta_upp", handlaggare=self.sekreterare)
        self.on(sent)
        self.step(sak_id, self.sekreterare, "skicka_pa_remiss", **remiss)
        return self.remiss_of(sak_id)

    def agenda(self, day: str, *sak_ids: int) -> int:
        """Put ärenden on the ledningsgrupp's agenda, in order; return the meeting."""
        mote = self.mote(self.world.profile.ledningsgrupp.kod, day)
        for sak_id in sak_ids:
            self.step(sak_id, self.sekreterare, "satt_pa_dagordning", mote=mote)
        return mote

    def kalla(self, mote: int) -> None:
        """Send the kallelse of a meeting. What comes back to it rests, but an avsteg is taken up,
        for it has nowhere else to be spoken of.
        """
        for one in comes_back(self.session, KLOCKAN, self.world, mote):
            if one.om.slag is Slag.ATAGANDE:
                self.step(mote, self.sekreterare, "ta_upp_igen", sak=one.id)
            else:
                self.step(mote, self.sekreterare, "lat_vila", sak=one.id, skal="Inget nytt än.")
        self.step(mote, self.sekreterare, "kalla")

    def held(self, mote: int, *, called: str, day: str, clock: str = "11:00") -> None:
        """Call to the meeting on one day and open it on its own."""
        self.on(called)
        self.kalla(mote)
        self.on(day, clock)
        self.step(mote, self.sekreterare, "oppna")

    def confirmed(self, mote: int, justerare: str, *, noted: str, signed: str) -> None:
        """End the meeting, write its notes, have them confirmed and published."""
        self.step(mote, self.sekreterare, "avsluta")
        self.on(noted)
        self.step(mote, self.sekreterare, "till_justering", justerare=justerare)
        self.on(signed)
        self.step(mote, justerare, "justera")
        self.step(mote, self.sekreterare, "publicera")

    def latest_decision(self) -> str:
        """Return what people call the newest decision."""
        beslut = table_of(Beslut).c
        return str(
            self.session.execute(
                select(beslut.beteckning).order_by(beslut.id.desc()).limit(1)
            ).scalar_one()
        )

    def decision_of(self, day: str) -> str:
        """Return what people call the only decision that was taken on a day."""
        beslut = table_of(Beslut).c
        query = select(beslut.beteckning).where(beslut.datum == date.fromisoformat(day))
        return str(self.session.execute(query).scalar_one())

    def task_of(self, beslut: str, huvudman: str) -> int:
        """Return a huvudman's åtagande in a decision."""
        atagande, beslut_, part = table_of(Atagande).c, table_of(Beslut).c, table_of(Huvudman).c
        query = select(atagande.id).where(
            atagande.beslut_id == beslut_.id,
            beslut_.beteckning == beslut,
            atagande.huvudman_id == part.id,
            part.kod == huvudman,
        )
        return int(self.session.execute(query).scalar_one())

    def remiss_of(self, sak_id: int) -> int:
        """Return the ärende's remiss."""
        remiss = table_of(Remiss).c
        return int(
            self.session.execute(select(remiss.id).where(remiss.om_id == sak_id)).scalar_one()
        )

    def underlag_of(self, sak_id: int) -> str:
        """Return the hash of the underlag of an ärende."""
        case = load(self.session, sak_id, KLOCKAN, self.world)
        assert isinstance(case, ArendeCase)  # noqa: S101 - the story knows what it is
        return case.arende.underlag_sha256

    def comment_of(self, remiss_id: int) -> int:
        """Return the newest comment of a remiss."""
        synpunkt, svar, mottagare = (
            table_of(Synpunkt).c,
            table_of(Remissvar).c,
            table_of(Remissmottagare).c,
        )
        query = select(synpunkt.id).where(
            synpunkt.remissvar_id == svar.id,
            svar.mottagare_id == mottagare.id,
            mottagare.remiss_id == remiss_id,
        )
        return int(self.session.execute(query.order_by(synpunkt.id.desc()).limit(1)).scalar_one())

    def _actor(self, epost: str) -> Actor:
        person = table_of(Person).c
        person_id = self.session.execute(
            select(person.id).where(person.epost == epost)
        ).scalar_one()
        actor = load_actor(self.session, person_id, self.world.today)
        if actor is None:
            raise LookupError(f"{epost} cannot act")
        return actor
