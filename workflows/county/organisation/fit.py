"""Whether an uppdrag fits the county: its organ, its role there, its huvudman and sector."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from models.text import same_name
from models.vocabulary import OrganSlag, Roll
from workflows.county.organisation.inputs import NyttUppdrag
from workflows.county.profile import Profile, Profilhuvudman, Profilorgan, Profilsektor
from workflows.county.register import Register
from workflows.county.temporary import organ_in
from workflows.ground.errors import Malformed
from workflows.ground.wording import allowed, quoted

T = TypeVar("T", Profilorgan, Profilhuvudman, Profilsektor)


@dataclass(frozen=True, slots=True)
class Plats:
    """Where an uppdrag belongs, by ids and codes of the database. ``sista_dag`` is that of a group
    for a time: no uppdrag in it lasts longer.
    """

    organ_id: int
    huvudman_id: int | None
    sektor: str | None
    sista_dag: date | None = None


@dataclass(frozen=True, slots=True)
class Onskan:
    """What was said about where an uppdrag belongs; None for what was left out or could not be
    understood.
    """

    organ: str | None = None
    roll: Roll | None = None
    huvudman: str | None = None
    sektor: str | None = None


def fit(uppdrag: NyttUppdrag, profile: Profile, register: Register) -> Plats:
    """Return where the uppdrag belongs. Malformed names every field that does not fit, and what
    would.
    """
    wanted = Onskan(uppdrag.organ, uppdrag.roll, uppdrag.huvudman, uppdrag.sektor)
    fitting = _Fitting(wanted, profile, register)
    if fitting.plats is None:
        raise Malformed(fitting.problems)
    return fitting.plats


def misfits(wanted: Onskan, profile: Profile, register: Register) -> dict[str, str]:
    """Return what does not fit of an uppdrag that could be understood only in part, by field."""
    return _Fitting(wanted, profile, register).problems


class _Fitting:
    def __init__(self, wanted: Onskan, profile: Profile, register: Register) -> None:
        self.wanted = wanted
        self.profile = profile
        self.register = register
        self.organ_ids = {organ.kod: organ.id for organ in register.organ}
        self.huvudman_ids = {huvudman.kod: huvudman.id for huvudman in register.huvudman}
        self.problems: dict[str, str] = {}
        self.plats = self._plats()

    def _plats(self) -> Plats | None:
        organ = self._organ()
        huvudman = self._huvudman(organ)
        sektor = self._sektor(organ, huvudman)
        self._role(organ)
        if self.problems or organ is None:
            return None
        return Plats(
            organ_id=self.organ_ids[organ.kod],
            huvudman_id=self.huvudman_ids[huvudman.kod] if huvudman else None,
            sektor=sektor.kod if sektor else None,
            sista_dag=next(one.tom for one in self.register.organ if one.kod == organ.kod),
        )

    def _organ(self) -> Profilorgan | None:
        return self._chosen("organ", self.wanted.organ, organ_in(self.profile, self.register))

    def _huvudman(self, organ: Profilorgan | None) -> Profilhuvudman | None:
        parter = self.profile.huvudman_i(*organ.parter) if organ else self.profile.huvudman
        known = [one for one in parter if one.kod in self.huvudman_ids]
        roll = self.wanted.roll
        if (
            self.wanted.huvudman is None
            and organ
            and roll
            and self._stands_for_a_huvudman(organ, roll)
        ):
            self.problems["huvudman"] = (
                f"Saknas. {roll.ord.capitalize()} företräder en huvudman."
                f" {allowed(one.kortnamn for one in known)}"
            )
        return self._chosen("huvudman", self.wanted.huvudman, known)

    def _sektor(
        self, organ: Profilorgan | None, huvudman: Profilhuvudman | None
    ) -> Profilsektor | None:
        sektorer = self.profile.sektorer_for(huvudman.slag) if huvudman else self.profile.sektor
        inside = [
            one
            for one in sektorer
            if organ is None or not organ.sektorer or one.kod in organ.sektorer
        ]
        return self._chosen("sektor", self.wanted.sektor, inside)

    def _stands_for_a_huvudman(self, organ: Profilorgan, roll: Roll) -> bool:
        # Others may sit in a group or a forum without a huvudman, such as the landshövding; and in
        # the ledningsgrupp those of a sector that no kind of huvudman has, such as
        # invånarrepresentanter.
        wanted = same_name(self.wanted.sektor or "")
        if any(not one.slag and wanted in _names(one) for one in self.profile.sektor):
            return False
        return roll is Roll.KONTAKTPERSON or (
            organ.slag is OrganSlag.LEDNINGSGRUPP and roll is Roll.LEDAMOT
        )

    def _role(self, organ: Profilorgan | None) -> None:
        roll = self.wanted.roll
        if organ and roll and roll not in organ.roller:
            words = allowed(known.ord for known in organ.roller)
            self.problems["roll"] = f"{organ.kortnamn} har inte rollen {quoted(roll.ord)}. {words}"

    def _chosen(self, field: str, text: str | None, known: Iterable[T]) -> T | None:
        """Return the one that the text names by code or name; note the problem when there
        is none.
        """
        if text is None:
            return None
        choices = list(known)
        found = next((one for one in choices if same_name(text) in _names(one)), None)
        if found is None:
            self.problems[field] = (
                f"{quoted(text)} går inte att välja här. {allowed(map(_short, choices))}"
            )
        return found


def _short(one: Profilorgan | Profilhuvudman | Profilsektor) -> str:
    return one.namn if isinstance(one, Profilsektor) else one.kortnamn


def _names(one: Profilorgan | Profilhuvudman | Profilsektor) -> set[str]:
    return {same_name(name) for name in (one.kod, one.namn, _short(one))}
