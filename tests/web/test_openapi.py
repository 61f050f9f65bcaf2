"""The OpenAPI document: every address of the API is in it, and nothing it allows makes us fall."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from doors import cheap, let_in
from hypothesis import HealthCheck, Phase, given, settings
from offices import CASE, Told, open_office, sqlite
from reader import Browser

from states.lawbook import Lawbook
from tests.web.test_sign_in import every_address
from tiendo.acts import kinds
from tiendo.api_tokens import make
from tiendo.lawbook import lawbook
from tiendo.web.app import create_app


def test_every_address_of_the_api_is_in_the_document(head: Browser) -> None:
    document = head.get("/api/openapi.json").json()

    told = {
        (method.upper(), path.replace("{", "").replace("}", ""))
        for path, methods in document["paths"].items()
        for method in methods
    }
    there = {each for each in every_address(head.client.app) if each[1].startswith("/api/")}
    assert told == there - {("GET", "/api/openapi.json")}
    schemas = document["components"]["schemas"]
    acts = {name for each in schemas["Act"]["oneOf"] for name in kinds_in(schemas, each["$ref"])}
    assert acts == set(kinds()) - {"register"}


def kinds_in(schemas: Any, reference: str) -> tuple[str, ...]:
    kind = schemas[reference.rpartition("/")[2]]["properties"]["kind"]
    return tuple(kind.get("enum", [kind.get("const")]))


@pytest.fixture(scope="module")
def token() -> list[str]:
    """Where the token is put once it is made."""
    return []


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory, token: list[str]) -> Iterator[Any]:
    """The document of an application with one inspection in it, and a token that may write."""
    import schemathesis  # here: the quick tests need not wait for it

    folder: Path = tmp_path_factory.mktemp("api")
    law: Lawbook = lawbook()
    desk = open_office(sqlite(folder), date(2021, 9, 8), law)
    told = Told(desk, date(2021, 6, 1)).walk()
    assert told.stream == CASE
    app = create_app(desk, cheap(home=folder, host="0.0.0.0"))  # noqa: S104 - nothing listens
    let_in(app.state.door, "binh")
    token.append(make(app.state.door, "binh", "thử", "write", "1"))
    headers = {"authorization": f"Bearer {token[0]}"}
    yield schemathesis.openapi.from_asgi("/api/openapi.json", app=app, headers=headers)
    desk.store.close()


@pytest.mark.slow
def test_nothing_sent_to_the_api_makes_it_fall(api: Any, token: list[str]) -> None:
    from schemathesis import checks
    from schemathesis.specs.openapi import checks as by_document

    every = (
        checks.not_a_server_error,
        by_document.status_code_conformance,
        by_document.content_type_conformance,
        by_document.response_schema_conformance,
    )
    headers = {"authorization": f"Bearer {token[0]}"}
    asked = [found.ok() for found in api.get_all_operations()]

    for operation in asked:

        @settings(
            max_examples=60 if operation.method == "post" else 8,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        )
        @given(case=operation.as_strategy())
        def attempt(case: Any) -> None:
            case.call_and_validate(headers=headers, checks=every)

        attempt()

    assert len(asked) > 15
