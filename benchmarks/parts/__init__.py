"""What is measured: a module for each part, whose ``measure`` gives its results."""
