"""THE CLOCK asks: short sweeps that can be run twice, late, or after a week of silence."""
