"""What every test may use: a private PostgreSQL."""

from __future__ import annotations

pytest_plugins = ["tests.postgres"]
