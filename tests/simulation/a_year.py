"""The story of a year, and the orders in which what a phone kept of it arrives at the server."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from api import localtime

BEGUN = date(2025, 3, 3)
WEEKS = 52
END = datetime(2026, 3, 9, 12, tzinfo=UTC)
JOURNEYS = [
    (0, "Europe/London"),
    (38, "America/New_York"),
    (52, "Europe/London"),
    (150, "Pacific/Auckland"),
    (171, "America/Los_Angeles"),
    (180, "Europe/London"),
    (300, "Asia/Kolkata"),
    (310, "Europe/London"),
]


@dataclass(frozen=True)
class Event:
    """Something that happened: what, to which thing, and when by the phone's clock."""

    at: datetime
    what: str
    name: str
    said: dict = field(default_factory=dict)

    @property
    def waits(self) -> bool:
        """A phone keeps it until there is a network."""
        return self.what in {"check-in", "undo", "skip", "unskip", "reflect"}


def plan(weeks=None, *, times=1, start=None, target=None, **cadence):
    usual = {"every": "week", "interval": 1, "times": times, "weekdays": None, "at_most": False}
    return {
        "start_on": BEGUN,
        "target_on": None if weeks is None else BEGUN + timedelta(weeks=weeks),
        "cadence": usual | cadence,
        "start_value": start,
        "target_value": target,
        "unit": None,
        "direction": None if start is None or target is None else "up" if target > start else "down",
    }


GOALS = {
    "walk": ("habit", plan(times=3)),
    "write": ("habit", plan(weekdays=[0, 3])),
    "stretch": ("habit", plan(every="day", interval=3)),
    "screens": ("habit", plan(times=4, at_most=True)),
    "call": ("habit", plan(every="month", times=2)),
    "book": ("metric", plan(60, start=0.0, target=300.0)),
    "weight": ("metric", plan(40, start=90.0, target=82.0)),
    "move": ("steps", plan(50)),
}
PER_WEEK = {"walk": 3, "write": 2, "stretch": 2, "screens": 3, "call": 0.5, "book": 1, "weight": 1, "move": 1}


def at(day: int, hour: float, zone: str) -> datetime:
    local = localtime.day_starts(BEGUN + timedelta(days=day), zone)
    return local + timedelta(hours=hour - 3)


def zone_on(day: int) -> str:
    return [zone for first, zone in JOURNEYS if first <= day][-1]


def a_year(seed: int) -> list[Event]:
    """Give a year's events in the order in which they happened; no two at the same moment."""
    chance = random.Random(seed)
    events = [Event(at(day, 3.1, zone), "move", zone) for day, zone in JOURNEYS[1:]]
    events += _standing()
    for day in range(WEEKS * 7):
        for goal, often in PER_WEEK.items():
            if chance.random() < often / 7:
                events += _told(chance, goal, day)
        if day % 7 == 6 and chance.random() < 0.8:
            on, heavy = BEGUN + timedelta(days=day - 6), chance.randint(2, 5) + 3 * (120 < day < 260)
            said = {"week_on": on, "heavy": heavy, "drained": heavy, "bigger": "yes" if heavy > 6 else "no"}
            events.append(Event(at(day, 20, zone_on(day)), "reflect", f"week {day}", said))
            if chance.random() < 0.2:
                events.append(
                    Event(at(day, 20.5, zone_on(day)), "reflect", f"week {day}", said | {"drained": 4})
                )
    return sorted(events, key=lambda event: event.at)


def _told(chance: random.Random, goal: str, day: int) -> list[Event]:
    """Give a check-in with whatever follows it: an edit, another of the same day, an undo."""
    back = chance.choice([0, 0, 0, 0, 0, 0, 1, 2, 5, 9])
    on = max(BEGUN, BEGUN + timedelta(days=day - back))
    moment = at(day, chance.uniform(7, 22), zone_on(day)) + timedelta(microseconds=chance.randrange(10**6))
    name = f"{goal} {day}"
    said = {
        "goal": goal,
        "happened_on": on,
        "outcome": chance.choice(["done", "done", "done", "partly", "not"]),
        "value": _value(chance, goal, day),
        "obstacles": tuple(chance.sample(["time", "exhaustion", "worry", "people"], chance.randint(0, 2))),
    }
    events = [Event(moment, "check-in", name, said)]
    soon = timedelta(minutes=chance.uniform(1, 90))
    if chance.random() < 0.15:
        moved = on - timedelta(days=1) if chance.random() < 0.3 and on > BEGUN else on
        events.append(
            Event(moment + soon, "check-in", name, said | {"outcome": "partly", "happened_on": moved})
        )
    if chance.random() < 0.1:
        events.append(Event(moment + 2 * soon, "check-in", f"{name} again", said | {"outcome": "not"}))
    if chance.random() < 0.07:
        events.append(Event(moment + 3 * soon, "undo", chance.choice([event.name for event in events])))
    return events


def _value(chance: random.Random, goal: str, day: int) -> float | None:
    if goal == "screens":
        return float(chance.randint(0, 3))
    if goal == "weight":
        return round(90 - day / 50 + chance.uniform(-0.5, 0.5), 1)
    # The book stands still from May to November, whatever its reader tries.
    pages = 5 * day / 7 if day < 70 else 50 if day < 260 else 50 + (day - 260)
    return round(pages + chance.uniform(0, 2), 1) if goal == "book" else None


def _standing() -> list[Event]:
    """Give what happens to goals and days as such."""
    holiday = {"goal": None, "from_on": BEGUN + timedelta(days=150), "until_on": BEGUN + timedelta(days=165)}
    ill = {"goal": None, "from_on": BEGUN + timedelta(days=220), "until_on": None}
    no_walks = {
        "goal": "walk",
        "from_on": BEGUN + timedelta(days=60),
        "until_on": BEGUN + timedelta(days=75),
    }
    events = [
        (149, 9, "skip", "holiday", holiday),
        (166, 9, "skip", "holiday", holiday | {"until_on": BEGUN + timedelta(days=168)}),
        (220, 9, "skip", "ill", ill),
        (229, 9, "skip", "ill", ill | {"until_on": BEGUN + timedelta(days=228)}),
        (58, 9, "skip", "no walks", no_walks),
        (100, 9, "skip", "a mistake", holiday | {"from_on": BEGUN + timedelta(days=90)}),
        (101, 9, "unskip", "a mistake", {}),
        (110, 10, "stand", "stretch", {"status": "on_hold"}),
        (140, 10, "stand", "stretch", {"status": "active"}),
        (200, 10, "stand", "write", {"status": "let_go", "status_reason": "No time"}),
        (260, 10, "stand", "write", {"status": "active"}),
        (255, 11, "replan", "book", {"target_on": BEGUN + timedelta(weeks=80)}),
        (95, 11, "adapt", "book", {"kind": "step_size"}),
        (160, 11, "adapt", "book", {"kind": "schedule"}),
    ]
    events += [
        (reached, 12, "step", f"step {number}", {"reached_on": BEGUN + timedelta(days=reached)})
        for number, reached in enumerate((64, 140, 300))
    ]
    return [Event(at(day, hour, zone_on(day)), what, name, said) for day, hour, what, name, said in events]


# The orders in which it arrives


def as_it_happened(events: list[Event], _chance: random.Random) -> list[tuple[datetime, Event]]:
    return [(event.at + timedelta(seconds=2), event) for event in events]


def weeks_late(events: list[Event], chance: random.Random) -> list[tuple[datetime, Event]]:
    late = [
        (event.at + timedelta(days=chance.choice([0, 0, 1, 9, 45]) * chance.random(), seconds=2), event)
        if event.waits
        else (event.at + timedelta(seconds=2), event)
        for event in events
    ]
    return sorted(each_in_its_own_order(late), key=lambda pair: pair[0])


def all_after_the_year(events: list[Event], chance: random.Random) -> list[tuple[datetime, Event]]:
    kept = [event for event in events if event.waits]
    moments = [END - timedelta(seconds=number) for number in range(len(kept))]
    chance.shuffle(moments)
    late = each_in_its_own_order(list(zip(moments, kept, strict=True)))
    return sorted(
        [*as_it_happened([event for event in events if not event.waits], chance), *late],
        key=lambda pair: pair[0],
    )


def each_in_its_own_order(arrivals: list[tuple[datetime, Event]]) -> list[tuple[datetime, Event]]:
    """A phone sends what it knows of one thing in the order in which it happened; across things there is none."""
    moments = defaultdict(list)
    for moment, event in arrivals:
        moments[event.name].append(moment)
    for each in moments.values():
        each.sort(reverse=True)
    in_order = sorted((event for _, event in arrivals), key=lambda event: event.at)
    return [(max(moments[event.name].pop(), event.at), event) for event in in_order]


def with_replays(
    arrivals: list[tuple[datetime, Event]], chance: random.Random
) -> list[tuple[datetime, Event]]:
    """Some answers were lost: the phone sends the same thing again before anything else of it."""
    sent = []
    for moment, event in arrivals:
        sent.append((moment, event))
        if event.waits and chance.random() < 0.1:
            sent.append((moment + timedelta(milliseconds=1), event))
    return sent


ORDERS = {
    "as it happened": as_it_happened,
    "weeks late": weeks_late,
    "all after the year": all_after_the_year,
}
