"""An agreement that goes on period by period where each of its parties has decided so."""
