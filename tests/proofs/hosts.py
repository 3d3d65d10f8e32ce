"""Two hosts, each with a web and a worker process, and one PostgreSQL: killed, cut off, restarted; nothing is lost.

Reminders go out and people check in meanwhile. Each process is killed in turn, each host is cut off from the database
for longer than a lease and comes back with what was under way, or without; the database crashes and stays away a while.
Every reminder is at the mail server, its files are the witness; every acknowledged check-in is there; a web that has no
database says so in a problem document, and serves again by itself.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from typing import TypeAlias

from psycopg.conninfo import conninfo_to_dict

from tests.e2e.server import Waymark
from tests.proofs._crowd import a_crowd, address_of
from tests.proofs._front import Front, People, a_web, missing, somebody_with_goals
from tests.proofs._relay import Relay
from tests.proofs._stage import Postgresql, Stage, Workers, a_stage, wait_until
from tests.proofs._witness import Witness
from tests.proofs.durable import kill_server

SEED = 20261123
LEASE_SECONDS = 4
CUT_SECONDS = LEASE_SECONDS * 1.5
AWAY_SECONDS = 2
PATIENCE_SECONDS = 300
SLOW_SECONDS = 0.02
"""The mail server's: there is time to be in the middle of something."""
AWAY = "503 application/problem+json"
ROOM = {"quick": (300, 1, 2), "whole": (3000, 3, 4)}
"""Reminders, rounds of everything, people."""


class Host:
    """A web process, a worker, and the one wire between them and the database."""

    def __init__(self, name: str, stage: Stage, server: Postgresql, smtp_port: int, *options: str) -> None:
        wanted = conninfo_to_dict(server.uri)
        self.wire = Relay(f"{wanted['host']}/.s.PGSQL.5432")
        url = f"postgresql://{wanted['user']}@127.0.0.1:{self.wire.port}/{wanted['dbname']}"
        self.web: Waymark = a_web(stage, f"web-{name}", url)
        self.web.start()
        self.workers = Workers(stage, 1, smtp_port, *options, database_url=url)

    def stop(self) -> bool:
        willing = self.workers.stop()
        self.web.stop()
        self.wire.stop()
        return willing


@dataclass
class Outcome:
    """What the witness's files, the table and the people say."""

    nudges: int
    kills: int
    cuts: int
    restarts: int
    lost_nudges: int = 0
    extra: int = 0
    with_several_ids: int = 0
    acknowledged: int = 0
    lost_check_ins: int = 0
    answers: dict[str, int] | None = None
    came_back: bool = False
    willing: bool = False
    seconds: float = 0

    def is_good(self) -> bool:
        strange = set(self.answers or {}) - {"200", "201", "none", AWAY}
        # A crash of the database cuts both workers off at once.
        most = self.kills + self.cuts + 2 * self.restarts
        faults = (self.lost_nudges, self.lost_check_ins, self.with_several_ids, strange)
        return (
            not any(faults)
            and self.extra <= most
            and self.acknowledged > 0
            and AWAY in (self.answers or {})
            and self.came_back
            and self.willing
        )


Event: TypeAlias = tuple[str, Callable[[], None]]


def main(arguments: argparse.Namespace) -> bool:
    nudges, rounds, people = ROOM["quick" if arguments.quick else "whole"]
    outcome = play(nudges, rounds, people, SEED if arguments.seed is None else arguments.seed)
    print(f"postgresql: {outcome} {'good' if outcome.is_good() else 'BAD'}")
    return outcome.is_good()


def play(nudges: int, rounds: int, people_count: int, seed: int, options: tuple[str, ...] = ()) -> Outcome:
    """Let all reminders become due at once, and let everything happen while they go out."""
    chance, began = random.Random(seed), time.monotonic()
    with a_stage("postgresql", LEASE_SECONDS) as (stage, server):
        circle, goals = somebody_with_goals(stage, people_count)
        a_crowd(stage.app, nudges)
        stage.disconnect()
        witness = Witness(stage.folder / "taken", slow=SLOW_SECONDS)
        hosts: list[Host] = []
        try:
            hosts += [Host(name, stage, server, witness.port, *options) for name in ("a", "b")]
            front = Front([host.web for host in hosts], patience_seconds=CUT_SECONDS * 2)
            people = People(front, circle, goals)
            events = list(_events(hosts, server, people, rounds, chance))
            for number, (_, happen) in enumerate(events):
                at = nudges * 0.9 * number / len(events)
                assert wait_until(lambda at=at: witness.count() >= at, PATIENCE_SECONDS), "no mail goes out"
                happen()
            assert wait_until(lambda: stage.waiting() == 0, PATIENCE_SECONDS, 0.5), "something still waits"
            came_back = all(wait_until(host.web._is_ready, 30) for host in hosts)
            people.stop()
        finally:
            willing = sum(host.stop() for host in hosts) == len(hosts)
            witness.stop()
        taken = witness.read()
        ours = {address_of(number) for number in range(nudges)}
        kinds = [kind for kind, _ in events]
        return Outcome(
            nudges,
            kinds.count("kill"),
            kinds.count("cut"),
            kinds.count("restart"),
            lost_nudges=len(ours - taken.ids_of.keys()),
            extra=taken.extra,
            with_several_ids=sum(len(taken.ids_of.get(address, ())) > 1 for address in ours),
            acknowledged=len(people.acknowledged),
            lost_check_ins=missing(stage, people.acknowledged),
            answers=dict(people.answers),
            came_back=came_back,
            willing=willing,
            seconds=round(time.monotonic() - began, 1),
        )


def _events(
    hosts: list[Host], server: Postgresql, people: People, rounds: int, chance: random.Random
) -> Iterator[Event]:
    """Give all that happens, each round in an order of its own."""
    forgets = cycle([False, True])
    for _ in range(rounds):
        some: list[Event] = [("restart", partial(_crash, server, people))]
        for host in hosts:
            some.append(("kill", partial(host.workers.kill_one, chance)))
            some.append(("kill", partial(_kill_web, host)))
            some.append(("cut", partial(_cut_off, host, forgets=next(forgets))))
        chance.shuffle(some)
        yield from some


def _kill_web(host: Host) -> None:
    kill_server(host.web)
    host.web.start()


def _cut_off(host: Host, *, forgets: bool) -> None:
    host.wire.cut()
    time.sleep(CUT_SECONDS)
    host.wire.heal(forgets=forgets)


def _crash(server: Postgresql, people: People) -> None:
    """The database is away until people were told so, and comes back."""
    before = people.answers[AWAY]
    server.restart(AWAY_SECONDS)
    wait_until(lambda: people.answers[AWAY] > before, 10)
