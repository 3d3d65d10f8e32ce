"""Alembic's entry: the URL comes from the command that calls it, the tables from every models.py."""

import sqlalchemy as sa
from alembic import context

import api.accounts.models
import api.caseload.models
import api.checkins.models
import api.crypto
import api.delivery.models
import api.goals.models
import api.nudges.models
import api.referrals.models
import api.scheduler
import api.stalls.models  # noqa: F401
from api.db import Base, engine_options, normal_url

url = normal_url(
    context.config.attributes.get("url") or context.config.get_main_option("sqlalchemy.url") or ""
)
engine = sa.create_engine(url, **engine_options(url))
with engine.begin() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        render_as_batch=connection.dialect.name == "sqlite",
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
