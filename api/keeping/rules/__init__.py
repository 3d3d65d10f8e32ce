"""What belongs to whom, what an import may hold, and how long things are kept."""

from api.keeping.rules.belonging import BELONGING, Kind, Part, Whose
from api.keeping.rules.fitting import faults_of
from api.keeping.rules.retention import RETENTION, Rule

__all__ = ["BELONGING", "RETENTION", "Kind", "Part", "Rule", "Whose", "faults_of"]
