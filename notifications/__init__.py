"""THE POST: from the outbox to people, and the words they read."""
