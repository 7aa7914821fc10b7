"""A party that had nobody at a meeting takes part of what was decided."""
