"""The words of a reminder, as a mail and as a push: name, fact, choice. Nothing of loss, load or failure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from api import crypto
from api.config import Settings
from api.delivery.services import Block, Email, Footer, Link, Push, button, choices, compose, note, paragraph
from api.languages import say, spoken
from api.nudges.rules import GENERIC, PUSH_BODY, PUSH_TITLE, SUBJECT, days_in_words, fill, goals_in_words
from api.nudges.services.last_look import LastLook
from api.nudges.services.links import OneTap, check_in_id, write_one_tap, write_unsubscribe
from api.nudges.services.planning import rhythm_of
from api.nudges.services.texts import usual

OUTCOME_WORDS = {"done": "Done", "partly": "Partly", "not": "Not this time"}
UNNAMED = "Your check-in"
PRIVATE = "A goal you keep to yourself"
WHOEVER_HAS_IT = (
    "For seven days, whoever has this mail can check in with its links, for that day and nothing else. "
    "Each can be undone."
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
    coaches = payload["look"].coaches
    reply_to = coaches[0].email if coaches else None
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
    looked: LastLook = payload["look"]
    client_id, on = UUID(payload["client_id"]), date.fromisoformat(payload["on"])
    plan, own = looked.plan, looked.own_texts.get((payload["practice_id"], spoken()), {})
    if plan is None:
        raise LookupError("nobody is reminded any more")

    def text(kind: str) -> str:
        return own.get(kind) or usual(kind, spoken())

    found = looked.goal_names
    goal_ids = [goal_id for goal_id in map(UUID, payload["goals"]) if (client_id, goal_id) in found]
    names = {goal_id: None if plan.is_discreet else found[client_id, goal_id] for goal_id in goal_ids}
    at = rhythm_of(plan, "UTC").at_local
    values = {
        "goal": _goals(names, is_discreet=plan.is_discreet),
        "time": f"{at:%H:%M}",
        "day": say(day_words(on)),
        "days": say(days_in_words(payload["days_silent"] or 0)),
    }
    main = fill(text(payload["tone"]), values) if names else ""
    milestones = [
        fill(text(f"milestone_{what}"), _milestone(row, is_discreet=plan.is_discreet))
        for what, row in _told_of(payload["milestones"], looked, client_id)
    ]
    if not main and milestones:
        main = milestones.pop(0)
    easing = text(f"easing_{payload['rhythm']}") if payload["rhythm"] != "full" else ""
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


def _told_of(tokens: Sequence[str], looked: LastLook, client_id: UUID) -> Iterator[tuple[str, Any]]:
    for token in tokens:
        what, _, one = token.partition(":")
        row = looked.milestones.get(UUID(one))
        if row is not None and row.client_id == client_id:
            yield what, row


def _milestone(row: Any, *, is_discreet: bool) -> dict[str, str]:
    is_hidden = is_discreet or row.is_private
    title = GENERIC["milestone"] if is_hidden else None
    name = say(title) if title else crypto.unseal(row.title, row.client_id, "milestone", "title", row.id)
    return {"milestone": name, "due": say(day_words(row.due_on)) if row.due_on else ""}


def _path(on: date) -> str:
    return f"/today?on={on.isoformat()}"
