"""Every number of the stall model, with its unit and where it comes from."""

from dataclasses import dataclass

PARAMS_VERSION = "steady-1"


@dataclass(frozen=True, slots=True)
class StallParams:
    bigger_yes: int = 3


DEFAULT = StallParams()
EARLIER = StallParams(bigger_yes=2)
