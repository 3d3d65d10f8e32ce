"""The application as a server loads it: in each worker, with the worker's own scheduler."""

from api import create_app
from api.config import from_environment, production_faults
from api.scheduler import is_command, start

settings = from_environment()
faults = production_faults(settings) if settings.env == "production" else []
if faults and not is_command():
    listed = "\n".join(f"- {fault}" for fault in faults)
    raise SystemExit(f"Waymark does not start in production with these settings:\n{listed}")
app = create_app(settings)
start(app)
