"""What was kept long enough goes, a bounded number at a time; what is still wanted stays."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa
from structlog.testing import capture_logs
from uuid_utils.compat import uuid7

from api import clock
from api.accounts.models import Audit
from api.db import db
from api.keeping.rules import RETENTION
from api.keeping.services import pruning
from api.keeping.services.pruning import prune
from tests.factories import a_goal, a_suggestion, rows, statements, today_of
from tests.leaving import left


def pruned(app, **later) -> dict[str, int]:
    with app.app_context():
        return {name: count for name, count in prune(clock.now() + timedelta(**later)).items() if count}


def test_nothing_goes_before_its_time(app, circle, life):
    assert pruned(app) == {}
    assert pruned(app, days=29) == {}


def test_a_message_goes_thirty_days_after_it_ended_and_one_on_its_way_stays(app, circle):
    circle.anyone.post("/sign-in-codes", {"email": circle.client.email})
    circle.anyone.post("/sign-in-codes", {"email": circle.coach.email})
    outbox = db.metadata.tables["outbox"]
    with app.app_context():
        ended = sa.update(outbox).where(outbox.c.address == circle.client.email)
        db.session.execute(ended.values(state="sent", ended_at=clock.now(), payload=None))
        db.session.commit()
    assert pruned(app, days=31) == {"outbox": 1}
    assert [row.address for row in rows(app, "outbox")] == [circle.coach.email]


def test_a_suggestion_goes_half_a_year_after_it_was_settled_unless_it_stands(app, circle):
    goal, now = a_goal(circle.client), clock.now()
    for fields in (
        {"state": "dismissed", "dismissed_at": now},
        {"state": "answered", "answered_at": now, "response": "not_now"},
        {"state": "answered", "answered_at": now, "response": "dont_suggest"},
        {"state": "closed", "closed_at": now},
        {"state": "drafted"},
    ):
        a_suggestion(app, goal, fields.pop("state"), **fields)
    assert pruned(app, days=179) == {}
    gone = pruned(app, days=181)
    assert gone["suggestion"] == 3
    assert {(row.state, row.response) for row in rows(app, "suggestion")} == {
        ("answered", "dont_suggest"),
        ("drafted", None),
    }


def test_the_audit_is_kept_for_two_years(app, circle):
    assert "audit" not in pruned(app, days=729)
    assert pruned(app, days=731)["audit"] > 5
    assert rows(app, "audit") == []


def test_a_run_deletes_so_many_and_the_next_goes_on(app, circle, monkeypatch):
    monkeypatch.setattr(pruning, "AT_ONCE", 10)
    monkeypatch.setattr(pruning, "BATCHES", 2)
    practice = rows(app, "membership", id=circle.client.id)[0].practice_id
    with app.app_context():
        db.session.execute(sa.delete(Audit))
        made = [{"id": uuid7(), "practice_id": practice, "at": clock.now(), "action": "x"} for _ in range(35)]
        db.session.execute(sa.insert(Audit), made)
        db.session.commit()
    assert pruned(app, days=800)["audit"] == 20
    assert pruned(app, days=800)["audit"] == 15


def test_a_rule_that_fails_holds_up_no_other(app, circle, monkeypatch):
    practice = rows(app, "membership", id=circle.client.id)[0].practice_id
    with app.app_context():
        made = {"id": uuid7(), "practice_id": practice, "at": clock.now(), "action": "x"}
        db.session.execute(sa.insert(Audit), [made])
        db.session.commit()
    delete_some = pruning._delete_some

    def fails_at_first(rule, now):
        if rule == pruning.RETENTION[0]:
            raise LookupError
        return delete_some(rule, now)

    monkeypatch.setattr(pruning, "_delete_some", fails_at_first)
    monkeypatch.setattr(
        pruning, "RETENTION", sorted(pruning.RETENTION, key=lambda rule: rule.table == "audit")
    )
    with capture_logs() as told:
        assert pruned(app, days=800)["audit"] > 0
    assert [one["table"] for one in told if one["event"] == "not pruned"] == [pruning.RETENTION[0].table]


def test_when_nothing_is_due_a_run_is_one_look_for_each_rule(app, circle, life):
    from api.keeping.rules import RETENTION  # noqa: PLC0415

    with statements(app) as seen:
        pruned(app)
    assert len(seen) == len(RETENTION)
    assert all(statement.startswith("SELECT") for statement in seen)


def test_answers_verdicts_and_what_was_put_aside_go_in_their_time(app, circle):
    goal, now = a_goal(circle.client), clock.now()
    whose = {"practice_id": rows(app, "membership", id=circle.client.id)[0].practice_id}
    whose["client_id"] = circle.client.id
    goal_id = UUID(goal["id"])
    made = {
        # A phone made its id: it is in no order.
        "obstacle_pulse": whose | {"id": uuid4(), "goal_id": goal_id, "asked_at": now},
        "stall_verdict": whose
        | {"id": uuid7(), "goal_id": goal_id, "judged_on": now.date(), "verdict": "helpful", "at": now},
        "triage_mark": whose
        | {
            "id": uuid7(), "coach_id": circle.coach.id, "subject_kind": "goal", "subject_id": goal_id,
            "verdict": "snoozed", "place": 1, "until_at": now + timedelta(days=7), "made_at": now,
        },
        "suppression": {"address": "gone@example.org", "at": now, "reply": "550"},
    }  # fmt: skip
    with app.app_context():
        for name, values in made.items():
            db.session.execute(sa.insert(db.metadata.tables[name]).values(**values))
        db.session.commit()
    assert pruned(app, days=36) == {}
    assert pruned(app, days=38) == {"triage_mark": 1}
    assert not {"obstacle_pulse", "stall_verdict", "suppression"} & set(pruned(app, days=729))
    gone = pruned(app, days=731)
    assert {name: gone[name] for name in ("obstacle_pulse", "stall_verdict", "suppression")} == {
        "obstacle_pulse": 1, "stall_verdict": 1, "suppression": 1,
    }  # fmt: skip


def retention(owner) -> dict:
    answer = owner.get("/retention")
    assert answer.status_code == 200
    return {(one["kind"], one["from_the"]): one for one in answer.json["items"]}


def test_the_owner_sees_what_is_kept_how_long_and_what_goes_next(app, circle):
    now, practice = clock.now(), rows(app, "membership", id=circle.client.id)[0].practice_id
    foreign = rows(app, "membership", id=circle.foreign_client.id)[0].practice_id
    with app.app_context():
        db.session.execute(sa.delete(Audit))
        made = [
            {"id": uuid7(), "practice_id": whose, "at": now - timedelta(days=days), "action": "x"}
            for whose, days in (
                (practice, 800),
                (practice, 731),
                (practice, 729),
                (practice, 5),
                (foreign, 800),
            )
        ]
        db.session.execute(sa.insert(Audit), made)
        db.session.commit()
    told = retention(circle.owner)
    assert list(told) == [(rule.table, rule.since) for rule in RETENTION]
    audit = told["audit", "at"]
    assert (audit["days"], audit["rows"], audit["past"]) == (730, 4, 2)
    assert date.fromisoformat(audit["next_on"]) == today_of(circle.owner) + timedelta(days=1)
    # Which address refuses mail is no practice's own.
    assert told["suppression", "at"]["rows"] is None


def test_a_small_practice_is_told_no_count_of_how_its_clients_fare(app, circle, monkeypatch):
    a_suggestion(app, a_goal(circle.client), "dismissed", dismissed_at=clock.now())
    assert retention(circle.owner)["suggestion", "dismissed_at"]["rows"] is None
    assert retention(circle.owner)["outbox", "ended_at"]["rows"] is not None
    monkeypatch.setattr("api.caseload.rules.ledger.FEWEST_CLIENTS", 1)
    told = retention(circle.owner)["suggestion", "dismissed_at"]
    assert (told["rows"], told["past"], told["next_on"]) == (1, 0, None)
    assert retention(circle.foreign_owner)["suggestion", "dismissed_at"]["rows"] == 0


def test_clients_who_have_left_make_no_practice_larger(circle, monkeypatch):
    monkeypatch.setattr("api.caseload.rules.ledger.FEWEST_CLIENTS", 2)
    assert retention(circle.owner)["suggestion", "dismissed_at"]["rows"] == 0
    left(circle.sibling)
    assert retention(circle.owner)["suggestion", "dismissed_at"]["rows"] is None


def test_what_is_kept_is_counted_in_one_statement(app, circle):
    with statements(app) as seen:
        retention(circle.owner)
    assert len(seen) <= 3
