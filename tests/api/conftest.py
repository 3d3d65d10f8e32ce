"""Everybody, for the tests of the API."""

import pytest
from flask import Flask

from tests.factories import Circle, a_circle


@pytest.fixture
def circle(app: Flask) -> Circle:
    return a_circle(app)
