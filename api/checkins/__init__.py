"""A check-in arrives."""

from functools import partial

from flask import Flask


def register(app: Flask) -> None:
    """Let the app word the mail that tells of a reply, and ask whether it is still wanted."""
    # Imported here, because the tables can be imported only after `api.db`.
    from api.checkins.services import replying  # noqa: PLC0415
    from api.delivery.services import register_kind  # noqa: PLC0415

    register_kind(
        app, replying.KIND, partial(replying.word_reply, app.config["WAYMARK"]), replying.still_wanted
    )
