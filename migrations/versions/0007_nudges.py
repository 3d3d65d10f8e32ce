"""What clients choose of their reminders, how a practice words them, weekly letters, and who moved.

Revision: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def chosen() -> list[sa.Column]:
    return [
        sa.Column("timing", sa.String(), nullable=False, server_default="set"),
        sa.Column("usual_at", sa.String(), nullable=True),
        sa.Column("learned_at", INSTANT, nullable=True),
        sa.Column("quiet_from", sa.String(), nullable=False, server_default="21:30"),
        sa.Column("quiet_until", sa.String(), nullable=False, server_default="08:00"),
        sa.Column("is_discreet", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("follows_up", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("is_measured", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("by_push", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("by_email", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("restarted_at", INSTANT, nullable=True),
        sa.Column("next_kind", sa.String(), nullable=False, server_default="first"),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("from_zone", sa.String(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("unanswered", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("unanswered_on", sa.Date(), nullable=True),
        sa.Column("asked_at", INSTANT, nullable=True),
        sa.Column("eased", sa.String(), nullable=False, server_default="full"),
        sa.Column("eased_at", INSTANT, nullable=True),
    ]


def became() -> list[sa.Column]:
    return [
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("goals", sa.String(), nullable=False, server_default=""),
        sa.Column("milestones", sa.String(), nullable=False, server_default=""),
        sa.Column("is_measured", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("was_completed", sa.Boolean(), nullable=True),
    ]


def upgrade() -> None:
    for column in chosen():
        op.add_column("nudge_plan", column)
    for column in became():
        op.add_column("nudge", column)
    op.create_index(
        "ix_nudge_queued",
        "nudge",
        ["decided_at"],
        sqlite_where=sa.text("outcome = 'queued'"),
        postgresql_where=sa.text("outcome = 'queued'"),
    )
    op.create_index(
        "ix_nudge_unjudged",
        "nudge",
        ["decided_at"],
        sqlite_where=sa.text("is_measured = 1 AND was_completed IS NULL"),
        postgresql_where=sa.text("is_measured AND was_completed IS NULL"),
    )
    op.create_table(
        "nudge_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_nudge_text_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name=op.f("fk_nudge_text_by_id_membership")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge_text")),
        sa.UniqueConstraint("practice_id", "kind", "language", name=op.f("uq_nudge_text_practice_id")),
    )
    op.create_index(op.f("ix_nudge_text_practice_id"), "nudge_text", ["practice_id"])
    op.create_table(
        "nudge_setting",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("is_measuring", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_nudge_setting_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", name=op.f("pk_nudge_setting")),
    )
    op.create_table(
        "letter_plan",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("next_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["membership.id"], name=op.f("fk_letter_plan_member_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_letter_plan_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("member_id", "kind", name=op.f("pk_letter_plan")),
    )
    op.create_index(
        "ix_letter_plan_next",
        "letter_plan",
        ["next_at"],
        sqlite_where=sa.text("is_on = 1"),
        postgresql_where=sa.text("is_on"),
    )
    op.create_table(
        "zone_move",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["membership.id"], name=op.f("fk_zone_move_member_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_zone_move_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_zone_move")),
    )


def downgrade() -> None:
    op.drop_table("zone_move")
    op.drop_table("letter_plan")
    op.drop_table("nudge_setting")
    op.drop_table("nudge_text")
    op.drop_index("ix_nudge_unjudged", "nudge")
    op.drop_index("ix_nudge_queued", "nudge")
    for column in reversed(became()):
        op.drop_column("nudge", column.name)
    for column in reversed(chosen()):
        op.drop_column("nudge_plan", column.name)
