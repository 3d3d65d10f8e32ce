"""Goals that stand still, and what the jobs make of them."""

import json
from datetime import date, timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa
from flask import Flask
from uuid_utils.compat import uuid7

from api import clock, crypto
from api.accounts.models import Membership
from api.db import db
from api.referrals.jobs import draft_suggestions
from api.referrals.models import Suggestion
from api.stalls.jobs import assess_goals_with_news
from api.stalls.models import StallEpisode
from tests.factories.circle import Circle
from tests.factories.deeds import a_goal, agreed, shared, weeks_of_check_ins, weeks_of_reflections


def a_stalled_goal(circle: Circle, **fields) -> dict:
    """Twenty weeks that stand still and feel heavy, changed twice: the model asks whether support would help."""
    agreed(circle.client)
    shared(circle.client, notes=False)
    goal = a_goal(circle.coach, circle.client, kind="metric", **fields)
    weeks_of_check_ins(circle.client, goal, value=2, outcome="partly", felt="heavy", obstacles=["exhaustion"])
    weeks_of_reflections(circle.client, goal)
    for kind, weeks_ago in (("step_size", 12), ("schedule", 7)):
        on = clock.now().date() - timedelta(weeks=weeks_ago)
        answer = circle.coach.put(f"/goals/{goal['id']}/adaptations/{uuid4()}", {"kind": kind, "on": str(on)})
        assert answer.status_code == 201, answer.json
    return goal


def assess(app: Flask) -> None:
    """Run the jobs that lead from news to verdicts, and from verdicts to drafts, once."""
    with app.app_context():
        assess_goals_with_news()
        draft_suggestions()


def a_draft(app: Flask, circle: Circle, **fields) -> dict:
    """Give the coach's draft about a stalled goal, with its ETag."""
    goal = a_stalled_goal(circle, **fields)
    assess(app)
    [draft] = circle.coach.get("/suggestions").json["items"]
    assert draft["goal_id"] == goal["id"]
    return draft | {"etag": circle.coach.get(f"/suggestions/{draft['id']}").headers["ETag"]}


def offered(app: Flask, circle: Circle, **fields) -> dict:
    """Give a suggestion that was offered, with its ETag."""
    draft = a_draft(app, circle, **fields)
    answer = circle.coach.put(
        f"/suggestions/{draft['id']}/offer", {"text": "Shall we talk about it?"}, etag=draft["etag"]
    )
    assert answer.status_code == 200, answer.json
    return answer.json | {"etag": answer.headers["ETag"]}


def a_suggestion(
    app: Flask,
    goal: dict,
    state: str,
    words: str = "Shall we talk?",
    sentence: str = "No progress for nine weeks.",
    **fields,
) -> dict:
    """A suggestion about a goal stands in that state, as the job and its people would have left it."""
    now, suggestion_id, client_id = clock.now(), uuid7(), UUID(goal["client_id"])
    reasons = [{"goal_id": goal["id"], "sign": "stalled", "sentence": sentence}]
    passed = {
        "offered": {"offered_at": now},
        "answered": {"offered_at": now, "answered_at": now, "response": "not_now"},
        "dismissed": {
            "dismissed_at": now,
            "dismissal_reason": crypto.seal(
                words, client_id, "suggestion", "dismissal_reason", suggestion_id
            ),
        },
    }
    with app.app_context():
        practice_id = db.session.scalar(sa.select(Membership.practice_id).where(Membership.id == client_id))
        db.session.execute(
            sa.insert(Suggestion).values(
                id=suggestion_id,
                practice_id=practice_id,
                client_id=client_id,
                goal_id=UUID(goal["id"]),
                basis="signs",
                state=state,
                reasons=crypto.seal(json.dumps(reasons), client_id, "suggestion", "reasons", suggestion_id),
                text=crypto.seal(words, client_id, "suggestion", "text", suggestion_id),
                version=1,
                created_at=now,
                **(passed.get(state, {}) | fields),
            )
        )
        db.session.commit()
    return {"id": str(suggestion_id), "etag": '"1"'}


def an_episode(app: Flask, goal: dict) -> str:
    """A goal stands still since its plan began, as the job would have found it. Returns the episode's id."""
    with app.app_context():
        episode_id, client_id = uuid7(), UUID(goal["client_id"])
        practice_id = db.session.scalar(sa.select(Membership.practice_id).where(Membership.id == client_id))
        opened_on = date.fromisoformat(goal["plan"]["start_on"])
        db.session.execute(
            sa.insert(StallEpisode).values(
                id=episode_id,
                practice_id=practice_id,
                goal_id=UUID(goal["id"]),
                client_id=client_id,
                opened_on=opened_on,
                was_adapted=False,
            )
        )
        db.session.commit()
    return str(episode_id)
