"""Since when somebody is a client, when a key was made, and more than one erasure of one id.

Revision: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

UNCLEARED = sa.text("cleared_at IS NULL")
UNDONE = sa.text("done_at IS NULL")
COLUMNS = "client_id, practice_id, asked_at, due_at, done_at, cleared_at"


def upgrade() -> None:
    op.add_column("membership", sa.Column("client_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("client_key", sa.Column("made_at", sa.DateTime(timezone=True), nullable=True))
    # Whoever has a key although they were erased became a client again afterwards.
    op.execute(
        "UPDATE client_key SET made_at = (SELECT done_at FROM erasure WHERE erasure.client_id = client_key.client_id)"
    )
    op.execute(
        "UPDATE membership SET client_since = COALESCE("
        "(SELECT made_at FROM client_key WHERE client_key.client_id = membership.id), created_at) "
        "WHERE is_client OR EXISTS (SELECT 1 FROM client_key WHERE client_key.client_id = membership.id)"
    )
    _make_erasure_anew(["client_id", "asked_at"], COLUMNS)
    op.create_index(
        "uq_erasure_waiting",
        "erasure",
        ["client_id"],
        unique=True,
        sqlite_where=UNDONE,
        postgresql_where=UNDONE,
    )


def downgrade() -> None:
    op.execute(
        "DELETE FROM erasure WHERE EXISTS (SELECT 1 FROM erasure AS later "
        "WHERE later.client_id = erasure.client_id AND later.asked_at > erasure.asked_at)"
    )
    _make_erasure_anew(["client_id"], COLUMNS)
    op.drop_column("client_key", "made_at")
    op.drop_column("membership", "client_since")


def _make_erasure_anew(key: list[str], columns: str) -> None:
    op.execute(f"CREATE TEMPORARY TABLE erasure_kept AS SELECT {columns} FROM erasure")  # noqa: S608
    op.drop_table("erasure")
    op.create_table(
        "erasure",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_erasure")),
    )
    op.create_index(
        "ix_erasure_due", "erasure", ["due_at"], sqlite_where=UNCLEARED, postgresql_where=UNCLEARED
    )
    op.execute(f"INSERT INTO erasure ({columns}) SELECT {columns} FROM erasure_kept")  # noqa: S608
    op.execute("DROP TABLE erasure_kept")
