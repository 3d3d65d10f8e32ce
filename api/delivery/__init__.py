"""Getting a message out."""

from flask import Flask


def register(app: Flask) -> None:
    """Let the app word the push that tests notifications; add the inbox page where the sink is what takes the mail."""
    # Imported here, because the tables can be imported only after `api.db`.
    from api.config import Settings  # noqa: PLC0415
    from api.delivery.routes import inbox  # noqa: PLC0415
    from api.delivery.services import TEST_KIND, register_kind, word_test  # noqa: PLC0415
    from api.delivery.webpush import VapidKey  # noqa: PLC0415

    settings: Settings = app.config["WAYMARK"]
    VapidKey.kept_in(settings.keys_folder)
    register_kind(app, TEST_KIND, None, lambda *_: True, is_asked_for=True, render_push=word_test)
    if settings.sink:
        app.register_blueprint(inbox)
