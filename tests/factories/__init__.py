"""A practice with everybody a test is about, and what they do, through the API as a browser would use it.

A coach and their client, a sibling who is the same coach's client, an outsider who coaches nobody here, a coach
whose engagement ended yesterday, the owner; and a foreign practice, whose people must see nothing of it all.
"""

from tests.factories.circle import (
    API,
    NOBODY,
    Caller,
    Circle,
    a_circle,
    a_member,
    end_engagement,
    signed_in,
    signed_in_again,
    today_of,
)
from tests.factories.deeds import (
    a_browser,
    a_check_in,
    a_goal,
    a_metric_plan,
    a_plan,
    a_template,
    agreed,
    checked_in,
    goal_body,
    refused_mail,
    shared,
    weeks_of_check_ins,
    weeks_of_reflections,
)
from tests.factories.looking import (
    at_once,
    codes_for,
    outbox,
    posted,
    problem_fields,
    rows,
    statements,
    told_of_statements,
)
from tests.factories.stalls import a_draft, a_stalled_goal, a_suggestion, an_episode, assess, offered

__all__ = [
    "API",
    "NOBODY",
    "Caller",
    "Circle",
    "a_browser",
    "a_check_in",
    "a_circle",
    "a_draft",
    "a_goal",
    "a_member",
    "a_metric_plan",
    "a_plan",
    "a_stalled_goal",
    "a_suggestion",
    "a_template",
    "agreed",
    "an_episode",
    "assess",
    "at_once",
    "checked_in",
    "codes_for",
    "end_engagement",
    "goal_body",
    "offered",
    "outbox",
    "posted",
    "problem_fields",
    "refused_mail",
    "rows",
    "shared",
    "signed_in",
    "signed_in_again",
    "statements",
    "today_of",
    "told_of_statements",
    "weeks_of_check_ins",
    "weeks_of_reflections",
]
