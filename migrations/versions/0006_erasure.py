"""Exports, imported records, erasures; keys that can be changed.

Revision: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ROTATING = sa.text("rotating_since IS NOT NULL")
WAITING = sa.text("state = 'waiting'")
UNCLEARED = sa.text("cleared_at IS NULL")


def upgrade() -> None:
    op.add_column("client_key", sa.Column("wrapped_before", sa.LargeBinary(), nullable=True))
    op.add_column("client_key", sa.Column("rotating_since", sa.DateTime(timezone=True), nullable=True))

    op.add_column("client_key", sa.Column("before_until", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_client_key_rotating",
        "client_key",
        ["rotating_since"],
        sqlite_where=ROTATING,
        postgresql_where=ROTATING,
    )

    op.create_table(
        "key_check",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_check")),
    )

    op.create_table(
        "export",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_export_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_export_client_id_membership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
    )
    op.create_index(op.f("ix_export_practice_id"), "export", ["practice_id"])
    op.create_index(
        "ix_export_waiting", "export", ["asked_at"], sqlite_where=WAITING, postgresql_where=WAITING
    )
    op.create_index("ix_export_client", "export", ["client_id", "asked_at"])
    op.create_index("ix_export_expires", "export", ["expires_at"])

    op.create_table(
        "imported_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_imported_record_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_imported_record_client_id_membership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_record")),
    )
    op.create_index(op.f("ix_imported_record_practice_id"), "imported_record", ["practice_id"])
    op.create_index(op.f("ix_imported_record_client_id"), "imported_record", ["client_id"])

    op.create_table(
        "erasure",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_erasure")),
    )
    op.create_index(
        "ix_erasure_due", "erasure", ["due_at"], sqlite_where=UNCLEARED, postgresql_where=UNCLEARED
    )


def downgrade() -> None:
    for table in ("erasure", "imported_record", "export", "key_check"):
        op.drop_table(table)
    op.drop_index("ix_client_key_rotating", table_name="client_key")
    op.drop_column("client_key", "before_until")
    op.drop_column("client_key", "rotating_since")
    op.drop_column("client_key", "wrapped_before")
