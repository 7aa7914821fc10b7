"""Decisions, what each party has undertaken, and whether it is done."""
