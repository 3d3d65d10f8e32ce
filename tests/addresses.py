"""A person's address is asked for, changed, and objected to; by themselves or by their practice."""

from tests.factories import Caller, outbox, rows, signed_in_again

NEW = "new@example.org"


def codes_for(app, email):
    """Give the codes on their way to an address, oldest first."""
    return [told["code"] for address, told in outbox(app) if address == email and "code" in told]


def ask(caller, email=NEW):
    answer = caller.post("/email-changes", {"email": email})
    assert (answer.status_code, answer.json) == (202, {})
    return answer


def confirm(caller, code, email=NEW):
    return caller.put("/me/email", {"email": email, "code": code})


def changed(app, caller, email=NEW):
    ask(caller, email)
    answer = confirm(caller, codes_for(app, email)[-1], email)
    assert answer.status_code == 200, answer.json


def objection(app, email):
    """Give the token of the latest link to object that is on its way to an address."""
    urls = [told["url"] for address, told in outbox(app) if address == email and told.get("url")]
    where, _, token = urls[-1].partition("#")
    assert where == "http://127.0.0.1:8000/objection"
    return token


def objected(app, token):
    return Caller(app).post("/email-objections", {"token": token})


def mails(app, kind):
    return sorted(row.address for row in rows(app, "outbox", kind=kind))


def person_of(app, email):
    return rows(app, "person", email=email)


def signed_in(caller):
    signed_in_again(caller)
    return caller


def recover(by, whose, email=NEW):
    return by.post(f"/people/{whose.id}/recovery", {"email": email})
