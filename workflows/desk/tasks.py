"""What waits for somebody, as they read it: the question as a heading, by when, and the one thing
to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.lagen import LAGEN, AtagandeLage, AvtalLage, DelgivningLage, Slag
from models.vocabulary import STANDING, SvarSlag
from workflows.avtal.dates import to_be_done
from workflows.beslut.obligations import AtagandeRad
from workflows.desk.mine import Waiting
from workflows.engine.case import Rubrik
from workflows.ground.words import dag, lang_dag
from workflows.handling.om import page_of

_BUTTONS = {SvarSlag.NAMN: "Lämna namn", SvarSlag.FIL: "Lämna fil", SvarSlag.TEXT: "Redovisa"}
_NO_WAY = "Vi kan inte nu – be om stöd"


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
        kicker, said = f"Beslut {lang_dag(row.beslutsdag)}", f"svar: {row.svar.ord}"
        knapp, utvag = _report(row, page), Lank(_NO_WAY, f"{page}/steg/anmal_avsteg")
    return AttGora(
        Slag.ATAGANDE, kicker, row.text, nar.words(said, party), nar.senast, nar.late, knapp, utvag
    )


def _report(row: AtagandeRad, page: str) -> Lank:
    if row.form in STANDING:
        return Lank("Stäm av", f"{page}/steg/stam_av")
    return Lank(_BUTTONS.get(row.svar, "Rapportera klart"), f"{page}/steg/rapportera")


def about_svar(row: Waiting, nar: Nar) -> AttGora:
    """Return a remiss to answer for a recipient; ``row`` has id, rubrik and drag."""
    knapp = Lank("Läs och svara", f"/remisser/{row.sak_id}")
    return AttGora(
        Slag.REMISS,
        f"Remiss · {row.rubrik}",
        f"{genitive(row.drag)} svar",
        nar.words(),
        nar.senast,
        nar.late,
        knapp,
    )


def about_remiss(row: Waiting, step: str, nar: Nar) -> AttGora:
    """Return a round that can go on; ``row`` has sak_id and rubrik, ``step`` says how."""
    knapp = Lank(step, f"/remisser/{row.sak_id}")
    return AttGora(Slag.REMISS, "Remiss", row.rubrik, nar.words(), nar.senast, nar.late, knapp)


def about_om(row: Waiting, step: str, nar: Nar) -> AttGora:
    """Return an ärende or a revision whose move it is; ``row`` has slag, nr, beteckning, rubrik and
    lage.
    """
    lage = LAGEN[Slag(row.slag)](row.lage)
    kicker = " · ".join(
        text for text in (row.beteckning, lage.ord.lower() if row.beteckning else lage.ord) if text
    )
    knapp = Lank(step, page_of(Slag(row.slag), row.nr))
    rubrik = row.rubrik or "Utan rubrik"
    return AttGora(Slag(row.slag), kicker, rubrik, nar.words(), nar.senast, nar.late, knapp)


def about_mote(row: Waiting, step: str, nar: Nar) -> AttGora:
    """Return a meeting to call, open, close or confirm; ``row`` has sak_id, organ and datum."""
    knapp = Lank(step, f"/moten/{row.sak_id}")
    return AttGora(Slag.MOTE, "Möte", row.mote, nar.words(), nar.senast, nar.late, knapp)


def about_delgivning(row: Waiting, nar: Nar) -> AttGora:
    """Return decisions to take part of, or an objection to answer; ``row`` has sak_id, lage, organ,
    datum, part.
    """
    page, kicker = f"/delgivningar/{row.sak_id}", row.mote
    if row.lage == DelgivningLage.INVAND.value:
        rubrik, knapp = f"{row.part} invänder mot ett beslut", Lank("Läs och svara", page)
    else:
        rubrik, knapp = (
            f"Har {row.part} tagit del av besluten?",
            Lank("Läs besluten och svara", page),
        )
    return AttGora(Slag.DELGIVNING, kicker, rubrik, nar.words(), nar.senast, nar.late, knapp)


def about_avtal(row: Waiting, _step: str, nar: Nar) -> AttGora:
    """Return an agreement whose text is to be tested, or put there; ``row`` has slug, lage, rubrik,
    sista_dag.
    """
    what = to_be_done(row.sista_dag, nar.senast)
    knapp = Lank(
        "Lägg in texten" if row.lage == AvtalLage.PLANERAT.value else what, f"/avtal/{row.slug}"
    )
    text = nar.words("avtalet upphör den dagen") if row.sista_dag == nar.senast else nar.words()
    return AttGora(Slag.AVTAL, "Avtal", row.rubrik, text, nar.senast, nar.late, knapp)


def about_any(named: Rubrik, slag: Slag, step: str, nar: Nar) -> AttGora:
    """Return a matter of a kind that has no words of its own here."""
    knapp = Lank(step, named.lank)
    kicker = named.beteckning or slag.ord.capitalize()
    return AttGora(slag, kicker, named.rubrik, nar.words(), nar.senast, nar.late, knapp)


def genitive(name: str) -> str:
    """Return whose something is: "Lessebos", but "Hälsans hus"."""
    return name if name.endswith(("s", "x", "z")) else f"{name}s"
