"""Correcting what a meeting decided: what stands in the way, and what follows."""
