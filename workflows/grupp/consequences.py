"""What follows from the steps of a group for a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workflows.engine.effects import Change, Effect, Notify, TakeStep
from workflows.ground.payload import required
from workflows.ground.sentences import foljd, pastaende
from workflows.grupp import dates
from workflows.grupp.effects import SistaDag
from workflows.grupp.facts import GruppCase, Stod
from workflows.grupp.payloads import Avslut, Forlangning
from workflows.handling import slots

_DELTAR = "Du är med i gruppen eller håller ihop arbetet i ⟨au⟩."


def bildad(case: GruppCase) -> Notify:
    """Return what everybody in a new group is told; ``utlyst`` when it is made."""
    to = dates.medlemmarna(case)
    return Notify("grupp_bildad", to, "Du är med i gruppen.", _told(case), medan=True)


def _told(case: GruppCase) -> dict[str, object]:
    one = case.grupp
    return {
        "grupp": one.namn,
        "uppdrag": one.uppdrag,
        "beslut": one.beslut,
        "sista_dag": one.sista_dag.isoformat(),
        "ledare": [medlem.namn for medlem in one.ledare],
    }


@foljd("Uppdragen i gruppen gäller till den nya sista dagen, och alla i gruppen får veta.")
def forlangd(case: GruppCase, said: Forlangning) -> Iterator[Effect]:
    """Everybody's last day is the new one."""
    last = required(said.sista_dag)
    stod = case.named.find(Stod)
    assert stod is not None  # noqa: S101 - the guards have seen it
    yield Change({"sista_dag": last, "stod_id": stod.id})
    yield SistaDag(last, avslutad=False)
    told = {**_told(case), "sista_dag": last.isoformat(), "beslut": said.beslut}
    yield Notify("grupp_forlangd", (*dates.medlemmarna(case), slots.au(case)), _DELTAR, told)


@foljd(
    "Uppdragen i gruppen tar slut i dag. Det som den bar går till ⟨au⟩, och alla i gruppen och ⟨au⟩"
    " får veta."
)
def avslutad(case: GruppCase, said: Avslut) -> Iterator[Effect]:
    """The work is done, or is to go on elsewhere."""
    last = min(case.today, case.grupp.sista_dag)  # who says so late gives nobody more days
    said_of_it = said.resultat or ""  # whom it reaches is asked before anything is filled in
    yield Change({"resultat": said_of_it, "sista_dag": last})
    yield from _ends(case, last, said_of_it)


@foljd("Det som gruppen bar går till ⟨au⟩, och alla i gruppen och ⟨au⟩ får veta.")
def slut_pa_dagen(case: GruppCase, _said: object) -> Iterator[Effect]:
    """Nobody prolonged it."""
    yield from _ends(case, case.grupp.sista_dag, "")


def _ends(case: GruppCase, last: date, resultat: str) -> Iterator[Effect]:
    yield SistaDag(last, avslutad=True)
    told = {
        **_told(case),
        "sista_dag": last.isoformat(),
        "resultat": resultat,
        "bar": gar_till_au(case),
        "skrev": ges_till_annan(case),
    }
    to = (*dates.medlemmarna(case), slots.au(case), slots.au_ordforande(case))
    yield Notify("grupp_avslutad", to, _DELTAR, told)
    for one in case.grupp.bar:
        yield TakeStep(one.id, "gruppen_upphorde", if_it_can=True)


@pastaende("Det som en grupp bär, och som går till ⟨au⟩ när den avslutas.")
def gar_till_au(case: GruppCase) -> list[str]:
    """Return the names of what the group carries on."""
    return [one.namn for one in case.grupp.bar]


@pastaende("De revisioner som en grupp skriver, och som behöver en annan grupp när den avslutas.")
def ges_till_annan(case: GruppCase) -> list[str]:
    """Return the names of the revisions whose text the group has to write."""
    return [one.namn for one in case.grupp.skriver]
