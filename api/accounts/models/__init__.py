"""Practices, people, who is whose coach, and how they sign in."""

from api.accounts.models.access import LoginAttempt, Session, SignInCode
from api.accounts.models.appointments import Appointment, CalendarFeed
from api.accounts.models.moves import ZoneMove
from api.accounts.models.people import Engagement, Membership, Person, Practice
from api.accounts.models.sharing import Audit, Consent, Sharing

__all__ = [
    "Appointment",
    "Audit",
    "CalendarFeed",
    "Consent",
    "Engagement",
    "LoginAttempt",
    "Membership",
    "Person",
    "Practice",
    "Session",
    "Sharing",
    "SignInCode",
    "ZoneMove",
]
