"""Indexes as practices grow: members within their practice by id, moves by who moved; none for check-ins of a practice.

Revision: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MOVED = sa.text("action = 'member.moved'")


def upgrade() -> None:
    op.drop_index("ix_membership_practice_id", "membership")
    op.create_index("ix_membership_practice", "membership", ["practice_id", "id"])
    op.create_index("ix_audit_moved", "audit", ["actor_id", "at"], sqlite_where=MOVED, postgresql_where=MOVED)
    op.drop_index("ix_check_in_practice_id", "check_in")


def downgrade() -> None:
    op.create_index("ix_check_in_practice_id", "check_in", ["practice_id"])
    op.drop_index("ix_audit_moved", "audit")
    op.drop_index("ix_membership_practice", "membership")
    op.create_index("ix_membership_practice_id", "membership", ["practice_id"])
