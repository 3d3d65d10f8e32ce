"""An address that refuses mail: the coach is told once, and somebody can say that it be tried again."""

import sqlalchemy as sa

from api import clock
from api.accounts.jobs import tell_of_refused_mail
from api.accounts.services import refused_mail as service
from api.db import db
from api.delivery.models import Suppression
from tests.factories import a_circle, outbox, refused_mail, rows


def told(app) -> list[tuple[str, dict]]:
    with app.app_context():
        tell_of_refused_mail()
        db.session.remove()
    return [(address, payload) for address, payload in outbox(app) if "client_id" in payload]


def test_the_coach_of_today_is_told_once_and_nobody_else(app):
    circle = a_circle(app)
    refused_mail(app, circle.client)

    assert told(app) == [(circle.coach.email, {"client_id": str(circle.client.id)})]
    assert len(told(app)) == 1


def test_the_word_says_whose_mail_comes_back_and_nothing_of_goals(app):
    circle = a_circle(app)
    with app.app_context():
        mail = service.word(app.config["WAYMARK"], {"client_id": str(circle.client.id)}, circle.coach.email)

    assert "Client" not in mail.subject
    assert "Mail to Client comes back" in mail.text


def test_it_is_not_told_any_more_once_mail_is_taken_again_or_the_coach_has_gone(app):
    circle = a_circle(app)
    refused_mail(app, circle.client)
    payload = {"client_id": str(circle.client.id)}
    with app.app_context():
        assert service.still_wanted(payload, circle.coach.email, clock.now())
        assert not service.still_wanted(payload, circle.former.email, clock.now())
        db.session.execute(sa.delete(Suppression))
        assert not service.still_wanted(payload, circle.coach.email, clock.now())
        db.session.rollback()


def test_a_coach_sees_their_own_and_an_owner_all_of_the_practice(app):
    circle = a_circle(app)
    refused_mail(app, circle.client)
    refused_mail(app, circle.foreign_client)

    def seen(caller):
        return [item["email"] for item in caller.get("/mail-refusals").json["items"]]

    assert seen(circle.coach) == seen(circle.owner) == [circle.client.email]
    assert seen(circle.outsider) == seen(circle.former) == []
    assert seen(circle.foreign_owner) == [circle.foreign_client.email]


def test_an_owner_can_have_the_address_tried_again(app):
    circle = a_circle(app)
    refused_mail(app, circle.client)
    where = f"/mail-refusals/{circle.client.id}"

    assert circle.foreign_owner.delete(where).status_code == 404
    assert circle.owner.delete(where).status_code == 204
    assert rows(app, "suppression") == []
    assert circle.owner.delete(where).status_code == 404
