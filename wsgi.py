"""The application as a server loads it: in each worker, with the worker's own scheduler."""

from api import create_app
from api.scheduler import start

app = create_app()
start(app)
