"""Use cases of keeping: one file each."""
