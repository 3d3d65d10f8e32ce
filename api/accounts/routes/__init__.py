"""Signing in, the caller, the people of a practice and how they come and go, and whose browsers are notified."""

from api.accounts.routes.appointments import meeting
from api.accounts.routes.joining import inviting
from api.accounts.routes.passkeys import keys
from api.accounts.routes.people import everyone
from api.accounts.routes.places import places
from api.accounts.routes.push import notifying
from api.accounts.routes.refused_mail import refusing
from api.accounts.routes.sign_in import signing_in
from api.accounts.routes.tokens import programs

blueprints = (signing_in, keys, programs, everyone, inviting, places, meeting, notifying, refusing)
