"""A nudge is sent."""

from functools import partial

from flask import Flask


def register(app: Flask) -> None:
    """Let the app word reminders and look-backs, and ask about each before it leaves."""
    # Imported here, because the tables can be imported only after `api.db`.
    from api.delivery.services import register_kind  # noqa: PLC0415
    from api.nudges import services  # noqa: PLC0415

    settings = app.config["WAYMARK"]
    register_kind(
        app,
        services.KIND,
        partial(services.word_nudge, settings),
        services.still_wanted,
        render_push=services.word_push,
        read=services.look,
    )
    register_kind(
        app,
        services.LOOK_BACK,
        partial(services.word_look_back, settings),
        services.look_back_still_wanted,
    )
