"""The demo's clients, one file for each kind of weather."""

from api.demo.rules.clients.moving import MOVING, THE_CLIENT
from api.demo.rules.clients.slowing import SLOWING
from api.demo.rules.clients.supported import SUPPORTED
from api.demo.rules.clients.waiting import WAITING

CLIENTS = (THE_CLIENT, *MOVING, *SLOWING, *SUPPORTED, *WAITING)

__all__ = ["CLIENTS", "THE_CLIENT"]
