"""Texts and sheets as such, whatever they are about."""
