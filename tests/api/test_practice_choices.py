"""What a practice chooses is that practice's, and of two who choose at once one hears of the other."""

import pytest

from tests.factories import at_once

CHOICES = {
    "/obstacle-chips": [
        {"chips": [{"kind": "time", "words": {"en": word}, "shown": True}]} for word in ("Early", "Late")
    ],
    "/stall-settings": [{"earlier": True}, {"earlier": False}],
    "/nudge-settings": [{"measuring": True}, {"measuring": False}],
}


@pytest.fixture(params=CHOICES)
def path(request):
    return request.param


def chosen(owner, path, body) -> str:
    answer = owner.put(path, body, etag=owner.get(path).headers["ETag"])
    assert answer.status_code == 200, answer.json
    return answer.headers["ETag"]


def test_a_choice_leaves_another_practices_of_the_same_version_alone(circle, path):
    first, second = CHOICES[path]
    here, there = (chosen(owner, path, first) for owner in (circle.owner, circle.foreign_owner))
    assert here == there
    before = circle.foreign_owner.get(path)
    assert chosen(circle.owner, path, second) != here
    after = circle.foreign_owner.get(path)
    assert (after.json, after.headers["ETag"]) == (before.json, there)


@pytest.mark.parametrize("has_chosen", [False, True])
def test_of_two_who_choose_at_once_one_wins_and_the_other_hears_of_it(circle, path, has_chosen):
    bodies = CHOICES[path]
    if has_chosen:
        chosen(circle.owner, path, bodies[0])
    etag = circle.owner.get(path).headers["ETag"]
    tries = at_once(2, lambda one: circle.owner.put(path, bodies[one], etag=etag))
    assert sorted(answer.status_code for answer in tries) == [200, 412]
    [won] = [answer for answer in tries if answer.status_code == 200]
    after = circle.owner.get(path)
    assert (after.json, after.headers["ETag"]) == (won.json, won.headers["ETag"])
