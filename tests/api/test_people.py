"""The caller, the practice, its people, and who coaches whom."""

from datetime import timedelta

from tests.factories import a_goal, a_member, problem_fields, rows, today_of
from tests.leaving import stopped_working_together


def test_people_are_all_for_the_owner_and_their_own_for_a_coach(circle):
    everybody = {person["name"] for person in circle.owner.get("/people").json["items"]}
    assert everybody == {"Olive", "Coach", "Client", "Sibling", "Outsider", "Former"}
    assert {person["name"] for person in circle.coach.get("/people").json["items"]} == {
        "Coach",
        "Client",
        "Sibling",
    }
    assert {person["name"] for person in circle.former.get("/people").json["items"]} == {"Former"}


def test_an_engagement_opens_a_client_today_and_closes_them_the_day_after_it_ends(circle):
    goal, today = a_goal(circle.client), today_of(circle.client)
    body = {"client_id": str(circle.client.id), "coach_id": str(circle.outsider.id)}
    assert circle.outsider.get(f"/goals/{goal['id']}").status_code == 404
    begun = circle.owner.post("/engagements", body)
    assert (begun.status_code, begun.json["from_on"], begun.json["until_on"]) == (201, str(today), None)
    assert circle.outsider.get(f"/goals/{goal['id']}").status_code == 200
    assert circle.owner.post("/engagements", body).status_code == 409
    where = f"/engagements/{begun.json['id']}"
    assert circle.owner.patch(where, {"until_on": str(today)}).status_code == 428
    ended = circle.owner.patch(where, {"until_on": str(today)}, etag=begun.headers["ETag"])
    assert (ended.status_code, ended.json["until_on"]) == (200, str(today))
    assert circle.outsider.get(f"/goals/{goal['id']}").status_code == 200
    assert circle.owner.patch(where, {"until_on": str(today)}, etag=begun.headers["ETag"]).status_code == 412
    closed = {"until_on": str(today - timedelta(days=1))}
    assert circle.owner.patch(where, closed, etag=ended.headers["ETag"]).status_code == 200
    assert circle.outsider.get(f"/goals/{goal['id']}").status_code == 404


def test_an_engagement_is_between_a_client_and_a_coach_of_the_practice(circle):
    for client, coach, field in (
        (circle.coach, circle.outsider, "client_id"),
        (circle.client, circle.sibling, "coach_id"),
        (circle.foreign_client, circle.outsider, "client_id"),
        (circle.client, circle.foreign_coach, "coach_id"),
    ):
        answer = circle.owner.post("/engagements", {"client_id": str(client.id), "coach_id": str(coach.id)})
        assert (answer.status_code, problem_fields(answer)) == (422, [field])


def test_the_practice_is_renamed_by_whoever_read_it_last(circle):
    etag = circle.owner.get("/practice").headers["ETag"]
    assert circle.owner.patch("/practice", {"name": "New"}).status_code == 428
    assert circle.owner.patch("/practice", {"name": "New"}, etag=etag).json["name"] == "New"
    assert circle.owner.patch("/practice", {"name": "Other"}, etag=etag).status_code == 412
    assert circle.client.get("/me").json["practice"]["name"] == "New"
    assert circle.foreign_client.get("/me").json["practice"]["name"] == "foreign_practice"


def test_people_change_their_own_name_and_zone(circle):
    answer = circle.client.patch("/me", {"name": "Nora", "zone": "Asia/Kathmandu"})
    assert (answer.json["name"], answer.json["zone"]) == ("Nora", "Asia/Kathmandu")
    assert circle.client.get("/me").json == answer.json
    assert circle.sibling.get("/me").json["name"] == "Sibling"
    for zone in ("Mars/Olympus", "", "../etc/passwd", "localtime"):
        assert problem_fields(circle.client.patch("/me", {"zone": zone})) == ["zone"]


def test_people_are_told_who_coaches_them_today(app, circle):
    alone = a_member(app, circle.owner, "Alone", "client")
    theirs = a_member(app, circle.owner, "Theirs", "client", coach=circle.outsider)
    assert alone.get("/me").json["coach"] is None
    assert theirs.get("/me").json["coach"] == {"id": str(circle.outsider.id), "name": "Outsider"}
    stopped_working_together(circle.outsider, theirs)
    assert theirs.get("/me").json["coach"] is None


def test_engagements_of_one_client_are_listed_as_far_as_the_caller_knows_of_them(circle):
    of_client = f"/engagements?client_id={circle.client.id}"
    for caller in (circle.owner, circle.coach, circle.client):
        told = caller.get(of_client).json["items"]
        assert {each["client_id"] for each in told} == {str(circle.client.id)}
    for caller in (circle.outsider, circle.sibling, circle.foreign_owner):
        assert caller.get(of_client).json["items"] == []
    assert circle.owner.get("/engagements?client_id=nobody").status_code == 422


def add(app, *more):
    with app.app_context():
        arguments = ["practice", "add", "Bea", "bea@example.org", "--role", "coach", *more]
        return app.test_cli_runner().invoke(args=arguments)


def test_of_an_owner_of_several_practices_the_command_line_asks_which_one(app, circle):
    owner = ("--owner", circle.owner.email)
    arguments = ["Second", "--owner-name", "Olga", "--owner-email", circle.owner.email]
    with app.app_context():
        assert app.test_cli_runner().invoke(args=["practice", "create", *arguments]).exit_code == 0
    unclear = add(app, *owner)
    assert unclear.exit_code == 1
    assert "Say which practice" in unclear.output
    assert "Second (" in unclear.output
    assert add(app, *owner, "--practice", "Third").exit_code == 1
    assert rows(app, "person", email="bea@example.org") == []
    assert add(app, *owner, "--practice", "Second").exit_code == 0
    [second] = rows(app, "practice", name="Second")
    assert [row.practice_id for row in rows(app, "membership", name="Bea")] == [second.id]
