"""Decision by party: who has done what, as a table, over time, and what changed."""
