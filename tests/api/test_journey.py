"""The main job, end to end over HTTP, on both engines."""

from tests.factories import a_draft, offered


def test_a_stall_with_load_becomes_a_draft_that_only_the_coach_sees(app, circle):
    draft = a_draft(app, circle)
    assert draft["state"] == "drafted"
    assert draft["reasons"]
    assert circle.client.get("/suggestions").json["items"] == []


def test_an_offer_reaches_the_client_who_answers(app, circle):
    offer = offered(app, circle)
    seen = circle.client.get(f"/suggestions/{offer['id']}")
    assert seen.json["text"] == "Shall we talk about it?"
    answer = circle.client.put(
        f"/suggestions/{offer['id']}/response", {"choice": "talk"}, etag=seen.headers["ETag"]
    )
    assert (answer.status_code, answer.json["state"]) == (200, "answered")
