"""The coach's weekly digest: who to look at first, in words that anybody may read. Silent when there is nobody."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api import localtime
from api.accounts.models import Appointment
from api.accounts.rules import Principal, View, coach_view
from api.accounts.services.sight import facts_of_clients, goal_seen
from api.batch import among
from api.caseload.rules import DIGEST_GROUPS, group_of
from api.config import Settings
from api.db import db
from api.delivery.services import Draft, Email, Footer, button, compose, note, paragraph
from api.goals.models import Goal
from api.goals.services.reading import RUNNING, SHARING
from api.nudges.models import NudgePlan
from api.nudges.services import DIGEST, USEFUL, Reader, asked_lately, send_letters, wanting, write_letter_stop
from api.pagination import MOST, Page, PageQuery

ReadCaseload = Callable[[Principal, PageQuery, datetime], Page[dict[str, Any]]]

SUBJECT = "Your week in Waymark"
MOST_NAMED = 12
"""Of one group; a digest that names everybody says nothing."""
_BOOKS_LATELY = timedelta(days=90)
_LATELY = timedelta(days=7)


def send_digests(now: datetime, read_caseload: ReadCaseload, most: int = 20) -> int:
    """Every digest that is due is on its way, unless it would be empty. Returns how many were due.

    read_caseload: gives a page of a coach's caseload.
    """

    def write(readers: Sequence[Reader], now: datetime) -> list[Draft]:
        told = ((row, _groups(row, read_caseload, now)) for row in readers if row.is_coach)
        return [_draft(row, groups) for row, groups in told if any(groups.values())]

    return send_letters(DIGEST, now, most, write)


def word_digest(settings: Settings, payload: Mapping[str, Any], _address: str) -> Email:
    """Give the mail: names under plain headings, at most twelve under each; nothing of how anybody feels."""
    blocks = []
    for group, heading in DIGEST_GROUPS.items():
        told = payload["groups"].get(group)
        if told:
            more = told["count"] - len(told["names"])
            names = ", ".join(told["names"]) + (f" and {more} more" if more else "")
            blocks.append(paragraph(f"{heading}: {names}."))
    stop = f"{settings.public_url}/u/{write_letter_stop(settings.secret, UUID(payload['coach_id']), DIGEST)}"
    return compose(
        SUBJECT,
        "Who to look at first",
        [
            *blocks,
            button("Open your caseload", f"{settings.public_url}/caseload"),
            note("The reasons are in Waymark, each as its client shares it."),
        ],
        [Footer("This comes on Mondays, when there is something to say.", "Stop this digest", stop)],
        List_Unsubscribe=f"<{stop}>",
        List_Unsubscribe_Post="List-Unsubscribe=One-Click",
    )


def still_wanted(payload: Mapping[str, Any], _address: str, _now: datetime) -> bool:
    """Say whether the coach still wants it."""
    return bool(wanting(DIGEST, [UUID(payload["coach_id"])]))


def _groups(row: Reader, read_caseload: ReadCaseload, now: datetime) -> dict[str, dict[str, Any]]:
    """Give, for each group, names in the caseload's order and how many there are."""
    coach = Principal(row.member_id, row.practice_id, frozenset({"coach"}), row.zone)
    cases = _all_cases(coach, read_caseload, now)
    client_ids = [case["client"]["id"] for case in cases]
    eased = _eased(coach, client_ids, now)
    unbooked = _unbooked(coach, client_ids, now)
    named: dict[str, list[str]] = {group: [] for group in DIGEST_GROUPS}
    for case in cases:
        client_id, name = case["client"]["id"], case["client"]["name"]
        group = group_of(case["level"], case["lane"])
        if group:
            named[group].append(name)
        if client_id in eased:
            named["eased"].append(name)
        if client_id in unbooked:
            named["unbooked"].append(name)
    return {
        group: {"names": names[:MOST_NAMED], "count": len(names)} for group, names in named.items() if names
    }


def _all_cases(coach: Principal, read_caseload: ReadCaseload, now: datetime) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = read_caseload(coach, PageQuery(MOST, cursor), now)
        found += page.items
        cursor = page.next
        if cursor is None:
            return found


def _eased(coach: Principal, client_ids: Collection[UUID], now: datetime) -> set[UUID]:
    """Give those whose reminders have lately become monthly, of whom the coach may know whether they check in.

    That of all they were reminded of, and of all they have: no answer means none on any goal.
    """
    lately = sa.select(NudgePlan.client_id).where(
        among(NudgePlan.client_id, client_ids),
        NudgePlan.practice_id == coach.practice_id,
        NudgePlan.is_on,
        NudgePlan.eased == "monthly",
        NudgePlan.eased_at > now - _LATELY,
    )
    eased = set(db.session.scalars(lately))
    if not eased:
        return eased
    goals = sa.select(Goal.client_id, *SHARING).where(
        among(Goal.client_id, eased),
        Goal.practice_id == coach.practice_id,
        sa.or_(Goal.status.in_(RUNNING), among(Goal.id, asked_lately(coach.practice_id, eased, now))),
    )
    facts = facts_of_clients([coach.practice_id], eased)
    views = {client_id: coach_view(one) for client_id, one in facts.items()}
    seen: dict[UUID, list[View | None]] = defaultdict(list)
    for goal in db.session.execute(goals):
        seen[goal.client_id].append(goal_seen(views[goal.client_id], goal))
    return {one for one in eased if all(view and view.numbers for view in seen.get(one, [views[one]]))}


def _unbooked(coach: Principal, client_ids: Sequence[UUID], now: datetime) -> set[UUID]:
    """Give those without an appointment ahead; nobody where the coach keeps no appointments here."""
    here = Appointment.practice_id == coach.practice_id
    own = Appointment.coach_id == coach.member_id
    keeps = sa.select(Appointment.id).where(own, here, Appointment.starts_at > now - _BOOKS_LATELY).limit(1)
    if db.session.scalar(keeps) is None:
        return set()
    ahead = sa.select(Appointment.client_id).where(
        Appointment.client_id.in_(client_ids),
        here,
        Appointment.cancelled_at.is_(None),
        Appointment.starts_at > now,
    )
    return set(client_ids) - set(db.session.scalars(ahead))


def _draft(row: Reader, groups: Mapping[str, Any]) -> Draft:
    return Draft(
        kind=DIGEST,
        address=row.email,
        # By the local day: whoever flies west on a Monday has one.
        dedupe_key=f"{DIGEST}:{row.member_id}:{localtime.local_day(row.due_at, row.zone)}",
        # Sealed with the instance's own key: it is about many clients.
        payload={"coach_id": str(row.member_id), "groups": groups},
        useless_at=row.due_at + USEFUL,
        practice_id=row.practice_id,
    )
