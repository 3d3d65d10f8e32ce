"""The words of a reminder, as a mail and as a push: name, fact, choice. Nothing of loss, load or failure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api import clock, crypto
from api.accounts.services.coaching import coaches_today
from api.batch import among
from api.checkins.services import goal_names
from api.config import Settings
from api.db import db, of_one_practice
from api.delivery.services import Block, Email, Footer, Link, Push, button, choices, compose, note, paragraph
from api.goals.models import Goal, Milestone
from api.languages import say, spoken
from api.nudges.models import NudgePlan
from api.nudges.rules import GENERIC, PUSH_BODY, PUSH_TITLE, SUBJECT, days_in_words, fill, goals_in_words
from api.nudges.services.links import OneTap, check_in_id, write_one_tap, write_unsubscribe
from api.nudges.services.planning import rhythm_of
from api.nudges.services.texts import texts_of

OUTCOME_WORDS = {"done": "Done", "partly": "Partly", "not": "Not this time"}
UNNAMED = "Your check-in"
PRIVATE = "A goal you keep to yourself"
WHOEVER_HAS_IT = (
    "For seven days, whoever has this mail can check in with its links, for that day and nothing else. "
    "Each can be undone."
)


_PLAN = sa.select(*sa.inspect(NudgePlan).local_table.c).where(
    NudgePlan.client_id == sa.bindparam("client_id"), NudgePlan.practice_id == sa.bindparam("practice_id")
)
_MILESTONES = (
    sa.select(Milestone.id, Milestone.title, Milestone.due_on, Goal.is_private)
    .join(Goal, sa.and_(Goal.id == Milestone.goal_id, of_one_practice(Goal, Milestone)))
    .where(among(Milestone.id, "milestone_ids"))
    .where(Milestone.client_id == sa.bindparam("client_id"))
    .where(Milestone.practice_id == sa.bindparam("practice_id"))
)


@dataclass(frozen=True, slots=True)
class Said:
    """A reminder's words before they are laid out: what it asks, and what it adds. `names`: None is not to be named."""

    on: date
    main: str
    milestones: list[str]
    easing: str
    names: dict[UUID, str | None]
    is_discreet: bool


def word_nudge(settings: Settings, payload: Mapping[str, Any], _address: str) -> Email:
    """Give the mail: every goal that is due, with a link for each outcome where it is clear which goal is meant."""
    client_id, said = UUID(payload["client_id"]), _say(payload)
    unsubscribe = f"{settings.public_url}/u/{write_unsubscribe(settings.secret, client_id)}"
    acting = _choices(settings, client_id, said)
    blocks = [paragraph(said.main), *acting, *(paragraph(line) for line in said.milestones)]
    if said.milestones or not acting:
        blocks.append(button("Open Waymark", f"{settings.public_url}{_path(said.on)}"))
    if said.easing:
        blocks.append(note(said.easing))
    footer = [Footer("You asked to be reminded at this time.", "Turn reminders off", unsubscribe)]
    if acting:
        footer.append(Footer(WHOEVER_HAS_IT))
    reply_to = _coach_of(payload["practice_id"], client_id)
    if reply_to:
        footer.insert(0, Footer("Reply to this mail and your coach reads it."))
    return compose(
        SUBJECT,
        day_words(said.on),
        blocks,
        footer,
        reply_to,
        List_Unsubscribe=f"<{unsubscribe}>",
        List_Unsubscribe_Post="List-Unsubscribe=One-Click",
    )


def word_push(payload: Mapping[str, Any], _address: str) -> Push:
    """Give the push; it names no goal unless the client wants that, and never a private one."""
    client_id, said = UUID(payload["client_id"]), _say(payload)
    is_named = not said.is_discreet and all(said.names.values())
    goals = [(goal_id, check_in_id(OneTap(client_id, goal_id, said.on, "done"))) for goal_id in said.names]
    return Push(
        title=PUSH_TITLE,
        body=said.main if is_named and said.names else PUSH_BODY,
        path=_path(said.on),
        tag=f"nudge:{said.on.isoformat()}",
        on=said.on.isoformat(),
        client_id=client_id,
        # Buttons answer for one goal; with several, the app asks.
        goals=goals if len(goals) == 1 else (),
    )


def day_words(on: date) -> str:
    """Give the day as people say it: Tuesday 17 November."""
    return f"{on:%A} {on.day} {on:%B}"


def _say(payload: Mapping[str, Any]) -> Said:
    client_id, on = UUID(payload["client_id"]), date.fromisoformat(payload["on"])
    whose = {"practice_id": payload["practice_id"], "client_id": client_id}
    plan = db.session.connection().execute(_PLAN, whose).one()
    texts = texts_of(plan.practice_id, spoken())
    goal_ids = [UUID(one) for one in payload["goals"]]
    found = goal_names(plan.practice_id, client_id, goal_ids) if goal_ids else {}
    names = {
        goal_id: None if plan.is_discreet else found[goal_id] for goal_id in goal_ids if goal_id in found
    }
    at = rhythm_of(plan, "UTC").at_local
    values = {
        "goal": _goals(names, is_discreet=plan.is_discreet),
        "time": f"{at:%H:%M}",
        "day": say(day_words(on)),
        "days": say(days_in_words(payload["days_silent"] or 0)),
    }
    main = fill(texts[payload["tone"]], values) if names else ""
    milestones = _milestones(whose, payload["milestones"], texts, is_discreet=plan.is_discreet)
    if not main and milestones:
        main = milestones.pop(0)
    easing = texts[f"easing_{payload['rhythm']}"] if payload["rhythm"] != "full" else ""
    return Said(on, main or PUSH_BODY, milestones, easing, names, plan.is_discreet)


def _goals(names: Mapping[UUID, str | None], *, is_discreet: bool) -> str:
    """Give what stands for the goals in a sentence; one private goal among others is counted, not named."""
    if len(names) > 1:
        return say(goals_in_words([name or "" for name in names.values()]))
    only = next(iter(names.values()), None)
    if only is not None:
        return only
    return say(UNNAMED if is_discreet else PRIVATE)


def _choices(settings: Settings, client_id: UUID, said: Said) -> list[Block]:
    """Give the links. Two goals that may not be named could not be told apart: those are for the app."""
    unnamed = [goal_id for goal_id, name in said.names.items() if name is None]
    general = say(UNNAMED if said.is_discreet else PRIVATE)
    return [
        choices(name or general, _links(settings, client_id, goal_id, said.on))
        for goal_id, name in said.names.items()
        if name is not None or len(unnamed) == 1
    ]


def _links(settings: Settings, client_id: UUID, goal_id: UUID, on: date) -> list[Link]:
    return [
        Link(
            label,
            f"{settings.public_url}/c/{write_one_tap(settings.secret, OneTap(client_id, goal_id, on, outcome))}",
        )
        for outcome, label in OUTCOME_WORDS.items()
    ]


def _milestones(
    whose: Mapping[str, UUID], tokens: list[str], texts: Mapping[str, str], *, is_discreet: bool
) -> list[str]:
    if not tokens:
        return []
    wanted = [token.split(":") for token in tokens]
    asked = {**whose, "milestone_ids": [UUID(one) for _, one in wanted]}
    rows = {row.id: row for row in db.session.connection().execute(_MILESTONES, asked)}
    lines = []
    for what, one in wanted:
        row = rows.get(UUID(one))
        if row is None:
            continue
        is_hidden = is_discreet or row.is_private
        name = say(GENERIC["milestone"]) if is_hidden else _title(row, whose["client_id"])
        values = {"milestone": name, "due": say(day_words(row.due_on)) if row.due_on else ""}
        lines.append(fill(texts[f"milestone_{what}"], values))
    return lines


def _title(row: Any, client_id: UUID) -> str:
    return crypto.unseal(row.title, client_id, "milestone", "title", row.id)


def _coach_of(practice_id: UUID, client_id: UUID) -> str | None:
    coaches = coaches_today([practice_id], [client_id], clock.now()).get(client_id)
    return coaches[0].email if coaches else None


def _path(on: date) -> str:
    return f"/today?on={on.isoformat()}"
