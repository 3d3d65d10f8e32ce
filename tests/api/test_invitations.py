"""Invitations: sent to an address, accepted once by whoever reads its mail, and by nothing that merely opens links."""

import json
from datetime import timedelta

from api import clock
from api.accounts.jobs import clear_expired
from api.delivery.jobs import deliver
from api.delivery.services import kinds_of
from tests.factories import (
    Caller,
    a_goal,
    at_once,
    outbox,
    problem_fields,
    rows,
    shared,
    signed_in_again,
)
from tests.joining import NORA, accept, invited, token_for


def test_whoever_accepts_is_signed_in_and_their_coachs_client(app, circle):
    sent = invited(circle.coach, zone="Asia/Tokyo")
    assert sent["coach"] == {"id": str(circle.coach.id), "name": "Coach"}
    assert (sent["state"], sent["roles"], sent["invited_by"]["name"]) == ("open", ["client"], "Coach")
    assert rows(app, "person", email=NORA) == [], "nothing is made for somebody who has not accepted"
    token = token_for(app)
    told = Caller(app).post("/invitation-previews", {"token": token}).json
    assert (told["practice"], told["invited_by"], told["roles"]) == ("practice", "Coach", ["client"])
    assert (told["email_hint"], told["name"], told["has_account"]) == ("n…@example.org", "Nora", False)
    nora, answer = accept(app, token, " Nora@Example.org ".strip(), name="Nora Lind", zone="Europe/Oslo")
    assert answer.status_code == 201
    me = nora.get("/me").json
    assert answer.json["me"] == me
    assert (me["name"], me["email"], me["zone"]) == ("Nora Lind", NORA, "Europe/Oslo")
    assert me["coach"] == {"id": str(circle.coach.id), "name": "Coach"}
    goal = a_goal(circle.coach, Caller(app, me["id"]))
    assert nora.get(f"/goals/{goal['id']}").status_code == 200, "a client has a key of their own"
    assert circle.coach.get("/invitations").json["items"] == []


def test_a_token_works_once_and_every_other_is_answered_alike(app, time, circle):
    gone = []
    invited(circle.coach)
    used = token_for(app)
    accept(app, used)
    cancelled = invited(circle.coach, "b@example.org")
    gone += [("b@example.org", token_for(app, "b@example.org"))]
    assert circle.coach.delete(f"/invitations/{cancelled['id']}").status_code == 204
    invited(circle.coach, "c@example.org")
    gone += [("c@example.org", token_for(app, "c@example.org"))]
    invited(circle.coach, "c@example.org")
    replaced_by = token_for(app, "c@example.org")
    gone += [(NORA, used), (NORA, used[:-1] + ("A" if used[-1] != "A" else "B")), (NORA, "made up")]
    answers = []
    for email, token in gone:
        answers.append(accept(app, token, email)[1])
        answers.append(Caller(app).post("/invitation-previews", {"token": token}))
    time.pass_by(days=7)
    answers.append(accept(app, replaced_by, "c@example.org")[1])
    assert {(answer.status_code, answer.data) for answer in answers} == {(410, answers[0].data)}
    assert problem_fields(answers[0]) == []
    assert not any("Set-Cookie" in answer.headers for answer in answers)


def test_an_invitation_is_open_for_seven_days(app, time, circle):
    invited(circle.coach)
    time.pass_by(days=6, hours=23)
    assert accept(app, token_for(app))[1].status_code == 201


def test_twenty_acceptances_at_once_make_one_membership_and_one_session(app, circle):
    invited(circle.coach)
    token, before = token_for(app), len(rows(app, "session"))
    statuses = at_once(20, lambda _: accept(app, token)[1].status_code)
    assert statuses.count(201) == 1
    assert set(statuses) == {201, 410}
    [person] = rows(app, "person", email=NORA)
    [member] = rows(app, "membership", person_id=person.id)
    assert len(rows(app, "session")) == before + 1
    assert len(rows(app, "engagement", client_id=member.id)) == 1


def test_opening_the_link_or_pressing_its_button_accepts_nothing(app, circle):
    invited(circle.coach)
    token, scanner = token_for(app), Caller(app)
    scanner.open("/invitation")
    assert scanner.post("/invitation-previews", {"token": token}).status_code == 200
    pressed = scanner.post("/invitation-acceptances", {"token": token})
    assert (pressed.status_code, problem_fields(pressed)) == (422, ["email"])
    guessed = scanner.post("/invitation-acceptances", {"token": token, "email": "coach@example.org"})
    assert (guessed.status_code, problem_fields(guessed)) == (422, ["email"])
    assert scanner.http.get_cookie("waymark") is None
    assert rows(app, "person", email=NORA) == []
    assert accept(app, token)[1].status_code == 201


def test_another_site_cannot_make_a_browser_accept(app, circle):
    invited(circle.coach)
    token = token_for(app)
    body, elsewhere = {"token": token, "email": NORA}, {"Sec-Fetch-Site": "cross-site"}
    assert Caller(app).post("/invitation-acceptances", body, headers=elsewhere).status_code == 403
    assert accept(app, token)[1].status_code == 201


def test_a_bad_zone_leaves_the_invitation_open(app, circle):
    invited(circle.coach)
    token = token_for(app)
    assert problem_fields(accept(app, token, zone="Mars/Olympus")[1]) == ["zone"]
    assert accept(app, token, zone="Europe/Paris")[1].status_code == 201


# People who have an account


def test_an_invitation_that_was_passed_on_opens_nothing_of_somebodys_account(app, circle):
    invited(circle.owner, circle.foreign_client.email, coach_id=str(circle.coach.id))
    token = token_for(app, circle.foreign_client.email)
    assert Caller(app).post("/invitation-previews", {"token": token}).json["has_account"] is True
    friend, answer = accept(app, token, circle.foreign_client.email)
    assert (answer.status_code, answer.json["me"]) == (201, None)
    assert friend.http.get_cookie("waymark") is None
    assert friend.get("/me").status_code == 401
    places = circle.foreign_client.get("/me").json["memberships"]
    assert [one["practice"]["name"] for one in places] == ["foreign_practice", "practice"]


def test_whoever_is_signed_in_goes_on_in_the_new_practice(app, circle):
    invited(circle.owner, circle.foreign_client.email, coach_id=str(circle.coach.id))
    before = len(rows(app, "session"))
    token = token_for(app, circle.foreign_client.email)
    _, answer = accept(app, token, circle.foreign_client.email, circle.foreign_client)
    assert answer.json["me"]["practice"]["name"] == "practice"
    assert circle.foreign_client.get("/me").json == answer.json["me"]
    assert len(rows(app, "session")) == before, "the session goes on in a new one"


def test_whoever_accepts_is_told_which_practice_they_joined(app, circle):
    for by, name in ((circle.owner, "practice"), (circle.foreign_owner, "foreign_practice")):
        invited(by, roles=["coach"])
        assert accept(app, token_for(app))[1].json["practice"]["name"] == name


def test_somebody_elses_session_does_not_open_the_account(app, circle):
    invited(circle.owner, circle.foreign_client.email, coach_id=str(circle.coach.id))
    token = token_for(app, circle.foreign_client.email)
    _, answer = accept(app, token, circle.foreign_client.email, circle.sibling)
    assert (answer.status_code, answer.json["me"]) == (201, None)
    assert circle.sibling.get("/me").json["name"] == "Sibling"


def test_roles_add_up_once_the_member_accepts(app, circle):
    invited(circle.owner, circle.coach.email, ["client"], coach_id=str(circle.outsider.id))
    assert circle.coach.get("/me").json["roles"] == ["coach"]
    token = token_for(app, circle.coach.email)
    _, answer = accept(app, token, circle.coach.email, circle.coach, name="Other", zone="Asia/Tokyo")
    me = answer.json["me"]
    assert me["roles"] == ["client", "coach"]
    assert (me["name"], me["zone"], me["coach"]["name"]) == ("Coach", "Europe/London", "Outsider")
    goal = a_goal(circle.coach)
    assert circle.outsider.get(f"/goals/{goal['id']}").status_code == 200
    assert len(circle.coach.get("/caseload").json["items"]) == 2


def test_a_client_of_one_coach_becomes_anothers_as_well(app, circle):
    goal = a_goal(circle.client)
    invited(circle.outsider, circle.client.email)
    assert circle.outsider.get(f"/goals/{goal['id']}").status_code == 404
    _, answer = accept(app, token_for(app, circle.client.email), circle.client.email, circle.client)
    assert answer.status_code == 201
    assert circle.outsider.get(f"/goals/{goal['id']}").status_code == 200
    assert circle.coach.get(f"/goals/{goal['id']}").status_code == 200


def test_whoever_left_comes_back_to_what_they_wrote(app, circle):
    shared(circle.client)
    goal = a_goal(circle.client, why="Because")
    assert circle.client.delete("/me/membership").status_code == 204
    invited(circle.coach, circle.client.email)
    _, answer = accept(app, token_for(app, circle.client.email), circle.client.email)
    assert (answer.status_code, answer.json["me"]) == (201, None), "an account, so its owner signs in"
    signed_in_again(circle.client)
    assert circle.client.get(f"/goals/{goal['id']}").json["why"] == "Because"
    assert circle.coach.get(f"/goals/{goal['id']}").status_code == 200


# The mail, and what is kept


def mail_to(app, email, name):
    [payload] = [payload for address, payload in outbox(app) if address == email]
    with app.app_context():
        return kinds_of(app)[name].render(payload, email)


def test_the_mail_says_who_invites_into_what_and_what_the_coach_sees(app, circle):
    circle.coach.patch("/me", {"name": "Maren\nHolt"})
    invited(circle.coach)
    mail = mail_to(app, NORA, "invitation")
    assert mail.subject == "Maren Holt invites you to practice"
    assert mail.reply_to == circle.coach.email
    flat = " ".join(mail.text.split())
    assert "as a client" in flat
    assert "your notes stay with you unless you share them" in flat
    assert f"/invitation#{token_for(app)}" in mail.html


def test_a_coach_who_is_invited_is_not_told_of_clients(app, circle):
    invited(circle.owner, NORA, ["coach"])
    mail = mail_to(app, NORA, "invitation")
    assert "as a coach" in mail.text
    assert "What your coach sees" not in mail.text


def test_a_cancelled_invitation_is_not_mailed_any_more(app, circle):
    sent = invited(circle.coach)
    circle.coach.delete(f"/invitations/{sent['id']}")
    [(address, payload)] = outbox(app)
    with app.app_context():
        assert not kinds_of(app)["invitation"].still_wanted(payload, address, clock.now())


def test_the_token_is_kept_only_as_its_hash_and_is_in_no_log(app, circle, capsys):
    invited(circle.coach)
    token = token_for(app)
    with app.app_context():
        deliver()
    accept(app, token, "wrong@example.org")
    accept(app, token, zone="Nowhere")
    accept(app, token)
    accept(app, token)
    Caller(app).open("/metrics")
    output = capsys.readouterr()
    assert token not in output.out + output.err
    assert token not in Caller(app).open("/metrics").get_data(as_text=True)
    for table in ("invitation", "audit", "session"):
        assert token not in json.dumps([str(row) for row in rows(app, table)])


def test_invitations_that_are_long_over_are_gone(app, time, circle):
    invited(circle.coach)
    for days, left in ((30, 1), (8, 0)):
        time.now += timedelta(days=days)
        with app.app_context():
            clear_expired()
        assert len(rows(app, "invitation")) == left
