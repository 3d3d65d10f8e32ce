"""What a practice lets its clients name as in the way.

Revision: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "obstacle_chips",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_obstacle_chips_practice_id_practice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obstacle_chips")),
        sa.UniqueConstraint("practice_id", name=op.f("uq_obstacle_chips_practice_id")),
    )


def downgrade() -> None:
    op.drop_table("obstacle_chips")
