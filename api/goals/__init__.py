"""Goals, plans and milestones."""
