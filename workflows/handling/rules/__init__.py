"""What stands in the way of what ärenden and revisions share, at a meeting and on remiss."""
