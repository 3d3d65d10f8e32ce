"""Use cases of the caseload: the coach's weekly digest."""

from api.caseload.services.digest import send_digests, still_wanted, word_digest
from api.nudges.services import DIGEST

__all__ = ["DIGEST", "send_digests", "still_wanted", "word_digest"]
