"""Invitations, changes of address, versions of memberships, and passkeys required of coaches.

Revision: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

IS_OPEN = sa.text("accepted_at IS NULL AND cancelled_at IS NULL")
IS_TO_COME = sa.text("takes_effect_at IS NOT NULL AND done_at IS NULL AND ended_at IS NULL")


def upgrade() -> None:
    is_required = sa.Column(
        "passkeys_required_of_coaches", sa.Boolean(), server_default=sa.false(), nullable=False
    )
    op.add_column("practice", is_required)
    op.add_column("membership", sa.Column("version", sa.Integer(), server_default="1", nullable=False))

    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("is_owner", sa.Boolean(), nullable=False),
        sa.Column("is_coach", sa.Boolean(), nullable=False),
        sa.Column("is_client", sa.Boolean(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=True),
        sa.Column("invited_by_id", sa.Uuid(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_invitation_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["membership.id"], name=op.f("fk_invitation_coach_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["membership.id"], name=op.f("fk_invitation_invited_by_id_membership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_index(op.f("ix_invitation_practice_id"), "invitation", ["practice_id"])
    op.create_index(op.f("ix_invitation_coach_id"), "invitation", ["coach_id"])
    op.create_index(op.f("ix_invitation_expires_at"), "invitation", ["expires_at"])
    op.create_index("ix_invitation_sender", "invitation", ["invited_by_id", "sent_at"])
    op.create_index(
        "uq_invitation_open",
        "invitation",
        ["practice_id", "email", "invited_by_id"],
        unique=True,
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )

    op.create_table(
        "email_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("old_email", sa.String(), nullable=False),
        sa.Column("new_email", sa.String(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("wrong_codes", sa.Integer(), nullable=False),
        sa.Column("objection_hash", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("takes_effect_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_email_change_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_email_change_person_id_person")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["membership.id"], name=op.f("fk_email_change_asked_by_id_membership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_email_change")),
        sa.UniqueConstraint("objection_hash", name=op.f("uq_email_change_objection_hash")),
    )
    op.create_index(op.f("ix_email_change_practice_id"), "email_change", ["practice_id"])
    op.create_index(op.f("ix_email_change_person_id"), "email_change", ["person_id"])
    op.create_index(op.f("ix_email_change_new_email"), "email_change", ["new_email"])
    op.create_index(op.f("ix_email_change_expires_at"), "email_change", ["expires_at"])
    for name, column, is_unique in (
        ("uq_email_change_to_come", "person_id", True),
        ("ix_email_change_due", "takes_effect_at", False),
    ):
        op.create_index(
            name,
            "email_change",
            [column],
            unique=is_unique,
            sqlite_where=IS_TO_COME,
            postgresql_where=IS_TO_COME,
        )


def downgrade() -> None:
    op.drop_table("email_change")
    op.drop_table("invitation")
    op.drop_column("membership", "version")
    op.drop_column("practice", "passkeys_required_of_coaches")
