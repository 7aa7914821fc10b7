"""The pages of an ärende."""
