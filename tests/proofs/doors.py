"""The same check-in through all five doors (app, outbox, notification, mail, API) counts once, in whatever order."""

import argparse
import itertools
from uuid import UUID, uuid4

from api.config import Settings
from api.nudges.services.links import OneTap, check_in_id, write_one_tap
from tests.factories import a_circle, a_goal, today_of
from tests.proofs._stage import a_stage

DOORS = ("app", "outbox", "push", "email", "api")


def main(arguments: argparse.Namespace) -> bool:
    orders = list(itertools.permutations(DOORS))[:: 10 if arguments.quick else 1]
    good = True
    for engine in [arguments.engine] if arguments.engine else ["sqlite", "postgresql"]:
        wrong = play(engine, orders)
        good = good and not wrong
        print(f"{engine}: {len(orders)} orders of five doors; counted otherwise than once: {wrong or 'none'}")
    return good


def play(engine: str, orders) -> list[str]:
    """Give the orders in which the check-in did not count once."""
    wrong = []
    with a_stage(engine) as (stage, _):
        client = a_circle(stage.app).client
        settings: Settings = stage.app.config["WAYMARK"]
        on = today_of(client)
        for order in orders:
            goal = a_goal(client)
            tap = OneTap(client.id, _id(goal["id"]), on, "done")
            of_phone = uuid4()
            body = {"goal_id": goal["id"], "happened_on": str(on), "outcome": "done"}
            for door in order:
                if door == "email":
                    where = f"/c/{write_one_tap(settings.secret, tap)}"
                    answer = client.http.post(where, data={"felt": "none"})
                else:
                    # The outbox sends what the app made; a notification's button what a mail's link would.
                    which = {"push": check_in_id(tap), "api": uuid4()}.get(door, of_phone)
                    answer = client.put(f"/check-ins/{which}", body | {"source": door})
                assert answer.status_code in (200, 201), (door, answer.text)
            items = client.get(f"/goals/{goal['id']}/check-ins").json["items"]
            [due] = [one for one in client.get("/today").json["due"] if one["goal"]["id"] == goal["id"]]
            counting = [item for item in items if item["counts"]]
            if len(counting) != 1 or due["done_this_period"] != 1:
                wrong.append("-".join(order))
            assert (
                client.patch(f"/goals/{goal['id']}", {"status": "let_go"}, etag=goal["etag"]).status_code
                == 200
            )
    return wrong


def _id(text: str) -> UUID:
    return UUID(text)
