"""What the clock starts in keeping."""

from flask import current_app

from api import clock
from api.config import Settings
from api.keeping.services import backing_up, erasing, exporting, pruning, restoring, rotating


def has_exports() -> bool:
    """Say whether an export is to be made, or to go."""
    return exporting.has_waiting(clock.now())


def make_exports() -> None:
    """Exports that were asked for are ready; those older than a day are gone."""
    exporting.make_waiting(clock.now())


def erase_due() -> None:
    """Whose grace is over is erased, and gone from the files too."""
    erasing.erase_due(_settings().backups_folder, clock.now())


def prune() -> None:
    """What was kept long enough is gone."""
    pruning.prune(clock.now())


def change_keys() -> None:
    """A change of the clients' keys that was begun goes on."""
    rotating.go_on(clock.now(), _settings().backup_days)


def back_up() -> None:
    """The night's backup is taken and tried out; those kept long enough are gone."""
    settings, now = _settings(), clock.now()
    if settings.backup_days:
        restoring.back_up(settings, None, now)
        backing_up.prune(settings.backups_folder, settings.backup_days, now)


def _settings() -> Settings:
    found: Settings = current_app.config["WAYMARK"]
    return found
