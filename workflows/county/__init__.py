"""The county: its profile, its organisation, who holds which uppdrag, when its organs meet."""
