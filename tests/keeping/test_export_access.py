"""A copy of everything is asked for and taken by a person who signed in just now, and by no program."""

from datetime import timedelta

from tests.factories import Caller, posted, rows, signed_in_again
from tests.keeping.test_exports import make


def test_an_export_wants_a_sign_in_of_just_now_to_be_asked_for_and_to_be_taken(app, time, circle):
    asked = circle.client.post("/exports", {}).json
    make(app, time.now)
    time.set(time.now + timedelta(minutes=15, seconds=1))
    for late in (circle.client.post("/exports", {}), circle.client.get(f"/exports/{asked['id']}/file")):
        assert (late.status_code, late.json["type"]) == (403, "urn:waymark:sign-in-again")
    assert circle.client.get(f"/exports/{asked['id']}").json["state"] == "ready"
    assert rows(app, "audit", action="export.taken") == []
    signed_in_again(circle.client)
    assert circle.client.get(f"/exports/{asked['id']}/file").status_code == 200


def test_no_api_token_gets_the_file_of_an_export(app, circle):
    token = posted(circle.client, "/api-tokens", {"name": "A program", "scopes": ["read"]})["token"]
    asked = circle.client.post("/exports", {}).json
    make(app)
    program = Caller(app)
    program.http.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    assert program.get(f"/exports/{asked['id']}").json["state"] == "ready"
    refused = program.get(f"/exports/{asked['id']}/file")
    assert refused.status_code == 403
    assert "No API token reaches this" in refused.json["detail"]
