"""Everything about a client as a file: for them alone, sealed while it is kept, and brought back without loss."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest

from api import clock
from api.keeping.services.exporting import make_waiting
from api.referrals.services.writing import reasons_of
from tests.factories import (
    Caller,
    a_circle,
    a_draft,
    a_goal,
    a_member,
    checked_in,
    posted,
    problem_fields,
    rows,
    today_of,
)
from tests.keeping.conftest import CANARY


def make(app, now=None) -> None:
    with app.app_context():
        make_waiting(now or clock.now())


def taken(app, client: Caller) -> bytes:
    """Give the file of a new export."""
    asked = client.post("/exports", {})
    assert asked.status_code == 202, asked.json
    make(app)
    assert client.get(f"/exports/{asked.json['id']}").json["state"] == "ready"
    answer = client.get(f"/exports/{asked.json['id']}/file")
    assert answer.status_code == 200
    assert answer.content_type == "application/zip"
    return answer.data


def record_in(file: bytes) -> dict:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert set(archive.namelist()) == {"README.txt", "LIESMICH.txt", "export.json", "check-ins.csv"}
        return json.loads(archive.read("export.json"))


def without_places_and_people(record: dict) -> dict:
    """Give a record without practice and export time, each person's id replaced by what they are called in it."""
    text = json.dumps(record["tables"], sort_keys=True)
    text = text.replace(record["person"]["id"], "the client")
    for one in record["people"]:
        text = text.replace(one["id"], f"somebody called {one['name']}")
    tables = json.loads(text)
    return {
        name: sorted(listed, key=lambda row: json.dumps(row, sort_keys=True))
        for name, listed in tables.items()
    }


def bring(client: Caller, file: bytes, settings: str = "keep"):
    headers = {"Content-Type": "application/zip"}
    return client.send("POST", f"/imports?settings={settings}", data=file, headers=headers)


def test_an_export_holds_everything_the_client_gave_and_was_told(app, circle, life):
    record = record_in(taken(app, circle.client))
    tables = record["tables"]
    assert record["person"]["id"] == str(circle.client.id)
    assert record["person"]["email"] == circle.client.email
    filled = {name for name, listed in tables.items() if listed}
    wanted = {
        "membership", "sharing", "consent", "nudge_plan", "goal", "goal_status", "plan", "milestone", "check_in",
        "reply", "skip", "reflection", "adaptation", "engagement", "appointment", "suggestion",
    }  # fmt: skip
    assert wanted <= filled
    words = json.dumps(tables)
    for word in (
        " title",
        " why",
        " if",
        " then",
        " note",
        " ill",
        " step",
        " asking",
        " earlier",
        " how so?",
        " so.",
    ):
        assert f"{CANARY}{word}" in words
    [suggestion] = tables["suggestion"]
    assert suggestion["state"] == "answered", "a draft is the coach's until it is offered"
    assert "undone" not in words.replace("undone_at", "")
    names = {one["name"] for one in record["people"]}
    assert "Coach" in names


def test_no_step_of_a_draft_gives_it_away(app, circle):
    draft = a_draft(app, circle)
    assert record_in(taken(app, circle.client))["tables"]["suggestion_event"] == []
    offer = f"/suggestions/{draft['id']}/offer"
    assert circle.coach.put(offer, {"text": "Shall we talk?"}, etag=draft["etag"]).status_code == 200
    steps = record_in(taken(app, circle.client))["tables"]["suggestion_event"]
    assert [step["kind"] for step in steps] == ["offered"]


def test_a_request_is_exported_as_it_was_made_and_nothing_that_was_concluded_since(app, circle):
    a_draft(app, circle)
    asked = posted(
        circle.client, "/suggestions", {"client_id": str(circle.client.id), "note": f"{CANARY} help"}
    )
    [row] = rows(app, "suggestion", state="drafted")
    with app.app_context():
        kept = len(reasons_of(row))
    assert kept > len(asked["reasons"]), "what was drafted goes along, unseen"
    [told] = record_in(taken(app, circle.client))["tables"]["suggestion"]
    assert (told["id"], told["text"], told["load_0_10"]) == (asked["id"], "", None)
    assert [reason["sentence"] for reason in json.loads(told["reasons"])] == asked["reasons"]
    offer = {"text": "Gladly."}
    etag = circle.coach.get(f"/suggestions/{asked['id']}").headers["ETag"]
    assert circle.coach.put(f"/suggestions/{asked['id']}/offer", offer, etag=etag).status_code == 200
    [told] = record_in(taken(app, circle.client))["tables"]["suggestion"]
    assert told["text"] == "Gladly."


def test_the_check_ins_are_given_as_a_table_that_no_spreadsheet_runs(app, circle, life):
    with zipfile.ZipFile(io.BytesIO(taken(app, circle.client))) as archive:
        header, *lines = csv.reader(io.StringIO(archive.read("check-ins.csv").decode(), newline=""))
    assert header[:3] == ["goal", "happened_on", "outcome"]
    assert len(lines) == 6
    assert {line[header.index("note")] for line in lines} == {f"'=1+1 {CANARY} note"}
    assert any("coach: " in line[header.index("replies")] for line in lines)


def test_an_export_is_its_clients_alone(app, circle, life):
    asked = circle.client.post("/exports", {}).json
    make(app)
    for other in (circle.sibling, circle.foreign_client):
        for path in ("", "/file"):
            assert other.get(f"/exports/{asked['id']}{path}").status_code == 404
        assert other.delete(f"/exports/{asked['id']}").status_code == 404
    for other in (circle.coach, circle.owner, circle.outsider):
        assert other.get(f"/exports/{asked['id']}/file").status_code == 403
        assert other.post("/exports", {}).status_code == 403
    assert circle.anyone.get(f"/exports/{asked['id']}/file").status_code == 401


def test_an_export_is_sealed_while_it_is_kept_and_gone_after_a_day(app, circle, life, monkeypatch):
    asked = circle.client.post("/exports", {}).json
    make(app)
    [kept] = rows(app, "export", client_id=circle.client.id)
    assert CANARY.encode() not in kept.content
    assert not kept.content.startswith(b"PK")
    make(app, clock.now() + timedelta(hours=25))
    assert rows(app, "export") == []
    assert circle.client.get(f"/exports/{asked['id']}/file").status_code == 404


def test_one_that_waits_is_given_again_and_one_a_day_too_many_is_refused(app, circle):
    first = circle.client.post("/exports", {})
    again = circle.client.post("/exports", {})
    assert again.json["id"] == first.json["id"]
    assert first.headers["Location"] == f"/api/v1/exports/{first.json['id']}"
    for _ in range(9):
        make(app)
        assert circle.client.post("/exports", {}).status_code == 202
    make(app)
    assert circle.client.post("/exports", {}).status_code == 429
    assert len(circle.client.get("/exports").json["items"]) == 10
    assert circle.client.delete(f"/exports/{first.json['id']}").status_code == 204
    assert len(circle.client.get("/exports").json["items"]) == 9


def test_what_another_client_asked_for_is_neither_given_nor_counted(app, circle):
    theirs = circle.sibling.post("/exports", {}).json["id"]
    asked = circle.client.post("/exports", {})
    assert (asked.status_code, asked.json["state"]) == (202, "waiting")
    assert asked.json["id"] != theirs
    assert [one["id"] for one in circle.client.get("/exports").json["items"]] == [asked.json["id"]]


def test_what_was_exported_comes_back_without_loss_in_another_practice(app, circle, life):
    file = taken(app, circle.client)
    assert circle.client.put("/erasure", {"when": "now"}).status_code == 200
    newcomer = a_member(app, circle.foreign_owner, "Newcomer", "client")
    answer = bring(newcomer, file, "restore")
    assert answer.status_code == 201, answer.json
    assert answer.json["goals"] == 2
    assert answer.json["check_ins"] == 7
    again = record_in(taken(app, newcomer))
    assert without_places_and_people(again) == without_places_and_people(record_in(file))
    ids = {goal["id"] for goal in newcomer.get("/goals").json["items"]}
    assert ids == {life["goal"]["id"], life["other"]["id"]}
    listed = newcomer.get(f"/goals/{life['goal']['id']}/check-ins").json["items"]
    assert {one["note"] for one in listed} == {f"=1+1 {CANARY} note"}
    assert newcomer.get(f"/goals/{life['goal']['id']}/progress").status_code == 200
    assert newcomer.get("/today").status_code == 200
    assert newcomer.get("/suggestions").json["items"] == [], "a record does nothing"


def test_bringing_it_twice_changes_nothing(app, circle, life):
    file = taken(app, circle.client)
    before = without_places_and_people(record_in(file))
    answer = bring(circle.client, file)
    assert answer.status_code == 201, answer.json
    assert [answer.json[name] for name in ("goals", "check_ins")] == [0, 0]
    after = record_in(taken(app, circle.client))
    after["tables"]
    assert without_places_and_people(after) == before


def test_ids_that_are_somebody_elses_are_made_anew_and_their_rows_stay(app, circle, life):
    file = taken(app, circle.client)
    before = record_in(file)
    newcomer = a_member(app, circle.foreign_owner, "Newcomer", "client")
    assert bring(newcomer, file, "restore").status_code == 201
    ids = {goal["id"] for goal in newcomer.get("/goals").json["items"]}
    assert len(ids) == 2
    assert not ids & {life["goal"]["id"], life["other"]["id"]}
    after = record_in(taken(app, circle.client))
    assert without_places_and_people(after) == without_places_and_people(before)
    theirs = record_in(taken(app, newcomer))
    assert len(theirs["tables"]["check_in"]) == len(before["tables"]["check_in"])


def test_settings_stay_unless_they_are_to_be_restored(app, circle, life):
    file = taken(app, circle.client)
    newcomer = a_member(app, circle.foreign_owner, "Newcomer", "client")
    answer = bring(newcomer, file)
    assert answer.json["feelings_left_out"] == 7, "nobody agreed here to keep feelings"
    assert newcomer.get("/sharing").json["notes"] is False
    assert newcomer.get("/consents").json["feelings"]["given"] is False
    assert newcomer.get("/me").json["name"] == "Newcomer"
    other = a_member(app, circle.foreign_owner, "Another", "client")
    assert bring(other, file, "restore").json["feelings_left_out"] == 0
    assert other.get("/sharing").json["notes"] is True
    assert other.get("/me").json["name"] == f"Nora {CANARY}"
    assert other.get("/nudge-preferences").json["at_local"] == "07:30"
    [plan] = rows(app, "nudge_plan", client_id=other.id)
    assert plan.next_at > clock.now()


def test_what_a_restored_setting_takes_back_is_deleted_like_any_other(app, circle, life):
    record = record_in(taken(app, circle.client))
    for row in record["tables"]["consent"]:
        row["given"] = False
    record["tables"]["sharing"][0]["notes"] = False
    record["tables"]["membership"][0]["zone"] = "Asia/Tokyo"
    assert bring(circle.client, zipped(record), "restore").status_code == 201
    assert rows(app, "reflection", client_id=circle.client.id) == []
    assert {row.felt for row in rows(app, "check_in", client_id=circle.client.id)} == {None}
    assert rows(app, "suggestion", client_id=circle.client.id) == []
    assert len(rows(app, "zone_move", member_id=circle.client.id)) == 1


def zipped(record, name="export.json") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, record if isinstance(record, str | bytes) else json.dumps(record))
    return file.getvalue()


def test_what_is_no_export_is_refused(app, circle):
    bomb = zipped(b" " * 40_000_000)
    assert len(bomb) < 100_000
    for file in (
        b"",
        b"PK",
        b"nothing",
        b"{",
        b"[]",
        zipped("{}", "other.json"),
        zipped("[" * 100_000),
        bomb,
    ):
        answer = bring(circle.client, file)
        assert answer.status_code == 422, file[:20]
        assert problem_fields(answer)
    assert bring(circle.client, b"x" * (4 * 1024 * 1024 + 1)).status_code == 413
    wrong_type = circle.client.send("POST", "/imports", {"goals": []})
    assert wrong_type.status_code == 415


BROKEN = [
    ("goal", "id", "not-an-id"),
    ("goal", "title", ""),
    ("goal", "title", "x" * 201),
    ("goal", "title", "nul\x00"),
    ("goal", "kind", "feat"),
    ("goal", "status", "stalled"),
    ("goal", "version", -1),
    ("goal", "version", True),
    ("goal", "if_then", "[1]"),
    ("goal", "created_at", "2999-01-01T00:00:00Z"),
    ("goal", "practice_id", "00000000-0000-0000-0000-000000000001"),
    ("goal", "client_id", "00000000-0000-0000-0000-000000000001"),
    ("goal", "stall_check_due_at", None),
    ("check_in", "happened_on", "2099-01-01"),
    ("check_in", "recorded_at", "2999-01-01T00:00:00Z"),
    ("check_in", "outcome", "won"),
    ("check_in", "obstacles", "time,doom"),
    ("check_in", "goal_id", "00000000-0000-0000-0000-000000000007"),
    ("check_in", "value", "1"),
    ("check_in", "value", 1e300),
    ("plan", "weekdays", "9"),
    ("plan", "every", "year"),
    ("plan", "interval", 0),
    ("plan", "target_on", "1999-01-01"),
    ("reply", "check_in_id", "00000000-0000-0000-0000-000000000007"),
    ("reflection", "week_on", "2026-01-06"),
    ("reflection", "heavy", 11),
    ("skip", "until_on", "2001-01-01"),
    ("consent", "version", "made up"),
    ("nudge_plan", "at_local", "25:00"),
    ("suggestion", "DROP TABLE", "x"),
    ("suggestion", "text", {"deep": "er"}),
    ("appointment", "place", "x" * 20_001),
]


@pytest.mark.parametrize(("table", "column", "value"), BROKEN, ids=lambda value: str(value)[:20])
def test_a_crafted_row_is_refused_by_its_place_and_changes_nothing(app, circle, life, table, column, value):
    record = record_in(taken(app, circle.client))
    record["tables"][table][0][column] = value
    before = rows(app, "goal")
    newcomer = a_member(app, circle.foreign_owner, "Newcomer", "client")
    answer = bring(newcomer, zipped(record), "restore")
    assert answer.status_code == 422, answer.json
    assert all(name.startswith(f"tables.{table}") for name in problem_fields(answer)), problem_fields(answer)
    assert len(rows(app, "goal")) == len(before)


def test_nobody_elses_word_can_be_forged(app, circle, life):
    """What says that it is from the coach of the new practice is the client's own record, or names nobody."""
    record = record_in(taken(app, circle.client))
    newcomer = a_member(app, circle.foreign_owner, "Newcomer", "client", coach=circle.foreign_coach)
    coach = str(circle.foreign_coach.id)
    check_in, check_in_goal = (record["tables"]["check_in"][0][name] for name in ("id", "goal_id"))
    forged = {"check_in_id": check_in, "author_id": coach, "by": "coach", "text": "You may keep the money."}
    more = {"id": "0198c0de-0000-7000-8000-000000000001", "edited_at": None}
    written = record["tables"]["reply"][0]["written_at"]
    record["tables"]["reply"].append(forged | more | {"written_at": written})
    record["tables"]["adaptation"][0] |= {"by": "coach", "by_id": coach, "note": "Give them the money."}
    record["tables"]["adaptation"][1] |= {"by": "client", "by_id": coach}
    pulse = {"id": str(uuid4()), "goal_id": check_in_goal, "asked_by_id": coach, "asked_at": written}
    said = dict.fromkeys(("skills", "time", "surroundings", "motivation", "support", "our_fit"), "fine")
    pulse |= {"answers": json.dumps(said), "answered_by": "coach", "answered_at": written}
    record["tables"]["obstacle_pulse"] = [pulse, pulse | {"id": str(uuid4()), "answered_by": "client"}]
    record["tables"]["suggestion"][0] |= {"state": "offered", "text": "Take the money."}
    assert bring(newcomer, zipped(record), "restore").status_code == 201
    for caller in (newcomer, circle.foreign_coach):
        for goal in newcomer.get("/goals").json["items"]:
            told = caller.get(f"/goals/{goal['id']}/export").get_data(as_text=True)
            assert "the money" not in told
        assert caller.get("/suggestions").json["items"] == []
    assert {row.by for row in rows(app, "adaptation", client_id=newcomer.id)} == {"client"}
    assert {row.answered_by for row in rows(app, "obstacle_pulse", client_id=newcomer.id)} == {"client"}
    again = record_in(taken(app, newcomer))["tables"]
    assert len(again["adaptation"]) == 2, "what a coach had done is the client's record"
    assert len(again["obstacle_pulse"]) == 2
    assert rows(app, "suggestion", client_id=newcomer.id) == []


def test_an_import_belongs_to_the_caller_whatever_it_says(app, circle, life):
    record = record_in(taken(app, circle.client))
    record["person"]["id"] = str(circle.sibling.id)
    newcomer = a_member(app, circle.foreign_owner, "Newcomer", "client")
    assert bring(newcomer, zipped(record)).status_code == 201
    assert circle.sibling.get("/goals").json["items"] == []
    for table in ("goal", "plan", "check_in", "reply", "skip", "imported_record"):
        owners = {(row.client_id, row.practice_id) for row in rows(app, table)}
        practice = rows(app, "membership", id=newcomer.id)[0].practice_id
        assert {one for one in owners if one[0] == newcomer.id} <= {(newcomer.id, practice)}
        assert circle.sibling.id not in {one[0] for one in owners}


def test_an_export_counts_the_same_statements_however_much_there_is(app):
    from tests.factories import statements  # noqa: PLC0415

    counts = []
    for days in (1, 30):
        circle = a_circle(app, "UTC") if not counts else circle  # noqa: F821
        goal = a_goal(circle.client)
        for number in range(days):
            checked_in(circle.client, goal, today_of(circle.client) - timedelta(days=number), note="x")
        circle.client.post("/exports", {})
        with statements(app) as seen:
            make(app)
        counts.append(len(seen))
    assert counts[1] <= counts[0]
