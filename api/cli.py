"""The command line: `flask --app wsgi migrate | worker | doctor | practice | stall | openapi | demo`."""

import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import TextIO

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from api import clock, roles, scheduler, schema
from api.accounts.services import people
from api.accounts.services.people import NewMember
from api.accounts.services.sign_in import normal_email
from api.config import Settings, production_faults
from api.db import db
from api.demo.rules import THE_CLIENT
from api.demo.services import COACH, OWNER, has_demo, make_demo
from api.doctor import examine
from api.errors import WaymarkError
from api.keeping import commands as keeping
from api.stalls.services import reassess_all

ROOT = Path(__file__).resolve().parent.parent

practices = AppGroup("practice", help="Practices and the people in them.")
stalls = AppGroup("stall", help="The stall model.")


def register(app: Flask) -> None:
    """Add Waymark's commands to `flask`."""
    for each in (
        migrate,
        database_role,
        worker,
        doctor,
        openapi_document,
        check_production,
        practices,
        stalls,
        demo,
    ):
        app.cli.add_command(each)
    keeping.register(app)


@click.command("migrate")
@click.option(
    "--to", default="head", show_default=True, help="The revision to move to: head, +1, -1, or a number."
)
def migrate(to: str) -> None:
    """Bring the database to the newest schema (or to the revision that --to names)."""
    settings: Settings = current_app.config["WAYMARK"]
    db.session.remove()
    try:
        schema.move_to(settings.database_url, to)
    except schema.CannotMigrate as fact:
        raise click.ClickException(str(fact)) from None


@click.command("database-role")
@click.argument("name")
@click.option("--worker", "works", is_flag=True, help="Of a worker: may also try backups out, and vacuum.")
@click.option(
    "--password-file", type=click.File(), help="Its password, on one line; without it, none is set."
)
def database_role(name: str, password_file: TextIO | None, *, works: bool) -> None:
    """Make NAME, a role of PostgreSQL for serving: it reads and writes rows, and cannot change a table.

    Run it with the DATABASE_URL of the role that owns the tables; that one migrates, backs up and restores.
    """
    settings: Settings = current_app.config["WAYMARK"]
    if settings.is_embedded:
        raise click.ClickException("SQLite has no roles: whoever may write the file may do everything.")
    password = password_file.readline().rstrip("\n") if password_file else None
    try:
        roles.make_role(settings.database_url, name, password, works=works)
    except roles.CannotMakeRole as fact:
        raise click.ClickException(str(fact)) from None
    click.echo(f"{name} reads and writes rows, of the tables to come too, and changes no table.")


@click.command("worker")
def worker() -> None:
    """Run the timetable without a server, until SIGTERM or Ctrl-C.

    The message in hand is finished, the others are given back; a job that takes longer than 20 seconds is left.
    """
    settings: Settings = current_app.config["WAYMARK"]
    faults = production_faults(settings) if settings.env == "production" else []
    if faults:
        raise click.ClickException("These settings are not safe in production:\n- " + "\n- ".join(faults))
    ended = threading.Event()

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda _number, _frame: ended.set())
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 -- Flask's own way to hand an app to a thread
    running = scheduler.start_clock(app)
    click.echo("The timetable runs.")
    ended.wait()
    if not scheduler.stop_clock(running, app):
        # Python would wait for the threads, and whoever asked would kill this process in the end.
        sys.stdout.flush()
        os._exit(0)


@click.command("doctor")
def doctor() -> None:
    """Look for what may keep this instance from its work; fail when something is wrong. Each line says what to do."""
    findings = examine(current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001 -- as above
    for finding in findings:
        click.echo(f"{finding.state:<6}{finding.text}")
    if any(finding.state == "wrong" for finding in findings):
        raise SystemExit(1)


@click.command("openapi")
@click.argument("path", default=ROOT / "docs" / "openapi.json", type=click.Path(path_type=Path))
def openapi_document(path: Path) -> None:
    """Write the API's description to docs/openapi.json (or to PATH)."""
    path.write_text(json.dumps(current_app.extensions["waymark-openapi"], indent=1, sort_keys=True) + "\n")


@click.command("check-production")
def check_production() -> None:
    """Name every setting that is missing or unsafe in production; fail when there is one."""
    faults = production_faults(current_app.config["WAYMARK"])
    for fault in faults:
        click.echo(f"- {fault}")
    if faults:
        raise SystemExit(1)


@practices.command("create")
@click.argument("name")
@click.option("--owner-name", required=True)
@click.option("--owner-email", required=True)
@click.option("--zone", default="Europe/London", show_default=True, help="Time zone of the owner.")
@click.option("--coach/--no-coach", default=True, show_default=True, help="Whether the owner also coaches.")
def create_practice(name: str, owner_name: str, owner_email: str, zone: str, *, coach: bool) -> None:
    """Create a practice NAME with its first owner, who signs in with a mailed code."""
    roles = frozenset({"owner", "coach"} if coach else {"owner"})
    now = clock.now()
    try:
        people.create_practice(name, NewMember(owner_name, owner_email, roles, zone), now)
    except WaymarkError as error:
        raise click.ClickException(_in_words(error)) from error
    db.session.commit()
    click.echo(f"{name} stands. {owner_name} signs in as {normal_email(owner_email)}.")


@practices.command("add")
@click.argument("name")
@click.argument("email")
@click.option("--owner", "owner_email", required=True, help="Address of an owner: says which practice.")
@click.option("--practice", "named", help="Its name or id, of an owner who has several.")
@click.option("--role", type=click.Choice(["coach", "client"]), required=True)
@click.option("--coach", "coach_email", help="For a client: the address of their coach.")
@click.option("--zone", default="Europe/London", show_default=True)
def add_member(
    name: str,
    email: str,
    owner_email: str,
    named: str | None,
    role: str,
    coach_email: str | None,
    zone: str,
) -> None:
    """Add NAME with EMAIL to a practice, as a coach or as a coach's client."""
    now = clock.now()
    try:
        people.admit(owner_email, NewMember(name, email, frozenset({role}), zone), coach_email, now, named)
    except WaymarkError as error:
        raise click.ClickException(_in_words(error)) from error
    click.echo(f"{name} belongs to the practice as {role} and signs in as {normal_email(email)}.")


@stalls.command("reassess")
def reassess() -> None:
    """Assess every goal that has not ended anew. It may be interrupted: the scheduler finishes it."""
    click.echo(f"{reassess_all(clock.now())} goals are assessed.")


@click.command("demo")
@click.option(
    "--if-missing", is_flag=True, help="Where the demo stands already, leave it so and say nothing."
)
@with_appcontext
def demo(*, if_missing: bool) -> None:
    """Make a practice to look at: a coach and 25 clients, with months of history up to yesterday, in every state."""
    if if_missing and has_demo():
        return
    try:
        clients = make_demo(clock.now())
    except WaymarkError as error:
        raise click.ClickException(_in_words(error)) from error
    click.echo(
        f"The demo practice stands, with {clients} clients. "
        f"{THE_CLIENT.address}, {COACH.email} and {OWNER.email} sign in with a mailed code."
    )


def _in_words(error: WaymarkError) -> str:
    return " ".join([error.detail, *(f"{fault.field}: {fault.detail}" for fault in error.faults)])
