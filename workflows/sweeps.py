"""What time brings about: steps the clock takes, reminders, and proposals to close.

Each sweep asks what is due now. Run twice, late or by two runners at once it does the same as once and in time.
"""

from __future__ import annotations

from models.base import table_of
from models.tables import Atagande, Frist, Handelse, Sak

_SAK, _FRIST, _ATAGANDE, _HANDELSE = table_of(Sak), table_of(Frist), table_of(Atagande), table_of(Handelse)
