"""Across the nouns: what waits for me, my letters, what must not be lost."""
