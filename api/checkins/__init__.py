"""A check-in arrives."""
