"""The roles a lifecycle names, and what an uppdrag lets somebody do, whatever the matter is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.base import Ord
from models.vocabulary import OrganSlag, Roll
from workflows.county.actors import Actor, Mandat


class R(Ord):
    """Who may take a step."""

    INITIATIVTAGARE = (
        "initiativtagare",
        "avsändaren",
        "Den som skrev ärendet, eller någon i organet som lämnade in det.",
    )
    SEKRETERARE = "sekreterare", "sekreteraren", "Sekreterare i ⟨au⟩ eller ⟨ledningsgrupp⟩."
    AU = "au", "⟨au⟩", "Den som har uppdrag i ⟨au⟩."
    AU_ORDFORANDE = (
        "au_ordforande",
        "⟨au_genitiv⟩ ordförande",
        "Ordförande eller vice ordförande i ⟨au⟩.",
    )
    LEDNINGSGRUPP = "ledningsgrupp", "⟨ledningsgrupp⟩", "Den som har uppdrag i ⟨ledningsgrupp⟩."
    ORDFORANDE = "ordforande", "ordföranden", "Ordförande eller vice ordförande i mötets organ."
    HANDLAGGARE = (
        "handlaggare",
        "handläggaren",
        "Den ⟨au⟩ utsett att hålla i ärendet, eller den grupp som fått det.",
    )
    BARARE = "barare", "den som bär dialogen", "Den som har uppdrag i organet som fick dialogen."
    FORUMET = (
        "forumet",
        "forumets sekreterare",
        "Sekreterare, ordförande eller vice ordförande i forumet dit frågan är lyft.",
    )
    KALLAD = "kallad", "den som är kallad", "Den som har uppdrag i organet som möts."
    MOTTAGARE = "mottagare", "den som har fått remissen", "Den som svarar för en tillfrågad part."
    JUSTERARE = "justerare", "justeraren", "Den som utsetts att justera."
    ANSVARIG = (
        "ansvarig",
        "den ansvariga",
        "Den som svarar för parten i frågan, en ersättare eller delegat.",
    )
    VERIFIERARE = (
        "verifierare",
        "den som ska verifiera",
        "Den som beslutet pekade ut, aldrig den som rapporterade.",
    )
    AVTALSAGARE = (
        "avtalsagare",
        "den ansvariga gruppen",
        "Den som håller ihop gruppen som ansvarar för avtalet.",
    )
    PART = "part", "en part", "Den som svarar för en huvudman som är part i avtalet."
    SAMMANKALLANDE = (
        "sammankallande",
        "gruppens sammankallande",
        (
            "Den som håller ihop gruppen. Innan någon grupp är vald för en revision är det gruppen"
            " som ansvarar för avtalet."
        ),
    )
    GRUPP = "grupp", "någon i gruppen", "Den som har uppdrag i gruppen som skriver."
    GODKANNARE = (
        "godkannare",
        "en ledamot som ska godkänna",
        "Den som ska säga vad den anser, eller dess ersättare.",
    )
    UNDERTECKNARE = (
        "undertecknare",
        "den som skriver under",
        "Den som parten har sagt skriver under för den.",
    )
    KLOCKAN = "klockan", "klockan", "Tiden själv; aldrig en person."
    FOLJD = "foljd", "ett annat steg", "Ingen: steget tas bara som följd av ett annat."


# Roles that are no person's: what only they take is never offered to anybody.
NOBODYS = frozenset({R.KLOCKAN, R.FOLJD})

CHAIRS = (Roll.ORDFORANDE, Roll.VICE_ORDFORANDE)

# Those who lead a group or keep its papers.
LEADS = (*CHAIRS, Roll.SAMMANKALLANDE, Roll.SEKRETERARE)


def is_au(actor: Actor) -> bool:
    """Tell whether the actor takes part in AU's work."""
    return actor.har(slag=OrganSlag.AU) or is_secretary(actor)


def is_secretary(actor: Actor) -> bool:
    """Tell whether the actor keeps the papers of AU or the ledningsgrupp."""
    return any(
        actor.har(slag=slag, roller=(Roll.SEKRETERARE,))
        for slag in (OrganSlag.AU, OrganSlag.LEDNINGSGRUPP)
    )


# Those who keep the papers of an organ, or hold a group together.
_KEEPS = (Roll.SEKRETERARE, Roll.SAMMANKALLANDE)


def plans_meetings(actor: Actor, organ_id: int | None = None) -> bool:
    """Tell whether the actor plans the meetings of an organ, of any when none is said: who keeps
    its papers or holds it together, and the sekreterare, who plans everybody's.
    """
    return is_secretary(actor) or actor.har(organ_id=organ_id, roller=_KEEPS)


def holds_for(
    actor: Actor, huvudman_id: int | None, organ_id: int | None, sektor: str | None
) -> bool:
    """Tell whether the actor has an uppdrag for the huvudman: in the organ, or as its
    kontaktperson.
    """
    return any(
        (m.organ_id == organ_id or is_contact(m))
        and m.huvudman_id == huvudman_id
        and sektor in {None, m.sektor}
        for m in actor.mandat
    )


def is_contact(mandat: Mandat) -> bool:
    """Tell whether an uppdrag is that of a huvudman's kontaktperson."""
    return mandat.huvudman_id is not None and mandat.roll is Roll.KONTAKTPERSON


def is_chef(mandat: Mandat) -> bool:
    """Tell whether an uppdrag is that of a huvudman's chef in the ledningsgrupp."""
    leads = mandat.organ_slag is OrganSlag.LEDNINGSGRUPP
    return mandat.huvudman_id is not None and leads and not is_contact(mandat)


def speaks_as_party(mandat: Mandat) -> bool:
    """Tell whether an uppdrag is to answer for a huvudman: its chef's, or its kontaktperson's."""
    return is_chef(mandat) or is_contact(mandat)


def answers_for(actor: Actor) -> list[int]:
    """Return the huvudmän whose chef or kontaktperson the actor is."""
    found = (one.huvudman_id for one in actor.mandat if speaks_as_party(one))
    return sorted({one for one in found if one is not None})


def is_or_stands_in(actor: Actor, person_id: int | None) -> bool:
    """Tell whether the actor is the person, or substitutes for them in some uppdrag."""
    return person_id is not None and (
        actor.person_id == person_id or any(m.for_id == person_id for m in actor.mandat)
    )


# The roles somebody has whatever the matter is.
EVERYWHERE: Mapping[R, Callable[[Actor], bool]] = {
    R.SEKRETERARE: is_secretary,
    R.AU: lambda actor: actor.har(slag=OrganSlag.AU),
    R.AU_ORDFORANDE: lambda actor: actor.har(slag=OrganSlag.AU, roller=CHAIRS),
    R.LEDNINGSGRUPP: lambda actor: actor.har(
        slag=OrganSlag.LEDNINGSGRUPP, roller=(*CHAIRS, Roll.LEDAMOT)
    ),
}
