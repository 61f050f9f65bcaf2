"""The word lists that come with the program, read from their files and checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import yaml
from pydantic import ValidationError

from states.meeting.wording import Wording
from states.text import Text
from tiendo.errors import BadInput
from tiendo.given_files import UNREADABLE
from tiendo.yaml_text import read_yaml

_WRONG = Text("{name}, mục {where}: {why}", "{name}, field {where}: {why}")


@cache
def wording() -> Wording:
    """The word lists that come with the program."""
    return load_wording(files("tiendo").joinpath("data/meeting"))


def load_wording(folder: Path | Traversable) -> Wording:
    """The word lists of a folder, a file each. Raises BadInput naming file and field."""
    lists = {name: _read(folder, f"{name}.yaml") for name in Wording.model_fields}
    try:
        return Wording.model_validate(lists)
    except ValidationError as error:
        first = error.errors()[0]
        name, *inside = (str(part) for part in first["loc"])
        where = ".".join(inside) or "(file)"
        text = _WRONG.fill(name=f"{name}.yaml", where=where, why=first["msg"])
        raise BadInput(text) from error


def _read(folder: Path | Traversable, name: str) -> Mapping[str, object]:
    try:
        read = read_yaml(folder.joinpath(name).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInput(UNREADABLE.fill(name=name, error=error)) from error
    if not isinstance(read, Mapping):
        raise BadInput(_WRONG.fill(name=name, where="(file)", why="not a mapping"))
    return read
