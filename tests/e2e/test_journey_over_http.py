"""From the first code to an answered suggestion, over HTTP alone: what a stranger can do with curl."""

import re
from uuid import uuid4

import pytest

from tests.e2e.callers import (
    DEMO_CLIENT,
    DEMO_COACH,
    TITLE,
    Stuck,
    a_stuck_client,
    clients_of,
    drafted_for,
    live_through_a_heavy_season,
    new_address,
    set_goal,
    sign_in,
)
from tests.e2e.server import Waymark, noon_zone

OFFER = "You have put real work into this. Shall we talk about what else could carry you?"
WORDS_NO_MAIL_HAS = re.compile(
    r"board pack|therap|suggest|support|stall|heavy|reflection|carry you|diagnos|conversation", re.IGNORECASE
)
MARKUP = re.compile(r"<!--.*?-->|<style.*?</style>|<[^>]*>", re.DOTALL)


@pytest.mark.parametrize("kind", ["metric", "habit", "steps"])
def test_a_coach_is_shown_a_draft_offers_it_and_the_client_answers(waymark: Waymark, kind: str):
    stuck = a_stuck_client(waymark, kind)
    the_journey_is_whole(stuck)
    no_mail_mentions_it(waymark, stuck)


def test_the_same_journey_stands_on_postgresql(waymark_on_postgresql: Waymark):
    stuck = a_stuck_client(waymark_on_postgresql, "metric")
    the_journey_is_whole(stuck)
    no_mail_mentions_it(waymark_on_postgresql, stuck)


def test_the_same_journey_stands_in_the_demo_practice(waymark: Waymark):
    coach, client = sign_in(waymark, DEMO_COACH), sign_in(waymark, DEMO_CLIENT)
    outsider = sign_in(waymark, next(it for it in clients_of(coach) if it != DEMO_CLIENT))
    # A reminder names the goals that are due, and this client has asked for reminders.
    client("PUT", "/nudge-preferences", {"on": False, "weekdays": [0], "at_local": "16:00"})
    before = client.get("/suggestions")["items"]
    goal = set_goal(coach, client, "metric", TITLE)
    live_through_a_heavy_season(client, coach, goal)
    stuck = Stuck(coach, client, outsider, goal, drafted_for(coach, goal))

    assert before == []
    the_journey_is_whole(stuck, is_alone=False)
    no_mail_mentions_it(waymark, stuck)


def test_the_first_practice_is_made_at_the_terminal(waymark: Waymark):
    owner, client = new_address("Ida"), new_address("Carl")
    zone = ["--zone", noon_zone()]
    said = waymark.flask(
        "practice", "create", "Southside", "--owner-name", owner.name, "--owner-email", owner.email, *zone
    )
    assert owner.email in said
    waymark.flask(
        "practice", "add", client.name, client.email, "--owner", owner.email,
        "--role", "client", "--coach", owner.email, *zone,
    )  # fmt: skip

    signed_in = sign_in(waymark, client)

    assert signed_in.me["coach"]["name"] == owner.name
    assert signed_in.me["practice"]["name"] == "Southside"


def the_journey_is_whole(stuck: Stuck, *, is_alone: bool = True) -> None:
    the_evidence_is_told_in_sentences(stuck)
    the_coach_finds_the_client(stuck, is_alone=is_alone)
    nobody_else_sees_the_draft(stuck)
    the_client_answers_what_is_offered(stuck)


def the_evidence_is_told_in_sentences(stuck: Stuck) -> None:
    stall = stuck.coach.get(f"/goals/{stuck.goal['id']}/stall")
    holding = [sign["sentence"] for sign in stall["signs"] if sign["holds"]]
    assert len(holding) >= 4
    assert all(sentence.endswith(".") and len(sentence.split()) > 4 for sentence in holding)
    assert stall["at_least_weeks"] >= 12
    assert stall["clears_when"]
    assert stuck.draft["state"] == "drafted"
    assert stuck.draft["basis"] == "signs"
    assert stuck.draft["text"]
    # The draft may have been made a moment before the last of the history arrived: most sentences are the same.
    assert len(set(stuck.draft["reasons"]) & set(holding)) >= 2


def the_coach_finds_the_client(stuck: Stuck, *, is_alone: bool) -> None:
    """With their own few clients the coach sees this one first; among the many of the demo, somewhere."""
    rows = stuck.coach.get("/caseload?limit=100")["items"]
    row = rows[0] if is_alone else next(it for it in rows if it["client"]["id"] == stuck.client.id)
    assert (row["client"]["id"], row["level"]) == (stuck.client.id, "consider_support")
    assert row["why"]
    assert row["open_suggestion"] == {"id": stuck.draft["id"], "state": "drafted"}


def nobody_else_sees_the_draft(stuck: Stuck) -> None:
    draft = f"/suggestions/{stuck.draft['id']}"
    assert stuck.client.get("/suggestions")["items"] == []
    stall = stuck.client.get(f"/goals/{stuck.goal['id']}/stall")
    assert stall["level"] == "stalled"
    for caller in (stuck.client, stuck.outsider):
        assert caller("GET", draft).status == 404
        answering = caller("PUT", f"{draft}/response", {"choice": "talk"}, {"If-Match": '"1"'})
        assert answering.status == 404
    assert stuck.outsider("GET", f"/goals/{stuck.goal['id']}/stall").status == 404
    assert stuck.outsider("GET", f"/suggestions/{uuid4()}").body == stuck.outsider("GET", draft).body


def the_client_answers_what_is_offered(stuck: Stuck) -> None:
    coach, client, path = stuck.coach, stuck.client, f"/suggestions/{stuck.draft['id']}"
    seen = coach("GET", path)
    assert coach("PUT", f"{path}/offer", {"text": OFFER}).status == 428
    offered = coach("PUT", f"{path}/offer", {"text": OFFER}, seen.etag)
    assert (offered.status, offered.body["state"]) == (200, "offered")
    assert coach("PUT", f"{path}/offer", {"text": "Again"}, seen.etag).status == 412

    [listed] = client.get("/suggestions")["items"]
    assert (listed["id"], listed["text"]) == (stuck.draft["id"], OFFER)
    read = client("GET", path)
    assert read.body["goal_title"] == TITLE
    assert read.body["reasons"]
    assert stuck.outsider("GET", path).status == 404

    answered = client("PUT", f"{path}/response", {"choice": "talk"}, read.etag)
    assert (answered.status, answered.body["state"]) == (200, "answered")
    assert coach.get(path)["response"] == "talk"


def no_mail_mentions_it(waymark: Waymark, stuck: Stuck) -> None:
    """Every mail to the two is read to its last header and part, as people see it: none says more than a code."""
    mails = waymark.mails(stuck.coach.me["email"]) + waymark.mails(stuck.client.me["email"])
    assert len(mails) >= 2
    for mail in mails:
        parts = [str(part.get_content()) for part in mail.walk() if part.get_content_maintype() == "text"]
        text = "\n".join([*(f"{name}: {value}" for name, value in mail.items()), *parts])
        found = WORDS_NO_MAIL_HAS.search(MARKUP.sub(" ", text))
        assert found is None, f"{mail['Subject']}: {found}"
