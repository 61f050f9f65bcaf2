"""The office's own numbers, read from a file and checked."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from states.policy import Policy
from states.text import Text
from tiendo.errors import BadInput
from tiendo.given_files import UNREADABLE, read_given
from tiendo.yaml_text import read_yaml

M = TypeVar("M", bound=BaseModel)


def load_policy(path: Path | None = None) -> Policy:
    """The policy in a YAML file, or the one that comes with the program. Raises BadInput."""
    return read_numbers(Policy, path, "policy.yaml", "TIENDO_POLICY_FILE")


@cache
def _own(name: str) -> Any:
    """What a file that comes with the program says; it is read once a process."""
    return read_yaml(files("tiendo").joinpath(f"data/{name}").read_text("utf-8"))


def read_numbers(model: type[M], path: Path | None, ours: str, named_by: str = "") -> M:
    """What a YAML file says, or the program's own file of that name, as a checked model.

    ``named_by``: the setting in which the file stands. Raises BadInput naming the file and the
    field that is wrong.
    """
    name = str(path) if path else ours
    try:
        written = read_yaml(read_given(path, named_by).decode("utf-8")) if path else _own(ours)
        return model.model_validate(written)
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInput(UNREADABLE.fill(name=name, error=error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "(file)"
        raise BadInput(
            Text("{name}, mục {where}: {why}", "{name}, field {where}: {why}").fill(
                name=name, where=where, why=first["msg"].removeprefix("Value error, ")
            )
        ) from error
