"""Who people are, and who may see and do what."""

from functools import partial

from flask import Flask


def register(app: Flask) -> None:
    """Let the app word the mails about signing in and refused mail, and ask whether each is still wanted."""
    # Imported here, because the tables can be imported only after `api.db`.
    from api.accounts.services import refused_mail, sign_in_mail  # noqa: PLC0415
    from api.delivery.services import register_kind  # noqa: PLC0415

    register_kind(app, sign_in_mail.KIND, sign_in_mail.word, sign_in_mail.still_wanted, is_asked_for=True)
    register_kind(
        app,
        refused_mail.KIND,
        partial(refused_mail.word, app.config["WAYMARK"]),
        refused_mail.still_wanted,
    )
