"""The pages across nouns: what waits for me, letters, signing in."""
