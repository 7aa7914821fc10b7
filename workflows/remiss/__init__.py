"""Asking the parties what they say."""
