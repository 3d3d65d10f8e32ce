"""What a client shares of one goal, and how reads by others are told apart."""

from dataclasses import dataclass, replace

from api.accounts.rules import View

SHARED_FIELDS = ("numbers", "feelings", "obstacles", "notes")
"""What a client shares or keeps, field by field: everywhere, and of one goal otherwise."""

MEMBERS = "members"
LIST = "list"
LISTS = (LIST, MEMBERS)
"""Reads that show a line of each of many people are kept as one: a coach's lists, an owner's list of the members."""


@dataclass(frozen=True, slots=True)
class GoalSharing:
    """What a client says of one goal; None is as everywhere."""

    is_private: bool
    numbers: bool | None = None
    feelings: bool | None = None
    obstacles: bool | None = None
    notes: bool | None = None


def view_of_goal(view: View, goal: GoalSharing) -> View | None:
    """Say how a reader of the client sees one of their goals; None means not at all.

    What the client says of the goal outranks what they say of all. Feelings need the consent to keep them all the same.
    """
    if view.is_own:
        return view
    if goal.is_private:
        return None
    said = {name: getattr(goal, name) for name in SHARED_FIELDS if getattr(goal, name) is not None}
    if not said:
        return view
    if "feelings" in said:
        said["reflections"] = said["feelings"] and view.reflections
        said["feelings"] = said["feelings"] and view.keeps_feelings
    return replace(view, **said)
