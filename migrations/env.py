"""Alembic's entry: the URL comes from the command that calls it, the tables from every models.py."""

import sqlalchemy as sa
from alembic import context

import api.accounts.models
import api.caseload.models
import api.checkins.models
import api.crypto
import api.delivery.models
import api.goals.models
import api.keeping.models
import api.nudges.models
import api.referrals.models
import api.scheduler
import api.stalls.models  # noqa: F401
from api.db import Base, engine_for_long_work

ONE_AT_A_TIME = 4_092_601_117
"""The number of the advisory lock that a migration holds."""

url = context.config.attributes.get("url") or context.config.get_main_option("sqlalchemy.url") or ""
engine = engine_for_long_work(url)
is_sqlite = engine.dialect.name == "sqlite"
with engine.begin() if is_sqlite else engine.connect() as connection:
    if not is_sqlite:
        # Gone with the connection. Hosts that start at once migrate one after the other.
        connection.execute(sa.select(sa.func.pg_advisory_lock(ONE_AT_A_TIME)))
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        render_as_batch=is_sqlite,
        # On PostgreSQL a lock is held for one revision, not until the last of them is done.
        transaction_per_migration=not is_sqlite,
    )
    with context.begin_transaction():
        context.run_migrations()
