"""What an owner may count without learning of anybody; pure."""

from collections.abc import Mapping

EDGES_DAYS = (7, 28, 84)
AGES = ("up_to_1_week", "up_to_4_weeks", "up_to_12_weeks", "longer")
STATES = ("drafted", "offered", "dismissed", "answered", "closed")
FEWEST_CLIENTS = 5
"""In a practice of fewer, a count of one comes close to a name."""


def is_large_enough(clients: int) -> bool:
    """Say whether counts over so many clients may be told."""
    return clients >= FEWEST_CLIENTS


def age_group(days: int) -> int:
    """Give the place in AGES of something so many days old."""
    return sum(days > edge for edge in EDGES_DAYS)


def precision(verdicts: Mapping[str, int]) -> dict[str, int]:
    """Give how many flags were judged, and how many of them were worth knowing; doubtful ones are in neither."""
    relevant, aside = verdicts.get("relevant", 0), verdicts.get("not_a_concern", 0)
    return {
        "relevant": relevant,
        "not_a_concern": aside,
        "not_sure": verdicts.get("not_sure", 0),
        "judged": relevant + aside,
    }
