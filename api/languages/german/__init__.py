"""German. It says "Sie", as the app does, and uses the app's words: Coachee, Auszeit, Stillstand, Vorschlag."""

from api.languages.german import fields, mails, privacy, refusals, reminders, stalls, suggestions
from api.languages.german.values import VALUES
from api.languages.sentences import Catalogue

PARTS = (
    refusals.OF_PEOPLE,
    refusals.OF_ROWS,
    refusals.OF_REQUESTS,
    fields.SENTENCES,
    stalls.SENTENCES,
    suggestions.SENTENCES,
    privacy.SENTENCES,
    reminders.SENTENCES,
    mails.SENTENCES,
)
into_german = Catalogue({english: german for part in PARTS for english, german in part.items()}, VALUES).into
