"""What coaches and owners read of many clients at once."""

from api.caseload.queries.cases import case, caseload
from api.caseload.queries.ledger import ledger
from api.caseload.queries.triage import card_of, triage, triage_of

__all__ = ["card_of", "case", "caseload", "ledger", "triage", "triage_of"]
