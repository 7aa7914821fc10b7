"""What a letter says to whom it has fallen because an uppdrag stands empty: who can fill it, and
where.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from workflows.county.register import Register
from workflows.county.slots import Holder, Slot


def to_holder(said: Mapping[str, object], holder: Holder, register: Register) -> dict[str, object]:
    """Return what a letter, or a line of it, says to this person.

    To whom it has only fallen the answer is not theirs: it says whose uppdrag stands empty
    (``tom_plats``; a person who has left is ``borta``, who is away together with the ersättare
    ``franvarande``), and to who can fill it where (``tillsatt``, "" otherwise).
    """
    if holder.vakans is None:
        return dict(said)
    vakans, slot = holder.vakans, holder.vakans.slot
    kept = {name: value for name, value in said.items() if name != "svara"}
    tillsatt = (
        _place(slot, register) if vakans.tillsatter and slot.organ_id and not vakans.borta else ""
    )
    left = slot.person_id is not None and not vakans.borta
    return {
        **kept,
        "tom_plats": slot.drag,
        "borta": left,
        "franvarande": vakans.borta,
        "tillsatt": tillsatt,
    }


def why(own: str, holders: Iterable[Holder]) -> str:
    """Return why a letter comes to a person who holds these slots; ``own`` unless all of them have
    fallen to them.
    """
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
