"""Who people are, and who may see and do what."""

from flask import Flask


def register(app: Flask) -> None:
    """Let the app word the sign-in mail, and ask whether it is still wanted."""
    # Imported here, because the tables can be imported only after `api.db`.
    from api.accounts.services import access_mail, sign_in_mail  # noqa: PLC0415
    from api.delivery.services import register_kind  # noqa: PLC0415

    register_kind(app, sign_in_mail.KIND, sign_in_mail.word, sign_in_mail.still_wanted, is_asked_for=True)
    register_kind(app, access_mail.KIND, access_mail.word, access_mail.still_wanted)
