from __future__ import annotations

import pytest
from graphs import Graph, explore_all


@pytest.fixture(scope="session")
def graph() -> Graph:
    """About four seconds, once a session."""
    return explore_all()
