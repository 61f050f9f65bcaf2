"""The office's own numbers, read from a file and checked."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import yaml
from pydantic import ValidationError

from states.policy import Policy
from states.text import Text
from tiendo.errors import BadInput


def load_policy(path: Path | None = None) -> Policy:
    """The policy in a YAML file, or the one that comes with the program.

    Raises BadInput naming the file and the field that is wrong.
    """
    name = str(path) if path else "policy.yaml"
    try:
        text = (path or files("tiendo").joinpath("data/policy.yaml")).read_text("utf-8")
        return Policy.model_validate(yaml.safe_load(text))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInput(
            Text("Không đọc được {name}: {error}", "Cannot read {name}: {error}").fill(
                name=name, error=error
            )
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "(file)"
        raise BadInput(
            Text("{name}, mục {where}: {why}", "{name}, field {where}: {why}").fill(
                name=name, where=where, why=first["msg"].removeprefix("Value error, ")
            )
        ) from error
