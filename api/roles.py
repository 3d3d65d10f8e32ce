"""Roles of PostgreSQL: one that owns the tables and migrates, and one that serves and may not change a table."""

from dataclasses import dataclass

import sqlalchemy as sa
from psycopg import errors, sql

from api.db import Base, engine_for_long_work

MAINTAIN_SINCE = 170_000
"""PostgreSQL 17 lets a role vacuum what it does not own."""
_ROWS = "SELECT, INSERT, UPDATE, DELETE"


class CannotMakeRole(Exception):
    """Nothing was changed; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Powers:
    """What the role of a connection may do."""

    name: str
    may_change_tables: bool
    may_make_databases: bool
    may_not_use: tuple[str, ...]
    """Tables whose rows it may not read or write."""
    most_connections: int
    reads_on_the_way: str | None
    """The address of the database, where whoever is on the way there can read along; None where nobody can."""


def make_role(url: str, name: str, password: str | None, *, works: bool) -> None:
    """The role `name` may read and write the rows of every table, those to come included, and nothing else.

    works: it is a worker's, which also tries backups out in databases of its own and vacuums what was erased.
    `url` is that of the role that owns the tables. Raises CannotMakeRole.
    """
    engine = engine_for_long_work(url)
    try:
        with engine.begin() as connection:
            _make(connection, name, password, works=works)
    except sa.exc.ProgrammingError as error:
        if not isinstance(error.orig, errors.InsufficientPrivilege):
            raise
        raise CannotMakeRole(
            f"This role may not do that. Let an administrator run: CREATE ROLE {name} LOGIN"
            f"{' CREATEDB' if works else ''}; then run this again as the role that owns the tables."
        ) from None


def _make(connection: sa.Connection, name: str, password: str | None, *, works: bool) -> None:
    def run(statement: str, **parts: sql.Composable) -> None:
        connection.exec_driver_sql(sql.SQL(statement).format(role=role, **parts).as_string())

    role = sql.Identifier(name)
    owner = connection.scalar(sa.text("SELECT current_user"))
    known = connection.execute(
        sa.text("SELECT rolsuper, rolcreatedb, pg_has_role(oid, current_user, 'member') AS owns "
                "FROM pg_roles WHERE rolname = :name"), {"name": name},
    ).one_or_none()  # fmt: skip
    if known is not None and (known.rolsuper or known.owns):
        raise CannotMakeRole(
            f"{name} is {owner}, who owns the tables, or stands above it. Choose another name."
        )
    if known is None:
        run("CREATE ROLE {role} LOGIN")
    if password is not None:
        run("ALTER ROLE {role} PASSWORD {password}", password=sql.Literal(password))
    run("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    run("GRANT USAGE ON SCHEMA public TO {role}")
    rights = _ROWS
    if works:
        if known is None or not known.rolcreatedb:
            run("ALTER ROLE {role} CREATEDB")
        if connection.scalar(sa.text("SELECT current_setting('server_version_num')::int")) >= MAINTAIN_SINCE:
            rights += ", MAINTAIN"
    run(f"GRANT {rights} ON ALL TABLES IN SCHEMA public TO {{role}}")
    run("REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {role}")
    # Not of this schema alone: `flask restore` makes it anew.
    run(f"ALTER DEFAULT PRIVILEGES GRANT {rights} ON TABLES TO {{role}}")
    run("ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO {role}")


def powers(connection: sa.Connection) -> Powers:
    """Give what the role of this PostgreSQL connection may do."""
    row = connection.execute(
        sa.text(
            "SELECT current_user AS name, rolcreatedb OR rolsuper AS makes_databases, "
            "has_schema_privilege('public', 'CREATE') OR EXISTS (SELECT 1 FROM pg_tables "
            "WHERE schemaname = 'public' AND pg_has_role(tableowner, 'usage')) AS changes_tables, "
            "current_setting('max_connections')::int AS most, "
            "CASE WHEN inet_server_addr() IS NULL OR inet_server_addr() <<= ANY (ARRAY['127.0.0.0/8', '::1']::inet[]) "
            "OR (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()) THEN NULL "
            "ELSE host(inet_server_addr()) END AS read_at FROM pg_roles WHERE rolname = current_user"
        )
    ).one()
    usable = connection.execute(
        sa.text(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND "
            "(SELECT bool_and(has_table_privilege(pg_class.oid, wanted)) "
            "FROM unnest(CAST(:wanted AS text[])) AS wanted)"
        ),
        {"wanted": _ROWS.split(", ")},
    ).scalars()
    lacking = tuple(sorted(Base.metadata.tables.keys() - set(usable)))
    return Powers(row.name, row.changes_tables, row.makes_databases, lacking, row.most, row.read_at)
