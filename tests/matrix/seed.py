"""What every client of the matrix has on record: one of each thing, every field of it a canary.

A new route about a new thing wants one of it here, under the name that its path in policy.csv has.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from flask import Flask

from api import clock
from api.accounts.models import Membership
from api.db import db
from api.keeping.services.exporting import make_waiting
from api.nudges.models import Nudge
from api.nudges.services.links import OneTap, write_one_tap, write_unsubscribe
from api.stalls.jobs import assess_goals_with_news
from tests.authenticators import add_passkey
from tests.factories import (
    API,
    Caller,
    Circle,
    a_browser,
    a_goal,
    a_suggestion,
    a_template,
    agreed,
    an_episode,
    checked_in,
    posted,
    refused_mail,
    rows,
    shared,
    today_of,
)
from tests.matrix.canaries import Canaries

SHARES = {
    "client": {"numbers": True, "feelings": False, "obstacles": False, "notes": False},
    "sibling": {"numbers": False, "feelings": True, "obstacles": True, "notes": True},
    "foreign_client": {"numbers": True, "feelings": True, "obstacles": True, "notes": True},
    "removed": {"numbers": True, "feelings": True, "obstacles": True, "notes": True},
}
CHOICES = {
    # On the goal that the coach sees, and on the private one: (feeling, obstacle) of each. No two are alike.
    "client": (("great", "perfectionism"), ("good", "avoidance")),
    "sibling": (("hard", "self_doubt"), ("okay", "connection")),
    "foreign_client": (("heavy", "money"), (None, "unwell")),
    "removed": ((None, "people"), (None, "skills")),
}


@dataclass
class Seeded:
    """The things of one client: their ids by name, and the ETags of those that have one."""

    circle: Circle
    ids: dict[str, str]
    etags: dict[str, str]


def seed(app: Flask, circle: Circle, canaries: Canaries, whose: str) -> Seeded:
    """The client of the circle has one of everything."""
    client, coach = circle.client, circle.coach
    ids = {"client": str(client.id), "coach": str(coach.id)}
    agreed(client)
    shared(client, **SHARES[whose])
    _goals(circle, canaries, whose, ids)
    _what_happened(circle, canaries, whose, ids)
    _reminders(app, client, canaries, whose)
    _suggestions(app, circle, canaries, whose, ids)
    _what_a_coach_arranges(circle, canaries, whose, ids)
    _what_an_owner_keeps(circle, canaries, whose, ids)
    _what_delivery_keeps(app, client, canaries, whose, ids)
    _links(app, circle, canaries, whose, ids)
    _what_a_practice_chose(circle, whose)
    _ways_in(app, client, canaries, whose, ids)
    _an_export(app, client, canaries, whose, ids)
    ids["engagement"] = str(rows(app, "engagement", coach_id=coach.id, client_id=client.id)[0].id)
    canaries.note(whose, "engagement", ids["engagement"])
    ids["invited_email"] = rows(app, "invitation", id=UUID(ids["invitation"]))[0].email
    with app.app_context():
        assess_goals_with_news()
    # Only now: the job keeps no episode that the history does not tell.
    about = {"id": ids["goal"], "client_id": ids["client"], "plan": {"start_on": "2026-01-05"}}
    ids["episode"] = canaries.note(whose, "episode", an_episode(app, about))
    if whose != "sibling":
        said = {"verdict": "relevant", "reason": canaries.word(whose, "verdict")}
        assert coach.put(f"/stall-episodes/{ids['episode']}/verdict", said).status_code == 200
    etags = {"goal": coach.get(f"/goals/{ids['goal']}").headers["ETag"]}
    etags["private"] = client.get(f"/goals/{ids['private']}").headers["ETag"]
    for path in CHOSEN:
        etags[f"{API}{path}"] = circle.owner.get(path).headers["ETag"]
    return Seeded(circle, ids, etags)


def _goals(circle: Circle, canaries: Canaries, whose: str, ids: dict[str, str]) -> None:
    client = circle.client
    for name, by, what in (
        ("goal", circle.coach, "goal"),
        ("ordered", client, "goal"),
        ("private", client, "private goal"),
        ("private_ordered", client, "private goal"),
    ):
        ids[name] = _goal(by, client, canaries, whose, what)
    for prefix, goal, what in (("", "goal", "goal"), ("private_", "private", "private goal")):
        ids[f"{prefix}milestone"] = canaries.note(whose, what, str(uuid4()))
        step = {
            "title": canaries.word(whose, what),
            "position": 1,
            "due_on": canaries.day(whose, what),
            "what_worked": canaries.word(whose, what),
        }
        path = f"/goals/{ids[goal]}/milestones/{ids[f'{prefix}milestone']}"
        assert client.put(path, step).status_code == 201


def _goal(by: Caller, client: Caller, canaries: Canaries, whose: str, what: str) -> str:
    made = a_goal(
        by,
        client,
        kind="metric",
        private=what == "private goal",
        **{name: canaries.word(whose, what) for name in ("title", "why")},
        if_then={name: canaries.word(whose, what) for name in ("if", "then")},
        plan={
            "start_on": str(today_of(client)),
            "target_on": canaries.day(whose, what),
            "cadence": {"every": "week", "times": 1},
            "start_value": 0,
            "target_value": canaries.number(whose, what),
            "unit": canaries.word(whose, what),
            "direction": "up",
        },
    )
    return canaries.note(whose, what, made["id"])


def _what_happened(circle: Circle, canaries: Canaries, whose: str, ids: dict[str, str]) -> None:
    client, coach, today = circle.client, circle.coach, today_of(circle.client)
    for (prefix, goal), (felt, obstacle) in zip(
        (("", "goal"), ("private_", "private")), CHOICES[whose], strict=True
    ):
        what = {
            name: "private check-in" if prefix else name
            for name in ("check-in", "number", "feeling", "obstacle", "note")
        }
        said = {
            "felt": felt and canaries.choice(whose, what["feeling"], "felt", felt),
            "obstacles": [canaries.choice(whose, what["obstacle"], "obstacles", obstacle)],
            "note": canaries.word(whose, what["note"]),
            "value": canaries.number(whose, what["number"]),
        }
        ids[f"{prefix}check_in"] = checked_in(client, {"id": ids[goal]}, today, **said)["id"]
        canaries.note(whose, what["check-in"], ids[f"{prefix}check_in"])
    ids["adaptation"] = canaries.note(whose, "adaptation", str(uuid4()))
    tried = {"kind": "strategy", "on": str(today), "note": canaries.word(whose, "note")}
    path = f"/goals/{ids['goal']}/adaptations/{ids['adaptation']}"
    assert client.put(path, tried).status_code == 201
    for prefix, goal, what, reason in (
        ("", None, "skip", "note"),
        ("goal_", ids["goal"], "skip", "note"),
        ("private_", ids["private"], "private goal", "private goal"),
    ):
        ids[f"{prefix}skip"] = canaries.note(whose, what, str(uuid4()))
        day = canaries.day(whose, what)
        excused = {"goal_id": goal, "from_on": day, "until_on": day, "reason": canaries.word(whose, reason)}
        assert client.put(f"/skips/{ids[f'{prefix}skip']}", excused).status_code == 201
    if whose == "sibling":
        # Of this week and this day, which the client's own page tells of too.
        said = {"week": "2026-W47", "heavy": 1, "drained": 1, "bigger": "no"}
        assert client.put(f"/reflections/{uuid4()}", said).status_code == 201
        assert client.put(f"/skips/{uuid4()}", {"goal_id": None, "from_on": str(today)}).status_code == 201
    said = {"week": "2026-W01", "heavy": 9, "drained": 9, "bigger": "yes"}
    ids["reflection"] = canaries.note(whose, "reflection", str(uuid4()))
    assert client.put(f"/reflections/{ids['reflection']}", said).status_code == 201
    wanted = {"on": True, "weekdays": [0, 3], "at_local": {"client": "06:13"}.get(whose, "06:17")}
    assert client.put("/nudge-preferences", wanted).status_code == 200
    if whose == "client":
        canaries.note(whose, "reminder", '"at_local":"06:13')
    ids["reply"] = canaries.note(whose, "reply", str(uuid4()))
    said = {"text": canaries.word(whose, "reply")}
    assert coach.put(f"/check-ins/{ids['check_in']}/replies/{ids['reply']}", said).status_code == 201
    # Both wait to be read, so that whatever counts replies has some of each to count.
    answered = {"text": canaries.word(whose, "reply")}
    assert client.put(f"/check-ins/{ids['check_in']}/replies/{uuid4()}", answered).status_code == 201


def _reminders(app: Flask, client: Caller, canaries: Canaries, whose: str) -> None:
    with app.app_context():
        reminded = Nudge(
            practice_id=db.session.get_one(Membership, client.id).practice_id,
            client_id=client.id,
            on_date=date.fromisoformat(canaries.day(whose, "reminder")),
            kind="first",
            occurrence_key=f"{whose} was reminded",
            outcome="sent",
            decided_at=clock.now(),
        )
        db.session.add(reminded)
        db.session.commit()


def _suggestions(app: Flask, circle: Circle, canaries: Canaries, whose: str, ids: dict[str, str]) -> None:
    for name, goal, state, what in (
        ("draft", "goal", "drafted", "draft"),
        ("dismissed", "goal", "dismissed", "draft"),
        ("answered", "goal", "answered", "suggestion"),
    ):
        about = {"id": ids[goal], "client_id": ids["client"]}
        words = {"words": canaries.word(whose, what), "sentence": canaries.word(whose, what)}
        ids[name] = canaries.note(whose, what, a_suggestion(app, about, state, **words)["id"])
    about = {"id": ids["goal"], "client_id": ids["client"]}
    words = {"words": canaries.word(whose, "suggestion"), "sentence": canaries.word(whose, "suggestion")}
    ids["answered_too"] = canaries.note(
        whose, "suggestion", a_suggestion(app, about, "answered", **words)["id"]
    )
    # The latest of all: what is told of the latest one passes it over.
    hidden = {"id": ids["private"], "client_id": ids["client"]}
    words = {
        "words": canaries.word(whose, "private suggestion"),
        "sentence": canaries.word(whose, "private suggestion"),
    }
    ids["private_suggestion"] = canaries.note(
        whose, "private suggestion", a_suggestion(app, hidden, "answered", **words)["id"]
    )
    ids["pulse"] = canaries.note(whose, "pulse", str(uuid4()))
    asked = {"client_id": ids["client"], "goal_id": ids["goal"]}
    assert circle.coach.put(f"/obstacle-pulses/{ids['pulse']}", asked).status_code == 201
    for name, goal, what in (
        ("answered_pulse", "goal", "pulse"),
        ("private_pulse", "private", "private pulse"),
    ):
        ids[name] = canaries.note(whose, what, str(uuid4()))
        said = {"client_id": ids["client"], "goal_id": ids[goal], "answers": {"time": "fine"}}
        assert circle.client.put(f"/obstacle-pulses/{ids[name]}", said).status_code == 201


CHOSEN = {
    "/stall-settings": ({"earlier": False}, {"earlier": True}),
    "/nudge-settings": ({"measuring": False}, {"measuring": True}),
}
"""What the client's practice chose, and what the foreign one."""


def _what_a_practice_chose(circle: Circle, whose: str) -> None:
    if whose in {"client", "foreign_client"}:
        for path, chosen in CHOSEN.items():
            etag = circle.owner.get(path).headers["ETag"]
            assert circle.owner.put(path, chosen[whose != "client"], etag=etag).status_code == 200


def _what_delivery_keeps(
    app: Flask, client: Caller, canaries: Canaries, whose: str, ids: dict[str, str]
) -> None:
    browser = a_browser(canaries.word(whose, "browser"))
    ids["browser"] = canaries.note(whose, "browser", posted(client, "/push-subscriptions", browser)["id"])
    refused_mail(app, client)
    ids["refused"] = ids["client"]


def _what_an_owner_keeps(circle: Circle, canaries: Canaries, whose: str, ids: dict[str, str]) -> None:
    # One practice's directory and questions are all its owners'.
    practice = {"sibling": "client", "removed": "client"}.get(whose, whose)
    for name in ("provider", "provider_off"):
        listed = {"name": canaries.word(practice, "provider"), "contact": canaries.word(practice, "provider")}
        ids[name] = canaries.note(practice, "provider", posted(circle.owner, "/providers", listed)["id"])
    if whose == practice:
        words = {"en": canaries.word(practice, "chip")}
        chips = {"chips": [{"kind": "time", "words": words, "shown": True}]}
        assert circle.owner.put("/obstacle-chips", chips, etag='"0"').status_code == 200
    made = circle.owner.post("/stall-settings/dry-runs", {}).json
    ids["dry_run"] = canaries.note(practice, "dry run", made["id"])


def _what_a_coach_arranges(circle: Circle, canaries: Canaries, whose: str, ids: dict[str, str]) -> None:
    coach = circle.coach
    for name, hour in (("appointment", 3), ("appointment_off", 5)):
        minute = {"client": 13, "sibling": 27, "foreign_client": 41, "removed": 53}[whose]
        starts_at = canaries.note(whose, "appointment", f"2027-01-05T{hour:02d}:{minute}:00")
        meeting = {
            "client_id": ids["client"],
            "starts_at": f"{starts_at}Z",
            "place": canaries.word(whose, "appointment"),
        }
        ids[name] = canaries.note(whose, "appointment", posted(coach, "/appointments", meeting)["id"])
        # The way a calendar writes it.
        canaries.note(whose, "appointment time", f"20270105T{hour:02d}{minute}00Z")
    word = canaries.word(whose, "invitation")
    invited = {"email": f"{word}@example.org", "name": word, "roles": ["client"]}
    ids["invitation"] = canaries.note(whose, "invitation", posted(coach, "/invitations", invited)["id"])
    # One practice's templates and programmes are all its coaches': those of the client's and of the sibling's coach.
    practice = {"sibling": "client", "removed": "client"}.get(whose, whose)
    for name in ("template", "template_off"):
        words = {word: canaries.word(practice, "template") for word in ("title", "why")}
        ids[name] = canaries.note(
            practice, "template", posted(coach, "/goal-templates", a_template(**words))["id"]
        )
    steps = [{"template_id": ids["template"], "release": "date", "on": "2090-01-01"}]
    for name in ("programme", "programme_off", "programme_begun"):
        what, of = ("programme begun", whose) if name == "programme_begun" else ("programme", practice)
        made = posted(coach, "/programmes", {"title": canaries.word(of, what), "steps": steps})
        ids[name] = canaries.note(of, what, made["id"])
    begun = posted(coach, f"/programmes/{ids['programme_begun']}/enrolments", {"client_id": ids["client"]})
    ids["enrolment"] = canaries.note(whose, "enrolment", begun["id"])
    ids["coach_note"] = canaries.note(whose, "coach note", str(uuid4()))
    noted = {"text": canaries.word(whose, "coach note")}
    assert coach.put(f"/clients/{ids['client']}/notes/{ids['coach_note']}", noted).status_code == 201


def _links(app: Flask, circle: Circle, canaries: Canaries, whose: str, ids: dict[str, str]) -> None:
    """What lies in a client's mailbox and calendar program: whoever holds one of these needs no session."""
    client, secret = circle.client, app.config["WAYMARK"].secret
    for name, goal in (("tap", "goal"), ("private_tap", "private")):
        tap = OneTap(client.id, UUID(ids[goal]), today_of(client), "done")
        ids[name] = canaries.note(whose, "link", write_one_tap(secret, tap))
    ids["unsubscribe"] = canaries.note(whose, "link", write_unsubscribe(secret, client.id))
    for name, caller in (("calendar", client), ("coach_calendar", circle.coach)):
        url = posted(caller, "/calendar-feed", {"titles": True})["url"]
        ids[name] = canaries.note(whose, "link", url.rsplit("/", 1)[-1].removesuffix(".ics"))


def _ways_in(app: Flask, client: Caller, canaries: Canaries, whose: str, ids: dict[str, str]) -> None:
    """The client is signed in on one device, has a passkey, and has let a program in."""
    ids["session"] = canaries.note(whose, "device", str(rows(app, "session", member_id=client.id)[0].id))
    _, added = add_passkey(client, name=canaries.word(whose, "passkey"))
    ids["passkey"] = canaries.note(whose, "passkey", added.json["id"])
    made = posted(client, "/api-tokens", {"name": canaries.word(whose, "api token"), "scopes": ["read"]})
    ids["api_token_secret"] = made["token"]
    ids["api_token"] = canaries.note(whose, "api token", made["id"])
    canaries.note(whose, "link", made["token"])


def _an_export(app: Flask, client: Caller, canaries: Canaries, whose: str, ids: dict[str, str]) -> None:
    if whose == "foreign_client":
        assert client.put("/erasure", {"when": "in_7_days"}).status_code == 200
    asked = client.post("/exports", {})
    assert asked.status_code == 202, asked.json
    ids["export"] = canaries.note(whose, "export", asked.json["id"])
    with app.app_context():
        make_waiting(clock.now())
