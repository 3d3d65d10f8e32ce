"""Indexes of the practice alone go where statements name the practice beside what finds their rows.

SQLite, which knows no sizes, takes such an index as readily as one of the client's or the goal's. Where lists of a
whole practice want one, the next column is the one that other statements name too.

Revision: 0018
Revises: 0017
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

WITH = {
    "appointment": "client_id",
    "enrolment": "client_id",
    "push_subscription": "client_id",
    "stall_episode": "goal_id",
    "suggestion": "client_id",
    "triage_mark": "coach_id",
}
WITHOUT = (
    "adaptation", "engagement", "enrolment_goal", "goal", "goal_status", "milestone", "nudge", "plan", "programme_step",
    "reflection", "reply", "session", "skip", "stall_assessment", "suggestion_event", "unread_reply",
)  # fmt: skip


def upgrade() -> None:
    for table, column in WITH.items():
        op.create_index(f"ix_{table}_practice", table, ["practice_id", column])
    for table in (*WITH, *WITHOUT):
        op.drop_index(f"ix_{table}_practice_id", table)


def downgrade() -> None:
    for table in (*WITH, *WITHOUT):
        op.create_index(f"ix_{table}_practice_id", table, ["practice_id"])
    for table in WITH:
        op.drop_index(f"ix_{table}_practice", table)
