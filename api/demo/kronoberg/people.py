"""Those the story returns to."""

from __future__ import annotations

SEKRETERARE = "au-sekreterare@region.example"
ORDFORANDE = "skolchef@uppvidinge.example"
