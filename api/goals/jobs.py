"""What the clock starts in goals."""

from api import clock
from api.goals.services import programmes


def release_programme_steps() -> None:
    """Every step of a programme whose turn has come is a goal of its client."""
    programmes.release_due_steps(clock.now())
