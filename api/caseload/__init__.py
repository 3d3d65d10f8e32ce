"""Who needs the coach, and why."""

from functools import partial

from flask import Flask


def register(app: Flask) -> None:
    """Let the app word the coach's digest, and ask whether it is still wanted."""
    # Imported here, because the tables can be imported only after `api.db`.
    from api.caseload import services  # noqa: PLC0415
    from api.delivery.services import register_kind  # noqa: PLC0415

    register_kind(
        app,
        services.DIGEST,
        partial(services.word_digest, app.config["WAYMARK"]),
        services.still_wanted,
    )
