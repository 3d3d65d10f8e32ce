"""Replies that their reader has not read. Those of before count as read: nobody knows, and nobody is to be chased.

Revision: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unread_reply",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("reply_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name="fk_unread_reply_practice_id_practice"
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["reply.id"], name="fk_unread_reply_reply_id_reply", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name="fk_unread_reply_goal_id_goal", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["membership.id"], name="fk_unread_reply_client_id_membership"
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["membership.id"], name="fk_unread_reply_reader_id_membership"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_unread_reply"),
        sa.UniqueConstraint("reply_id", "reader_id", name="uq_unread_reply_reply_id"),
    )
    op.create_index("ix_unread_reply_practice_id", "unread_reply", ["practice_id"])
    op.create_index("ix_unread_reply_goal_id", "unread_reply", ["goal_id"])
    op.create_index("ix_unread_reply_client_id", "unread_reply", ["client_id"])
    op.create_index("ix_unread_reply_reader", "unread_reply", ["reader_id", "client_id", "goal_id"])


def downgrade() -> None:
    op.drop_table("unread_reply")
