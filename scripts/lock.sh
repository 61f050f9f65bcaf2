#!/bin/sh
# Makes requirements.lock again from pyproject.toml: for Linux and Python 3.11 to 3.14, with hashes.
# Pass --upgrade for newer versions. The flags keep host names and paths out of the file.
set -eu
cd "$(dirname "$0")/.."
uv="$PWD/.venv/bin/uv"
[ -x "$uv" ] || uv=uv
exec "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --extra dev --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@" \
    pyproject.toml --output-file requirements.lock
