"""What is long travels compressed where the browser takes it, and what can be changed by its ETag travels as it is."""

import gzip
import json

import pytest

from tests.factories import a_goal, weeks_of_check_ins

WILLING = {"Accept-Encoding": "gzip"}


@pytest.fixture
def long_list(circle) -> str:
    goal = a_goal(circle.client)
    weeks_of_check_ins(circle.client, goal)
    return f"/goals/{goal['id']}/check-ins?limit=100"


def test_a_long_answer_is_compressed_for_who_takes_it(circle, long_list):
    plain = circle.client.get(long_list)
    assert "Content-Encoding" not in plain.headers
    answer = circle.client.get(long_list, headers=WILLING)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert {"Accept-Encoding", "Accept-Language"} <= set(answer.vary.as_set(preserve_casing=True))
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(answer.data) == answer.content_length < len(plain.data) / 4
    assert json.loads(gzip.decompress(answer.data)) == plain.json


def test_what_fits_a_packet_is_sent_as_it_is(circle):
    assert "Content-Encoding" not in circle.client.get("/session", headers=WILLING).headers


def test_what_an_etag_names_is_sent_as_it_is_so_that_it_can_be_changed(circle):
    goal = a_goal(circle.client, why="Because. " * 110)
    answer = circle.client.get(f"/goals/{goal['id']}", headers=WILLING)
    assert len(answer.data) > 1400
    assert "Content-Encoding" not in answer.headers
    changed = circle.client.patch(
        f"/goals/{goal['id']}", {"title": "Tidied"}, etag=answer.headers["ETag"], headers=WILLING
    )
    assert changed.status_code == 200
