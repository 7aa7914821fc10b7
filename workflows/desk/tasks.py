"""What waits for somebody, as they read it: the question as a heading, by when, and the one thing
to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.lagen import (
    LAGEN,
    ArendeLage,
    AtagandeLage,
    AvtalLage,
    DelgivningLage,
    RevisionLage,
    Slag,
)
from models.vocabulary import STANDING
from workflows.avtal.dates import to_be_done
from workflows.beslut.facts import reporting
from workflows.beslut.obligations import AtagandeRad
from workflows.desk.mine import Waiting
from workflows.engine.case import Rubrik
from workflows.ground.words import antal, dag
from workflows.handling.om import page_of

_NO_WAY = "Vi kan inte nu – be om stöd"
_OBJECTION = "Ta hand om invändningen"
_UNASKED = "Fråga igen eller gå vidare utan"
_COMPILED = {ArendeLage.SAMMANSTALLS.value, RevisionLage.SAMMANSTALLS.value}
_ASKED = {RevisionLage.SLUTLIGT.value, RevisionLage.PA_DAGORDNING.value}


@dataclass(frozen=True, slots=True)
class Lank:
    """A button or a link: its words and where it leads."""

    rubrik: str
    href: str


@dataclass(frozen=True, slots=True)
class AttGora:
    """One thing that waits. ``kicker`` says where it comes from, ``utvag`` is the honest way out,
    if there is one.
    """

    slag: Slag
    kicker: str
    rubrik: str
    text: str
    senast: date
    forsenad: bool
    knapp: Lank
    utvag: Lank | None = None


Told = tuple[Waiting, AttGora]  # a frist, and what is said of it


@dataclass(frozen=True, slots=True)
class Nar:
    """A frist as a row needs it: by when, and what day it is."""

    senast: date
    today: date

    def words(self, *more: str | None) -> str:
        """Return "Senast fre 8 dec 2023" with what else is worth saying after it."""
        verb = "Skulle ha varit klart" if self.late else "Senast"
        return " · ".join([f"{verb} {dag(self.senast)}", *(text for text in more if text)])

    @property
    def late(self) -> bool:
        """Tell whether the whole last day is over."""
        return self.senast < self.today


def about_atagande(row: AtagandeRad, nar: Nar) -> AttGora:
    """Return an åtagande to do, to verify, or whose avsteg is to be decided on."""
    page = f"/ataganden/{row.id}"
    party = row.mottagare if row.sektor is None else f"{row.mottagare}, {row.sektor.lower()}"
    utvag = None
    if row.lage is AtagandeLage.RAPPORTERAT:
        kicker, said, knapp = f"{party} har rapporterat", None, Lank("Läs och verifiera", page)
    elif row.lage is AtagandeLage.AVSTEG_ANMALT:
        kicker, said, knapp = f"{party} har anmält avsteg", None, Lank("Läs och ta ställning", page)
    else:
        kicker, said = f"{row.beslut_beteckning} · {row.beslut_rubrik}", row.svar.att_gora
        knapp, utvag = _report(row, page), Lank(_NO_WAY, f"{page}/steg/anmal_avsteg")
    return AttGora(
        Slag.ATAGANDE, kicker, row.text, nar.words(said, party), nar.senast, nar.late, knapp, utvag
    )


def _report(row: AtagandeRad, page: str) -> Lank:
    if row.form in STANDING:
        return Lank("Stäm av", f"{page}/steg/stam_av")
    return Lank(reporting(row.svar), f"{page}/steg/rapportera")


def about_svar(row: Waiting, nar: Nar) -> AttGora:
    """Return a remiss to answer for a recipient; ``row`` has id, rubrik and drag."""
    knapp = Lank("Läs och svara", f"/remisser/{row.sak_id}")
    return AttGora(
        Slag.REMISS,
        "Remiss",
        f"Svaret från {row.drag}: {row.rubrik}",
        nar.words(),
        nar.senast,
        nar.late,
        knapp,
    )


def about_remiss(row: Waiting, left: str, nar: Nar) -> AttGora:
    """Return a round of which something is left to do; ``row`` has sak_id and rubrik."""
    knapp = Lank(left, f"/remisser/{row.sak_id}")
    return AttGora(Slag.REMISS, "Remiss", row.rubrik, nar.words(), nar.senast, nar.late, knapp)


def about_om(row: Waiting, left: str, nar: Nar) -> AttGora:
    """Return an ärende or a revision whose move it is; what stands before ``left`` is named
    instead, and leads to where it is done.
    """
    lage = LAGEN[Slag(row.slag)](row.lage)
    kicker = " · ".join(
        text for text in (row.beteckning, lage.ord.lower() if row.beteckning else lage.ord) if text
    )
    knapp = _first(row, Lank(left, page_of(Slag(row.slag), row.nr)))
    rubrik = row.rubrik or "Utan rubrik"
    return AttGora(Slag(row.slag), kicker, rubrik, nar.words(), nar.senast, nar.late, knapp)


def _first(row: Waiting, then: Lank) -> Lank:
    """Return what stands before what is left: comments to answer, an objection to deal with."""
    if row.lage in _COMPILED and row.obesvarade and row.remiss_id:
        many = antal(row.obesvarade, "synpunkt", "synpunkter")
        return Lank(f"Besvara {many}", f"/remisser/{row.remiss_id}")
    if row.invandning and row.lage in _ASKED:
        return Lank(_OBJECTION, then.href)
    unasked = row.ofragat and row.lage == RevisionLage.SLUTLIGT.value
    return Lank(_UNASKED, then.href) if unasked else then


def about_mote(row: Waiting, left: str, nar: Nar) -> AttGora:
    """Return a meeting to call, open, close or confirm; ``row`` has sak_id, organ and datum."""
    knapp = Lank(left, f"/moten/{row.sak_id}")
    return AttGora(Slag.MOTE, "Möte", row.mote, nar.words(), nar.senast, nar.late, knapp)


def about_delgivning(row: Waiting, left: str, nar: Nar) -> AttGora:
    """Return decisions to take part of, or an objection to answer; ``row`` has sak_id, lage, organ,
    datum, part.
    """
    knapp, kicker = Lank(left, f"/delgivningar/{row.sak_id}"), row.mote
    objects = row.lage == DelgivningLage.INVAND.value
    rubrik = (
        f"{row.part} invänder mot ett beslut"
        if objects
        else f"Har {row.part} tagit del av besluten?"
    )
    return AttGora(Slag.DELGIVNING, kicker, rubrik, nar.words(), nar.senast, nar.late, knapp)


def about_grupp(row: Waiting, left: str, nar: Nar) -> AttGora:
    """Return a group for a time whose last day is near; ``row`` has sak_id and rubrik."""
    knapp = Lank(left, f"/grupper/{row.sak_id}")
    kicker = "Tillfällig grupp"
    return AttGora(Slag.GRUPP, kicker, row.rubrik, nar.words(), nar.senast, nar.late, knapp)


def about_avtal(row: Waiting, left: str, nar: Nar) -> AttGora:
    """Return an agreement whose text is to be tested, or put there; ``row`` has slug, lage, rubrik,
    sista_dag.
    """
    planned = row.lage == AvtalLage.PLANERAT.value
    what = left if planned else _of_the_text(row, nar.senast)
    knapp = Lank(what, f"/avtal/{row.slug}")
    text = nar.words("avtalet upphör den dagen") if row.sista_dag == nar.senast else nar.words()
    return AttGora(Slag.AVTAL, "Avtal", row.rubrik, text, nar.senast, nar.late, knapp)


def _of_the_text(row: Waiting, day: date) -> str:
    return to_be_done(row.sista_dag, day, by_parties=row.av_parterna)


def about_any(named: Rubrik, slag: Slag, left: str, nar: Nar) -> AttGora:
    """Return a matter of a kind that has no words of its own here."""
    knapp = Lank(left, named.lank)
    kicker = named.beteckning or slag.ord.capitalize()
    return AttGora(slag, kicker, named.rubrik, nar.words(), nar.senast, nar.late, knapp)


def genitive(name: str) -> str:
    """Return whose something is: "Lessebos", but "Hälsans hus"."""
    return name if name.endswith(("s", "x", "z")) else f"{name}s"
