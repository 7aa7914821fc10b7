"""The chain of events and how it is verified."""
