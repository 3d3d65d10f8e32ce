"""Who people are, and who may see and do what."""
