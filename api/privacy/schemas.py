"""Sharing, consents, the read log and what a coach sees, on the wire."""

from typing import Any

import marshmallow as ma
from marshmallow import fields

from api.accounts.schemas.people import NamedOut
from api.caseload.schemas import CaseOut
from api.checkins.schemas import AnsweredPageOut, ProgressOut
from api.goals.schemas import GoalOut, GoalPageOut, SharedOut
from api.privacy import rules
from api.stalls.schemas import AdaptationPageOut, StallOut
from api.wire import Flag, In, Instant, Out, PageIn, Said, page_out


class SharingIn(In):
    """What the coach may see; what is left out stays as it is."""

    numbers = Flag()
    feelings = Flag()
    obstacles = Flag()
    notes = Flag()


class SharingOut(Out):
    numbers = fields.Boolean()
    feelings = fields.Boolean()
    obstacles = fields.Boolean()
    notes = fields.Boolean()


class GoalSharingIn(In):
    """What the coach may see of one goal; null: as everywhere. What is left out stays as it is."""

    numbers = Flag(allow_none=True)
    feelings = Flag(allow_none=True)
    obstacles = Flag(allow_none=True)
    notes = Flag(allow_none=True)


class GoalSharingOut(Out):
    """What the client says of one goal (null: as everywhere), and what the coach sees of it, all things considered."""

    goal_id = fields.UUID()
    numbers = fields.Boolean(allow_none=True)
    feelings = fields.Boolean(allow_none=True)
    obstacles = fields.Boolean(allow_none=True)
    notes = fields.Boolean(allow_none=True)
    shared = fields.Nested(SharedOut)


class WordsOut(Out):
    """The words that are put before whoever is asked to agree."""

    version = fields.String()
    language = fields.String()
    title = fields.String()
    text = fields.String()


class ConsentOut(Out):
    """An answer with the words it was given to; before the first answer, today's words."""

    given = fields.Boolean()
    version = fields.String()
    language = fields.String()
    at = Instant(allow_none=True)
    title = fields.String()
    text = fields.String()
    is_current = fields.Boolean(
        metadata={
            "description": "False: the words have changed since; the answer stands for what it was given to."
        }
    )
    current = fields.Nested(WordsOut)


class VersionRead(fields.String):
    """A version that there has been of the words about `attr`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        version = str(super()._deserialize(value, attr, data, **more))
        if version not in {words.version for words in rules.CONSENTS[str(attr)]}:
            raise ma.ValidationError("There are no such words.")
        return version


class ConsentVersionsIn(In):
    feelings = VersionRead()
    patterns = VersionRead()


class ConsentsIn(In):
    """What the client agrees to; what is left out stays as it is. Taking back deletes what was derived.

    `versions`: which words were shown; 409 when there are newer ones.
    """

    feelings = Flag()
    patterns = Flag()
    versions = fields.Nested(ConsentVersionsIn)


class ConsentsOut(Out):
    feelings = fields.Nested(ConsentOut)
    patterns = fields.Nested(ConsentOut)


class AccessOut(Out):
    """Somebody read something of the caller within the hour that begins at `hour_at`."""

    reader = fields.Nested(NamedOut)
    what = fields.String(
        metadata={
            "description": "goals, check_ins, progress, standing, changes, pulses, programmes, appointments, "
            "coach_notes, export, list (a coach's list of clients), members (everybody in the practice), other"
        }
    )
    is_list = fields.Boolean()
    through = fields.String(metadata={"description": "app, api (a token) or calendar"})
    hour_at = Instant()


class CoachIn(PageIn):
    coach_id = fields.UUID(load_default=None)


class CoachSeesOut(Out):
    """What a coach of the caller sees, as that coach reads it. No coach: nobody sees anything."""

    coach = fields.Nested(NamedOut, allow_none=True)
    caseload = fields.Nested(CaseOut, allow_none=True)
    goals = fields.Nested(GoalPageOut)
    not_shown = fields.List(Said())


class CoachSeesGoalOut(Out):
    """One goal's page as a coach of the caller reads it; `goal` null: it is the caller's alone."""

    coach = fields.Nested(NamedOut, allow_none=True)
    goal = fields.Nested(GoalOut, allow_none=True)
    progress = fields.Nested(ProgressOut, allow_none=True)
    stall = fields.Nested(StallOut, allow_none=True)
    check_ins = fields.Nested(AnsweredPageOut)
    adaptations = fields.Nested(AdaptationPageOut)
    not_shown = fields.List(Said())


class SightOut(Out):
    """Who sees one kind of thing: always, never, if_shared (by the client), once_offered, its_author."""

    thing = fields.String()
    client = fields.String()
    coach = fields.String()
    owner = fields.String()
    words = Said()


class VisibilityOut(Out):
    items = fields.List(fields.Nested(SightOut))


class NotesKeptOut(Out):
    coach = fields.Nested(NamedOut)
    notes = fields.Integer()


class CoachNotesOut(Out):
    rule = Said()
    kept_by = fields.List(fields.Nested(NotesKeptOut))


class NoticeOut(Out):
    """What a client should know: who keeps private notes on them, by which rule, and what Waymark is not."""

    coach_notes = fields.Nested(CoachNotesOut)
    not_claimed = fields.List(Said())


AccessPageOut = page_out(AccessOut)
