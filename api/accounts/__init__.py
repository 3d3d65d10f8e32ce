"""Who people are, and who may see and do what."""

from functools import partial

from flask import Flask


def register(app: Flask) -> None:
    """Let the app word the mails about people, sign-in and refused mail, and ask whether each is still wanted."""
    # Imported here, because the tables can be imported only after `api.db`.
    from api.accounts.services import (  # noqa: PLC0415
        access_mail,
        invitation_mail,
        people_mail,
        refused_mail,
        sign_in_mail,
    )
    from api.delivery.services import register_kind, speak_as_read  # noqa: PLC0415

    speak_as_read(app, people_mail.languages_of)

    register_kind(app, sign_in_mail.KIND, sign_in_mail.word, sign_in_mail.still_wanted, is_asked_for=True)
    register_kind(app, access_mail.KIND, access_mail.word, access_mail.still_wanted)
    register_kind(app, invitation_mail.KIND, invitation_mail.word, invitation_mail.still_wanted)
    settings = app.config["WAYMARK"]
    for kind, word, still_wanted in (
        (refused_mail.KIND, partial(refused_mail.word, settings), refused_mail.still_wanted),
        (people_mail.COACHING, partial(people_mail.word_coaching, settings), people_mail.member_has_address),
        (people_mail.LEFT, people_mail.word_leaving, people_mail.always),
        (people_mail.CHANGED, partial(people_mail.word_address_changed, settings), people_mail.always),
        (people_mail.ASKED, partial(people_mail.word_recovery_asked, settings), people_mail.still_to_come),
        (people_mail.PUT_BACK, partial(people_mail.word_put_back, settings), people_mail.always),
    ):
        register_kind(app, kind, word, still_wanted)
    register_kind(
        app, people_mail.NEW_ADDRESS, people_mail.word_address_code, people_mail.always, is_asked_for=True
    )
