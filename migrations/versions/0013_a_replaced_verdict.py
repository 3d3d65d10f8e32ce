"""What a coach's verdict on a stall took the place of, so that it can be taken back whole.

Revision: 0013
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("stall_verdict", sa.Column("replaced", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("stall_verdict", "replaced")
