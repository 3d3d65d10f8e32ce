"""What a client shares, and what was derived from it."""
