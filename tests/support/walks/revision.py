"""A walk through revisions: agreements looked over by people at random, with their remisser,
meetings and åtaganden.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from models.base import table_of
from models.tables import Avtalsversion, Revision, Revisionsversion, Sak, Signatur
from support.county import Lan
from support.paths.avtal import TEXT, TILLS_VIDARE, avtal
from support.paths.revision import PARTER, revision, sha_of
from support.walks.arende import LIKELY_SAID, Walk
from workflows.engine.door import OpenStep
from workflows.ground.errors import Refusal

MOST = 4  # under way at once
WHO = ("sammankallande", "au_ledamot", "sekreterare", "klockan", *PARTER, *PARTER)
SELDOM = 0.003
_UNDOES = {
    "avbryt",
    "avbryt_remiss",
    "lyft_av",
    "atersand",
    "avsta",
    "ta_emot_externt",
    "upphav",
    "saga_upp",
    "utga",
    "avsta_signera",
    "motparten_avstar",
    "omarbeta",
    "aterremittera",
    "ge_nytt_uppdrag",
    "planera_beslut",
    "stryk_instans",
    "slapp_part",
    "stall_in",
    "skriv_in_motpart",
    "lyft_till_forum",
    "foresla_avbrott",
    "fraga_igen",
}
_YES: dict[str, dict[str, Any]] = {
    "besluta": {"utfall": "bifall"},
    "parten_beslutar": {
        "instans": "Socialnämnden",
        "utfall": "ja",
        "villkor": None,
        "ny_dag": None,
    },
}
_ASKED = [{"slag": "huvudman", "kod": kod} for kod in PARTER]


@dataclass
class RevisionWalk(Walk):
    """One walk among the revisions of a few agreements."""

    forward: tuple[str, ...] = ("framat",)  # few are under way, and none is to stand still

    def begin(self) -> None:
        """Put the agreements in the register and begin a revision of each."""
        for number in range(MOST):
            kind = "rutin" if number == 0 else "avtal"
            sak = avtal(self.lan, rubrik=f"Avtal {number}", slag=kind, **TILLS_VIDARE)
            revision(self.lan, sak)

    def _likely(self, offer: OpenStep) -> bool:
        """Undoing and ending happens, but seldom enough that some text gets signed."""
        return self.dice.random() < SELDOM if offer.namn in _UNDOES else super()._likely(offer)

    def _pick(self) -> tuple[int, str]:
        """Look at revisions most of the time, and at what hangs together with them."""
        own = [row.id for row in self.lan.rows(Revision) if row.id in self.matters]
        if not own or self.dice.random() < 0.4:
            return super()._pick()
        return self.dice.choice(own), self.dice.choice(WHO)

    def _something_new(self) -> None:
        if self.dice.random() < 0.5:
            chosen = self.dice.choice(self.lan.rows(Revision)).avtal_id
            try:
                revision(self.lan, chosen)
            except Refusal:
                self.refused += 1
        else:
            self.wait(self.dice.randint(1, 12))

    def _offered(self, offer: OpenStep, sak_id: int) -> dict[str, Any]:
        said = super()._offered(offer, sak_id)
        names = {f["namn"] for f in offer.falt}
        if self.dice.random() < LIKELY_SAID:
            said |= _YES.get(offer.namn, {})
        if offer.namn.startswith("svara") and self.dice.random() < 0.3:
            day = self.lan.world.today + timedelta(days=self.dice.randint(0, 90))
            said |= {"instans": "Socialnämnden", "planerat": day.isoformat()}
        return {
            **said,
            **{name: value for name, value in self._known(sak_id).items() if name in names},
        }

    def _known(self, sak_id: int) -> dict[str, Any]:
        """Return what a form of a revision is filled in with before anybody types."""
        found = self.lan.rows(Revision, id=sak_id)
        if not found:
            return {}
        today = self.lan.world.today.isoformat()
        texts = self.lan.rows(Revisionsversion, revision_id=sak_id)
        more = {"sha256": sha_of(self.lan, sak_id), "version": texts[-1].nr} if texts else {}
        return {
            "text": f"{TEXT}\n\nMer {self.dice.randint(1, 99)}.",
            "upplaga": found[0].utkast_upplaga,
            "bas": None,
            "utover": ["Lessebo: mer."],
            "konsekvenser": dict.fromkeys(PARTER, "Ryms."),
            "behorighet_datum": today,
            "datum": today,
            "mottagare": _ASKED,
            "siktar_pa": (self.lan.world.today + timedelta(days=90)).isoformat(),
            "part": None,
            "grupp": "pg_kronobarnsmodellen",
            "prioritet": 1,
            "fil": None,
            "parter_beslutar": self.dice.choice(("alla", "inga")),
            **more,
        }


def signed_otherwise(lan: Lan) -> list[Any]:
    """Return signatures on another text than the locked one they name, and revisions in force with
    another text.
    """
    signatur, version, sak = table_of(Signatur).c, table_of(Revisionsversion).c, table_of(Sak).c
    revision_, holds = table_of(Revision).c, table_of(Avtalsversion).c
    wrong = select(signatur.id).where(
        signatur.version_id == version.id, signatur.sha256 != version.sha256
    )
    newest = (
        select(func.max(version.id))
        .where(version.revision_id == revision_.id)
        .correlate(table_of(Revision))
    )
    texts = (
        select(version.sha256)
        .where(version.id == newest.scalar_subquery())
        .correlate(table_of(Revision))
    )
    same = select(holds.id).where(
        holds.avtal_id == revision_.avtal_id, holds.sha256 == texts.scalar_subquery()
    )
    in_force = (sak.id == revision_.id, sak.lage.in_(["implementeras", "genomford"]))
    other = select(revision_.id).where(*in_force, ~same.exists())
    with lan.database.read() as session:
        return [*session.execute(wrong).all(), *session.execute(other).all()]
