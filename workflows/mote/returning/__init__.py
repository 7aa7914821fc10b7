"""What comes back to a meeting, and what becomes of it."""
