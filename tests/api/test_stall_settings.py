"""What a practice chooses of the stall model, and what that would have flagged."""

from api.stalls.jobs import answer_dry_runs
from api.stalls.rules import PARAMS_VERSION
from api.stalls.services import choosing
from tests.factories import (
    a_goal,
    a_stalled_goal,
    agreed,
    assess,
    rows,
    shared,
    weeks_of_check_ins,
)


def answered(app, circle, **asked) -> dict:
    made = circle.owner.post("/stall-settings/dry-runs", asked)
    assert (made.status_code, made.json["answered_at"], made.json["sentence"]) == (202, None, None)
    with app.app_context():
        answer_dry_runs()
    return circle.owner.get(f"/stall-settings/dry-runs/{made.json['id']}").json


def test_a_dry_run_says_what_would_have_been_flagged(app, circle):
    a_stalled_goal(circle)
    told = answered(app, circle, weeks=19)
    assert (told["clients"], told["flagged_clients"], told["suggested_clients"]) == (1, 1, 1)
    assert told["sentence"] == (
        "Over 19 weeks, these settings would have flagged 1 of 1 clients, 0.1 a week, "
        "and drafted a suggestion for 1."
    )


def test_a_dry_run_sees_only_what_coaches_may_see(app, circle):
    a_stalled_goal(circle)
    shared(circle.client, numbers=False)
    assert answered(app, circle, weeks=19)["clients"] == 0
    shared(circle.client, numbers=True)
    agreed(circle.client, patterns=False)
    assert answered(app, circle, weeks=19)["flagged_clients"] == 0


def test_a_private_goal_is_in_no_dry_run(app, circle):
    agreed(circle.client)
    goal = a_goal(circle.client, kind="metric", private=True)
    weeks_of_check_ins(circle.client, goal, value=2)
    assert answered(app, circle)["clients"] == 0


def test_a_dry_run_is_the_practices_own(app, circle):
    made = circle.owner.post("/stall-settings/dry-runs", {}).json
    assert circle.foreign_owner.get(f"/stall-settings/dry-runs/{made['id']}").status_code == 404
    for _ in range(2):
        assert circle.owner.post("/stall-settings/dry-runs", {}).status_code == 202
    assert circle.owner.post("/stall-settings/dry-runs", {}).status_code == 429
    assert circle.foreign_owner.post("/stall-settings/dry-runs", {}).status_code == 202


def test_choosing_earlier_judges_anew_and_rewrites_nothing(app, circle):
    goal = a_stalled_goal(circle)
    assess(app)
    before = rows(app, "stall_assessment")
    read = circle.owner.get("/stall-settings")
    assert read.json == {"earlier": False, "params_version": PARAMS_VERSION}
    chosen = circle.owner.put("/stall-settings", {"earlier": True}, etag=read.headers["ETag"])
    assert (chosen.status_code, chosen.json["params_version"]) == (200, f"{PARAMS_VERSION}-earlier")
    assert (
        circle.owner.put("/stall-settings", {"earlier": True}, etag=read.headers["ETag"]).status_code == 412
    )
    assess(app)
    after = {row.id: row for row in rows(app, "stall_assessment")}
    assert all(after[row.id].params_version == PARAMS_VERSION for row in before)
    assert all(after[row.id].evidence == row.evidence for row in before)
    latest = [row for row in after.values() if row.is_latest]
    assert {row.params_version for row in latest} == {f"{PARAMS_VERSION}-earlier"}
    assert circle.coach.get(f"/goals/{goal['id']}/stall").json["params_version"].endswith("-earlier")


def test_one_dry_run_that_fails_holds_up_no_other(app, circle, monkeypatch):
    torn = circle.owner.post("/stall-settings/dry-runs", {}).json
    replayed = choosing.replay_practice

    def fail(practice_id, *args, **settings):
        if practice_id == rows(app, "membership", id=circle.owner.id)[0].practice_id:
            raise ValueError("torn")
        return replayed(practice_id, *args, **settings)

    monkeypatch.setattr(choosing, "replay_practice", fail)
    other = circle.foreign_owner.post("/stall-settings/dry-runs", {}).json
    with app.app_context():
        answer_dry_runs()
    assert circle.foreign_owner.get(f"/stall-settings/dry-runs/{other['id']}").json["sentence"]
    assert circle.owner.get(f"/stall-settings/dry-runs/{torn['id']}").json["sentence"] is None
