"""The one list of tables; each file of them adds its own."""

from __future__ import annotations

from sqlalchemy import MetaData

METADATA = MetaData()
