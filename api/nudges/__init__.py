"""A nudge is sent."""

from functools import partial

from flask import Flask


def register(app: Flask) -> None:
    """Let the app word reminders, and ask about each before it leaves."""
    # Imported here, because the tables can be imported only after `api.db`.
    from api.delivery.services import register_kind  # noqa: PLC0415
    from api.nudges import services  # noqa: PLC0415

    register_kind(
        app, services.KIND, partial(services.word_nudge, app.config["WAYMARK"]), services.still_wanted
    )
