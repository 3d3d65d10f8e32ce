"""The command line of keeping: `flask keys | backup | restore | move | export | import | erase`."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from api import clock
from api.config import Settings, write_private
from api.crypto import WrongKeys
from api.db import db
from api.errors import WaymarkError
from api.keeping.schemas.record import read_record
from api.keeping.services import erasing, exporting, importing, key_backup, moving, restoring, rotating
from api.keeping.services.rows import client_named

PROCESSES_LOOK_AGAIN_SECONDS = 3
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)

keys = AppGroup("keys", help="The keys that open people's words.")


def register(app: Flask) -> None:
    """Add these commands to `flask`."""
    for each in (keys, back_up, restore, move, export, import_file, erase):
        app.cli.add_command(each)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except WaymarkError as error:
        faults = [f"{fault.field}: {fault.detail}" for fault in error.faults]
        raise click.ClickException("\n".join([error.detail, *faults])) from error
    except WrongKeys as error:
        raise click.ClickException(str(error)) from error


def _settings() -> Settings:
    found: Settings = current_app.config["WAYMARK"]
    return found


@keys.command("prepare")
def prepare() -> None:
    """Make the master key to come. With several hosts, copy instance/keys to all of them before `rotate`."""
    with _in_words():
        rotating.prepare_master(_settings().keys_folder)
    click.echo("A master key to come lies beside the one in use.")


@keys.command("rotate")
@click.option("--clients", is_flag=True, help="Change every client's own key too, and seal their words anew.")
@click.option("--several-hosts", is_flag=True, help="Leave the old master key for `flask keys finish`.")
def rotate(*, clients: bool, several_hosts: bool) -> None:
    """Change the master key. Everybody goes on working; interrupted, run it again."""
    settings = _settings()
    with _in_words():
        wrapped = rotating.rotate_master(settings.keys_folder)
        click.echo(f"{wrapped} client keys are wrapped by a new master key.")
        if not several_hosts:
            # Processes look for changed key files once a second.
            time.sleep(PROCESSES_LOOK_AGAIN_SECONDS)
            _finish(settings)
        if clients:
            made = rotating.begin_client_keys(clock.now())
            words, left = rotating.go_on(clock.now(), settings.backup_days)
            click.echo(f"{made} clients have a new key; {words} words were sealed anew.")
            click.echo(f"{left} are looked through once more within the hour, by the server itself.")
        key_backup.keep_keys(settings.backups_folder)


@keys.command("finish")
def finish() -> None:
    """Forget the old master key, once every host has the new one."""
    with _in_words():
        _finish(_settings())


def _finish(settings: Settings) -> None:
    words = rotating.forget_old_master(settings.keys_folder)
    click.echo(f"The old master key is gone; {words} words of the practices were sealed anew.")


@click.command("backup")
@click.option(
    "--to", type=click.Path(path_type=Path, file_okay=False), help="Folder, else the one of the settings."
)
@with_appcontext
def back_up(to: Path | None) -> None:
    """Take a backup while Waymark runs, and try it out."""
    with _in_words():
        file, tried = restoring.back_up(_settings(), to, clock.now())
    click.echo(f"{file} holds {sum(tried.counts.values())} rows, was restored on trial and found good.")
    click.echo(f"The keys to it: {_settings().backups_folder / key_backup.NAME}, and instance/keys.")


@click.command("restore")
@click.argument("file", type=FILE)
@with_appcontext
def restore(file: Path) -> None:
    """Put a backup in place. Stop Waymark first. Whoever was erased since is erased in it too."""
    with _in_words():
        tried = restoring.restore(_settings(), file, clock.now())
    click.echo(
        f"{sum(tried.counts.values())} rows are in place; {tried.erased_again} people were erased again."
    )


@click.command("move")
@click.option("--to", "target", required=True, envvar="WAYMARK_MOVE_TO", help="postgresql://..., or sqlite.")
@with_appcontext
def move(target: str) -> None:
    """Move everything to another database, empty or new. Stop Waymark first. What is here stays as it is.

    A URL with a password is best given as WAYMARK_MOVE_TO: other people on this machine can read a command line.
    """
    settings = _settings()
    url = f"sqlite:///{settings.instance / 'waymark.db'}" if target == "sqlite" else target
    db.session.remove()
    db.engine.dispose()
    with _in_words():
        moved = moving.move(settings.database_url, url, lambda name, rows: click.echo(f"{rows:>10} {name}"))
    click.echo(
        f"{sum(each.rows for each in moved.values())} rows went over, and are there as they were here."
    )
    click.echo(
        "Set DATABASE_URL to it, start Waymark, take a backup (those of before are of the other engine), and delete "
        "what stays here once you need it no more: whoever is erased is erased in the new database alone."
    )


@click.command("export")
@click.argument("client")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_appcontext
def export(client: str, file: Path) -> None:
    """Write everything about CLIENT (an id or an address) to FILE, a zip that nobody else may read."""
    with _in_words():
        record = exporting.record_of(client_named(client).member_id, clock.now())
    write_private(file, exporting.zip_of(record))
    click.echo(f"{file} holds {sum(len(rows) for rows in record['tables'].values())} rows.")


@click.command("import")
@click.argument("file", type=FILE)
@click.argument("client")
@click.option("--settings", is_flag=True, help="Bring back name, zone, sharing, consents and reminder too.")
@with_appcontext
def import_file(file: Path, client: str, *, settings: bool) -> None:
    """Bring an exported FILE into the account of CLIENT (an id or an address)."""
    with _in_words():
        record = read_record(importing.read_file(file.read_bytes()))
        taken = importing.take_in(client_named(client), record, clock.now(), restore_settings=settings)
    click.echo(
        f"{taken.goals} goals, {taken.check_ins} check-ins and {taken.records} records came along; "
        f"{taken.already_here} rows were here already."
    )


@click.command("erase")
@click.argument("client", type=click.UUID)
@click.confirmation_option(prompt="Everything about this client will be gone for good. Go on?")
@with_appcontext
def erase(client: UUID) -> None:
    """Erase CLIENT (an id) now, at their request, where they cannot sign in themselves."""
    with _in_words():
        practice_id = client_named(str(client)).practice_id
        erasing.erase(client, practice_id, clock.now())
    is_clear = erasing.clear(_settings().backups_folder, clock.now())
    click.echo("Erased." if is_clear else "Erased. The server goes on emptying the files.")
