"""The roles a lifecycle names, and what makes somebody one.

Uppdrag of the day and the facts of the matter, one table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.base import Ord
from models.vocabulary import OrganSlag, PartSlag, Roll
from workflows.actors import Actor
from workflows.cases import (
    ArendeCase,
    AtagandeCase,
    AtagandeFacts,
    AvtalCase,
    Case,
    DelgivningCase,
    MoteCase,
    OmCase,
    PartFacts,
    RemissCase,
    RevisionCase,
)


class R(Ord):
    """Who may take a step."""

    INITIATIVTAGARE = (
        "initiativtagare",
        "avsändaren",
        "Den som skrev ärendet, eller någon i organet som lämnade in det.",
    )
    SEKRETERARE = "sekreterare", "sekreteraren", "Sekreterare i ⟨au⟩ eller ⟨ledningsgrupp⟩."
    AU = "au", "⟨au⟩", "Den som har uppdrag i ⟨au⟩."
    AU_ORDFORANDE = "au_ordforande", "⟨au_genitiv⟩ ordförande", "Ordförande eller vice ordförande i ⟨au⟩."
    LEDNINGSGRUPP = "ledningsgrupp", "⟨ledningsgrupp⟩", "Den som har uppdrag i ⟨ledningsgrupp⟩."
    ORDFORANDE = "ordforande", "ordföranden", "Ordförande eller vice ordförande i mötets organ."
    HANDLAGGARE = "handlaggare", "handläggaren", "Den ⟨au⟩ utsett att hålla i ärendet, eller den grupp som fått det."
    BARARE = "barare", "den som bär dialogen", "Den som har uppdrag i organet som fick dialogen."
    MOTTAGARE = "mottagare", "den som har fått remissen", "Den som svarar för en tillfrågad part."
    JUSTERARE = "justerare", "justeraren", "Den som utsetts att justera."
    ANSVARIG = "ansvarig", "den ansvariga", "Den som svarar för parten i frågan, en ersättare eller delegat."
    VERIFIERARE = "verifierare", "den som ska verifiera", "Den som beslutet pekade ut, aldrig den som rapporterade."
    AVTALSAGARE = "avtalsagare", "den ansvariga gruppen", "Den som håller ihop gruppen som ansvarar för avtalet."
    PART = "part", "en part", "Den som svarar för en huvudman som är part i avtalet."
    SAMMANKALLANDE = (
        "sammankallande",
        "gruppens sammankallande",
        "Den som håller ihop gruppen som skriver; innan den är vald, gruppen som ansvarar för avtalet.",
    )
    GRUPP = "grupp", "någon i gruppen", "Den som har uppdrag i gruppen som skriver."
    GODKANNARE = "godkannare", "en ledamot som ska godkänna", "Den som ska säga vad den anser, eller dess ersättare."
    KLOCKAN = "klockan", "klockan", "Tiden själv; aldrig en person."
    FOLJD = "foljd", "ett annat steg", "Ingen: steget tas bara som följd av ett annat."


CHAIRS = (Roll.ORDFORANDE, Roll.VICE_ORDFORANDE)
LEADS = (*CHAIRS, Roll.SAMMANKALLANDE, Roll.SEKRETERARE)  # those who lead a group or keep its papers


def roles_of(actor: Actor, case: Case) -> frozenset[R]:
    """Return every role the actor has towards this matter today."""
    if actor.ar_klockan:
        return frozenset({R.KLOCKAN})
    return frozenset(role for role, holds in _HOLDS.items() if holds(actor, case))


def _initiator(actor: Actor, case: Case) -> bool:
    if not isinstance(case, ArendeCase):
        return False
    organ_id = case.arende.avsandare_organ_id
    in_organ = organ_id is not None and case.sak.lage != "utkast" and actor.har(organ_id=organ_id)
    return actor.person_id == case.arende.skapad_av or in_organ


def _au(actor: Actor, _case: Case) -> bool:
    return actor.har(slag=OrganSlag.AU)


def _secretary(actor: Actor, case: Case) -> bool:
    here = isinstance(case, MoteCase) and actor.har(organ_id=case.mote.organ_id, roller=(Roll.SEKRETERARE,))
    return here or is_secretary(actor)


def is_secretary(actor: Actor) -> bool:
    """Tell whether the actor keeps the papers of AU or the ledningsgrupp."""
    return any(actor.har(slag=slag, roller=(Roll.SEKRETERARE,)) for slag in (OrganSlag.AU, OrganSlag.LEDNINGSGRUPP))


def _au_chair(actor: Actor, _case: Case) -> bool:
    return actor.har(slag=OrganSlag.AU, roller=CHAIRS)


def _leadership(actor: Actor, _case: Case) -> bool:
    return actor.har(slag=OrganSlag.LEDNINGSGRUPP, roller=(*CHAIRS, Roll.LEDAMOT))


def _chair(actor: Actor, case: Case) -> bool:
    return isinstance(case, MoteCase) and actor.har(organ_id=case.mote.organ_id, roller=CHAIRS)


def _handler(actor: Actor, case: Case) -> bool:
    if not isinstance(case, OmCase | RemissCase):
        return False
    group = case.om.grupp_organ_id
    return actor.person_id == case.om.handlaggare_id or (group is not None and actor.har(organ_id=group))


def _carrier(actor: Actor, case: Case) -> bool:
    organ_id = case.arende.barare_organ_id if isinstance(case, ArendeCase) else None
    return organ_id is not None and actor.har(organ_id=organ_id)


def _recipient(actor: Actor, case: Case) -> bool:
    return isinstance(case, RemissCase) and bool(answerable(actor, case))


def answerable(actor: Actor, case: RemissCase) -> frozenset[int]:
    """Return the ids of the recipients the actor answers for.

    A huvudman through the ledningsgrupp, an organ, or oneself.
    """
    for_huvudman = {
        m.huvudman_id for m in actor.mandat if m.organ_slag == OrganSlag.LEDNINGSGRUPP or m.roll == Roll.KONTAKTPERSON
    }
    return frozenset(
        mottagare.id
        for mottagare in case.remiss.mottagare
        if (mottagare.huvudman_id is not None and mottagare.huvudman_id in for_huvudman)
        or (mottagare.organ_id is not None and actor.har(organ_id=mottagare.organ_id))
        or (mottagare.person_id is not None and mottagare.person_id == actor.person_id)
    )


def _confirmer(actor: Actor, case: Case) -> bool:
    return isinstance(case, MoteCase) and is_or_stands_in(actor, case.mote.justerare_id)


def _responsible(actor: Actor, case: Case) -> bool:
    if isinstance(case, DelgivningCase):
        one = case.delgivning
        lgs = case.register.ledningsgrupp().id
        return actor.person_id in one.ansvariga or _speaks_for(actor, one.huvudman_id, lgs, None)
    return isinstance(case, AtagandeCase) and _answers_for(actor, case.atagande)


def _answers_for(actor: Actor, atagande: AtagandeFacts) -> bool:
    if actor.person_id in {atagande.delegat_id, atagande.person_id, *atagande.ansvariga}:
        return True
    if atagande.organ_id is not None:
        return actor.har(organ_id=atagande.organ_id)
    return _speaks_for(actor, atagande.huvudman_id, atagande.ansvar_organ_id, atagande.sektor)


def _speaks_for(actor: Actor, huvudman_id: int | None, organ_id: int | None, sektor: str | None) -> bool:
    """Tell whether the actor has an uppdrag for the huvudman: in the organ, or as its kontaktperson."""
    return any(
        (m.organ_id == organ_id or m.roll == Roll.KONTAKTPERSON)
        and m.huvudman_id == huvudman_id
        and sektor in {None, m.sektor}
        for m in actor.mandat
    )


def _verifier(actor: Actor, case: Case) -> bool:
    return isinstance(case, AtagandeCase) and is_or_stands_in(actor, case.atagande.verifierare_id)


def _keeper(actor: Actor, case: Case) -> bool:
    return isinstance(case, AvtalCase) and actor.har(organ_id=case.avtal.agare_organ_id, roller=LEADS)


def _convener(actor: Actor, case: Case) -> bool:
    if not isinstance(case, RevisionCase):
        return False
    return actor.har(organ_id=case.revision.grupp_organ_id or case.revision.agare_organ_id, roller=LEADS)


def _in_group(actor: Actor, case: Case) -> bool:
    group = case.revision.grupp_organ_id if isinstance(case, RevisionCase) else None
    return group is not None and actor.har(organ_id=group)


def _approver(actor: Actor, case: Case) -> bool:
    return isinstance(case, RevisionCase) and any(is_or_stands_in(actor, one.id) for one in case.godkannare)


def _bound(actor: Actor, case: Case) -> bool:
    if isinstance(case, RevisionCase):
        return any(speaks_for(actor, case, part.huvudman_id) for part in case.kvar())
    return isinstance(case, AvtalCase) and any(speaks_for_party(actor, case, part) for part in case.parter)


def speaks_for(actor: Actor, case: Case, huvudman_id: int) -> bool:
    """Tell whether the actor answers for a huvudman in the ledningsgrupp, or as its kontaktperson."""
    return _speaks_for(actor, huvudman_id, case.register.ledningsgrupp().id, None)


def speaks_for_party(actor: Actor, case: Case, part: PartFacts) -> bool:
    """Tell whether the actor answers for a huvudman that is bound by an agreement."""
    return part.slag is PartSlag.PART and part.huvudman_id is not None and speaks_for(actor, case, part.huvudman_id)


def is_or_stands_in(actor: Actor, person_id: int | None) -> bool:
    """Tell whether the actor is the person, or substitutes for them in some uppdrag."""
    return person_id is not None and (actor.person_id == person_id or any(m.for_id == person_id for m in actor.mandat))


_HOLDS: Mapping[R, Callable[[Actor, Case], bool]] = {
    R.INITIATIVTAGARE: _initiator,
    R.SEKRETERARE: _secretary,
    R.AU: _au,
    R.AU_ORDFORANDE: _au_chair,
    R.LEDNINGSGRUPP: _leadership,
    R.ORDFORANDE: _chair,
    R.HANDLAGGARE: _handler,
    R.BARARE: _carrier,
    R.MOTTAGARE: _recipient,
    R.JUSTERARE: _confirmer,
    R.ANSVARIG: _responsible,
    R.VERIFIERARE: _verifier,
    R.AVTALSAGARE: _keeper,
    R.PART: _bound,
    R.SAMMANKALLANDE: _convener,
    R.GRUPP: _in_group,
    R.GODKANNARE: _approver,
}
