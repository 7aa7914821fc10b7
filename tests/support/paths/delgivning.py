"""The shortest honest way into every state of the question to a party that had nobody at the
meeting.
"""

from __future__ import annotations

from models.base import table_of
from models.tables import Delgivning, Mote, Uppdrag
from support.county import Lan, epost
from support.paths.arende import Steg, arende_in

_INVAND: Steg = ("alvesta", "invand", {"invandning": "Vi hinner inte."})
_WAYS: dict[str, tuple[Steg, ...]] = {
    "vantar": (),
    "bekraftad": (("alvesta", "bekrafta", {}),),
    "invand": (_INVAND,),
    "besvarad": (_INVAND, ("au_ledamot", "besvara_invandning", {"atgard": "Dagen flyttas."})),
}


def delgivning_in(lan: Lan, lage: str) -> int:
    """Return the question to Alvesta, which had nobody at the meeting, standing in the state."""
    arende_in(lan, "implementeras")
    confirmed(lan, "alvesta")
    delgivning = int(lan.rows(Delgivning)[-1].id)
    for who, step, payload in _WAYS[lage]:
        lan.step(delgivning, who, step, **payload)
    return delgivning


def substitute(lan: Lan, who: str, *ordinary: str) -> None:
    """Make somebody the standing ersättare in every uppdrag of others."""
    table = table_of(Uppdrag)
    with lan.database.session() as session:
        theirs = table.c.person_id.in_([lan.ids[one] for one in ordinary])
        session.execute(table.update().where(theirs).values(ersattare_id=lan.ids[who]))


def confirmed(lan: Lan, *absent: str) -> int:
    """Note who was not at the latest meeting, end it and let its minutes be confirmed; return the
    meeting.
    """
    mote = int(lan.rows(Mote)[-1].id)
    if absent:
        said = [{"person": epost(who), "narvaro": "franvarande"} for who in absent]
        lan.step(mote, "sekreterare", "anteckna_narvaro", deltagare=said)
    lan.step(mote, "sekreterare", "avsluta")
    justerare = next(one for one in ("ljungby", "ordforande") if one not in absent)
    lan.step(mote, "sekreterare", "till_justering", justerare=epost(justerare))
    assert lan.rows(Delgivning) == []
    lan.step(mote, justerare, "justera")
    return mote
