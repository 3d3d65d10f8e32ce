"""Columns of an export's rows: each is always there, and looked at as if a stranger had written it."""

import json
from typing import Any

import marshmallow as ma
from marshmallow import fields, validate

from api.checkins.rules import is_code
from api.stalls.schemas import PulseAnswersIn
from api.wire import Day, Flag, Instant, Number, Text


class Words(Text):
    """A text that is there, or null."""

    def __init__(self, most: int, *, least: int = 0, is_needed: bool = False) -> None:
        super().__init__(most=most, least=least, required=True, allow_none=not is_needed)


class Choice(fields.String):
    """One of a few words."""

    def __init__(self, *choices: str, allow_none: bool = False) -> None:
        super().__init__(required=True, allow_none=allow_none, validate=validate.OneOf(choices))


class Whole(fields.Integer):
    """A whole number in a range."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(required=True, strict=True, validate=validate.Range(least, most))

    def _validated(self, value: Any) -> Any:
        if isinstance(value, bool | str):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Id(fields.UUID):
    """The id of a row or of somebody."""

    def __init__(self, *, allow_none: bool = False) -> None:
        super().__init__(required=True, allow_none=allow_none)


class On(Day):
    """A day, or null."""

    def __init__(self, *, allow_none: bool = False) -> None:
        super().__init__(required=True, allow_none=allow_none)


class At(Instant):
    """An instant, or null."""

    def __init__(self, *, allow_none: bool = False) -> None:
        super().__init__(required=True, allow_none=allow_none)


class Yes(Flag):
    """true or false."""

    def __init__(self) -> None:
        super().__init__(required=True)


class Amount(Number):
    """A finite number, or null."""

    def __init__(self, *, allow_none: bool = False, least: float = -1e12, most: float = 1e12) -> None:
        super().__init__(least=least, most=most, required=True, allow_none=allow_none)


class IfThen(fields.String):
    """The stored form of a plan for a hard moment, or null."""

    def __init__(self) -> None:
        super().__init__(required=True, allow_none=True)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        text = str(super()._deserialize(value, attr, data, **more))
        try:
            plan = json.loads(text)
        except (ValueError, RecursionError):
            plan = None
        if not (
            isinstance(plan, dict)
            and set(plan) == {"cue", "act"}
            and all(isinstance(one, str) and 0 < len(one) <= 300 for one in plan.values())  # noqa: PLR2004
        ):
            raise ma.ValidationError("This is not a plan of two sentences.")
        for one in plan.values():
            Text(most=300).deserialize(one)
        return json.dumps(plan)


class Codes(fields.String):
    """Obstacles, divided by commas."""

    def __init__(self) -> None:
        super().__init__(required=True, validate=self._look)

    def _look(self, value: str) -> None:
        codes = value.split(",") if value else []
        if len(set(codes)) != len(codes) or not all(map(is_code, codes)):
            raise ma.ValidationError("These are not obstacles that can be named.")


class PulseWords(Words):
    """What was answered, as JSON, or null."""

    def __init__(self) -> None:
        super().__init__(1000)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        text = super()._deserialize(value, attr, data, **more)
        try:
            said = json.loads(text)
        except ValueError:
            said = None
        if not isinstance(said, dict) or PulseAnswersIn().validate(said):
            raise ma.ValidationError("These are no answers to the six questions.")
        return text
