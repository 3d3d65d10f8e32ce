"""Verdicts that ask for it lead to one draft."""

from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from api import clock
from api.db import db
from api.referrals.services import draft_suggestions, drafting
from api.stalls.models import StallAssessment
from api.stalls.services import assess_goals_with_news
from tests.factories import (
    a_circle,
    a_goal,
    a_stalled_goal,
    agreed,
    at_once,
    rows,
    shared,
    weeks_of_check_ins,
    weeks_of_reflections,
)


def draft(app) -> int:
    with app.app_context():
        return draft_suggestions(clock.now())


def verdicts(app) -> None:
    with app.app_context():
        assess_goals_with_news(clock.now())


def test_two_processes_at_once_write_one_draft(app):
    circle = a_circle(app)
    a_stalled_goal(circle)
    verdicts(app)
    looked_at = at_once(2, lambda _: draft(app))
    assert sorted(looked_at) == [0, 1]
    assert len(rows(app, "suggestion")) == 1


def test_a_coach_who_begins_while_the_job_drafts_leaves_one_suggestion(app):
    circle = a_circle(app)
    a_stalled_goal(circle)
    verdicts(app)
    started = {"client_id": str(circle.client.id)}
    drafted, answer = at_once(
        2, lambda one: circle.coach.post("/suggestions", started) if one else draft(app)
    )
    assert drafted in {0, 1}
    assert answer.status_code in {200, 201}, answer.json
    draft(app)
    [suggestion] = rows(app, "suggestion")
    assert suggestion.state == "drafted"
    # Nothing failed on either side: what was left is weighed at the next tick, not in an hour.
    [verdict] = rows(app, "stall_assessment", viewer="coach", is_latest=True)
    assert verdict.referral_check_due_at is None


def test_a_verdict_is_looked_at_once(app):
    a_stalled_goal(a_circle(app))
    verdicts(app)
    assert [draft(app), draft(app)] == [1, 0]


def test_a_verdict_looked_at_again_changes_nothing(app):
    a_stalled_goal(a_circle(app))
    verdicts(app)
    draft(app)
    before = rows(app, "suggestion"), rows(app, "suggestion_event")
    with app.app_context():
        db.session.execute(
            sa.update(StallAssessment)
            .where(StallAssessment.viewer == "coach")
            .values(referral_check_due_at=clock.now())
        )
        db.session.commit()
    assert draft(app) == 1
    assert (rows(app, "suggestion"), rows(app, "suggestion_event")) == before


def test_a_goal_on_its_way_leads_to_nothing(app):
    circle = a_circle(app)
    a_goal(circle.client)
    verdicts(app)
    assert draft(app) == 0
    assert rows(app, "suggestion") == []


def test_what_the_coach_may_not_see_leads_to_no_draft(app):
    circle = a_circle(app)
    a_stalled_goal(circle)
    shared(circle.client, numbers=False, feelings=False, obstacles=False, notes=False)
    verdicts(app)
    assert {row.viewer: row.level for row in rows(app, "stall_assessment")}["client"] == "consider_support"
    draft(app)
    assert rows(app, "suggestion") == []


def twelve_flat_weeks_changed_twice(circle, weeks_since=0) -> dict:
    """A goal that stood still for twelve check-in weeks, through two changes; then nothing for `weeks_since`."""
    goal = a_goal(circle.coach, circle.client, kind="metric", weeks_ago=13 + weeks_since)
    weeks_of_check_ins(circle.client, goal, weeks=13, value=2, outcome="partly")
    for kind, weeks_ago in (("step_size", 9), ("schedule", 5)):
        on = clock.now().date() - timedelta(weeks=weeks_ago + weeks_since)
        path = f"/goals/{goal['id']}/adaptations/{uuid4()}"
        assert circle.coach.put(path, {"kind": kind, "on": str(on)}).status_code == 201
    return goal


def test_who_shares_no_feelings_gets_the_weaker_draft_after_twelve_weeks_and_two_changes(app):
    circle = a_circle(app)
    agreed(circle.client, feelings=False)
    shared(circle.client, feelings=False, obstacles=False, notes=False)
    twelve_flat_weeks_changed_twice(circle)
    verdicts(app)
    draft(app)
    [drafted] = circle.coach.get("/suggestions").json["items"]
    assert drafted["basis"] == "persistence"
    assert drafted["text"].startswith("Progress keeps stalling although the approach changed.")
    told = " ".join([*drafted["reasons"], drafted["text"]]).lower()
    assert not [word for word in ("heavy", "felt", "bigger", "more effort") if word in told]


@pytest.mark.parametrize("shares_feelings", [False, True])
def test_who_has_fallen_silent_gets_none_however_long_it_lasts(app, shares_feelings):
    circle = a_circle(app)
    agreed(circle.client, feelings=shares_feelings)
    shared(circle.client, feelings=shares_feelings)
    goal = twelve_flat_weeks_changed_twice(circle, weeks_since=6)
    if shares_feelings:
        weeks_of_reflections(circle.client, goal, weeks=19)
    verdicts(app)
    draft(app)
    told = circle.coach.get(f"/goals/{goal['id']}/stall").json
    assert (told["level"].startswith("stalled"), told["lane"]) == (True, "quiet")
    assert rows(app, "suggestion") == []


def test_a_draft_says_what_is_known_by_now(app):
    circle = a_circle(app)
    goal = a_stalled_goal(circle)
    verdicts(app)
    draft(app)
    [before] = circle.coach.get("/suggestions").json["items"]
    circle.coach.put(
        f"/goals/{goal['id']}/adaptations/{uuid4()}",
        {"kind": "environment", "on": str(clock.now().date() - timedelta(weeks=5))},
    )
    verdicts(app)
    draft(app)
    [after] = circle.coach.get("/suggestions").json["items"]
    assert (after["id"], after["state"]) == (before["id"], "drafted")
    assert [one for one in after["reasons"] if "Three changes of approach" in one], after["reasons"]


def test_what_cannot_be_read_of_one_goal_holds_up_no_other(app, monkeypatch):
    circle = a_circle(app)
    a_stalled_goal(circle)
    verdicts(app)
    suggest = drafting.rules.suggest

    def fail_once(*arguments):
        monkeypatch.setattr(drafting.rules, "suggest", suggest)
        raise ValueError

    monkeypatch.setattr(drafting.rules, "suggest", fail_once)
    assert draft(app) == 1
    [verdict] = rows(app, "stall_assessment", viewer="coach", is_latest=True)
    assert verdict.referral_check_due_at > clock.now()
    assert rows(app, "suggestion") == []


def test_a_draft_that_goes_with_its_goal_makes_room_for_the_next(app):
    circle = a_circle(app)
    first = a_stalled_goal(circle)
    verdicts(app)
    draft(app)
    second = a_goal(circle.coach, circle.client, kind="metric", title="Another")
    weeks_of_check_ins(circle.client, second, value=2, outcome="partly", obstacles=["exhaustion"])
    on = clock.now().date() - timedelta(weeks=9)
    circle.coach.put(f"/goals/{second['id']}/adaptations/{uuid4()}", {"kind": "schedule", "on": str(on)})
    verdicts(app)
    draft(app)
    etag = circle.client.get(f"/goals/{first['id']}").headers["ETag"]
    circle.client.patch(f"/goals/{first['id']}", {"private": True}, etag=etag)
    draft(app)
    [left] = circle.coach.get("/suggestions").json["items"]
    assert left["goal_title"] == "Another"
