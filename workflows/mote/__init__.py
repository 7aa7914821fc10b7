"""Meetings: agenda, attendance, minutes."""
