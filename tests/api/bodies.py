"""Every route that takes a body, with a complete one that it takes."""

from datetime import timedelta
from uuid import uuid4

from tests.authenticators import Authenticator, add_passkey
from tests.factories import (
    a_browser,
    a_check_in,
    a_goal,
    a_metric_plan,
    a_suggestion,
    a_template,
    agreed,
    an_episode,
    checked_in,
    goal_body,
    outbox,
    posted,
    rows,
    today_of,
)


def cases(app, circle) -> list[tuple]:
    """Give every route that takes a body: caller, method, path, a complete body that it takes."""
    agreed(circle.client)
    goal = a_goal(circle.client)
    today = today_of(circle.client)
    draft = a_suggestion(app, goal, "drafted")["id"]
    answered = a_suggestion(app, goal, "answered")["id"]
    engagement = rows(app, "engagement", coach_id=circle.coach.id, client_id=circle.client.id)[0].id
    plan = a_metric_plan(today, start_value=0.5, target_value=30.5)
    plan["cadence"] |= {"interval": 1, "times": 1, "weekdays": [0], "at_most": False}
    words = {"why": "so", "if_then": {"if": "tired", "then": "walk"}, "priority": True, "private": False}
    step = {"title": "x", "position": 1, "due_from": str(today), "due_on": str(today), "weight": 1.5}
    check_in = {
        "recorded_at": "2026-01-05T07:00:00Z",
        "value": 1.5,
        "felt": "good",
        "obstacles": ["time"],
        "note": "x",
        "source": "app",
    }
    client, coach, owner, anyone = circle.client, circle.coach, circle.owner, circle.anyone
    where = f"/goals/{goal['id']}"
    said, standing = checked_in(client, goal, today - timedelta(days=1))["id"], str(uuid4())
    path_of_one = f"/goals/{a_goal(client)['id']}"
    assert client.put(f"{path_of_one}/milestones/{standing}", {"title": "x"}).status_code == 201
    whose = {"client_id": str(client.id)}
    people = {"csv": "name,email\nNora,nora@example.org", "coach_id": str(coach.id)}
    meeting = {"starts_at": "2026-01-05T07:00:00Z", "minutes": 60, "place": "x"}
    arranged = posted(coach, "/appointments", {**whose, **meeting})["id"]
    asked = {"weeks": 6, "start_value": 0.5, "target_value": 6.5, "unit": "x", "direction": "up"}
    template = a_template(
        kind="metric",
        plan=asked | {"cadence": plan["cadence"]},
        milestones=[{"title": "x", "due_after_days": 7, "weight": 1.5}],
        **{name: word for name, word in words.items() if name != "private"},
    )
    kept = posted(coach, "/goal-templates", template)["id"]
    programme = {
        "title": "x",
        "steps": [
            {"template_id": kept, "release": "delay", "after_days": 3},
            {"template_id": kept, "release": "date", "on": str(today)},
        ],
    }
    words_read = {"feelings": "2026-11", "patterns": "2026-11"}
    course = posted(coach, "/programmes", programme)["id"]
    proof, objection, invited = mailed(app, circle)
    shown, _ = add_passkey(coach)
    to_show = anyone.post("/session/passkey-options").json["public_key"]
    to_add = client.post("/passkeys/options").json["public_key"]
    provider = {
        "name": "x",
        "credentials": "x",
        "specialties": ["x"],
        "region": "x",
        "remote": True,
        "contact": "x",
        "url": "https://x.example",
        "accepting": True,
    }
    # Every body is sent with version 1.
    chips = {"chips": [{"code": "time", "kind": "time", "shown": True}]}
    assert owner.put("/obstacle-chips", chips, etag='"0"').status_code == 200
    assert owner.put("/stall-settings", {"earlier": True}, etag='"0"').status_code == 200
    others = [a_suggestion(app, goal, "answered")["id"] for _ in range(4)]
    episode = an_episode(app, goal)
    listed = posted(owner, "/providers", provider)["id"]
    reminded = {
        "on": True,
        "weekdays": [0],
        "at_local": "16:00",
        "timing": "usual",
        "channels": ["push", "email"],
        "quiet_from": "22:00",
        "quiet_until": "07:00",
        "discreet": False,
        "follow_up": True,
        "measured": False,
        "look_back": True,
    }
    return [
        (anyone, "POST", "/sign-in-codes", {"email": "a@example.org"}),
        (anyone, "POST", "/session", {"email": "a@example.org", "code": "123456"}),
        (anyone, "POST", "/session/passkey", {"credential": read_of(shown.show(to_show))}),
        (client, "POST", "/passkeys", {"name": "x", "credential": read_of(Authenticator().make(to_add))}),
        (client, "POST", "/passkeys/options", {}),
        (anyone, "POST", "/session/passkey-options", {}),
        (client, "POST", "/api-tokens", {"name": "x", "scopes": ["read"], "expires_on": "2090-01-05"}),
        (client, "POST", "/session/membership", {"id": str(client.id)}),
        (client, "PATCH", "/me", {"name": "Nora", "zone": "Europe/Paris", "told_of_replies": True}),
        (owner, "PATCH", "/practice", {"name": "Another", "passkeys_required_of_coaches": False}),
        (owner, "PATCH", f"/people/{circle.sibling.id}", {"roles": ["client"]}),
        (owner, "POST", f"/people/{circle.sibling.id}/recovery", {"email": "new@example.org"}),
        (client, "POST", "/email-changes", {"email": "new@example.org"}),
        (circle.outsider, "PUT", "/me/email", proof),
        (anyone, "POST", "/email-objections", {"token": objection}),
        (
            owner,
            "POST",
            "/invitations",
            {
                "email": "nora@example.org",
                "name": "Nora",
                "zone": "Europe/Paris",
                "roles": ["client"],
                "coach_id": str(coach.id),
            },
        ),
        (anyone, "POST", "/invitation-previews", {"token": invited["token"]}),
        (
            anyone,
            "POST",
            "/invitation-acceptances",
            invited | {"name": "Ole", "zone": "Europe/Paris"},
        ),
        (owner, "POST", "/engagements", {"client_id": str(client.id), "coach_id": str(circle.outsider.id)}),
        (owner, "PATCH", f"/engagements/{engagement}", {"until_on": str(today)}),
        (client, "POST", "/goals", goal_body(client, kind="metric", **words) | {"plan": plan}),
        (
            client,
            "PATCH",
            where,
            {"title": "x", "area": "own", "status": "let_go", "status_reason": "x"} | words,
        ),
        (client, "POST", f"{where}/plans", plan),
        (
            client,
            "PUT",
            f"{where}/milestones/{uuid4()}",
            step | {"reached_on": str(today), "what_worked": "x"},
        ),
        (client, "PUT", f"{where}/adaptations/{uuid4()}", {"kind": "goal", "on": str(today), "note": "x"}),
        (client, "PUT", f"/check-ins/{uuid4()}", a_check_in(goal, today, **check_in)),
        (
            client,
            "PUT",
            f"/skips/{uuid4()}",
            {"goal_id": goal["id"], "from_on": str(today), "until_on": str(today), "reason": "x"},
        ),
        (
            client,
            "PUT",
            f"/reflections/{uuid4()}",
            {"week": "2026-W02", "heavy": 1, "drained": 2, "bigger": "no"},
        ),
        (client, "PUT", f"/check-ins/{said}/replies/{uuid4()}", {"text": "x"}),
        (client, "PUT", f"{path_of_one}/milestone-order", {"ids": [standing]}),
        (
            coach,
            "POST",
            "/client-imports",
            {**people, "preview": True, "invite": True, "skip_bad_lines": False},
        ),
        (coach, "POST", "/appointments", {**whose, **meeting}),
        (coach, "PATCH", f"/appointments/{arranged}", meeting | {"attended": False}),
        (coach, "POST", "/goal-templates", template),
        (coach, "PATCH", f"/goal-templates/{kept}", template),
        (coach, "POST", f"/goal-templates/{kept}/goals", {**whose, "start_on": str(today)}),
        (coach, "POST", "/programmes", programme),
        (coach, "POST", f"/programmes/{course}/enrolments", {**whose, "starts_on": str(today)}),
        (client, "POST", "/calendar-feed", {"titles": True}),
        (client, "PUT", "/sharing", {"numbers": True, "feelings": True, "obstacles": True, "notes": True}),
        (
            client,
            "PUT",
            f"{where}/sharing",
            dict.fromkeys(("numbers", "feelings", "obstacles", "notes"), True),
        ),
        (client, "PUT", "/consents", {"feelings": True, "patterns": True, "versions": words_read}),
        (client, "POST", "/exports", {}),
        (client, "PUT", "/erasure", {"when": "in_7_days"}),
        (coach, "PUT", f"/clients/{client.id}/notes/{uuid4()}", {"text": "x"}),
        (client, "PUT", "/nudge-preferences", reminded),
        (owner, "PUT", "/nudge-settings", {"measuring": True}),
        (owner, "PUT", "/nudge-texts", {"texts": {"first": "{goal}?", "soft": None}, "language": "en"}),
        (owner, "POST", "/nudge-texts/preview", {"kind": "first", "text": "{goal}?"}),
        (coach, "PUT", "/digest-preferences", {"on": False}),
        (client, "POST", "/push-subscriptions", a_browser()),
        (coach, "PUT", f"/suggestions/{draft}/offer", {"text": "x"}),
        (coach, "PUT", f"/suggestions/{draft}/dismissal", {"reason": "x"}),
        (client, "PUT", f"/suggestions/{answered}/response", {"choice": "talk"}),
        (client, "POST", "/suggestions", {**whose, "goal_id": goal["id"], "note": "x"}),
        (client, "PUT", f"/suggestions/{others[0]}/outcome", {"outcome": "looking", "shared": True}),
        (coach, "PUT", f"/suggestions/{others[1]}/meanwhile", {"goal_ids": [goal["id"]]}),
        (
            client,
            "PUT",
            f"/obstacle-pulses/{uuid4()}",
            {**whose, "goal_id": goal["id"], "answers": {"time": "fine"}},
        ),
        (client, "PUT", f"/suggestions/{others[2]}/closing", {}),
        (
            owner,
            "PUT",
            "/obstacle-chips",
            {"chips": [{"code": None, "kind": "time", "words": {"en": "x", "de": None}, "shown": True}]},
        ),
        (owner, "PUT", "/stall-settings", {"earlier": True}),
        (owner, "POST", "/stall-settings/dry-runs", {"earlier": True, "weeks": 12}),
        (coach, "PUT", f"/stall-episodes/{episode}/verdict", {"verdict": "relevant", "reason": "x"}),
        (coach, "PUT", f"/triage/{others[3]}/snooze", {"until_on": str(today + timedelta(days=3))}),
        (coach, "PUT", f"/triage/{others[3]}/conversation", {"on": str(today)}),
        (coach, "PUT", f"/triage/{others[3]}/not-a-concern", {"reason": "x"}),
        (owner, "POST", "/providers", provider),
        (owner, "PATCH", f"/providers/{listed}", provider),
    ]


def read_of(credential: dict) -> dict:
    """Give what the API reads of a passkey; browsers say more."""
    return {name: credential[name] for name in ("id", "rawId", "type", "response")}


def mailed(app, circle) -> tuple[dict, str, dict]:
    """Give what mails bring: the proof of a new address, a token to object with, and an invitation."""
    new, ole = "newer@example.org", {"email": "ole@example.org", "name": "Ole", "roles": ["client"]}
    assert circle.outsider.post("/email-changes", {"email": new}).status_code == 202
    assert (
        circle.owner.post(f"/people/{circle.former.id}/recovery", {"email": "f@example.org"}).status_code
        == 201
    )
    assert circle.coach.post("/invitations", ole).status_code == 201
    told = dict(outbox(app))
    objection, invitation = told[circle.former.email]["url"], told[ole["email"]]["link"]
    return (
        {"email": new, "code": told[new]["code"]},
        objection.partition("#")[2],
        {"token": invitation.partition("#")[2], "email": ole["email"]},
    )
