"""Addresses that change: by their holder at once, by their practice after a wait; pure.

Whoever sets somebody's address signs in as them. So a practice may do it only where nothing of another practice is
opened by it, never at once, and the person can stop it from wherever they still are: an old mailbox, a signed-in phone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

Refusal = Literal["own", "elsewhere", "same_address", "objected"]


@dataclass(frozen=True, slots=True)
class AddressParams:
    """How long codes, waits and objections last."""

    code_minutes: int = 10
    most_wrong_codes: int = 5
    wait_hours: int = 72
    """Between a practice's wish and its effect: long enough to be seen by somebody who looks every other day."""
    objection_days: int = 7
    """How long after the change the old address can have it undone."""
    rest_days: int = 30
    """How long a practice may not ask again after the person has objected."""


DEFAULT = AddressParams()


def recovery_refusal(
    owner_id: UUID,
    member_id: UUID,
    practice_id: UUID,
    person_practice_ids: Collection[UUID],
    *,
    is_same_address: bool,
    objected_at: datetime | None,
    now: datetime,
    params: AddressParams = DEFAULT,
) -> Refusal | None:
    """Say why this owner may not set this member's address; None: they may.

    person_practice_ids: of every practice the person belongs to. objected_at: when they last objected to this one.
    """
    if owner_id == member_id:
        return "own"
    if set(person_practice_ids) != {practice_id}:
        return "elsewhere"
    if is_same_address:
        return "same_address"
    if objected_at is not None and now - objected_at < timedelta(days=params.rest_days):
        return "objected"
    return None
