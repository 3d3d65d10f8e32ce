"""A practice's chips: what its clients can name as in the way, and what they once could."""

import json
import secrets
import string
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api import crypto
from api.accounts.rules import Principal
from api.accounts.services.choices import keep_choice
from api.accounts.services.sight import audit
from api.checkins import rules
from api.checkins.models import ObstacleChips
from api.checkins.rules import USUAL, Chip, ChipWanted
from api.crypto import SYSTEM
from api.db import db
from api.errors import Fault, Invalid, Stale
from api.goals.rules import OBSTACLES
from api.languages import LANGUAGES

_ALPHABET = string.ascii_lowercase + string.digits
_HELD = sa.select(ObstacleChips.id, ObstacleChips.content, ObstacleChips.version).where(
    ObstacleChips.practice_id == sa.bindparam("own_practice")
)


def chips(principal: Principal) -> tuple[dict[str, Any], int]:
    """Give every chip of the caller's practice, and their version; 0 before it has chosen."""
    held, version, _ = _held(principal.practice_id)
    return _tell(held), version


def put_chips(
    principal: Principal, wanted: Sequence[ChipWanted], version: int, now: datetime
) -> tuple[dict[str, Any], int]:
    """The practice's clients choose among these from now on; what they chose before keeps its words.

    Raises Invalid naming each fault, and Stale when the chips are not those of `version` any more.
    """
    practice_id = principal.practice_id
    held, there, row_id = _held(practice_id)
    # Looked at first: a fault told of chips that are no longer these would lead astray.
    if there != version:
        raise Stale
    found = [Fault(field, sentence) for field, sentence in rules.faults(held, wanted)]
    if found:
        raise Invalid(None, *found)
    row_id = row_id or uuid7()
    content = json.dumps(
        [[chip.code, dict(chip.words), chip.state] for chip in rules.arranged(held, wanted, _new_code)]
    )
    values = {
        "id": row_id,
        "content": crypto.seal(content, SYSTEM, "obstacle_chips", "content", row_id),
        "changed_at": now,
    }
    keep_choice(ObstacleChips, practice_id, version, values)
    audit(practice_id, principal.member_id, "obstacle_chips.chosen", practice_id, now)
    db.session.commit()
    return chips(principal)


def known_obstacles(practice_id: UUID, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Give the codes, with those of chips that the practice never had replaced by their kind."""
    if set(codes).issubset(OBSTACLES):
        return codes
    return rules.known(codes, _held(practice_id)[0])


def own_words(practice_id: UUID) -> dict[str, dict[str, str]]:
    """Give the words of every own chip that the practice has or had: code -> language -> words."""
    return {chip.code: dict(chip.words) for chip in _held(practice_id)[0] if chip.words}


def _held(practice_id: UUID) -> tuple[tuple[Chip, ...], int, UUID | None]:
    row = db.session.connection().execute(_HELD, {"own_practice": practice_id}).one_or_none()
    if row is None:
        return USUAL, 0, None
    content = json.loads(crypto.unseal(row.content, SYSTEM, "obstacle_chips", "content", row.id))
    return tuple(Chip(code, words, state) for code, words, state in content), row.version, row.id


def _new_code(kind: str) -> str:
    return f"{kind}-{''.join(secrets.choice(_ALPHABET) for _ in range(8))}"


def _tell(held: Sequence[Chip]) -> dict[str, Any]:
    return {
        "chips": [
            {
                "code": chip.code,
                "kind": chip.kind,
                "words": {language: chip.words.get(language) for language in LANGUAGES}
                if chip.words
                else None,
                "state": chip.state,
            }
            for chip in held
        ]
    }
