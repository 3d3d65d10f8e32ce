"""What goes with an alert: hypotheses, what may be tried, and what followed what was tried."""

from datetime import datetime
from typing import Any
from uuid import UUID

from api.accounts.rules import Principal
from api.checkins.services import trails_of
from api.goals.services import goal_in_view
from api.pagination import MOST, PageQuery
from api.stalls.rules.followed import Followed, what_followed
from api.stalls.rules.support import CHANGES, HYPOTHESES, STUCK, next_step
from api.stalls.services.adapting import adaptations_of_goal
from api.stalls.services.assessing import stall_of_goal

UNKNOWN = Followed(None, None, 0)


def support_for_goal(principal: Principal, goal_id: UUID, now: datetime) -> dict[str, Any]:
    """Give what to think through and try, and what was tried with the pace before and after it.

    A pace is numbers: to a coach with whom none are shared it is not told.
    """
    goal = goal_in_view(principal, goal_id, now)
    level = stall_of_goal(principal, goal_id, now)["level"]
    tried = adaptations_of_goal(principal, goal_id, PageQuery(MOST), now).items
    followed = [UNKNOWN] * len(tried)
    if goal.view.numbers and tried:
        history = trails_of([goal.view.practice_id], {goal_id: (goal.view.client_id, goal.row.kind)})[
            goal_id
        ].history
        followed = what_followed(history, [one["on"] for one in tried], goal.view.today(now))
    return {
        "level": level,
        "next_step": next_step(level, is_client=goal.view.is_own),
        "hypotheses": [{"code": code, "text": text} for code, text in HYPOTHESES] if level in STUCK else [],
        "changes": [{"code": code, "text": text} for code, text in CHANGES],
        "tried": [
            one | {"pace_before": pace.before, "pace_after": pace.after, "weeks_after": pace.weeks_after}
            for one, pace in zip(tried, followed, strict=True)
        ],
    }
