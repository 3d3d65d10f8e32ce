"""Who may invite whom, how many a day, and from a file."""

import pytest

from tests.factories import at_once, problem_fields, rows, statements
from tests.joining import NORA, accept, invited, joined, token_for


@pytest.mark.parametrize("roles", [["coach"], ["owner"], ["client", "coach"]])
def test_a_coach_invites_clients_alone(circle, roles):
    answer = circle.coach.post("/invitations", {"email": NORA, "name": "Nora", "roles": roles})
    assert answer.status_code == 403


def test_an_owner_invites_into_any_role_and_says_whose_client(app, circle):
    answer = circle.owner.post("/invitations", {"email": NORA, "name": "Nora", "roles": ["client"]})
    assert (answer.status_code, problem_fields(answer)) == (422, ["coach_id"])
    for whose in (circle.client, circle.foreign_coach):
        body = {"email": NORA, "name": "Nora", "roles": ["client"], "coach_id": str(whose.id)}
        assert problem_fields(circle.owner.post("/invitations", body)) == ["coach_id"]
    body = {"email": NORA, "name": "Nora", "roles": ["coach"], "coach_id": str(circle.coach.id)}
    assert problem_fields(circle.owner.post("/invitations", body)) == ["coach_id"]
    _, told = joined(app, circle.owner, NORA, ["owner", "coach"])
    assert told["me"]["roles"] == ["coach", "owner"]
    _, told = joined(app, circle.owner, "ole@example.org", ["client"], coach_id=str(circle.coach.id))
    assert told["me"]["coach"]["name"] == "Coach"


def test_a_coach_does_not_learn_who_else_belongs_to_the_practice(circle):
    for email in (circle.foreign_client.email, circle.client.email, "stranger@example.org"):
        assert invited(circle.outsider, email)["state"] == "open"
    body = {"email": circle.client.email, "name": "x", "roles": ["client"]}
    assert circle.coach.post("/invitations", body).status_code == 409, "their own client they know"
    assert circle.owner.post("/invitations", body | {"coach_id": str(circle.coach.id)}).status_code == 409


def test_invitations_are_listed_to_their_sender_and_to_owners(circle):
    mine = invited(circle.coach)
    invited(circle.owner, "ole@example.org", ["coach"])
    assert [one["email"] for one in circle.coach.get("/invitations").json["items"]] == [NORA]
    assert len(circle.owner.get("/invitations").json["items"]) == 2
    for other in (circle.outsider, circle.foreign_owner, circle.foreign_coach):
        assert other.get("/invitations").json["items"] == []
        assert other.get(f"/invitations/{mine['id']}").status_code == 404
        assert other.delete(f"/invitations/{mine['id']}").status_code == 404
        assert other.post(f"/invitations/{mine['id']}/renewal").status_code == 404
    assert circle.owner.delete(f"/invitations/{mine['id']}").status_code == 204
    assert circle.coach.get(f"/invitations/{mine['id']}").status_code == 404


def test_an_invitation_sent_again_has_a_new_link_and_the_old_one_is_over(app, time, circle):
    first = invited(circle.coach)
    old = token_for(app)
    time.pass_by(circle.coach, days=8)
    assert circle.coach.get(f"/invitations/{first['id']}").json["state"] == "expired"
    again = circle.coach.post(f"/invitations/{first['id']}/renewal")
    assert (again.status_code, again.json["state"]) == (201, "open")
    assert [one["id"] for one in circle.coach.get("/invitations").json["items"]] == [again.json["id"]]
    assert accept(app, old)[1].status_code == 410
    assert accept(app, token_for(app))[1].status_code == 201


def test_invitations_end_when_their_sender_leaves_or_may_invite_no_more(app, circle):
    invited(circle.coach)
    invited(circle.owner, "ole@example.org", coach_id=str(circle.coach.id))
    etag = circle.owner.get(f"/people/{circle.coach.id}").headers["ETag"]
    assert circle.owner.delete(f"/people/{circle.coach.id}", etag=etag).status_code == 204
    for email in (NORA, "ole@example.org"):
        assert accept(app, token_for(app, email), email)[1].status_code == 410


# How many


def test_a_coach_sends_twenty_in_a_day(app, time, circle):
    for number in range(20):
        invited(circle.coach, f"c{number}@example.org")
    last = circle.coach.get("/invitations?limit=1").json["items"][0]
    circle.coach.delete(f"/invitations/{last['id']}")
    body = {"email": NORA, "name": "Nora", "roles": ["client"]}
    refused = circle.coach.post("/invitations", body)
    assert refused.status_code == 429, "a cancelled one was a mail, too"
    assert 0 < int(refused.headers["Retry-After"]) <= 24 * 3600 + 1
    first = circle.coach.get("/invitations").json["items"][0]["id"]
    assert circle.coach.post(f"/invitations/{first}/renewal").status_code == 429
    assert circle.coach.get(f"/invitations/{first}").json["state"] == "open", "nothing was changed"
    assert invited(circle.outsider)["state"] == "open", "each coach has a day of their own"
    time.pass_by(circle.coach, seconds=int(refused.headers["Retry-After"]))
    assert circle.coach.post("/invitations", body).status_code == 201


def test_twenty_five_at_once_are_still_twenty(app, circle):
    def one(number):
        body = {"email": f"c{number}@example.org", "name": "x", "roles": ["client"]}
        return circle.coach.post("/invitations", body).status_code

    statuses = at_once(25, one)
    assert (statuses.count(201), statuses.count(429)) == (20, 5)
    assert len(rows(app, "invitation")) == 20


# From a file


def file_of(*emails):
    return "name,email\n" + "".join(f"Client,{email}\n" for email in emails)


def test_a_file_invites_unless_it_says_otherwise(app, circle):
    text = file_of(NORA, "ole@example.org")
    seen = circle.coach.post("/client-imports", {"csv": text}).json
    assert (seen["ready"], seen["invited"], seen["imported"], seen["may_invite"]) == (2, 0, 0, 20)
    assert rows(app, "invitation") == []
    sent = circle.coach.post("/client-imports", {"csv": text, "preview": False}).json
    assert (sent["ready"], sent["invited"], sent["imported"], sent["may_invite"]) == (2, 2, 0, 18)
    assert rows(app, "person", email=NORA) == []
    _, answer = accept(app, token_for(app))
    assert answer.json["me"]["coach"]["name"] == "Coach"


def test_a_file_counts_each_line_and_sends_all_or_none(app, circle):
    for number in range(18):
        invited(circle.coach, f"c{number}@example.org")
    text = file_of("a@example.org", "b@example.org", "d@example.org")
    refused = circle.coach.post("/client-imports", {"csv": text, "preview": False})
    assert refused.status_code == 429
    assert "2 are left" in refused.json["detail"]
    assert len(rows(app, "invitation")) == 18
    too_many = file_of(*(f"x{number}@example.org" for number in range(21)))
    assert circle.coach.post("/client-imports", {"csv": too_many, "preview": False}).status_code == 429


def test_a_file_names_those_who_are_clients_already_and_of_others_nothing(circle):
    text = file_of(circle.client.email, circle.foreign_client.email, circle.outsider.email)
    lines = circle.coach.post("/client-imports", {"csv": text}).json["lines"]
    assert [bool(line["errors"]) for line in lines] == [True, False, False]


def test_a_file_of_twenty_takes_as_many_statements_as_one_of_two(app, circle):
    counts = []
    for some in (range(2), range(2, 20)):
        text = file_of(*(f"c{number}@example.org" for number in some))
        with statements(app) as seen:
            answer = circle.coach.post("/client-imports", {"csv": text, "preview": False})
        assert answer.json["invited"] == len(some)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 13, seen
