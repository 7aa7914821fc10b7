"""Every module that carries out effects: importing them teaches the door how."""

from workflows.avtal import writes as avtal
from workflows.beslut import writes as beslut
from workflows.handling import decide
from workflows.handling import writes as handling
from workflows.mote import ask_absent
from workflows.mote import writes as mote
from workflows.remiss import writes as remiss
from workflows.revision import writes as revision
from workflows.revision.parties import writes as parties

CARRIED = (avtal, beslut, decide, handling, ask_absent, mote, remiss, revision, parties)
