"""What is said when somebody else has what is another's: that they are away, or that an uppdrag
stands empty, and where it is filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlencode

from workflows.county.bemanning import Bemanning
from workflows.county.register import Register
from workflows.county.slots import Borta, Holder, Slot, Vakans
from workflows.ground.sentences import pastaende
from workflows.ground.words import full_dag, stor, uppraknat


def to_holder(said: Mapping[str, object], holder: Holder, register: Register) -> dict[str, object]:
    """Return what a letter, or a line of it, says to this person.

    To whom it has only fallen the answer is not theirs: it says whose uppdrag stands empty
    (``tom_plats``; a person who has left is ``borta``, who is away without an ersättare who is
    there stands in ``franvarande``), and to who can fill it where (``tillsatt``, "" otherwise).
    """
    if holder.vakans is None:
        return dict(said)
    vakans, slot = holder.vakans, holder.vakans.slot
    kept = {name: value for name, value in said.items() if name != "svara"}
    left = slot.person_id is not None and not vakans.borta
    return {
        **kept,
        "tom_plats": slot.drag,
        "borta": left,
        "franvarande": _away(vakans.borta),
        "fyll": "Välj en ersättare" if vakans.borta else "Lägg till någon",
        "tillsatt": _filled_at(vakans, register) if vakans.tillsatter else "",
    }


@pastaende("Vem som är borta eller saknas, och hos vem saken ligger så länge.")
def where_it_lies(slot: Slot, bemanning: Bemanning) -> str:
    """Say why somebody else has a slot than whose it is, and who; "" when it is their own."""
    holders = bemanning.holders(slot)
    said = [
        f"{one.namn} är ersättare för {one.for_namn}, som är borta{_till(one.for_namn, bemanning)}."
        for one in holders
        if one.for_namn and one.vakans is None and not one.ocksa
    ]
    alone = [
        f"{one.namn} är borta till {full_dag(bemanning.borta[one.id].tom)}, och ingen annan är på"
        " plats."
        for one in holders
        if one.vakans is None and one.id in bemanning.borta
    ]
    too = [
        f"Halva tiden gick utan ett ord från {one.jamte}: ersättaren {one.namn} har också fått"
        " frågan."
        for one in holders
        if one.ocksa
    ]
    return " ".join([*said, *alone, *too, *_fallen(holders)])


@pastaende("Vem som har det som är någons som är borta.")
def has_it_instead(person_id: int, bemanning: Bemanning, register: Register) -> str:
    """Say who has what is somebody's who is away, and what of it; "" for who is there, or has
    nothing.
    """
    theirs: dict[str, list[str]] = {}
    for plats in bemanning.platser if person_id in bemanning.borta else ():
        if plats.person_id != person_id or not plats.galler:
            continue
        where = (plats.roll, plats.organ_id, plats.huvudman_id, plats.sektor, person_id)
        organ = register.organ_by_id(plats.organ_id)
        for holder in bemanning.holders(Slot("", *where))[:1]:
            if organ and holder.id not in bemanning.borta:
                theirs.setdefault(holder.namn, []).append(organ.kortnamn)
    parts = [f"{name} det som rör {uppraknat(dict.fromkeys(of))}" for name, of in theirs.items()]
    if len(parts) > 1:
        return f"Så länge har {uppraknat(parts)}."
    return f"{next(iter(theirs))} har frågorna så länge." if theirs else ""


@pastaende("Att en ersättare har fått frågan också, när halva tiden gick utan ett ord.")
def asked_beside(holder: Holder) -> str:
    """Say to one of two who both have a question who the other is; "" to who has it alone."""
    if not holder.jamte:
        return ""
    if holder.ocksa:
        said = f"Halva tiden gick utan ett ord från {holder.jamte}, så du har också fått frågan."
    else:
        said = (
            f"Halva tiden har gått, så {holder.jamte} har också fått frågan, som ersättare för"
            f" {holder.for_namn or 'dig'}."
        )
    return f"{said} Det räcker att en av er svarar."


def _till(namn: str, bemanning: Bemanning) -> str:
    """Return until when somebody is away, by name."""
    people = bemanning.personer
    days = [
        one.tom
        for person_id, one in bemanning.borta.items()
        if person_id in people and people[person_id].namn == namn
    ]
    return f" till {full_dag(max(days))}" if days else ""


def _fallen(holders: Iterable[Holder]) -> Iterator[str]:
    for one in holders:
        if one.vakans is not None:
            gone = _away(one.vakans.borta) or "ingen har uppdraget just nu"
            yield f"{stor(gone)}. {one.namn} har det så länge."


def _away(gone: Sequence[Borta]) -> str:
    """Return who is away and until when, without an ersättare who is there; "" for nobody."""
    if not gone:
        return ""
    names = uppraknat([f"{one.namn} (till {full_dag(one.tom)})" for one in gone])
    if len(gone) > 1:
        return f"{names} är borta utan ersättare på plats"
    return f"{gone[0].namn} är borta till {full_dag(gone[0].tom)} utan ersättare på plats"


def _filled_at(vakans: Vakans, register: Register) -> str:
    if vakans.borta:
        return f"/personer/{vakans.borta[0].id}"
    organ = register.organ_by_id(vakans.slot.organ_id)
    return "" if organ is None or organ.avslutad else _place(vakans.slot, register)


# Why letters about an ärende come to who asked. Who cannot sign in had it handed in by another.
RAISED_IT, ASKED_IT = "Du lämnade in ärendet.", "Ärendet lämnades in åt dig."


def why(own: str, holders: Iterable[Holder]) -> str:
    """Return why a letter comes to a person who holds these slots; ``own`` unless all of them have
    fallen to them.
    """
    holders = list(holders)
    if own == RAISED_IT and not any(holder.konto for holder in holders):
        return ASKED_IT
    fallen = [holder.vakans for holder in holders]
    if None in fallen:
        return own
    fills = any(vakans.tillsatter for vakans in fallen if vakans)
    return (
        "Ingen annan kan svara just nu, och du"
        f" {'håller ihop arbetet' if fills else 'är kontaktperson'}."
    )


def _place(slot: Slot, register: Register) -> str:
    """Return the page where the uppdrag is given to somebody, with what is known of it
    filled in.
    """
    organ, huvudman = register.organ_by_id(slot.organ_id), register.huvudman_by_id(slot.huvudman_id)
    roll = slot.roll.value if slot.roll else "ledamot" if huvudman else ""
    known = {
        "organ": organ and organ.kod,
        "roll": roll,
        "huvudman": huvudman and huvudman.kod,
        "sektor": slot.sektor,
    }
    return f"/personer/uppdrag?{urlencode({name: text for name, text in known.items() if text})}"
