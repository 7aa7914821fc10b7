"""Whose move it is, as slots made from the facts of a matter, and who handles it or answers for a
huvudman in it.
"""

from __future__ import annotations

from models.vocabulary import HuvudmanSlag, OrganSlag, Roll
from workflows.county.actors import Actor
from workflows.county.mandate import answers_for
from workflows.county.register import OrganFacts
from workflows.county.slots import Slot
from workflows.engine.case import Case
from workflows.ground.sentences import vems_drag
from workflows.handling.facts import AboutCase, AtagandeFacts, MottagareFacts, OmCase

FRAGADE = "De som fått remissen"  # who a round waits for, as its own frist says it
HALLER_IHOP = "Du håller ihop arbetet i ⟨au⟩."  # why a letter comes to AU


@vems_drag("⟨au⟩")
def au(case: Case) -> Slot:
    """AU; its mail goes to its sekreterare."""
    return Slot(drag="⟨au⟩", organ_id=case.register.au().id, roll=Roll.SEKRETERARE)


INGEN = "ingen"


@vems_drag("ingen: det sker av sig självt på dagen (⟨au⟩ bevakar)")
def ingen(case: Case) -> Slot:
    """Nobody: the day brings the next move, and AU watches that it comes."""
    return Slot(drag=INGEN, organ_id=case.register.au().id, roll=Roll.SEKRETERARE)


def au_ordforande(case: Case) -> Slot:
    """AU's chair."""
    return Slot(
        drag="⟨au_genitiv⟩ ordförande", organ_id=case.register.au().id, roll=Roll.ORDFORANDE
    )


@vems_drag("sekreteraren")
def sekreterare(case: Case) -> Slot:
    """The one who keeps the papers of the ledningsgrupp."""
    return Slot(drag="Sekreteraren", organ_id=case.register.au().id, roll=Roll.SEKRETERARE)


@vems_drag("handläggaren")
def handlaggaren(case: AboutCase) -> Slot:
    """The one AU chose, or the group that AU gave it to; AU until then."""
    if case.om.handlaggare_id is not None:
        return Slot(drag="Handläggaren", person_id=case.om.handlaggare_id)
    return organets(case, case.om.grupp_organ_id)


def organets(case: Case, organ_id: int | None) -> Slot:
    """An organ; its sammankallande or chair answers for it. AU when there is none."""
    organ = case.register.organ_by_id(organ_id)
    if organ is None:
        return au(case)
    return Slot(drag=organ.kortnamn, organ_id=organ.id, roll=roll_for(organ))


def roll_for(organ: OrganFacts) -> Roll:
    """Return the role that answers for an organ: a group's sammankallande, other bodies' chair."""
    groups = {OrganSlag.PROCESSGRUPP, OrganSlag.ARBETSGRUPP}
    return Roll.SAMMANKALLANDE if organ.slag in groups else Roll.ORDFORANDE


def huvudmannens(case: Case, huvudman_id: int, sektor: str | None) -> Slot:
    """The chef in the ledningsgrupp who answers for a huvudman, in the profile's order of
    sectors.
    """
    huvudman = case.register.huvudman_by_id(huvudman_id)
    slag = huvudman.slag if huvudman else HuvudmanSlag.KOMMUN
    return Slot(
        drag=huvudman.kortnamn if huvudman else "Huvudmannen",
        organ_id=case.register.ledningsgrupp().id,
        huvudman_id=huvudman_id,
        sektor=sektor,
        sektorer=case.profile.ansvarsordning.sektorer(slag),
    )


def ansvarig_for(case: Case, atagande: AtagandeFacts) -> Slot:
    """The responsible slot of one åtagande: a delegate first, else the person, organ or huvudman it
    was given to.
    """
    person_id = atagande.delegat_id or atagande.person_id
    if person_id:
        return Slot(drag=atagande.mottagare, person_id=person_id)
    if atagande.huvudman_id:
        return huvudmannens(case, atagande.huvudman_id, atagande.sektor)
    return organets(case, atagande.organ_id)


def mottagarens(case: Case, mottagare: MottagareFacts) -> Slot:
    """The one who answers a remiss for a recipient."""
    if mottagare.person_id:
        return Slot(drag=mottagare.namn, person_id=mottagare.person_id)
    if mottagare.huvudman_id:
        return huvudmannens(case, mottagare.huvudman_id, mottagare.sektor)
    return organets(case, mottagare.organ_id)


@vems_drag("parterna (⟨au⟩ bevakar)")
def parterna(case: OmCase) -> Slot:
    """The parties carry out what was decided; AU watches the whole."""
    return Slot(drag="Parterna", organ_id=case.register.au().id, roll=Roll.SEKRETERARE)


def handles(actor: Actor, case: AboutCase) -> bool:
    """Tell whether the actor was chosen to handle what the matter is about, or is in the group that
    does.
    """
    group = case.om.grupp_organ_id
    return actor.person_id == case.om.handlaggare_id or (
        group is not None and actor.har(organ_id=group)
    )


def speaks_for(actor: Actor, huvudman_id: int) -> bool:
    """Tell whether the actor answers for a huvudman in the ledningsgrupp, or as its
    kontaktperson.
    """
    return huvudman_id in answers_for(actor)
