"""Clients from a CSV file: every bad line is shown before anything is saved."""

import csv
import io

import pytest

from tests.factories import a_goal, at_once, checked_in, problem_fields, rows, statements, today_of

GOOD = "name,email\nNora,nora@example.org\nOle,ole@example.org\n"
MIXED = "name,email,zone\nNora,nora@example.org,Europe/Oslo\n,ole,\nPia,NORA@example.org,Mars\n"


def sent(caller, text, *, preview=False, invite=False, **more):
    """Send a file whose people are added at once; inviting them is in test_invitations."""
    body = {"csv": text, "preview": preview, "invite": invite}
    return caller.post("/client-imports", body | more)


def people(circle):
    return {item["email"]: item for item in circle.owner.get("/people?limit=100").json["items"]}


def test_a_preview_shows_every_bad_line_and_saves_nothing(app, circle):
    before = {
        table: rows(app, table) for table in ("person", "membership", "engagement", "client_key", "audit")
    }
    answer = circle.coach.post("/client-imports", {"csv": MIXED})
    assert answer.status_code == 200, "a preview is what is made unless asked otherwise"
    told = answer.json
    assert (told["ready"], told["imported"]) == (1, 0)
    assert [(line["line"], [fault["field"] for fault in line["errors"]]) for line in told["lines"]] == [
        (2, []),
        (3, ["name", "email"]),
        (4, ["email", "zone"]),
    ]
    assert told["lines"][0] == {
        "line": 2,
        "name": "Nora",
        "email": "nora@example.org",
        "zone": "Europe/Oslo",
        "errors": [],
    }
    assert {table: rows(app, table) for table in before} == before


def test_with_a_bad_line_nobody_is_added_unless_bad_lines_are_to_be_skipped(circle):
    before = people(circle)
    answer = sent(circle.coach, MIXED)
    assert answer.status_code == 422
    assert problem_fields(answer) == ["lines.3.name", "lines.3.email", "lines.4.email", "lines.4.zone"]
    assert people(circle) == before
    answer = sent(circle.coach, MIXED, skip_bad_lines=True)
    assert (answer.status_code, answer.json["ready"], answer.json["imported"]) == (200, 1, 1)
    assert people(circle).keys() - before.keys() == {"nora@example.org"}


def test_a_coachs_clients_are_their_own_and_can_sign_in_and_be_worked_with(app, circle):
    assert sent(circle.coach, GOOD).json["imported"] == 2
    nora = people(circle)["nora@example.org"]
    assert nora["roles"] == ["client"]
    engaged = rows(app, "engagement", coach_id=circle.coach.id)
    assert nora["id"] in {str(row.client_id) for row in engaged}
    body = {
        "client_id": nora["id"],
        "title": "Walk",
        "area": "own",
        "kind": "habit",
        "plan": {"start_on": "2026-01-05", "cadence": {"every": "week"}},
    }
    assert circle.coach.post("/goals", body).status_code == 201, "a client has a key of their own"
    assert circle.outsider.get(f"/goals?client_id={nora['id']}").status_code == 404


def test_a_line_without_a_zone_has_the_zone_of_whoever_imports(app, circle):
    circle.coach.patch("/me", {"zone": "America/New_York"})
    sent(circle.coach, GOOD)
    zones = {row.zone for row in rows(app, "membership", name="Nora")}
    assert zones == {"America/New_York"}


def test_an_owner_says_whose_clients_they_are(app, circle):
    answer = sent(circle.owner, GOOD)
    assert (answer.status_code, problem_fields(answer)) == (422, ["coach_id"])
    answer = sent(circle.owner, GOOD, coach_id=str(circle.outsider.id))
    assert answer.json["imported"] == 2
    assert len(rows(app, "engagement", coach_id=circle.outsider.id)) == 2


@pytest.mark.parametrize("whose", ["client", "foreign_coach", "owner"])
def test_nobody_else_gets_clients(circle, whose):
    answer = sent(circle.owner, GOOD, coach_id=str(getattr(circle, whose).id))
    assert (answer.status_code, problem_fields(answer)) == (422, ["coach_id"])


def test_a_coach_imports_for_themselves_alone(circle):
    answer = sent(circle.coach, GOOD, coach_id=str(circle.outsider.id))
    assert (answer.status_code, problem_fields(answer)) == (422, ["coach_id"])
    assert sent(circle.coach, GOOD, coach_id=str(circle.coach.id)).status_code == 200


@pytest.mark.parametrize("text", ["", "just words", "name\nAda", 'name,email\n"Ada', "x" * 60_001, None, 5])
def test_what_is_no_file_of_clients_is_refused_by_its_field(circle, text):
    answer = sent(circle.coach, text, preview=True)
    assert (answer.status_code, problem_fields(answer)) == (422, ["csv"])


def test_a_file_from_a_spreadsheet_is_taken_as_it_comes(circle):
    text = '\ufeffName;E-Mail;Zone\r\n"Lind; ""Ada""";ADA@Example.org;Europe/Paris\r\n'
    [line] = sent(circle.coach, text).json["lines"]
    assert (line["name"], line["email"]) == ('Lind; "Ada"', "ada@example.org")
    assert people(circle)["ada@example.org"]["name"] == 'Lind; "Ada"'


def test_who_is_in_the_practice_already_is_not_added_again(circle):
    answer = sent(circle.coach, f"name,email\nClient,{circle.client.email.upper()}\n")
    assert (answer.status_code, problem_fields(answer)) == (422, ["lines.2.email"])


def test_nobody_is_moved_out_of_their_practice_by_somebody_elses_file(app, circle):
    text = f"name,email\nNew here,{circle.foreign_client.email}\n"
    [line] = sent(circle.coach, text, preview=True).json["lines"]
    assert line["errors"] == [], "nor is it told that they have an account somewhere"
    assert sent(circle.coach, text).json["imported"] == 1
    me = circle.foreign_client.get("/me").json
    assert (me["practice"]["name"], me["roles"], me["name"]) == ("foreign_practice", ["client"], "Client")
    assert [one["practice"]["name"] for one in me["memberships"]] == ["foreign_practice", "practice"]


def test_five_hundred_clients_come_at_once_in_a_few_statements(app, circle):
    lines = "".join(f"Client {number},c{number}@example.org\n" for number in range(500))
    with statements(app) as seen:
        answer = sent(circle.coach, f"name,email\n{lines}")
    assert len(seen) <= 12, "nobody else waits long for the database"
    assert (answer.status_code, answer.json["imported"]) == (200, 500)
    answer = sent(circle.coach, f"name,email\n{lines}X,x@example.org\n")
    assert (answer.status_code, problem_fields(answer)) == (422, ["csv"])


def test_a_file_sent_twice_at_once_adds_everybody_once(app, circle):
    statuses = at_once(4, lambda _: sent(circle.coach, GOOD).status_code)
    assert statuses.count(200) == 1
    assert set(statuses) <= {200, 409, 422}
    assert (
        len(rows(app, "membership", name="Nora")) == len(rows(app, "person", email="nora@example.org")) == 1
    )


def test_a_name_like_a_formula_is_taken_and_harmless_in_the_export(app, circle):
    name = '=HYPERLINK("http://example.org")'
    circle.coach.patch("/me", {"name": name})
    assert sent(circle.coach, f'name,email\n"{name.replace(chr(34), chr(34) * 2)}",f@example.org\n').json[
        "imported"
    ]
    said = checked_in(circle.client, a_goal(circle.client), today_of(circle.client))
    circle.coach.put(f"/check-ins/{said['id']}/replies/{said['id']}", {"text": "Well done"})
    table = circle.client.get(f"/goals/{said['goal_id']}/export?format=csv").get_data(as_text=True)
    [row] = csv.DictReader(io.StringIO(table))
    assert row["replies"] == f"'{name}: Well done"
