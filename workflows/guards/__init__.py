"""One question each: the obstacle in Swedish, or None. Pure."""
