"""Push subscriptions; refused mail that coaches are told of; the outbox in the order of its claims.

Revision: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WAITS = sa.text("state IN ('queued', 'claimed', 'transmitting')")
HAS_ENDED = sa.text("ended_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "push_subscription",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint_hash", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name=op.f("fk_push_subscription_client_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_push_subscription_practice_id_practice")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["session.id"],
            name=op.f("fk_push_subscription_session_id_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_subscription")),
        sa.UniqueConstraint("endpoint_hash", name=op.f("uq_push_subscription_endpoint_hash")),
    )
    for column in ("client_id", "practice_id", "session_id"):
        op.create_index(f"ix_push_subscription_{column}", "push_subscription", [column])
    op.add_column("suppression", sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))
    op.drop_index("ix_outbox_due", "outbox")
    op.create_index(
        "ix_outbox_next", "outbox", ["useless_at", "due_at"], sqlite_where=WAITS, postgresql_where=WAITS
    )
    op.create_index(
        "ix_outbox_ended",
        "outbox",
        ["ended_at", "channel", "state"],
        sqlite_where=HAS_ENDED,
        postgresql_where=HAS_ENDED,
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_ended", "outbox")
    op.drop_index("ix_outbox_next", "outbox")
    op.create_index("ix_outbox_due", "outbox", ["due_at"], sqlite_where=WAITS, postgresql_where=WAITS)
    op.drop_column("suppression", "told_at")
    op.drop_table("push_subscription")
