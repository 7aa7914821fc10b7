"""The pages of what a party takes part of."""
