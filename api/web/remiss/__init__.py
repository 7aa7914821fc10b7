"""The pages of remisser."""
