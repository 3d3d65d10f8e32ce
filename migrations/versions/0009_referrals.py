"""Providers, obstacle pulses, verdicts on episodes, triage marks, and what came of a suggestion.

Revision: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "provider",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("credentials", sa.String(), nullable=False),
        sa.Column("specialties", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("is_remote", sa.Boolean(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("is_accepting", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_provider_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider")),
    )
    op.create_index(op.f("ix_provider_practice_id"), "provider", ["practice_id"])
    op.create_table(
        "obstacle_pulse",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_obstacle_pulse_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_obstacle_pulse_goal_id_goal"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_obstacle_pulse_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obstacle_pulse")),
    )
    op.create_index("ix_obstacle_pulse_client", "obstacle_pulse", ["client_id", "asked_at"])
    op.create_index(op.f("ix_obstacle_pulse_goal_id"), "obstacle_pulse", ["goal_id"])
    op.create_index(op.f("ix_obstacle_pulse_practice_id"), "obstacle_pulse", ["practice_id"])
    op.create_table(
        "stall_verdict",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_stall_verdict_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_stall_verdict_goal_id_goal"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_stall_verdict_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stall_verdict")),
        sa.UniqueConstraint("goal_id", "judged_on", name=op.f("uq_stall_verdict_goal_id")),
    )
    op.create_index(op.f("ix_stall_verdict_client_id"), "stall_verdict", ["client_id"])
    op.create_index(op.f("ix_stall_verdict_practice_id"), "stall_verdict", ["practice_id"])
    op.create_table(
        "triage_mark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_triage_mark_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["membership.id"], name=op.f("fk_triage_mark_coach_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_triage_mark_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_triage_mark")),
        sa.UniqueConstraint("coach_id", "subject_id", name=op.f("uq_triage_mark_coach_id")),
    )
    op.create_index(op.f("ix_triage_mark_client_id"), "triage_mark", ["client_id"])
    op.create_index(op.f("ix_triage_mark_practice_id"), "triage_mark", ["practice_id"])
    op.create_table(
        "stall_settings",
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("looks_earlier", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_stall_settings_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("practice_id", name=op.f("pk_stall_settings")),
    )
    op.create_table(
        "stall_dry_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("looks_earlier", sa.Boolean(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("clients", sa.Integer(), nullable=True),
        sa.Column("flagged_clients", sa.Integer(), nullable=True),
        sa.Column("flags", sa.Integer(), nullable=True),
        sa.Column("suggested_clients", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_stall_dry_run_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stall_dry_run")),
    )
    op.create_index(
        "ix_stall_dry_run_due",
        "stall_dry_run",
        ["asked_at"],
        sqlite_where=sa.text("answered_at IS NULL"),
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.create_index(op.f("ix_stall_dry_run_practice_id"), "stall_dry_run", ["practice_id"])
    # Never in a batch: that makes the table anew, which rows that refer to it forbid.
    op.add_column("suggestion", sa.Column("outcome", sa.String(), nullable=True))
    is_shared = sa.Column("is_outcome_shared", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("suggestion", is_shared)
    op.add_column("suggestion", sa.Column("goals_meanwhile", sa.String(), nullable=True))


def downgrade() -> None:
    for column in ("goals_meanwhile", "is_outcome_shared", "outcome"):
        op.drop_column("suggestion", column)
    op.drop_table("stall_dry_run")
    op.drop_table("stall_settings")
    op.drop_table("triage_mark")
    op.drop_table("stall_verdict")
    op.drop_table("obstacle_pulse")
    op.drop_table("provider")
