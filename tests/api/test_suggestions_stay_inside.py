"""A suggestion appears in the app alone, and to nobody but its client and their coach."""

from tests.factories import a_draft, offered, outbox


def test_nothing_about_a_suggestion_is_ever_mailed_or_pushed(app, circle):
    suggestion = offered(app, circle)
    answer = circle.client.put(
        f"/suggestions/{suggestion['id']}/response", {"choice": "not_now"}, etag=suggestion["etag"]
    )
    assert answer.status_code == 200
    asked = circle.client.post("/suggestions", {"client_id": str(circle.client.id), "note": "After all."})
    assert asked.status_code == 201
    # Mails and pushes alike leave through the outbox.
    assert outbox(app) == []


def test_the_words_of_a_suggestion_are_in_no_log_and_in_no_answer_to_anyone_else(app, circle, capfd, caplog):
    draft = a_draft(app, circle)
    etag = circle.coach.get(f"/suggestions/{draft['id']}").headers["ETag"]
    said = "Zqofferz"
    circle.coach.put(f"/suggestions/{draft['id']}/offer", {"text": said}, etag=etag)
    for caller in (circle.client, circle.coach):
        assert said in caller.get("/suggestions").get_data(as_text=True)
    paths = (
        "/suggestions", f"/suggestions/{draft['id']}", f"/suggestions/{draft['id']}/events", "/triage", "/caseload",
        "/ledger", "/today", "/goals", f"/goals/{draft['goal_id']}/stall", "/people", f"/people/{circle.client.id}",
        "/me/read-log",
    )  # fmt: skip
    others = (circle.owner, circle.outsider, circle.foreign_coach, circle.foreign_owner)
    told = [caller.get(path).get_data(as_text=True) for caller in others for path in paths]
    assert not [text for text in told if said in text or draft["text"][:40] in text]
    # What may be known of it are the counts of a practice that is large enough for them.
    assert not [text for text in told if draft["id"] in text.replace(f"/suggestions/{draft['id']}", "")]
    out, err = capfd.readouterr()
    assert not [text for text in (out, err, caplog.text) if said in text or "therapist" in text]
