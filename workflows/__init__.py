"""THE RULES: what may happen, by whom, and what follows. Start reading in a lifecycle."""
