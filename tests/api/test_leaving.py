"""Roles change, clients are handed on, people leave: what was open is shut at once, and a practice keeps an owner."""

from datetime import timedelta
from uuid import UUID

import pytest

from api import clock
from api.delivery.services import kinds_of
from tests.authenticators import add_passkey
from tests.factories import (
    Caller,
    a_goal,
    a_member,
    at_once,
    outbox,
    posted,
    problem_fields,
    rows,
    signed_in_again,
    statements,
    today_of,
)
from tests.leaving import left


def person(by, whose):
    answer = by.get(f"/people/{whose.id}")
    assert answer.status_code == 200, answer.json
    return answer.json | {"etag": answer.headers["ETag"]}


def set_roles(by, whose, *roles):
    return by.patch(f"/people/{whose.id}", {"roles": list(roles)}, etag=person(by, whose)["etag"])


def removed(by, whose):
    return by.delete(f"/people/{whose.id}", etag=person(by, whose)["etag"])


def engagement(app, coach, client):
    return rows(app, "engagement", coach_id=coach.id, client_id=client.id)[0]


def mails(app, kind):
    return sorted(row.address for row in rows(app, "outbox", kind=kind, state="queued"))


def an_appointment(coach, client):
    body = {"client_id": str(client.id), "starts_at": "2090-01-05T07:00:00Z"}
    return posted(coach, "/appointments", body)


# Roles


def test_roles_are_what_the_owner_says_and_add_up(circle):
    assert person(circle.owner, circle.coach)["roles"] == ["coach"]
    answer = set_roles(circle.owner, circle.coach, "coach", "owner", "client")
    assert (answer.status_code, answer.json["roles"]) == (200, ["client", "coach", "owner"])
    assert circle.coach.get("/me").json["roles"] == ["client", "coach", "owner"]
    assert a_goal(circle.coach)["client_id"] == str(circle.coach.id), "a client has a key of their own"
    where, etag = f"/people/{circle.coach.id}", answer.headers["ETag"]
    assert circle.owner.patch(where, {"roles": ["coach"]}).status_code == 428
    assert circle.owner.patch(where, {"roles": ["coach"]}, etag=etag).status_code == 200
    assert circle.owner.patch(where, {"roles": ["owner"]}, etag=etag).status_code == 412
    assert problem_fields(circle.owner.patch(where, {"roles": []}, etag=etag)) == ["roles"]


def test_whoever_is_a_client_again_finds_what_they_had(circle):
    goal = a_goal(circle.client, why="Because")
    set_roles(circle.owner, circle.client, "coach")
    assert circle.client.get(f"/goals/{goal['id']}").status_code == 404
    set_roles(circle.owner, circle.client, "coach", "client")
    assert circle.client.get(f"/goals/{goal['id']}").json["why"] == "Because"


def test_a_coach_no_more_sees_no_client_and_the_owner_sees_who_is_left(app, circle):
    goal = a_goal(circle.client)
    an_appointment(circle.coach, circle.client)
    assert circle.owner.get("/people?without_coach=true").json["items"] == []
    assert set_roles(circle.owner, circle.coach, "owner").status_code == 200
    assert circle.coach.get(f"/goals/{goal['id']}").status_code in {403, 404}
    told = circle.owner.get("/people?without_coach=true").json["items"]
    assert [one["name"] for one in told] == ["Client", "Sibling"]
    assert {one["has_coach"] for one in told} == {False}
    assert circle.client.get("/appointments").json["items"] == []
    assert mails(app, "coaching_changed") == [circle.client.email, circle.sibling.email]
    # Made a coach again, they have nobody.
    set_roles(circle.owner, circle.coach, "coach")
    assert circle.coach.get("/caseload").json["items"] == []


def test_a_coach_who_is_gone_coaches_nobody_even_while_an_engagement_lasts(circle):
    left(circle.coach)
    told = circle.owner.get("/people?without_coach=true").json["items"]
    assert [(one["name"], one["has_coach"]) for one in told] == [("Client", False), ("Sibling", False)]


def test_people_of_another_practice_are_not_there(circle):
    for method, body in (("PATCH", {"roles": ["owner"]}), ("DELETE", None)):
        foreign = circle.owner.send(method, f"/people/{circle.foreign_coach.id}", body, etag='"1"')
        absent = circle.owner.send(method, f"/people/{UUID(int=7)}", body, etag='"1"')
        assert foreign.status_code == absent.status_code == 404
        assert foreign.data == absent.data
    assert circle.coach.get(f"/people/{circle.outsider.id}").status_code == 404


# The last owner


def test_the_last_owner_stays_an_owner_and_stays(circle):
    assert set_roles(circle.owner, circle.owner, "coach").status_code == 409
    assert removed(circle.owner, circle.owner).status_code == 409
    refused = circle.owner.delete("/me/membership")
    assert refused.status_code == 409
    assert "last owner" in refused.json["detail"]
    assert circle.owner.get("/me").json["roles"] == ["owner"]
    set_roles(circle.owner, circle.coach, "owner", "coach")
    assert circle.owner.delete("/me/membership").status_code == 204
    assert circle.coach.delete("/me/membership").status_code == 409


def leave(caller):
    return caller.delete("/me/membership").status_code


def test_of_two_owners_who_leave_at_once_one_stays(app, circle):
    other = a_member(app, circle.owner, "Other", "owner")
    statuses = at_once(2, lambda index: leave((circle.owner, other)[index]))
    assert sorted(statuses) == [204, 409]
    assert len([row for row in rows(app, "membership", is_owner=True) if row.left_at is None]) == 2


def test_of_two_owners_who_remove_each_other_at_once_one_stays(app, circle):
    other = a_member(app, circle.owner, "Other", "owner")
    pair = ((circle.owner, other), (other, circle.owner))
    etags = [person(by, whose)["etag"] for by, whose in pair]

    def remove(index):
        by, whose = pair[index]
        return by.delete(f"/people/{whose.id}", etag=etags[index]).status_code

    statuses = at_once(2, remove)
    assert statuses.count(204) == 1, statuses
    assert set(statuses) <= {204, 401, 403, 409}


def test_of_five_owners_who_become_coaches_at_once_one_stays(app, circle):
    owners = [circle.owner, *(a_member(app, circle.owner, f"Owner{number}", "owner") for number in range(4))]
    etags = {one.id: person(circle.owner, one)["etag"] for one in owners}

    def resign(index):
        one = owners[index]
        return one.patch(f"/people/{one.id}", {"roles": ["coach"]}, etag=etags[one.id]).status_code

    statuses = at_once(5, resign)
    assert sorted(statuses) == [200, 200, 200, 200, 409]


# Leaving


def test_all_that_a_client_had_open_is_shut_in_the_moment_they_leave(app, circle):
    goal = a_goal(circle.client)
    phone = Caller(app, circle.client.id)
    signed_in_again(phone)
    feed = circle.client.post("/calendar-feed", {"titles": True}).json["url"]
    an_appointment(circle.coach, circle.client)
    said = circle.client.put(
        f"/check-ins/{UUID(int=9)}",
        {"goal_id": goal["id"], "happened_on": str(today_of(circle.client)), "outcome": "done"},
    )
    assert said.status_code == 201
    reply = circle.coach.put(f"/check-ins/{UUID(int=9)}/replies/{UUID(int=8)}", {"text": "Well done"})
    assert reply.status_code == 201
    assert mails(app, "reply") == [circle.client.email]
    assert leave(circle.client) == 204
    assert circle.client.http.get_cookie("waymark") is None
    assert phone.get("/me").status_code == 401
    assert rows(app, "session", member_id=circle.client.id) == []
    path = feed.removeprefix("http://127.0.0.1:8000")
    assert Caller(app).open(path).status_code == 404
    assert mails(app, "reply") == []
    assert circle.coach.get(f"/goals/{goal['id']}").status_code == 404
    assert [one["client"]["name"] for one in circle.coach.get("/caseload").json["items"]] == ["Sibling"]
    assert circle.coach.get("/appointments").json["items"] == []
    [cancelled] = rows(app, "appointment")
    assert (cancelled.cancelled_at is not None, cancelled.version) == (True, 2)
    ended = engagement(app, circle.coach, circle.client)
    assert ended.until_on < today_of(circle.coach)
    assert str(circle.client.id) not in {one["id"] for one in circle.owner.get("/people").json["items"]}
    assert len(rows(app, "goal", client_id=circle.client.id)) == 1, "leaving is not erasing"
    assert mails(app, "left_practice") == [circle.client.email]


def test_whoever_is_removed_is_told_and_by_whom_to_ask(app, circle):
    assert removed(circle.owner, circle.client).status_code == 204
    assert circle.client.get("/me").status_code == 401
    [payload] = [told for address, told in outbox(app) if address == circle.client.email]
    with app.app_context():
        mail = kinds_of(app)["left_practice"].render(payload, circle.client.email)
    assert mail.reply_to == circle.owner.email
    assert "practice" in mail.subject
    assert removed_again(circle).status_code == 404


def removed_again(circle):
    return circle.owner.delete(f"/people/{circle.client.id}", etag='"2"')


def test_somebody_of_two_practices_leaves_one(app, circle):
    body = {"csv": f"name,email\nClient,{circle.client.email}\n", "preview": False, "invite": False}
    assert circle.foreign_coach.post("/client-imports", body).json["imported"] == 1
    assert leave(circle.client) == 204
    [there] = [
        row
        for row in rows(app, "membership", person_id=rows(app, "person", email=circle.client.email)[0].id)
        if row.left_at is None
    ]
    phone = Caller(app, there.id)
    signed_in_again(phone)
    me = phone.get("/me").json
    assert [one["practice"]["name"] for one in me["memberships"]] == ["foreign_practice"]
    circle.client.id, still_there = there.id, circle.foreign_owner
    assert removed(still_there, circle.client).status_code == 204
    assert phone.get("/me").status_code == 401


def test_a_coach_leaves_and_their_clients_show_to_the_owner(app, circle):
    goal = a_goal(circle.client)
    assert leave(circle.coach) == 204
    items = circle.owner.get("/people?without_coach=true").json["items"]
    assert [one["name"] for one in items] == ["Client", "Sibling"]
    assert circle.client.get("/me").json["coach"] is None
    assert circle.client.get(f"/goals/{goal['id']}").status_code == 200
    assert mails(app, "coaching_changed") == [circle.client.email, circle.sibling.email]
    assert circle.owner.get("/people?without_coach=false").json["items"] != items


def test_a_coach_of_many_leaves_in_as_many_statements_as_a_coach_of_two(app, circle):
    counts = []
    for more in (0, 15):
        coach = a_member(app, circle.owner, f"Coach{more}", "coach")
        for number in range(2 + more):
            client = a_member(app, circle.owner, f"C{more}x{number}", "client", coach=coach)
            an_appointment(coach, client)
        with statements(app) as seen:
            assert leave(coach) == 204
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 26, seen


def test_leaving_twice_at_once_is_leaving_once(app, circle):
    statuses = at_once(4, lambda _: leave(circle.client))
    assert statuses.count(204) == 1
    assert set(statuses) <= {204, 401, 404}
    assert len(rows(app, "audit", action="member.left")) == 1


# Who coaches whom


def test_a_transfer_is_one_step_and_shows_the_new_coach_what_is_shared(app, circle):
    goal, private = a_goal(circle.client), a_goal(circle.client, private=True)
    an_appointment(circle.coach, circle.client)
    old = engagement(app, circle.coach, circle.client)
    body = {
        "client_id": str(circle.client.id),
        "coach_id": str(circle.outsider.id),
        "instead_of": str(old.id),
    }
    made = circle.owner.post("/engagements", body)
    assert (made.status_code, made.json["until_on"]) == (201, None)
    assert circle.outsider.get(f"/goals/{goal['id']}").status_code == 200
    assert circle.outsider.get(f"/goals/{private['id']}").status_code == 404
    assert circle.coach.get(f"/goals/{goal['id']}").status_code == 404
    assert circle.client.get("/me").json["coach"]["name"] == "Outsider"
    assert circle.client.get("/appointments").json["items"] == []
    assert mails(app, "coaching_changed") == [circle.client.email]
    [payload] = [told for address, told in outbox(app) if address == circle.client.email]
    with app.app_context():
        mail = kinds_of(app)["coaching_changed"].render(payload, circle.client.email)
    for name in ("Coach", "Outsider", "Client"):
        assert name not in mail.text + mail.subject, "content-free"
    assert circle.owner.post("/engagements", body).status_code == 409


def test_a_transfer_that_does_not_fit_changes_nothing(app, circle):
    old, others = engagement(app, circle.coach, circle.client), engagement(app, circle.coach, circle.sibling)
    ended = engagement(app, circle.former, circle.client)
    body = {"client_id": str(circle.client.id), "coach_id": str(circle.outsider.id)}
    for instead_of in (others.id, ended.id, UUID(int=7)):
        answer = circle.owner.post("/engagements", body | {"instead_of": str(instead_of)})
        assert (answer.status_code, problem_fields(answer)) == (422, ["instead_of"])
    assert len(rows(app, "engagement", client_id=circle.client.id)) == 2
    assert engagement(app, circle.coach, circle.client) == old


def test_the_same_coach_is_given_once_however_often_it_is_asked_at_once(app, circle):
    body = {"client_id": str(circle.client.id), "coach_id": str(circle.outsider.id)}
    statuses = at_once(6, lambda _: circle.owner.post("/engagements", body).status_code)
    assert sorted(statuses) == [201, 409, 409, 409, 409, 409]


def test_a_client_ends_their_own_engagement_at_once(app, circle):
    goal = a_goal(circle.client)
    where = f"/engagements/{engagement(app, circle.coach, circle.client).id}"
    etag = circle.client.get(where).headers["ETag"]
    for other, status in ((circle.sibling, 404), (circle.coach, 403), (circle.outsider, 403)):
        assert other.patch(where, {}, etag=etag).status_code == status
    assert circle.client.patch(where, {}).status_code == 428
    assert circle.client.patch(where, {}, etag=etag).status_code == 200
    assert circle.coach.get(f"/goals/{goal['id']}").status_code == 404
    assert mails(app, "coaching_changed") == [circle.coach.email]
    assert [one["name"] for one in circle.owner.get("/people?without_coach=true").json["items"]] == ["Client"]


def test_a_client_does_not_lengthen_what_the_practice_ended(app, circle):
    ended = engagement(app, circle.former, circle.client)
    body = {"until_on": str(today_of(circle.client) + timedelta(days=30))}
    answer = circle.client.patch(f"/engagements/{ended.id}", body, etag='"1"')
    assert (answer.status_code, problem_fields(answer)) == (422, ["until_on"])


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "Pacific/Pago_Pago"])
def test_what_ends_at_once_is_over_on_whatever_side_of_the_earth_the_coach_is(app, time, circle, zone):
    goal = a_goal(circle.client)
    circle.coach.patch("/me", {"zone": zone})
    where = f"/engagements/{engagement(app, circle.coach, circle.client).id}"
    assert circle.owner.patch(where, {}, etag='"1"').status_code == 200
    assert circle.coach.get(f"/goals/{goal['id']}").status_code == 404
    body = {"client_id": str(circle.client.id), "coach_id": str(circle.coach.id)}
    assert circle.owner.post("/engagements", body).status_code == 201
    assert circle.coach.get(f"/goals/{goal['id']}").status_code == 200


def test_a_mail_about_coaching_is_not_sent_to_somebody_who_has_left(app, circle):
    where = f"/engagements/{engagement(app, circle.coach, circle.client).id}"
    circle.owner.patch(where, {}, etag='"1"')
    [(address, payload)] = [told for told in outbox(app) if told[0] == circle.client.email]
    kind = kinds_of(app)["coaching_changed"]
    with app.app_context():
        assert kind.still_wanted(payload, address, clock.now())
    leave(circle.client)
    with app.app_context():
        assert not kind.still_wanted(payload, address, clock.now())


def test_the_practice_says_whether_coaches_need_passkeys(circle):
    etag = circle.owner.get("/practice").headers["ETag"]
    assert circle.client.get("/practice").json["passkeys_required_of_coaches"] is False
    add_passkey(circle.owner)
    answer = circle.owner.patch("/practice", {"passkeys_required_of_coaches": True}, etag=etag)
    assert (answer.json["passkeys_required_of_coaches"], answer.json["name"]) == (True, "practice")
    assert circle.client.get("/practice").json["passkeys_required_of_coaches"] is True


# While somebody else is at it


def is_open(row):
    return row.accepted_at is None and row.cancelled_at is None


def test_nothing_is_begun_with_a_coach_who_is_leaving_at_that_moment(app, circle):
    newcomers = [a_member(app, circle.owner, f"New{number}", "client") for number in range(4)]
    asked = {"email": "nora@example.org", "name": "Nora", "roles": ["client"]}
    assert circle.coach.post("/invitations", asked).status_code == 201
    token = [told["link"] for _, told in outbox(app) if "link" in told][-1].partition("#")[2]

    def one(index):
        if index == 0:
            return leave(circle.coach)
        if index < 5:
            body = {"client_id": str(newcomers[index - 1].id), "coach_id": str(circle.coach.id)}
            return circle.owner.post("/engagements", body).status_code
        if index == 5:
            body = {"token": token, "email": "nora@example.org"}
            return Caller(app).post("/invitation-acceptances", body).status_code
        return circle.coach.post("/invitations", asked | {"email": f"n{index}@example.org"}).status_code

    statuses = at_once(10, one)
    assert statuses[0] == 204
    assert set(statuses[1:5]) <= {201, 422}
    assert statuses[5] in {201, 410}
    assert set(statuses[6:]) <= {201, 401, 403}
    yesterday = today_of(circle.owner) - timedelta(days=1)
    lasting = [row for row in rows(app, "engagement", coach_id=circle.coach.id) if row.until_on != yesterday]
    assert lasting == []
    assert [row for row in rows(app, "invitation") if is_open(row)] == []
