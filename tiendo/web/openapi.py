"""What the API promises, as an OpenAPI document made from the routes and the rules themselves."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from states.events import EVENT
from tiendo.acts import kinds
from tiendo.scan_kinds import MEDIA_TYPES
from tiendo.web.api_writing import OURS

OPENAPI_ROUTES = APIRouter()
ADDRESS = "/api/openapi.json"
_ERRORS = {
    "400": "the address or host is not ours",
    "401": "no session and no token",
    "403": "not this person's to do, or a token that only reads",
    "404": "there is no such thing",
    "409": "the rules refuse it, or the record has moved since it was seen",
    "413": "too large",
    "415": "not JSON",
    "422": "a field is missing or malformed, or a key was used for something else",
    "503": "the data cannot be reached",
}
_READING = ("400", "401", "403", "404", "409", "422", "503")
_TEXT = {
    "type": "object",
    "properties": {"vi": {"type": "string"}, "en": {"type": "string"}},
    "required": ["vi", "en"],
}
_ERROR: dict[str, Any] = {
    "type": "object",
    "properties": {
        "error": {"$ref": "#/components/schemas/Text"},
        "reasons": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "code": {"enum": ["state", "guard", "fact", "role", "field"]},
                    "text": {"$ref": "#/components/schemas/Text"},
                    "who": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["code", "text", "who"],
            },
        },
        "instead": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["error"],
}
_RECORDED: dict[str, Any] = {
    "type": "object",
    "properties": {
        "inspection": {"type": "string"},
        "version": {"type": "integer", "minimum": 1},
        "kind": {"type": "string"},
        "occurred_on": {"type": "string", "format": "date"},
        "recorded_at": {"type": "string", "format": "date-time"},
        "by": {"type": "string"},
        "file": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    },
    "required": ["inspection", "version", "kind", "occurred_on", "recorded_at", "by"],
    "additionalProperties": False,
}
_HANDED: dict[str, Any] = {
    "type": "object",
    "properties": {
        "act": {
            "type": "string",
            "contentMediaType": "application/json",
            "contentSchema": {"$ref": "#/components/schemas/Act"},
            "description": "An act with its document; without a kind, that the paper was filed.",
        },
        "file": {
            "type": "string",
            "format": "binary",
            "description": "The paper itself: PDF, DOCX without macros, PNG or JPEG.",
        },
    },
    "required": ["act", "file"],
}
_SHAPES = {
    **dict.fromkeys(
        ("{stream}", "ledger", "{year}", "{regime}", "{other}", "bottlenecks", "agenda"), "object"
    ),
    **dict.fromkeys(
        ("stuck", "inspections", "why", "clocks", "receipt", "law", "inbox", "files"), "array"
    ),
}
"""What an address answers, by its last part: one thing, or a list."""


@OPENAPI_ROUTES.get(ADDRESS, include_in_schema=False)
def openapi(request: Request) -> Response:
    """The document, for programs that read it."""
    return JSONResponse(document(request.app))


def document(app: FastAPI) -> dict[str, Any]:
    """Every address under /api with what it takes and answers."""
    found = get_openapi(
        title="Tiến độ",
        version="1",
        description=(
            "The same desk as the page: the same powers, the same refusals. Send a token of "
            "your account as “Authorization: Bearer …”."
        ),
        routes=app.routes,
    )
    paths = {path: each for path, each in found["paths"].items() if path.startswith("/api/")}
    for path, methods in paths.items():
        for method, operation in methods.items():
            _mend(path, method, operation)
    return {
        "openapi": found["openapi"],
        "info": found["info"],
        "paths": paths,
        "components": {
            "schemas": {"Text": _TEXT, "Error": _ERROR, "Recorded": _RECORDED, **_acts()},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _mend(path: str, method: str, operation: dict[str, Any]) -> None:
    writes = method == "post"
    codes = (*_READING, "413", "415") if writes else _READING
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    responses: dict[str, Any] = {
        code: {"description": _ERRORS[code], "content": error} for code in codes
    }
    if path.endswith("/preview"):
        responses["200"] = _answered("what it would change", {"type": "object"})
        operation["requestBody"] = _body(path.removesuffix("/preview"))
    elif writes:
        answer: dict[str, Any] = {"$ref": "#/components/schemas/Recorded"}
        responses["201"] = _answered("recorded, or recorded before with the same key", answer)
        operation["requestBody"] = _body(path)
        _require_key(operation)
    elif path.endswith("/{scan_hash}"):
        whole = {"schema": {"type": "string", "format": "binary"}}
        content = dict.fromkeys(MEDIA_TYPES.values(), whole)
        responses["200"] = {"description": "the paper as it was handed in", "content": content}
    else:
        shape = _SHAPES.get(path.rsplit("/", 1)[-1], ["object", "array"])
        responses["200"] = _answered("found", {"type": shape})
    operation["responses"] = dict(sorted(responses.items()))


def _answered(said: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": said, "content": {"application/json": {"schema": schema}}}


def _require_key(operation: dict[str, Any]) -> None:
    for parameter in operation["parameters"]:
        if parameter["name"] == "idempotency-key":
            parameter["required"] = True
            parameter["schema"] = {"type": "string", "pattern": "^[!-~]{1,200}$"}


def _body(path: str) -> dict[str, Any]:
    if path.endswith("/files"):
        return {"required": True, "content": {"multipart/form-data": {"schema": _HANDED}}}
    name = "Act" if path.endswith("/acts") else "Registration"
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"required": True, "content": {"application/json": {"schema": schema}}}


@cache
def _acts() -> dict[str, Any]:
    """The events of the rules as acts: without what the desk itself puts in."""
    whole = EVENT.json_schema(ref_template="#/components/schemas/{model}", mode="validation")
    models: dict[str, Any] = {}
    acts: list[dict[str, str]] = []
    for name, schema in whole["$defs"].items():
        models[name] = deepcopy(schema)
        if "occurred_on" not in schema.get("properties", {}):
            continue
        kind = schema["properties"]["kind"].get("const", "")
        told = set(schema["properties"]["kind"].get("enum", (kind,)))
        _without_ours(models[name])
        if kind == "register":
            models["Registration"] = _registration(models[name])
        elif told <= set(kinds()):
            models[name]["properties"]["seen"] = {"type": "integer", "minimum": 0}
            acts.append({"$ref": f"#/components/schemas/{name}"})
    models["Act"] = {"oneOf": acts}
    return models


def _without_ours(schema: dict[str, Any]) -> None:
    for name in OURS:
        schema["properties"].pop(name, None)
    ours = OURS | {"kind"}
    schema["required"] = ["kind", *(r for r in schema.get("required", ()) if r not in ours)]


def _registration(schema: dict[str, Any]) -> dict[str, Any]:
    made = deepcopy(schema)
    del made["properties"]["kind"]
    made["properties"]["inspection"] = {
        "type": "string",
        "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$",
    }
    made["required"] = ["inspection", *(each for each in made["required"] if each != "kind")]
    return made
