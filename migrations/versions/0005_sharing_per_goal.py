"""Sharing for each goal, the read log and coaches' notes.

Revision: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SHARED = ("numbers_shared", "feelings_shared", "obstacles_shared", "notes_shared")


def upgrade() -> None:
    for name in SHARED:
        op.add_column("goal", sa.Column(name, sa.Boolean(), nullable=True))

    op.create_table(
        "access_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("hour_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reader_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_access_log_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_access_log_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["membership.id"], name=op.f("fk_access_log_reader_id_membership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_log")),
    )
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_log_practice_id"), ["practice_id"], unique=False)
        batch_op.create_index(
            "uq_access_log_read",
            ["client_id", "hour_at", "reader_id", "kind", "door"],
            unique=True,
            sqlite_where=sa.text("client_id IS NOT NULL"),
            postgresql_where=sa.text("client_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_access_log_list",
            ["practice_id", "hour_at", "reader_id", "kind", "door"],
            unique=True,
            sqlite_where=sa.text("client_id IS NULL"),
            postgresql_where=sa.text("client_id IS NULL"),
        )

    op.create_table(
        "coach_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["membership.id"], name=op.f("fk_coach_note_author_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_coach_note_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_coach_note_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coach_note")),
    )
    with op.batch_alter_table("coach_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coach_note_practice_id"), ["practice_id"], unique=False)
        batch_op.create_index("ix_coach_note_client_author", ["client_id", "author_id"], unique=False)


def downgrade() -> None:
    op.drop_table("coach_note")
    op.drop_table("access_log")
    for name in SHARED:
        op.drop_column("goal", name)
