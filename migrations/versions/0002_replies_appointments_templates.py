"""Replies, appointments, templates and programmes.

Revision: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "appointment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.LargeBinary(), nullable=True),
        sa.Column("was_attended", sa.Boolean(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_appointment_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["membership.id"], name=op.f("fk_appointment_coach_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_appointment_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index("ix_appointment_client", ["client_id", "starts_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_coach_id"), ["coach_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("shows_titles", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["membership.id"], name=op.f("fk_calendar_feed_member_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_calendar_feed_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("member_id", name=op.f("uq_calendar_feed_member_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
    )
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_feed_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "goal_template",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["membership.id"], name=op.f("fk_goal_template_made_by_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_goal_template_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_template")),
    )
    with op.batch_alter_table("goal_template", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_template_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "programme",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["membership.id"], name=op.f("fk_programme_made_by_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_programme_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
    )
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programme_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "enrolment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("check_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_enrolment_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["membership.id"], name=op.f("fk_enrolment_coach_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_enrolment_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_enrolment_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
    )
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enrolment_client_id"), ["client_id"], unique=False)
        batch_op.create_index(
            "ix_enrolment_due",
            ["check_due_at"],
            unique=False,
            sqlite_where=sa.text("check_due_at IS NOT NULL"),
            postgresql_where=sa.text("check_due_at IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_enrolment_practice_id"), ["practice_id"], unique=False)
        batch_op.create_index(
            "uq_enrolment_running",
            ["programme_id", "client_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "programme_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Uuid(), nullable=False),
        sa.Column("release", sa.String(), nullable=False),
        sa.Column("after_days", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_programme_step_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_step_programme_id_programme"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["template_id"], ["goal_template.id"], name=op.f("fk_programme_step_template_id_goal_template")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_step")),
        sa.UniqueConstraint("programme_id", "position", name=op.f("uq_programme_step_programme_id")),
    )
    with op.batch_alter_table("programme_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programme_step_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "enrolment_goal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_enrolment_goal_enrolment_id_enrolment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_enrolment_goal_goal_id_goal"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_enrolment_goal_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment_goal")),
        sa.UniqueConstraint("enrolment_id", "position", name=op.f("uq_enrolment_goal_enrolment_id")),
    )
    with op.batch_alter_table("enrolment_goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enrolment_goal_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_enrolment_goal_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "reply",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("check_in_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["membership.id"], name=op.f("fk_reply_author_id_membership")),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_in.id"], name=op.f("fk_reply_check_in_id_check_in"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["client_id"], ["membership.id"], name=op.f("fk_reply_client_id_membership")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_reply_practice_id_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
    )
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.create_index("ix_reply_check_in", ["check_in_id", "written_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_reply_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reply_practice_id"), ["practice_id"], unique=False)

    # Never in a batch: that makes the table anew, which rows that refer to it forbid.
    is_told = sa.Column("is_told_of_replies", sa.Boolean(), server_default=sa.true(), nullable=False)
    op.add_column("membership", is_told)
    op.add_column("milestone", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.add_column("plan", sa.Column("by_id", sa.Uuid(), nullable=True))
    # Who made a plan stands in the audit, written in the same transaction.
    op.execute(
        "UPDATE plan SET by_id = (SELECT audit.actor_id FROM audit WHERE audit.subject_id = plan.goal_id"
        " AND audit.at = plan.made_at AND audit.action IN ('goal.created', 'goal.replanned') LIMIT 1)"
    )


def downgrade() -> None:

    op.drop_column("plan", "by_id")

    op.drop_column("milestone", "version")

    op.drop_column("membership", "is_told_of_replies")

    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reply_practice_id"))
        batch_op.drop_index(batch_op.f("ix_reply_client_id"))
        batch_op.drop_index("ix_reply_check_in")

    op.drop_table("reply")
    with op.batch_alter_table("enrolment_goal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enrolment_goal_practice_id"))
        batch_op.drop_index(batch_op.f("ix_enrolment_goal_goal_id"))

    op.drop_table("enrolment_goal")
    with op.batch_alter_table("programme_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_step_practice_id"))

    op.drop_table("programme_step")
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_enrolment_running",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_enrolment_practice_id"))
        batch_op.drop_index(
            "ix_enrolment_due",
            sqlite_where=sa.text("check_due_at IS NOT NULL"),
            postgresql_where=sa.text("check_due_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_enrolment_client_id"))

    op.drop_table("enrolment")
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_practice_id"))

    op.drop_table("programme")
    with op.batch_alter_table("goal_template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_template_practice_id"))

    op.drop_table("goal_template")
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calendar_feed_practice_id"))

    op.drop_table("calendar_feed")
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_practice_id"))
        batch_op.drop_index(batch_op.f("ix_appointment_coach_id"))
        batch_op.drop_index("ix_appointment_client")

    op.drop_table("appointment")
