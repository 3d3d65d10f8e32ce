"""A practice's own chips: what its clients can name as in the way, and what stays of what they named."""

import json
from datetime import timedelta
from uuid import uuid4

from api.goals.rules import OBSTACLES
from tests.factories import (
    a_check_in,
    a_goal,
    agreed,
    assess,
    at_once,
    checked_in,
    problem_fields,
    rows,
    shared,
    today_of,
)

SCHOOL = {"en": "School run", "de": "Schulweg"}


def listed(*own: dict, hidden: tuple[str, ...] = ()) -> dict:
    """The usual chips, these kinds of them hidden, and then the practice's own."""
    usual = [{"code": kind, "kind": kind, "shown": kind not in hidden} for kind in OBSTACLES]
    return {"chips": [*usual, *own]}


def an_own(kind: str = "time", code: str | None = None, *, shown: bool = True, **words: str) -> dict:
    return {"code": code, "kind": kind, "words": words, "shown": shown}


def chosen(owner, body: dict) -> list[dict]:
    """Give the chips as they are after the owner chose these."""
    etag = owner.get("/obstacle-chips").headers["ETag"]
    answer = owner.put("/obstacle-chips", body, etag=etag)
    assert answer.status_code == 200, answer.json
    return answer.json["chips"]


def refused(owner, body: dict) -> set[str]:
    """Give the fields that are wrong with it."""
    answer = owner.put("/obstacle-chips", body, etag=owner.get("/obstacle-chips").headers["ETag"])
    assert answer.status_code == 422, answer.json
    return set(problem_fields(answer))


def own_of(chips: list[dict]) -> dict:
    [own] = [chip for chip in chips if chip["words"] and chip["state"] != "past"]
    return own


def test_without_a_choice_everybody_has_the_usual_chips(circle):
    for whose in (circle.client, circle.coach, circle.owner):
        chips = whose.get("/obstacle-chips").json["chips"]
        assert [chip["code"] for chip in chips] == list(OBSTACLES)
        assert {(chip["state"], chip["words"]) for chip in chips} == {("shown", None)}


def test_an_own_chip_is_chosen_kept_and_read_by_its_code(circle):
    own = own_of(chosen(circle.owner, listed(an_own(**SCHOOL))))
    assert (own["kind"], own["words"], own["state"]) == ("time", SCHOOL, "shown")
    assert own["code"].startswith("time-")
    goal = a_goal(circle.client)
    said = checked_in(circle.client, goal, today_of(circle.client), obstacles=[own["code"], "worry"])
    assert said["obstacles"] == [own["code"], "worry"]
    shared(circle.client, obstacles=True)
    for whose in (circle.client, circle.coach):
        [read] = whose.get(f"/goals/{goal['id']}/check-ins").json["items"]
        assert read["obstacles"] == [own["code"], "worry"]


def test_the_order_is_the_owners_and_hidden_chips_come_back_as_they_were(circle):
    own = own_of(chosen(circle.owner, listed(an_own(**SCHOOL))))
    body = {"chips": [an_own(code=own["code"], **SCHOOL), *reversed(listed(hidden=("money",))["chips"])]}
    after = chosen(circle.owner, body)
    assert [chip["code"] for chip in after] == [own["code"], *reversed(OBSTACLES)]
    assert {chip["code"] for chip in after if chip["state"] == "hidden"} == {"money"}
    assert circle.client.get("/obstacle-chips").json["chips"] == after
    # A kind that is not listed is hidden, and never lost.
    left = chosen(circle.owner, {"chips": [{"code": "worry", "kind": "worry", "shown": True}]})
    assert {chip["state"] for chip in left if chip["code"] in OBSTACLES and chip["code"] != "worry"} == {
        "hidden"
    }
    assert [chip["state"] for chip in left if chip["code"] == own["code"]] == ["past"]


def test_other_words_make_another_chip_and_what_was_chosen_keeps_its_words(circle):
    before = own_of(chosen(circle.owner, listed(an_own(en="School run"))))
    goal = a_goal(circle.client)
    checked_in(circle.client, goal, today_of(circle.client), obstacles=[before["code"]])
    # Words in a language that had none change nothing of what was said.
    same = own_of(chosen(circle.owner, listed(an_own(code=before["code"], **SCHOOL))))
    assert same["code"] == before["code"]
    after = chosen(circle.owner, listed(an_own(code=before["code"], en="Commute", de="Arbeitsweg")))
    another = own_of(after)
    assert another["code"] != before["code"]
    [past] = [chip for chip in after if chip["state"] == "past"]
    assert (past["code"], past["words"]) == (before["code"], SCHOOL)
    [read] = circle.client.get(f"/goals/{goal['id']}/check-ins").json["items"]
    assert read["obstacles"] == [before["code"]]
    # A phone that was away still sends what it chose.
    late = checked_in(
        circle.client, goal, today_of(circle.client) - timedelta(days=1), obstacles=[before["code"]]
    )
    assert late["obstacles"] == [before["code"]]


def test_a_chip_the_practice_never_had_is_kept_as_its_kind(circle):
    own = own_of(chosen(circle.foreign_owner, listed(an_own("worry", en="Stage fright"))))
    goal = a_goal(circle.client)
    said = checked_in(circle.client, goal, today_of(circle.client), obstacles=[own["code"], "worry", "time"])
    assert said["obstacles"] == ["worry", "time"]
    for code in ("doom", "time-", "time-UPPER123", "doom-12345678", "time-12345678\n", "time,worry"):
        answer = circle.client.put(
            f"/check-ins/{uuid4()}", a_check_in(goal, today_of(circle.client), obstacles=[code])
        )
        assert answer.status_code == 422, code


def test_the_model_judges_an_own_chip_as_the_kind_it_belongs_to(app, circle):
    own = own_of(chosen(circle.owner, listed(an_own("worry", en="Stage fright"))))
    agreed(circle.client)
    shared(circle.client, numbers=True, obstacles=True)
    goal = a_goal(circle.client, kind="metric")
    start_on = today_of(circle.client) - timedelta(weeks=20)
    for week in range(20):
        checked_in(circle.client, goal, start_on + timedelta(weeks=week), value=2, obstacles=[own["code"]])
    assess(app)
    signs = {sign["sign"]: sign for sign in circle.coach.get(f"/goals/{goal['id']}/stall").json["signs"]}
    assert signs["repeat"]["holds"]
    assert signs["repeat"]["sentence"].startswith("Worry came up in")


def test_what_cannot_be_had_is_told_field_by_field(circle):
    owner = circle.owner
    own = own_of(chosen(owner, listed(an_own(**SCHOOL))))
    wrong = {
        "chips.13.words": [an_own()],
        "chips.14.words.en": [an_own(en="Travel"), an_own("people", en=" travel ")],
        "chips.13.kind": [an_own("worry", code=own["code"], **SCHOOL)],
        "chips.13.code": [an_own(code="time-zzzzzzzz", en="Travel")],
        "chips.14.code": [an_own(code=own["code"], **SCHOOL), an_own(code=own["code"], en="Travel")],
    }
    for field, chips in wrong.items():
        assert field in refused(owner, listed(*chips)), field
    ours = {"code": "time", "kind": "time", "words": {"en": "Hours"}, "shown": True}
    assert refused(owner, {"chips": [ours]}) == {"chips.0.words"}
    assert refused(owner, listed(hidden=OBSTACLES)) == {"chips"}
    assert refused(owner, {"chips": []}) == {"chips"}
    assert refused(owner, listed(*[an_own(en=f"Chip {n}") for n in range(18)])) == {"chips"}
    assert "chips.13.words.en" in refused(owner, listed(an_own(en="x" * 41)))
    assert "chips.13.words.fr" in refused(owner, listed(an_own(fr="Trajet")))
    assert own_of(owner.get("/obstacle-chips").json["chips"]) == own


def test_chips_that_are_no_longer_listed_have_a_limit_too(circle):
    chosen(circle.owner, listed(an_own(en="Chip")))
    for turn in range(17):
        chosen(circle.owner, listed(*[an_own(en=f"Chip {turn} {n}") for n in range(16)]))
    assert refused(circle.owner, listed(*[an_own(en=f"Last {n}") for n in range(16)])) == {"chips"}


def test_of_two_owners_the_second_hears_of_the_first(circle):
    etag = circle.owner.get("/obstacle-chips").headers["ETag"]
    bodies = [listed(an_own(en=f"Chip {n}")) for n in range(2)]
    tries = at_once(2, lambda n: circle.owner.put("/obstacle-chips", bodies[n], etag=etag).status_code)
    assert sorted(tries) == [200, 412]
    assert circle.owner.put("/obstacle-chips", bodies[0], etag=etag).status_code == 412
    assert circle.owner.put("/obstacle-chips", bodies[0]).status_code == 428


def test_the_words_are_the_practices_alone_and_sealed(app, circle):
    chosen(circle.owner, listed(an_own(en="School run")))
    assert "School run" not in json.dumps(circle.foreign_client.get("/obstacle-chips").json)
    [row] = rows(app, "obstacle_chips")
    assert b"School run" not in row.content
    assert rows(app, "audit", action="obstacle_chips.chosen")


def test_a_table_of_check_ins_has_the_words_of_own_chips(circle):
    own = own_of(chosen(circle.owner, listed(an_own(**SCHOOL))))
    goal = a_goal(circle.client)
    checked_in(circle.client, goal, today_of(circle.client), obstacles=["worry", own["code"]])
    table = circle.client.get(f"/goals/{goal['id']}/export?format=csv").text
    assert 'worry time ""School run""' in table
