"""Use cases of accounts: signing in, people and engagements, and who may see whom."""
