"""The guards of the record switched off for a moment, as by somebody with the database's shell."""

from __future__ import annotations

from collections.abc import Callable

from tiendo.store.tables import GUARDS


def unguard(run: Callable[[str], object], dialect: str) -> list[str]:
    """Switches them off; the statements that switch them on again."""
    if dialect == "postgresql":
        run("ALTER TABLE event DISABLE TRIGGER USER")
        return [f"ALTER TABLE event ENABLE ALWAYS TRIGGER {guard}" for guard in GUARDS[dialect]]
    found = run("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'")
    statements = [str(sql) for (sql,) in found]  # type: ignore[attr-defined]
    for guard in GUARDS[dialect]:
        run(f"DROP TRIGGER {guard}")
    return statements
