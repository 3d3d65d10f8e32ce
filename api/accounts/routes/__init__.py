"""Signing in, the caller, the people of a practice, who coaches whom, and whose browsers are notified."""

from api.accounts.routes.appointments import meeting
from api.accounts.routes.people import everyone
from api.accounts.routes.push import notifying
from api.accounts.routes.refused_mail import refusing
from api.accounts.routes.sign_in import signing_in

blueprints = (signing_in, everyone, meeting, notifying, refusing)
