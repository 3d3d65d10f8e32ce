"""Use cases of delivery: putting a message into the outbox, wording it in the one look, and getting it out."""

from api.delivery.email import Email
from api.delivery.services.kinds import Kind, kinds_of, register_kind
from api.delivery.services.mail import (
    Block,
    Footer,
    Link,
    button,
    choices,
    code,
    compose,
    mail_html,
    mail_text,
    note,
    paragraph,
)
from api.delivery.services.outbox import Draft, claim_due, enqueue, has_due, release, send, suppressed

__all__ = [
    "Block",
    "Draft",
    "Email",
    "Footer",
    "Kind",
    "Link",
    "button",
    "choices",
    "claim_due",
    "code",
    "compose",
    "enqueue",
    "has_due",
    "kinds_of",
    "mail_html",
    "mail_text",
    "note",
    "paragraph",
    "register_kind",
    "release",
    "send",
    "suppressed",
]
