"""Very many clients who ask for nothing just now, in one practice: rows made by SQLite itself, in seconds."""

import sqlite3
from contextlib import closing
from datetime import timedelta

from api import clock
from tests.proofs._stage import Stage

CHECK_INS = 10

_ROWS = {
    "person (id, email, created_at)": "printf('a%031x', i), 'one' || i || '@people.example', :now",
    "membership (id, practice_id, person_id, name, zone, is_owner, is_coach, is_client, is_told_of_replies, "
    "created_at)":
        "printf('b%031x', i), :practice, printf('a%031x', i), 'Cleo', 'UTC', 0, 0, 1, 1, :now",
    "session (id, practice_id, token_hash, member_id, created_at, seen_at, expires_at, device, via)":
        "printf('e%031x', i), :practice, randomblob(32), printf('b%031x', i), :now, :now, :later, '', 'code'",
    "goal (id, practice_id, client_id, title, area, kind, status, is_priority, is_private, version, created_at, "
    "stall_check_due_at)":
        "printf('c%031x', i), :practice, printf('b%031x', i), x'00', 'own', 'habit', 'active', 0, 0, 1, :now, :later",
    "goal_status (id, practice_id, goal_id, client_id, status, since_on, since_at)":
        "printf('c%031x', i), :practice, printf('c%031x', i), printf('b%031x', i), 'active', '2026-01-05', :now",
    "plan (id, practice_id, goal_id, client_id, from_on, start_on, every, interval, times, at_most, made_at)":
        "printf('c%031x', i), :practice, printf('c%031x', i), printf('b%031x', i), '2026-01-05', '2026-01-05', 'day', "
        "1, 1, 0, :now",
    "milestone (id, practice_id, goal_id, client_id, title, position, weight, version)":
        "printf('c%031x', i), :practice, printf('c%031x', i), printf('b%031x', i), x'00', 0, 1.0, 1",
    "nudge_plan (client_id, practice_id, is_on, weekdays, at_local, next_at, zone)":
        "printf('b%031x', i), :practice, 1, '0123456', '12:00', :later, 'UTC'",
    "stall_assessment (id, practice_id, goal_id, client_id, viewer, is_latest, inputs_hash, params_version, level, "
    "evidence, assessed_at)":
        "printf('c%031x', i), :practice, printf('c%031x', i), printf('b%031x', i), 'coach', 1, x'00', '1', 'on_path', "
        "x'00', :now",
    "audit (id, practice_id, at, actor_id, action, subject_id)":
        "printf('c%031x', i), :practice, :now, printf('b%031x', i), 'goal.created', printf('c%031x', i)",
}  # fmt: skip
_CHECK_INS = f"""
INSERT INTO check_in
  (id, practice_id, client_id, goal_id, happened_on, recorded_at, logged_at, outcome, obstacles, source, counts)
{{numbers}}, d(day) AS (SELECT 1 UNION ALL SELECT day + 1 FROM d WHERE day < {CHECK_INS})
SELECT printf('%016x%016x', i, day), :practice, printf('b%031x', i), printf('c%031x', i),
  date(:now, '-' || day || ' days'), :now, :now, 'done', '', 'app', 1 FROM n, d
"""


def add_clients(stage: Stage, practice_hex: str, begin: int, end: int) -> None:
    """Clients of these numbers stand, each with a goal, ten check-ins, a sign-in and a reminder due tomorrow."""
    numbers = f"WITH RECURSIVE n(i) AS (SELECT {begin + 1} UNION ALL SELECT i + 1 FROM n WHERE i < {end})"
    now = clock.now().replace(tzinfo=None)
    values = {"now": str(now), "later": str(now + timedelta(days=1)), "practice": practice_hex}
    stage.disconnect()
    with closing(sqlite3.connect(stage.database_url.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute("PRAGMA synchronous=OFF")
        for table, row in _ROWS.items():
            connection.execute(f"INSERT INTO {table} {numbers} SELECT {row} FROM n", values)
        connection.execute(_CHECK_INS.format(numbers=numbers), values)
