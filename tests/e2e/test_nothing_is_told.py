"""What people write stands in no log, no subject, no address, and no mail but the one that is about it."""

import http.client
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.callers import (
    Caller,
    agree_to_everything,
    drafted_for,
    live_through_a_heavy_season,
    new_address,
    open_practice,
    set_goal,
    sign_in,
    with_a_daily_habit,
)
from tests.e2e.server import HOST, Waymark, plain_text

TITLE, HABIT = "Zqboardpackz", "Zqwalkz"
WRITTEN = {
    "title": TITLE,
    "habit": HABIT,
    "why": "The board decides on it",
    "if": "it is 7:30",
    "then": "write one page",
    "note": "Sat before it again",
    "change": "Tried it smaller",
    "reply": "Zqreplyz",
    "skip": "Zqreasonz",
    "offer": "Zqofferz",
    "place": "Zqplacez",
    "refused": "Zqrefusedz",
    "template": "Zqtemplatez",
}
WHAT_A_MAIL_MAY_HOLD = {HABIT}
"""A reminder names the goal that it is about; no other mail holds a word of anybody's."""


@pytest.fixture
def talkative(tmp_path: Path) -> Iterator[tuple[Waymark, Path]]:
    """A Waymark that logs all it can, and its log."""
    log = tmp_path / "server.log"
    waymark = Waymark(tmp_path / "instance", log=log)
    waymark.flask("migrate")
    try:
        waymark.start()
        yield waymark, log
    finally:
        waymark.stop()


def test_what_people_write_stands_in_no_log_and_in_no_mail_but_its_own(talkative: tuple[Waymark, Path]):
    waymark, log = talkative
    ada, cleo = new_address("Zqada"), new_address("Zqcleo")
    open_practice(waymark, ada, cleo)
    coach, client = sign_in(waymark, ada), sign_in(waymark, cleo)
    everything_is_written(coach, client)
    a_reminder_is_sent_and_its_link_followed(waymark, client, len(waymark.mails(cleo.email)))
    everything_is_refused(client)
    sign_in_goes_wrong(waymark, cleo.email)
    tokens = [coach.session_token, client.session_token]
    waymark.stop()

    told = log.read_text()
    calls = re.findall(r'"(?:GET|PUT|POST|PATCH|DELETE) (\S+)', told)
    assert len(calls) > 100
    assert told.count("message ended") >= 3
    names = [ada.name, cleo.name, ada.email, cleo.email]
    assert [word for word in (*WRITTEN.values(), *names, *tokens) if word.lower() in told.lower()] == []
    assert re.findall(r"Traceback|heavy|exhaustion", told) == []
    # Every query is made of ids, pages and days.
    assert {query for call in calls if (query := urlsplit(call).query)} <= {"limit=100"}
    the_mails_hold_no_more_than_they_may(waymark, names)


def everything_is_written(coach: Caller, client: Caller) -> None:
    agree_to_everything(client)
    assert client("PUT", "/sharing", {"notes": True}).status == 200
    goal = set_goal(coach, client, "metric", TITLE)
    live_through_a_heavy_season(client, coach, goal)
    draft = drafted_for(coach, goal)
    etag = coach("GET", f"/suggestions/{draft['id']}").etag
    assert coach("PUT", f"/suggestions/{draft['id']}/offer", {"text": WRITTEN["offer"]}, etag).status == 200
    [check_in, *_] = client.get(f"/goals/{goal['id']}/check-ins")["items"]
    replies = f"/check-ins/{check_in['id']}/replies"
    assert coach("PUT", f"{replies}/{uuid4()}", {"text": WRITTEN["reply"]}).status == 201
    today = str(client.today)
    skip = {"goal_id": goal["id"], "from_on": today, "until_on": today, "reason": WRITTEN["skip"]}
    assert client("PUT", f"/skips/{uuid4()}", skip).status == 201
    meeting = {"client_id": client.id, "starts_at": "2090-01-05T07:00:00Z", "place": WRITTEN["place"]}
    assert coach("POST", "/appointments", meeting).status == 201
    plan = {"cadence": {"every": "week", "times": 3}}
    template = {"title": WRITTEN["template"], "area": "wellbeing", "kind": "habit", "plan": plan}
    assert coach("POST", "/goal-templates", template).status == 201
    # The reminder is about this one alone: the other is excused today.
    with_a_daily_habit(client, HABIT)


def a_reminder_is_sent_and_its_link_followed(waymark: Waymark, client: Caller, before: int) -> None:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    at_local = f"{now.astimezone(ZoneInfo(client.me['zone'])):%H:%M}"
    wanted = {"on": True, "weekdays": [0, 1, 2, 3, 4, 5, 6], "at_local": at_local}
    assert client("PUT", "/nudge-preferences", wanted).status == 200
    assert client("DELETE", f"/skips/{uuid4()}").status == 404
    waymark.make_reminder_due(client.id, now)
    mail = waymark.next_mail(client.me["email"], before)
    [link, *_] = re.findall(rf"{re.escape(waymark.url)}/c/\S+", plain_text(mail))
    path = urlsplit(link).path
    for method, form in (("GET", None), ("POST", "felt=heavy"), ("POST", "undo=1")):
        assert raw(waymark, method, path, form, "application/x-www-form-urlencoded") == 200


def everything_is_refused(client: Caller) -> None:
    """A refusal says what is wrong with what was sent, and quotes none of it."""
    refused = WRITTEN["refused"]
    bad = [
        ("PUT", f"/check-ins/{uuid4()}", {"goal_id": refused, "happened_on": refused, "outcome": refused}),
        ("PUT", f"/skips/{uuid4()}", {"from_on": refused, "reason": [refused]}),
        ("POST", "/goals", {"title": {"in": refused}, "area": refused, "plan": refused}),
        ("PATCH", "/me", {"zone": refused}),
        ("PUT", "/nudge-preferences", {"on": refused, "weekdays": [refused], "at_local": refused}),
        ("POST", "/goals", refused),
        ("POST", "/session", {"email": refused, "code": refused}),
    ]
    for method, path, body in bad:
        answer = client(method, path, body)
        assert 400 <= answer.status < 500, (path, answer)
        assert refused not in json.dumps(answer.body), (path, answer.body)


def sign_in_goes_wrong(waymark: Waymark, email: str) -> None:
    wrong = json.dumps({"email": email, "code": "000000"})
    assert raw(waymark, "POST", "/api/v1/session", wrong, "application/json") == 401
    assert raw(waymark, "POST", "/api/v1/session", f'{{"email": "{email}', "application/json") == 400
    assert raw(waymark, "PUT", "/api/v1/sharing", WRITTEN["refused"], "text/plain") in {401, 415}


def raw(waymark: Waymark, method: str, path: str, body: str | None, content_type: str) -> int:
    connection = http.client.HTTPConnection(HOST, waymark.port, timeout=20)
    try:
        connection.request(method, path, body, {"Content-Type": content_type} if body else {})
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def the_mails_hold_no_more_than_they_may(waymark: Waymark, names: list[str]) -> None:
    mails = waymark.mails()
    assert len(mails) >= 3
    for mail in mails:
        head = "\n".join(f"{name}: {value}" for name, value in mail.items() if name != "Delivered-To")
        bodies = "\n".join(str(part.get_content()) for part in mail.walk() if not part.is_multipart())
        assert [word for word in WRITTEN.values() if word in head] == [], mail["Subject"]
        held = {word for word in WRITTEN.values() if word in bodies}
        assert held <= WHAT_A_MAIL_MAY_HOLD, mail["Subject"]
        assert [name for name in names if name in str(mail["Subject"])] == []
