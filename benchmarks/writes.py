"""The seven writes of a step, in SQL by hand: ours, the bare one's and every rival's are these."""

from __future__ import annotations

from datetime import UTC, datetime

# Lock, event, its content, state, the frist that stood, the frist that comes, a letter.
WRITES = (
    "SELECT id FROM sak WHERE id = %(sak)s FOR NO KEY UPDATE",
    """INSERT INTO handelse (sak_id, lopnr, steg, fran_lage, till_lage, aktor_id, aktor_roll, tid,
         definitionsversion, innehall_hash, hash, hash_version)
       VALUES (%(sak)s, %(n)s, 'steg', 'a', 'b', %(person)s, 'au', %(now)s, 1, %(h)s, %(h)s, 1)""",
    """INSERT INTO handelseinnehall (handelse_id, salt, innehall)
       VALUES (currval('handelse_id_seq'), %(salt)s, '{"saknas":"Vem ansvarar?"}')""",
    "UPDATE sak SET version = %(n)s, lage_sedan = %(now)s, kedja = %(h)s WHERE id = %(sak)s",
    "UPDATE frist SET stangd = %(now)s WHERE sak_id = %(sak)s AND stangd IS NULL AND NOT delfrist",
    """INSERT INTO frist (sak_id, delfrist, drag, person_id, senast, pamin, skapad)
       VALUES (%(sak)s, false, 'Avsändaren', %(person)s, '2023-11-21', true, %(now)s)""",
    """INSERT INTO avisering (nyckel, mall, person_id, epost, sak_id, skal, data, lage, skapad,
         forsok, nasta_forsok, fel, meddelande_id)
       VALUES (%(h)s, 'komplettering', %(person)s, 'a@b.example', %(sak)s,
         'Du lämnade in ärendet.', '{}', 'vantar', %(now)s, 0, %(now)s, '', %(h)s)""",
)
FIRST = 1_000_000  # the hand's events and letters are numbered from here: none is ours


def values(sak: int, person: int, n: int) -> dict[str, object]:
    """Return what the writes say; ``n`` is another each time."""
    return {
        "sak": sak,
        "n": n,
        "person": person,
        "now": datetime.now(UTC),
        "h": f"{sak:032}{n:032}",
        "salt": "s" * 32,
    }
