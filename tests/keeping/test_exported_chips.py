"""What an export says of a practice's own chips, and what is left of them elsewhere."""

import csv
import io
import json
import zipfile

from api import clock
from api.keeping.services.exporting import make_waiting
from tests.factories import a_goal, checked_in, today_of


def test_an_export_says_what_the_practices_own_chips_mean(app, circle):
    chips = [
        {"kind": "time", "words": {"en": "School run"}, "shown": True},
        {"kind": "worry", "words": {"en": "Never chosen"}, "shown": True},
    ]
    made = circle.owner.put("/obstacle-chips", {"chips": chips}, etag='"0"').json["chips"]
    code = made[0]["code"]
    goal = a_goal(circle.client)
    checked_in(circle.client, goal, today_of(circle.client), obstacles=["people", code])
    asked = circle.client.post("/exports", {}).json
    with app.app_context():
        make_waiting(clock.now())
    file = circle.client.get(f"/exports/{asked['id']}/file").data
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        record = json.loads(archive.read("export.json"))
        [line] = csv.DictReader(io.StringIO(archive.read("check-ins.csv").decode(), newline=""))
    assert record["practice"]["chips"] == {code: {"en": "School run"}}
    assert line["obstacles"] == 'people time "School run"'
    # Elsewhere nobody knows the words, and the code still says the kind.
    headers = {"Content-Type": "application/zip"}
    brought = circle.foreign_client.send("POST", "/imports?settings=keep", data=file, headers=headers)
    assert brought.status_code == 201
    [goal] = circle.foreign_client.get("/goals").json["items"]
    [told] = circle.foreign_client.get(f"/goals/{goal['id']}/check-ins").json["items"]
    assert told["obstacles"] == ["people", code]
