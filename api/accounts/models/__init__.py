"""Practices, people, who is whose coach, and how they sign in."""

from api.accounts.models.access import ApiToken, Challenge, Passkey, Rate, Session, SignInCode
from api.accounts.models.appointments import Appointment, CalendarFeed
from api.accounts.models.moves import ZoneMove
from api.accounts.models.people import EmailChange, Engagement, Invitation, Membership, Person, Practice
from api.accounts.models.sharing import AccessLog, Audit, Consent, Sharing

__all__ = [
    "AccessLog",
    "ApiToken",
    "Appointment",
    "Audit",
    "CalendarFeed",
    "Challenge",
    "Consent",
    "EmailChange",
    "Engagement",
    "Invitation",
    "Membership",
    "Passkey",
    "Person",
    "Practice",
    "Rate",
    "Session",
    "Sharing",
    "SignInCode",
    "ZoneMove",
]
