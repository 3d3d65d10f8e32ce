"""Who needs the coach, and why."""
