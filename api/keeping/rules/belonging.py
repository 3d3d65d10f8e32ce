"""Every table, and to whom its rows belong: the one place that export, import, erasure and key changes go by.

A table that is not decided here fails tests/keeping/test_belonging.py.
"""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What becomes of the rows about a client."""

    GIVEN = "exported; an import makes them anew"
    TOLD = "exported; an import keeps them as a record, for somebody else had made them"
    DERIVED = "not exported, for it follows from what is; erased"
    WITHHELD = "not exported, for it opens or sends something; erased"
    OF_PRACTICE = "the practice's own, or the machinery's: stays"


class Whose(Enum):
    """What the column `Part.of` holds."""

    MEMBER = "a membership's id"
    PERSON = "a person's id: goes with the person's last membership"
    ADDRESS = "an address: goes with the person's last membership"
    ROW = "the id of a row of the table `Part.via`, which belongs to somebody"
    NOBODY = "there is no such column"


@dataclass(frozen=True, slots=True)
class Part:
    """One table. `sealed`: its columns of words; under the key of its client, or of the instance where it has none."""

    kind: Kind
    of: str = "client_id"
    whose: Whose = Whose.MEMBER
    via: str = ""
    sealed: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """Columns that name somebody, the client or another."""
    left_out: frozenset[str] = frozenset()
    """Columns that the export leaves out, because a job sets them or they are about the practice."""
    of_any_role: bool = False
    """It stands for the membership, whatever its roles: whoever goes on as a coach or an owner keeps it."""
    is_setting: bool = False
    """One row says how the client wants it: an import leaves it as it is, unless it is asked to bring it back."""


def _given(**more: object) -> Part:
    return Part(Kind.GIVEN, **more)  # type: ignore[arg-type]


def _told(**more: object) -> Part:
    return Part(Kind.TOLD, **more)  # type: ignore[arg-type]


def _derived(**more: object) -> Part:
    return Part(Kind.DERIVED, **more)  # type: ignore[arg-type]


def _withheld(**more: object) -> Part:
    return Part(Kind.WITHHELD, **more)  # type: ignore[arg-type]


_PRACTICE = Part(Kind.OF_PRACTICE, of="", whose=Whose.NOBODY)

BELONGING: dict[str, Part] = {
    # Who they are, and what they chose
    "membership": _given(
        of="id",
        is_setting=True,
        left_out=frozenset(
            {
                "person_id",
                "is_owner",
                "is_coach",
                "is_client",
                "version",
                "created_at",
                "opened_at",
                "left_at",
                "client_since",
            }
        ),
    ),
    "sharing": _given(is_setting=True),
    "consent": _given(is_setting=True),
    "nudge_plan": _given(
        is_setting=True,
        # What the client chose; when the next one is due, and how they have answered, is found anew.
        left_out=frozenset(
            {
                "next_at",
                "next_kind",
                "next_on",
                "zone",
                "from_zone",
                "done_on",
                "unanswered",
                "unanswered_on",
                "asked_at",
                "eased",
                "eased_at",
                "usual_at",
                "learned_at",
                "restarted_at",
            }
        ),
    ),
    # What they want, and what happened
    "goal": _given(
        sealed=("title", "why", "if_then", "status_reason"), left_out=frozenset({"stall_check_due_at"})
    ),
    "goal_status": _given(),
    "plan": _given(sealed=("unit",), people=("by_id",)),
    "milestone": _given(sealed=("title", "what_worked")),
    "check_in": _given(sealed=("note",)),
    "reply": _given(sealed=("text",), people=("author_id",)),
    "skip": _given(sealed=("reason",)),
    "reflection": _given(),
    "adaptation": _given(sealed=("note",), people=("by_id",)),
    "obstacle_pulse": _given(sealed=("answers",), people=("asked_by_id",)),
    # What others did about them, or told them
    "engagement": _told(people=("coach_id",)),
    # A reply that waited does not wait elsewhere: it comes back as a record.
    "unread_reply": _told(people=("reader_id",)),
    "appointment": _told(sealed=("place",), people=("coach_id",)),
    "enrolment": _told(people=("coach_id",), left_out=frozenset({"check_due_at"})),
    "enrolment_goal": _told(of="enrolment_id", whose=Whose.ROW, via="enrolment"),
    "nudge": _told(left_out=frozenset({"occurrence_key"})),
    "suggestion": _told(
        sealed=("reasons", "text", "dismissal_reason"),
        # A draft is the coach's, and is left out; the client learns of a suggestion with its offer.
        left_out=frozenset({"dismissal_reason"}),
    ),
    "suggestion_event": _told(of="suggestion_id", whose=Whose.ROW, via="suggestion", people=("by_id",)),
    "stall_disclosure": _told(),
    "stall_verdict": _told(
        sealed=("reason", "replaced"), left_out=frozenset({"replaced"}), people=("by_id",)
    ),
    # A coach's private notes are about the client, who has a right to a copy: GDPR, Article 15.
    "coach_note": _told(sealed=("text",), people=("author_id",)),
    "access_log": _told(people=("reader_id",)),
    "imported_record": _derived(sealed=("content",)),
    # What was concluded from all that
    "stall_assessment": _derived(sealed=("evidence",)),
    "stall_episode": _derived(),
    "triage_mark": _derived(people=("coach_id",)),
    # What opens a door, or is on its way
    "client_key": _withheld(),
    "export": _withheld(sealed=("content",)),
    "outbox": _withheld(sealed=("payload",)),
    "session": _withheld(of="member_id", of_any_role=True),
    "push_subscription": _withheld(sealed=("sealed",)),
    "letter_plan": _withheld(of="member_id", of_any_role=True),
    "zone_move": _withheld(of="member_id", of_any_role=True),
    "calendar_feed": _withheld(of="member_id", of_any_role=True),
    "sign_in_code": _withheld(of="email", whose=Whose.ADDRESS),
    "suppression": _withheld(of="address", whose=Whose.ADDRESS),
    "passkey": _withheld(of="person_id", whose=Whose.PERSON),
    "api_token": _withheld(of="member_id", of_any_role=True),
    "email_change": _withheld(of="person_id", whose=Whose.PERSON),
    "invitation": _withheld(of="email", whose=Whose.ADDRESS),
    "person": _withheld(of="id", whose=Whose.PERSON),
    # The practice's own
    "practice": _PRACTICE,
    "goal_template": Part(Kind.OF_PRACTICE, of="", whose=Whose.NOBODY, sealed=("content",)),
    "programme": Part(Kind.OF_PRACTICE, of="", whose=Whose.NOBODY, sealed=("title",)),
    "programme_step": _PRACTICE,
    "provider": _PRACTICE,
    "nudge_setting": _PRACTICE,
    "nudge_text": Part(Kind.OF_PRACTICE, of="", whose=Whose.NOBODY, sealed=("text",)),
    "obstacle_chips": Part(Kind.OF_PRACTICE, of="", whose=Whose.NOBODY, sealed=("content",)),
    "stall_settings": _PRACTICE,
    "stall_dry_run": _PRACTICE,
    "audit": _PRACTICE,
    "erasure": _PRACTICE,
    # Passing things that name nobody: they run out within minutes
    "challenge": _PRACTICE,
    "rate": _PRACTICE,
    "job_slot": _PRACTICE,
    "key_check": _PRACTICE,
}
