"""Migrations end in exactly the tables the program sees, guards included."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from tests.contracts.builders import grow
from tiendo.ports import Store
from tiendo.store.errors import NotOurDatabase, SchemaTooNew
from tiendo.store.migrate import REVISIONS, VERSION_TABLE
from tiendo.store.opening import open_store
from tiendo.store.tables import METADATA
from tiendo.store.verify import missing_guards


def test_upgrading_an_empty_database_gives_the_tables_of_the_program(
    empty_url: str, empty_shell: Engine
) -> None:
    open_store(empty_url).close()

    with empty_shell.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": VERSION_TABLE, "compare_server_default": True}
        )
        assert compare_metadata(context, METADATA) == []
        assert missing_guards(connection) == ()


def test_partial_indexes_keep_their_condition(store: Store, shell: Engine) -> None:
    assert store.verify() == ()

    for table in METADATA.sorted_tables:
        made = {index["name"]: index for index in inspect(shell).get_indexes(table.name)}
        for index in table.indexes:
            options = made[index.name].get("dialect_options", {})
            condition = options.get(f"{shell.dialect.name}_where")
            wanted = index.dialect_options[shell.dialect.name]["where"]
            assert str(condition).strip("()") == str(wanted)


def test_the_program_lists_every_revision_in_order() -> None:
    config = Config()
    config.set_main_option("script_location", "tiendo.store:migrations")
    config.set_main_option("path_separator", "os")

    walked = ScriptDirectory.from_config(config).walk_revisions()

    assert tuple(script.revision for script in reversed(list(walked))) == REVISIONS


def test_opening_again_changes_nothing(store: Store, url: str) -> None:
    grow(store, "TB", 2)

    again = open_store(url)

    assert again.events("TB") == store.events("TB")
    again.close()


def test_a_database_of_a_newer_program_is_refused_by_name(url: str, shell: Engine) -> None:
    with shell.begin() as connection:
        connection.execute(text("UPDATE tiendo_version SET version_num = '0999'"))

    with pytest.raises(SchemaTooNew, match=f"0999.*{REVISIONS[-1]}"):
        open_store(url)


def test_a_database_with_other_tables_of_our_names_is_refused(
    empty_url: str, empty_shell: Engine
) -> None:
    with empty_shell.begin() as connection:
        connection.execute(text("CREATE TABLE person (passport text)"))

    with pytest.raises(NotOurDatabase, match="person"):
        open_store(empty_url)

    assert inspect(empty_shell).get_table_names() == ["person"]


def test_a_database_shared_with_alembics_own_table_is_taken(
    empty_url: str, empty_shell: Engine
) -> None:
    with empty_shell.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num text)"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('of Prefect')"))

    store = open_store(empty_url)

    assert store.verify() == ()
    store.close()
