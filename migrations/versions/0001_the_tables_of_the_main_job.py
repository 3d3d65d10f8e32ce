"""The tables of the main job.

Revision: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "client_key",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_client_key")),
    )
    op.create_table(
        "job_slot",
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("slot", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("job", name=op.f("pk_job_slot")),
    )
    op.create_table(
        "login_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempt")),
    )
    with op.batch_alter_table("login_attempt", schema=None) as batch_op:
        batch_op.create_index("ix_login_attempt_email", ["email", "at"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "practice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
    )
    op.create_table(
        "sign_in_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_code")),
    )
    with op.batch_alter_table("sign_in_code", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_code_email", ["email", "code_hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_code_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "suppression",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_suppression")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_audit_practice_id_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("is_owner", sa.Boolean(), nullable=False),
        sa.Column("is_coach", sa.Boolean(), nullable=False),
        sa.Column("is_client", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id_person")),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_membership_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("practice_id", "person_id", name=op.f("uq_membership_practice_id")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("dedupe_key", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("useless_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_outbox_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_outbox_dedupe_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_client_id"), ["client_id"], unique=False)
        batch_op.create_index(
            "ix_outbox_due",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("state IN ('queued', 'claimed', 'transmitting')"),
            postgresql_where=sa.text("state IN ('queued', 'claimed', 'transmitting')"),
        )
        batch_op.create_index(batch_op.f("ix_outbox_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_consent_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_consent_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("client_id", "kind", name=op.f("pk_consent")),
    )
    op.create_table(
        "engagement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_engagement_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["membership.id"], name=op.f("fk_engagement_coach_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_engagement_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement")),
    )
    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.create_index("ix_engagement_client", ["client_id", "coach_id"], unique=False)
        batch_op.create_index("ix_engagement_coach", ["coach_id", "client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_engagement_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "goal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("is_priority", sa.Boolean(), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.Column("if_then", sa.LargeBinary(), nullable=True),
        sa.Column("status_reason", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stall_check_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["membership.id"], name=op.f("fk_goal_client_id_membership")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_goal_practice_id_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.create_index("ix_goal_client", ["client_id", "created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_practice_id"), ["practice_id"], unique=False)
        batch_op.create_index(
            "ix_goal_stall_check_due",
            ["stall_check_due_at"],
            unique=False,
            sqlite_where=sa.text("stall_check_due_at IS NOT NULL"),
            postgresql_where=sa.text("stall_check_due_at IS NOT NULL"),
        )

    op.create_table(
        "nudge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("occurrence_key", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["membership.id"], name=op.f("fk_nudge_client_id_membership")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_nudge_practice_id_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge")),
        sa.UniqueConstraint("occurrence_key", name=op.f("uq_nudge_occurrence_key")),
    )
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.create_index("ix_nudge_client", ["client_id", "on_date"], unique=False)
        batch_op.create_index(batch_op.f("ix_nudge_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "nudge_plan",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("weekdays", sa.String(), nullable=False),
        sa.Column("at_local", sa.String(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_nudge_plan_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_nudge_plan_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_nudge_plan")),
    )
    with op.batch_alter_table("nudge_plan", schema=None) as batch_op:
        batch_op.create_index(
            "ix_nudge_plan_next",
            ["next_at"],
            unique=False,
            sqlite_where=sa.text("is_on = 1"),
            postgresql_where=sa.text("is_on"),
        )

    op.create_table(
        "reflection",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("heavy", sa.Integer(), nullable=False),
        sa.Column("drained", sa.Integer(), nullable=False),
        sa.Column("bigger", sa.String(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_reflection_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_reflection_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reflection")),
    )
    with op.batch_alter_table("reflection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reflection_practice_id"), ["practice_id"], unique=False)
        batch_op.create_index(
            "uq_reflection_counts",
            ["client_id", "week_on"],
            unique=True,
            sqlite_where=sa.text("counts = 1"),
            postgresql_where=sa.text("counts"),
        )

    op.create_table(
        "session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["membership.id"], name=op.f("fk_session_member_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_session_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_session_token_hash")),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_session_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "sharing",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("numbers", sa.Boolean(), nullable=False),
        sa.Column("feelings", sa.Boolean(), nullable=False),
        sa.Column("obstacles", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_sharing_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_sharing_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_sharing")),
    )
    op.create_table(
        "adaptation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_adaptation_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_adaptation_goal_id_goal"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_adaptation_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adaptation")),
    )
    with op.batch_alter_table("adaptation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adaptation_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adaptation_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "check_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("felt", sa.String(), nullable=True),
        sa.Column("obstacles", sa.String(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_check_in_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_check_in_goal_id_goal"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_check_in_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
    )
    with op.batch_alter_table("check_in", schema=None) as batch_op:
        batch_op.create_index("ix_check_in_client_day", ["client_id", "happened_on"], unique=False)
        batch_op.create_index("ix_check_in_goal_day", ["goal_id", "happened_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_check_in_practice_id"), ["practice_id"], unique=False)
        batch_op.create_index(
            "uq_check_in_counts",
            ["goal_id", "happened_on"],
            unique=True,
            sqlite_where=sa.text("counts = 1"),
            postgresql_where=sa.text("counts"),
        )

    op.create_table(
        "goal_status",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_goal_status_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_goal_status_goal_id_goal"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_goal_status_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_status")),
    )
    with op.batch_alter_table("goal_status", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_status_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_status_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "milestone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("due_from", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("what_worked", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_milestone_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_milestone_goal_id_goal"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_milestone_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index("ix_milestone_goal", ["goal_id", "position"], unique=False)
        batch_op.create_index(batch_op.f("ix_milestone_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("every", sa.String(), nullable=False),
        sa.Column("interval", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.String(), nullable=True),
        sa.Column("at_most", sa.Boolean(), nullable=False),
        sa.Column("start_value", sa.Double(), nullable=True),
        sa.Column("target_value", sa.Double(), nullable=True),
        sa.Column("unit", sa.LargeBinary(), nullable=True),
        sa.Column("direction", sa.String(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["membership.id"], name=op.f("fk_plan_client_id_membership")),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_plan_goal_id_goal"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_plan_practice_id_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "skip",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["membership.id"], name=op.f("fk_skip_client_id_membership")),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_skip_goal_id_goal"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_skip_practice_id_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skip")),
    )
    with op.batch_alter_table("skip", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_skip_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_skip_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "stall_assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("viewer", sa.String(), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("inputs_hash", sa.LargeBinary(), nullable=False),
        sa.Column("params_version", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("load_0_10", sa.Double(), nullable=True),
        sa.Column("evidence", sa.LargeBinary(), nullable=False),
        sa.Column("assessed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("referral_check_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_stall_assessment_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_stall_assessment_goal_id_goal"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_stall_assessment_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stall_assessment")),
    )
    with op.batch_alter_table("stall_assessment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_stall_assessment_client", ["client_id", "viewer", "is_latest"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_stall_assessment_practice_id"), ["practice_id"], unique=False)
        batch_op.create_index(
            "ix_stall_assessment_referral_check_due",
            ["referral_check_due_at"],
            unique=False,
            sqlite_where=sa.text("referral_check_due_at IS NOT NULL"),
            postgresql_where=sa.text("referral_check_due_at IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_stall_assessment_latest",
            ["goal_id", "viewer"],
            unique=True,
            sqlite_where=sa.text("is_latest = 1"),
            postgresql_where=sa.text("is_latest"),
        )

    op.create_table(
        "stall_disclosure",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_stall_disclosure_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_stall_disclosure_goal_id_goal"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_stall_disclosure_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("goal_id", name=op.f("pk_stall_disclosure")),
    )
    with op.batch_alter_table("stall_disclosure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stall_disclosure_client_id"), ["client_id"], unique=False)

    op.create_table(
        "stall_episode",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("was_adapted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_stall_episode_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_stall_episode_goal_id_goal"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_stall_episode_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stall_episode")),
        sa.UniqueConstraint("goal_id", "opened_on", name=op.f("uq_stall_episode_goal_id")),
    )
    with op.batch_alter_table("stall_episode", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stall_episode_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stall_episode_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "suggestion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reasons", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("dismissal_reason", sa.LargeBinary(), nullable=True),
        sa.Column("response", sa.String(), nullable=True),
        sa.Column("load_0_10", sa.Double(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_suggestion_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_suggestion_goal_id_goal"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_suggestion_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
    )
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.create_index("ix_suggestion_client", ["client_id", "created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_suggestion_practice_id"), ["practice_id"], unique=False)
        batch_op.create_index(
            "uq_suggestion_open",
            ["client_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('drafted', 'offered')"),
            postgresql_where=sa.text("state IN ('drafted', 'offered')"),
        )

    op.create_table(
        "suggestion_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("suggestion_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_suggestion_event_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"],
            ["suggestion.id"],
            name=op.f("fk_suggestion_event_suggestion_id_suggestion"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_event")),
    )
    with op.batch_alter_table("suggestion_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggestion_event_practice_id"), ["practice_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_suggestion_event_suggestion_id"), ["suggestion_id"], unique=False
        )


def downgrade() -> None:

    with op.batch_alter_table("suggestion_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestion_event_suggestion_id"))
        batch_op.drop_index(batch_op.f("ix_suggestion_event_practice_id"))

    op.drop_table("suggestion_event")
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_suggestion_open",
            sqlite_where=sa.text("state IN ('drafted', 'offered')"),
            postgresql_where=sa.text("state IN ('drafted', 'offered')"),
        )
        batch_op.drop_index(batch_op.f("ix_suggestion_practice_id"))
        batch_op.drop_index("ix_suggestion_client")

    op.drop_table("suggestion")
    with op.batch_alter_table("stall_episode", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stall_episode_practice_id"))
        batch_op.drop_index(batch_op.f("ix_stall_episode_client_id"))

    op.drop_table("stall_episode")
    with op.batch_alter_table("stall_disclosure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stall_disclosure_client_id"))

    op.drop_table("stall_disclosure")
    with op.batch_alter_table("stall_assessment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_stall_assessment_latest",
            sqlite_where=sa.text("is_latest = 1"),
            postgresql_where=sa.text("is_latest"),
        )
        batch_op.drop_index(
            "ix_stall_assessment_referral_check_due",
            sqlite_where=sa.text("referral_check_due_at IS NOT NULL"),
            postgresql_where=sa.text("referral_check_due_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_stall_assessment_practice_id"))
        batch_op.drop_index("ix_stall_assessment_client")

    op.drop_table("stall_assessment")
    with op.batch_alter_table("skip", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_skip_practice_id"))
        batch_op.drop_index(batch_op.f("ix_skip_client_id"))

    op.drop_table("skip")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_practice_id"))
        batch_op.drop_index(batch_op.f("ix_plan_goal_id"))

    op.drop_table("plan")
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_practice_id"))
        batch_op.drop_index("ix_milestone_goal")

    op.drop_table("milestone")
    with op.batch_alter_table("goal_status", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_status_practice_id"))
        batch_op.drop_index(batch_op.f("ix_goal_status_goal_id"))

    op.drop_table("goal_status")
    with op.batch_alter_table("check_in", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_check_in_counts", sqlite_where=sa.text("counts = 1"), postgresql_where=sa.text("counts")
        )
        batch_op.drop_index(batch_op.f("ix_check_in_practice_id"))
        batch_op.drop_index("ix_check_in_goal_day")
        batch_op.drop_index("ix_check_in_client_day")

    op.drop_table("check_in")
    with op.batch_alter_table("adaptation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adaptation_practice_id"))
        batch_op.drop_index(batch_op.f("ix_adaptation_goal_id"))

    op.drop_table("adaptation")
    op.drop_table("sharing")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_practice_id"))
        batch_op.drop_index(batch_op.f("ix_session_member_id"))

    op.drop_table("session")
    with op.batch_alter_table("reflection", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_reflection_counts", sqlite_where=sa.text("counts = 1"), postgresql_where=sa.text("counts")
        )
        batch_op.drop_index(batch_op.f("ix_reflection_practice_id"))

    op.drop_table("reflection")
    with op.batch_alter_table("nudge_plan", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_nudge_plan_next", sqlite_where=sa.text("is_on = 1"), postgresql_where=sa.text("is_on")
        )

    op.drop_table("nudge_plan")
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nudge_practice_id"))
        batch_op.drop_index("ix_nudge_client")

    op.drop_table("nudge")
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_goal_stall_check_due",
            sqlite_where=sa.text("stall_check_due_at IS NOT NULL"),
            postgresql_where=sa.text("stall_check_due_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_goal_practice_id"))
        batch_op.drop_index("ix_goal_client")

    op.drop_table("goal")
    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_engagement_practice_id"))
        batch_op.drop_index("ix_engagement_coach")
        batch_op.drop_index("ix_engagement_client")

    op.drop_table("engagement")
    op.drop_table("consent")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_practice_id"))
        batch_op.drop_index(
            "ix_outbox_due",
            sqlite_where=sa.text("state IN ('queued', 'claimed', 'transmitting')"),
            postgresql_where=sa.text("state IN ('queued', 'claimed', 'transmitting')"),
        )
        batch_op.drop_index(batch_op.f("ix_outbox_client_id"))

    op.drop_table("outbox")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_practice_id"))
        batch_op.drop_index(batch_op.f("ix_membership_person_id"))

    op.drop_table("membership")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_practice_id"))

    op.drop_table("audit")
    op.drop_table("suppression")
    with op.batch_alter_table("sign_in_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_code_expires_at"))
        batch_op.drop_index("ix_sign_in_code_email")

    op.drop_table("sign_in_code")
    op.drop_table("practice")
    op.drop_table("person")
    with op.batch_alter_table("login_attempt", schema=None) as batch_op:
        batch_op.drop_index("ix_login_attempt_email")

    op.drop_table("login_attempt")
    op.drop_table("job_slot")
    op.drop_table("client_key")
