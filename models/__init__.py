"""The facts: what is stored. This room imports nothing of ours."""
