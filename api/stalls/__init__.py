"""A stall is detected."""
