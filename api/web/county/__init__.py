"""The pages about people and organ."""
