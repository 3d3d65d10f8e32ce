"""A practice to look at: made-up people with months of history, played through the services of every feature."""
