"""The application as a server loads it: in each worker, with the worker's own scheduler."""

import os

from api import create_app, crypto
from api.config import from_environment, production_faults
from api.db import reading
from api.scheduler import is_command, start

os.umask(0o077)  # what lies in an instance is nobody else's to read
settings = from_environment()
faults = production_faults(settings) if settings.env == "production" else []
if faults and not is_command():
    listed = "\n".join(f"- {fault}" for fault in faults)
    raise SystemExit(f"Waymark does not start in production with these settings:\n{listed}")
app = create_app(settings)
if not is_command():
    with app.app_context(), reading():
        try:
            crypto.check_keys()
        except crypto.WrongKeys as fault:
            raise SystemExit(f"Waymark does not start. {fault}") from None
start(app)
