"""Letters about what a meeting came to."""
