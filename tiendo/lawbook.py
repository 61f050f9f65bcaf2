"""The law, read from one file a regime, checked, and sealed with the hash of its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from states.lawbook import Lawbook, Pack
from states.text import Text, same
from tiendo.errors import BadInput
from tiendo.given_files import UNREADABLE
from tiendo.yaml_text import Loader, read_yaml


class _Once(Loader):  # type: ignore[valid-type,misc]
    """YAML in which a key may be written once: of two figures, none may win in silence."""

    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[Hashable, object]:
        """The mapping. Raises yaml's own error, with the line, on a key written twice."""
        keys = [key.value for key, _ in node.value]
        if twice := next((key for key in keys if keys.count(key) > 1), None):
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {twice!r} is there twice", node.start_mark
            )
        mapping: dict[Hashable, object] = super().construct_mapping(node, deep)
        return mapping


@cache
def lawbook() -> Lawbook:
    """Every regime that comes with the program."""
    return load_lawbook(files("tiendo").joinpath("data/packs"))


def load_lawbook(folder: Path | Traversable) -> Lawbook:
    """Every pack in a folder, in the order of time.

    Raises BadInput naming the file, row and field that is wrong.
    """
    try:
        names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".yaml"))
        packs = [load_pack(name, folder.joinpath(name).read_bytes()) for name in names]
    except OSError as error:
        raise BadInput(UNREADABLE.fill(name=folder, error=error)) from error
    try:
        return Lawbook(tuple(sorted(packs, key=lambda pack: pack.valid_from)))
    except ValueError as error:
        text = Text("Các bộ quy tắc không nối tiếp nhau: {why}", "The packs do not follow: {why}")
        raise BadInput(text.fill(why=error)) from error


def load_pack(name: str, content: bytes) -> Pack:
    """One pack from the bytes of its file. Raises BadInput naming file, row and field."""
    try:
        raw = read_yaml(content.decode("utf-8"), _Once)
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInput(UNREADABLE.fill(name=name, error=error)) from error
    if not isinstance(raw, Mapping) or "hash" in raw:
        text = Text("{name}: không phải bộ quy tắc.", "{name}: is not a pack of rules.")
        raise BadInput(text.fill(name=name))
    try:
        return Pack.model_validate({**raw, "hash": hashlib.sha256(content).hexdigest()})
    except ValidationError as error:
        raise BadInput(_sentence(name, raw, error.errors()[0])) from error


def _sentence(name: str, raw: Mapping[str, object], error: ErrorDetails) -> Text:
    """File, row, field and what is wrong with it."""
    place = [*error["loc"]]
    row = same("")
    if len(place) > 1 and isinstance(place[1], int):
        row = _row(raw, str(place[0]), place[1])
        place = place[2:]
    context = error.get("ctx", {})
    field = ".".join(str(part) for part in place) or str(context.get("field", ""))
    head = Text(f"{name}{row.vi}", f"{name}{row.en}")
    if field:
        head = Text(f"{head.vi}, mục {field}", f"{head.en}, field {field}")
    why = _why(error, context)
    return Text(f"{head.vi}: {why.vi}", f"{head.en}: {why.en}")


def _row(raw: Mapping[str, object], part: str, index: int) -> Text:
    rows = raw.get(part)
    row = rows[index] if isinstance(rows, list) and index < len(rows) else None
    known = (row.get("id") or row.get("ground")) if isinstance(row, Mapping) else None
    shown = f" ({known})" if known else ""
    return Text(f", {part}, dòng {index + 1}{shown}", f", {part}, row {index + 1}{shown}")


def _why(error: ErrorDetails, context: Mapping[str, object]) -> Text:
    match error["type"]:
        case "law":
            return Text(str(context["vi"]), str(context["en"]))
        case "enum" | "literal_error":
            return Text(
                f"không có «{error['input']}»; được dùng: {context['expected']}.",
                f"there is no “{error['input']}”; allowed: {context['expected']}.",
            )
        case "missing":
            return Text("thiếu.", "is missing.")
        case "extra_forbidden":
            return Text("không có mục này.", "there is no such field.")
        case _:
            return Text(
                f"«{error['input']}» không hợp lệ ({error['msg']}).",
                f"“{error['input']}” is not valid ({error['msg']}).",
            )
