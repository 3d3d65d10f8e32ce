"""Getting a message out."""

from flask import Flask


def register(app: Flask) -> None:
    """Add the inbox page of the mail sink, where the sink is what takes the mail."""
    # Imported here, because the tables can be imported only after `api.db`.
    from api.config import Settings  # noqa: PLC0415
    from api.delivery.routes import inbox  # noqa: PLC0415

    settings: Settings = app.config["WAYMARK"]
    if settings.sink:
        app.register_blueprint(inbox)
