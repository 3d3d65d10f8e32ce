"""Generated examples take as long as the machine makes them take."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
