"""What an API token may do: at most what its member may, and of that only what stands in its scopes."""

SCOPES = {
    "read": "Read whatever the member may read, but not how they sign in, nor a copy of everything.",
    "check-ins:write": "Check in, reflect, skip and pause, and reply, as the member.",
    "goals:write": "Set and change goals, plans, milestones, changes of approach, templates and programmes.",
    "appointments:write": "Arrange, move and cancel appointments.",
}
"""The scopes, each with what it opens. What stands under none of them no token reaches."""
