"""Alembic's way in: it upgrades over the connection it is handed, inside its transaction.

For a new revision: write versions/NNNN_what.py by hand, add it to REVISIONS in migrate.py and
keep tables.py in step; the contract tests compare all three. On SQLite `batch_alter_table`
drops the triggers of the table it copies: never use it on `event`.
"""

from __future__ import annotations

from alembic import context

from tiendo.store.migrate import VERSION_TABLE
from tiendo.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    transactional_ddl=True,  # SQLite can too, once its driver stops committing on its own
)
context.run_migrations()
