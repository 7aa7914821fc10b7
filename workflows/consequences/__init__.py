"""What follows from each step, as data. Pure: the engine carries it out."""
