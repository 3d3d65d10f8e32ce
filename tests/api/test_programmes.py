"""Goal templates, and programmes whose steps become goals when their turn comes."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from api.goals.jobs import release_programme_steps
from tests.factories import (
    a_member,
    a_template,
    at_once,
    posted,
    problem_fields,
    rows,
)
from tests.leaving import left, stopped_working_together

METRIC = {
    "weeks": 6,
    "cadence": {"every": "week"},
    "start_value": 0,
    "target_value": 60,
    "unit": "pages",
    "direction": "up",
}


@pytest.fixture
def circle(time, circle):
    """Everybody, once the clock is set: Monday 23 November 2026, noon in London."""
    return circle


# Templates


def test_a_template_is_kept_for_every_coach_of_the_practice(circle):
    body = a_template(
        title="Board pack",
        kind="metric",
        plan=METRIC,
        why="So that",
        if_then={"if": "tired", "then": "walk"},
        priority=True,
        milestones=[{"title": "Half", "due_after_days": 21, "weight": 2}],
    )
    made = posted(circle.coach, "/goal-templates", body)
    seen = circle.outsider.get(f"/goal-templates/{made['id']}")
    assert seen.headers["ETag"] == made["etag"]
    cadence = METRIC["cadence"] | {"interval": 1, "times": 1, "weekdays": None, "at_most": False}
    assert seen.json == body | {"id": made["id"], "plan": METRIC | {"cadence": cadence}}
    assert circle.outsider.get("/goal-templates").json["items"] == [seen.json]
    assert circle.foreign_coach.get("/goal-templates").json["items"] == []
    assert circle.foreign_coach.get(f"/goal-templates/{made['id']}").status_code == 404


def test_a_goal_comes_of_it_with_its_days_counted_from_the_start(circle):
    milestones = [{"title": "Half", "due_after_days": 21}, {"title": "Whenever"}]
    made = posted(
        circle.coach, "/goal-templates", a_template(kind="metric", plan=METRIC, milestones=milestones)
    )
    where = f"/goal-templates/{made['id']}/goals"
    goal = posted(circle.coach, where, {"client_id": str(circle.client.id)})
    assert (goal["plan"]["start_on"], goal["plan"]["target_on"]) == ("2026-11-23", "2027-01-04")
    assert [(step["title"], step["due_on"]) for step in goal["milestones"]] == [
        ("Half", "2026-12-14"),
        ("Whenever", None),
    ]
    assert (goal["status"], goal["private"]) == ("active", False)
    assert circle.client.get(f"/goals/{goal['id']}").status_code == 200
    later = posted(circle.coach, where, {"client_id": str(circle.client.id), "start_on": "2027-03-01"})
    assert (later["status"], later["plan"]["target_on"]) == ("not_started", "2027-04-12")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "metric"}, "plan.weeks"),
        ({"plan": METRIC | {"weeks": None}, "kind": "metric"}, "plan.weeks"),
        ({"plan": METRIC | {"direction": "down"}, "kind": "metric"}, "plan.direction"),
        ({"plan": METRIC | {"target_value": 0}, "kind": "metric"}, "plan.target_value"),
        ({"plan": {"cadence": {"every": "week", "times": 8}}}, "plan.cadence.times"),
        ({"plan": {"cadence": {"every": "day", "weekdays": [1]}}}, "plan.cadence.weekdays"),
        ({"plan": {"cadence": {"every": "week"}, "weeks": 0}}, "plan.weeks"),
        ({"milestones": [{"title": "x"}, {"title": ""}]}, "milestones.1.title"),
        ({"milestones": [{"title": "x", "due_after_days": -1}]}, "milestones.0.due_after_days"),
        ({"area": "elsewhere"}, "area"),
        ({"client_id": str(uuid4())}, "client_id"),
    ],
)
def test_a_template_of_which_no_goal_could_come_is_refused_by_its_field(circle, changes, field):
    answer = circle.coach.post("/goal-templates", a_template(**changes))
    assert answer.status_code == 422
    assert field in problem_fields(answer)


def test_a_template_changes_for_whoever_read_it_last_and_goals_stay_as_they_are(circle):
    made = posted(circle.coach, "/goal-templates", a_template())
    where = f"/goal-templates/{made['id']}"
    goal = posted(circle.coach, f"{where}/goals", {"client_id": str(circle.client.id)})
    assert circle.coach.patch(where, a_template(title="Run")).status_code == 428
    changed = circle.outsider.patch(where, a_template(title="Run"), etag=made["etag"])
    assert (changed.status_code, changed.json["title"], changed.headers["ETag"]) == (200, "Run", '"2"')
    assert circle.coach.patch(where, a_template(), etag=made["etag"]).status_code == 412
    assert circle.coach.delete(where, etag=made["etag"]).status_code == 412
    assert circle.coach.delete(where).status_code == 428
    assert circle.client.get(f"/goals/{goal['id']}").json["title"] == "Walk every day"


def test_a_template_that_is_no_longer_offered_is_not_there(circle):
    made = posted(circle.coach, "/goal-templates", a_template())
    where = f"/goal-templates/{made['id']}"
    assert circle.coach.delete(where, etag='"1"').status_code == 204
    assert circle.coach.get(where).status_code == 404
    assert circle.coach.post(f"{where}/goals", {"client_id": str(circle.client.id)}).status_code == 404
    assert circle.coach.get("/goal-templates").json["items"] == []


def test_the_words_of_a_template_are_sealed(app, circle):
    posted(circle.coach, "/goal-templates", a_template(title="SECRET"))
    [row] = rows(app, "goal_template")
    assert b"SECRET" not in bytes(row.content)


# Programmes


def a_programme(circle, *steps, title="Begin well"):
    """Give a programme of these steps; their goals are called after their place: Step 0, Step 1."""
    template = posted(circle.coach, "/goal-templates", a_template(title="Step"))["id"]
    body = {"title": title, "steps": [{"template_id": template} | step for step in steps]}
    return posted(circle.coach, "/programmes", body)["id"]


def enrolled(circle, programme, client=None, **fields):
    body = {"client_id": str((client or circle.client).id)} | fields
    return posted(circle.coach, f"/programmes/{programme}/enrolments", body)


def goals_of(caller, enrolment):
    return [one["released_on"] for one in caller.get(f"/enrolments/{enrolment['id']}").json["goals"]]


def tick(app):
    with app.app_context():
        release_programme_steps()


def test_a_programme_is_told_as_it_was_made(circle):
    template = posted(circle.coach, "/goal-templates", a_template())["id"]
    steps = [
        {"template_id": template, "release": "at_once", "after_days": None, "on": None},
        {"template_id": template, "release": "completion", "after_days": None, "on": None},
        {"template_id": template, "release": "delay", "after_days": 7, "on": None},
        {"template_id": template, "release": "date", "after_days": None, "on": "2027-01-04"},
    ]
    made = posted(circle.coach, "/programmes", {"title": "Begin well", "steps": steps})
    assert made == {"id": made["id"], "title": "Begin well", "steps": steps}
    assert circle.outsider.get("/programmes").json["items"] == [made]
    assert circle.foreign_coach.get(f"/programmes/{made['id']}").status_code == 404


@pytest.mark.parametrize(
    ("step", "field"),
    [
        ({"template_id": str(uuid4()), "release": "at_once"}, "steps.1.template_id"),
        ({"release": "delay"}, "steps.1.after_days"),
        ({"release": "at_once", "after_days": 3}, "steps.1.after_days"),
        ({"release": "date"}, "steps.1.on"),
        ({"release": "completion", "on": "2027-01-04"}, "steps.1.on"),
        ({"release": "sometime"}, "steps.1.release"),
        ({"release": "delay", "after_days": -1}, "steps.1.after_days"),
        ({"release": "date", "on": "1066-10-14"}, "steps.1.on"),
    ],
)
def test_a_step_that_cannot_be_released_is_refused_by_its_field(circle, step, field):
    template = posted(circle.coach, "/goal-templates", a_template())["id"]
    steps = [{"template_id": template, "release": "at_once"}, {"template_id": template} | step]
    answer = circle.coach.post("/programmes", {"title": "x", "steps": steps})
    assert (answer.status_code, problem_fields(answer)) == (422, [field])


def test_a_template_that_is_foreign_or_no_longer_offered_makes_no_step(circle):
    made = posted(circle.coach, "/goal-templates", a_template())
    body = {"title": "x", "steps": [{"template_id": made["id"], "release": "at_once"}]}
    answer = circle.foreign_coach.post("/programmes", body)
    assert (answer.status_code, problem_fields(answer)) == (422, ["steps.0.template_id"])
    circle.coach.delete(f"/goal-templates/{made['id']}", etag='"1"')
    assert circle.coach.post("/programmes", body).status_code == 422


def test_what_is_due_at_once_is_released_with_the_enrolment(circle):
    programme = a_programme(circle, {"release": "at_once"}, {"release": "at_once"}, {"release": "completion"})
    made = enrolled(circle, programme)
    assert [one["released_on"] for one in made["goals"]] == ["2026-11-23", "2026-11-23"]
    assert made["ended_at"] is None
    assert {"id", "programme_id", "title", "client_id", "starts_on"} <= set(made)
    for one in made["goals"]:
        assert circle.client.get(f"/goals/{one['goal_id']}").json["title"] == "Step"
    for reader in (circle.client, circle.coach):
        assert reader.get("/enrolments").json["items"] == [made]
    assert circle.sibling.get("/enrolments").json["items"] == []


@pytest.mark.parametrize("ended", ["achieved", "let_go"])
def test_a_step_on_completion_comes_once_the_goal_before_it_has_ended(app, time, circle, ended):
    made = enrolled(circle, a_programme(circle, {"release": "at_once"}, {"release": "completion"}))
    time.pass_by(circle.client, circle.coach, days=30)
    tick(app)
    assert goals_of(circle.client, made) == ["2026-11-23"]
    first = circle.client.get(f"/goals/{made['goals'][0]['goal_id']}")
    circle.client.patch(f"/goals/{first.json['id']}", {"status": ended}, etag=first.headers["ETag"])
    time.pass_by(circle.client, hours=2)
    tick(app)
    assert goals_of(circle.client, made) == ["2026-11-23", "2026-12-23"]
    assert circle.client.get(f"/enrolments/{made['id']}").json["ended_at"] is not None


def test_a_step_after_a_delay_comes_on_its_day_where_the_client_is(app, time, circle):
    circle.client.patch("/me", {"zone": "Pacific/Auckland"})
    time.set(datetime(2026, 11, 23, 15, tzinfo=UTC), circle.client, circle.coach)
    delay = {"release": "delay", "after_days": 3}
    made = enrolled(circle, a_programme(circle, delay, delay))
    assert (made["goals"], made["starts_on"]) == ([], "2026-11-24")
    # Their 27th begins at 03:00 in Auckland, 14:00 of the 26th in UTC.
    time.set(datetime(2026, 11, 26, 13, 59, tzinfo=UTC), circle.client)
    tick(app)
    assert goals_of(circle.client, made) == []
    time.set(datetime(2026, 11, 26, 14, 1, tzinfo=UTC), circle.client)
    tick(app)
    assert goals_of(circle.client, made) == ["2026-11-27"]
    time.pass_by(circle.client, days=30)
    tick(app)
    assert goals_of(circle.client, made) == ["2026-11-27", "2026-12-27"], "late is better than never"


def test_a_step_by_date_comes_on_its_date(app, time, circle):
    made = enrolled(circle, a_programme(circle, {"release": "date", "on": "2026-12-01"}))
    for days, released in ((7, []), (1, ["2026-12-01"]), (1, ["2026-12-01"])):
        time.pass_by(circle.client, days=days)
        tick(app)
        assert goals_of(circle.client, made) == released


def test_nothing_is_released_before_the_programme_starts(app, time, circle):
    made = enrolled(circle, a_programme(circle, {"release": "at_once"}), starts_on="2026-12-01")
    assert made["goals"] == []
    time.pass_by(circle.client, days=8)
    tick(app)
    assert goals_of(circle.client, made) == ["2026-12-01"]


def test_a_step_is_released_once_although_the_job_runs_twice_and_in_four_threads(app, time, circle):
    made = enrolled(circle, a_programme(circle, {"release": "delay", "after_days": 1}))
    time.pass_by(circle.client, days=2)
    at_once(4, lambda _: tick(app))
    tick(app)
    assert goals_of(circle.client, made) == ["2026-11-25"]
    assert len(rows(app, "enrolment_goal")) == len(rows(app, "goal")) == 1


def test_four_enrolments_at_once_are_one(app, circle):
    body = {"client_id": str(circle.client.id)}
    programme = a_programme(circle, {"release": "at_once"}, {"release": "completion"})
    where = f"/programmes/{programme}/enrolments"
    statuses = at_once(4, lambda _: circle.coach.post(where, body).status_code)
    assert sorted(statuses) == [201, 409, 409, 409]
    assert len(rows(app, "enrolment")) == len(rows(app, "goal")) == 1
    assert circle.coach.post(where, body).status_code == 409


def test_an_enrolment_that_was_ended_releases_nothing_and_its_goals_stay(app, time, circle):
    steps = ({"release": "at_once"}, {"release": "delay", "after_days": 1})
    made = enrolled(circle, a_programme(circle, *steps))
    where = f"/enrolments/{made['id']}"
    assert circle.client.delete(where).status_code == 403
    assert circle.coach.delete(where).status_code == 204
    ended_at = circle.coach.get(where).json["ended_at"]
    time.pass_by(circle.client, circle.coach, days=5)
    tick(app)
    assert goals_of(circle.client, made) == ["2026-11-23"]
    assert circle.client.get(f"/goals/{made['goals'][0]['goal_id']}").status_code == 200
    assert circle.coach.delete(where).status_code == 204
    assert circle.coach.get(where).json["ended_at"] == ended_at
    assert enrolled(circle, made["programme_id"])["id"] != made["id"], "they may begin again"


def test_a_client_who_left_gets_no_further_step_and_others_do(app, time, circle):
    programme = a_programme(circle, {"release": "delay", "after_days": 1})
    gone, stays = enrolled(circle, programme), enrolled(circle, programme, circle.sibling)
    left(circle.client)
    time.pass_by(circle.sibling, circle.coach, days=5)
    tick(app)
    assert goals_of(circle.sibling, stays) == ["2026-11-28"]
    assert [str(row.client_id) for row in rows(app, "goal")] == [str(circle.sibling.id)]
    [row] = rows(app, "enrolment", id=UUID(gone["id"]))
    assert (row.ended_at is not None, row.check_due_at) == (True, None)
    assert circle.coach.get(f"/enrolments/{gone['id']}").status_code == 404
    assert [one["id"] for one in circle.coach.get("/enrolments").json["items"]] == [stays["id"]]


def test_a_programme_that_is_no_longer_offered_goes_on_for_who_is_in_it(app, time, circle):
    programme = a_programme(circle, {"release": "delay", "after_days": 1})
    made = enrolled(circle, programme)
    assert circle.coach.delete(f"/programmes/{programme}").status_code == 204
    answer = circle.coach.post(f"/programmes/{programme}/enrolments", {"client_id": str(circle.sibling.id)})
    assert answer.status_code == 404
    time.pass_by(circle.client, days=2)
    tick(app)
    assert goals_of(circle.client, made) == ["2026-11-25"]
    assert circle.client.get(f"/enrolments/{made['id']}").json["title"] == "Begin well"


def test_a_goal_that_the_client_took_to_themselves_is_not_told_to_the_coach(circle):
    made = enrolled(circle, a_programme(circle, {"release": "at_once"}, {"release": "completion"}))
    goal = circle.client.get(f"/goals/{made['goals'][0]['goal_id']}")
    circle.client.patch(f"/goals/{goal.json['id']}", {"private": True}, etag=goal.headers["ETag"])
    assert goals_of(circle.client, made) == ["2026-11-23"]
    assert goals_of(circle.coach, made) == []
    assert circle.coach.get("/enrolments").json["items"][0]["goals"] == []


def test_a_coach_who_stopped_sees_no_enrolment(circle):
    made = enrolled(circle, a_programme(circle, {"release": "at_once"}, {"release": "completion"}))
    stopped_working_together(circle.coach, circle.client)
    assert circle.coach.get(f"/enrolments/{made['id']}").status_code == 404
    assert circle.coach.delete(f"/enrolments/{made['id']}").status_code == 404
    assert circle.coach.get("/enrolments").json["items"] == []


def test_more_enrolments_than_one_look_takes_are_all_released(app, time, circle):
    programme = a_programme(circle, {"release": "delay", "after_days": 1})
    for number in range(5):
        client = a_member(app, circle.owner, f"Client{number}", "client", coach=circle.coach)
        enrolled(circle, programme, client)
    time.pass_by(days=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.goals.services.programmes.BATCH", 2)
        tick(app)
    assert len(rows(app, "goal")) == 5


def test_a_step_that_cannot_be_released_does_not_hold_up_the_others(app, time, circle, monkeypatch):
    programme = a_programme(circle, {"release": "delay", "after_days": 1})
    enrolled(circle, programme)
    enrolled(circle, programme, circle.sibling)
    time.pass_by(circle.sibling, circle.client, days=2)
    from api.goals.services import programmes  # noqa: PLC0415 -- patched below

    add = programmes.add_goal_from

    def fails_for_one(practice_id, coach_id, content, client_id, *rest):
        if client_id == circle.client.id:
            raise RuntimeError
        return add(practice_id, coach_id, content, client_id, *rest)

    monkeypatch.setattr(programmes, "add_goal_from", fails_for_one)
    tick(app)
    assert [row.client_id for row in rows(app, "goal")] == [circle.sibling.id]
    monkeypatch.undo()


def test_an_enrolment_names_whom_the_coach_may_not_see_as_nobody(circle):
    programme = a_programme(circle, {"release": "at_once"})
    foreign = {"client_id": str(circle.foreign_client.id)}
    assert circle.coach.post(f"/programmes/{programme}/enrolments", foreign).status_code == 404
    assert (
        circle.outsider.post(
            f"/programmes/{programme}/enrolments", {"client_id": str(circle.client.id)}
        ).status_code
        == 404
    )
