"""What waits for one of several in a revision or an agreement: a party's decision or signature, a
ledamot's approval.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.lagen import LAGEN, Slag
from workflows.arende.lifecycle import ARENDE
from workflows.avtal.lifecycle import AVTAL
from workflows.beslut.obligations import Reader
from workflows.county.mandate import is_chef
from workflows.desk.mine import Waiting
from workflows.desk.tasks import AttGora, Lank, Nar, Told
from workflows.handling.om import page_of
from workflows.revision.lifecycle import REVISION

# What is to be done, and on which button.
_WORDS = {
    "godkann": ("Står {vem} bakom {vad}?", "Läs och säg vad du anser"),
    "parten_beslutar": ("{vad}: beslut av {vem}", "Skriv in partens beslut"),
    "parten_forlanger": (
        "{vad}: {vem} beslutar om förlängning",
        "Skriv in partens beslut om förlängning",
    ),
    "ge_nytt_uppdrag": ("{vad}: räcker uppdraget och tiden till mötet?", "Ge nytt uppdrag"),
    "signera": ("{vad}: underskrift av {vem}", "Läs och skriv under"),
    # Whom the party had named cannot, and the party has it again; or whoever has it is no chef.
    "ange_undertecknare": ("{vad}: underskrift av {vem}", "Säg vem som skriver under"),
}

# Which step each of several is waited for, by kind and state.
ASKED: Mapping[tuple[Slag, str], str] = {
    (one.slag, lage): wait.delar.steg
    for one in (ARENDE, REVISION, AVTAL)
    for lage, wait in one.waits.items()
    if wait.delar
}


def party_moves(reader: Reader, mine: Sequence[Waiting]) -> Iterator[Told]:
    """Yield what is left to say of texts that are final; ``mine`` are the frister that are the
    reader's today.
    """
    for row in mine:
        steg = ASKED.get((Slag(row.slag), row.lage)) if row.delfrist else None
        if steg == "signera" and (row.namngiven or not _may_sign(reader, row)):
            steg = "ange_undertecknare"
        if steg:
            yield (
                row,
                _move(row, steg, Nar(row.senast, reader.world.today), me=reader.actor.person_id),
            )


def _may_sign(reader: Reader, row: Waiting) -> bool:
    """Tell whether the reader signs: a chef of the party, or somebody outside by name."""
    party = row.huvudman_id
    return (
        party is None
        or any(is_chef(one) and one.huvudman_id == party for one in reader.actor.mandat)
        or row.person_id == reader.actor.person_id
    )


def _move(row: Waiting, steg: str, nar: Nar, *, me: int | None) -> AttGora:
    rubrik, knapp = _WORDS[steg]
    vem = "du" if row.person_id == me else row.drag
    slag = Slag(row.slag)
    page = f"/avtal/{row.slug}" if row.slug else page_of(slag, row.nr)
    lank = Lank(knapp, f"{page}/steg/{steg}")
    kicker = f"{row.beteckning or slag.ord} · {LAGEN[slag](row.lage).ord.lower()}"
    return AttGora(
        slag,
        kicker,
        rubrik.format(vem=vem, vad=row.rubrik),
        nar.words(),
        nar.senast,
        nar.late,
        lank,
    )
