#!/bin/sh
# Makes requirements.lock again from pyproject.toml, out of it deployments/requirements.lock (servers
# without what only tests need), and benchmarks/peers.lock from the list beside it: for Linux and Python 3.11 to 3.14, with hashes.
# Pass --upgrade for newer versions. The flags keep host names and paths out of the file.
set -eu
cd "$(dirname "$0")/.."
uv="$PWD/.venv/bin/uv"
[ -x "$uv" ] || uv=uv

lock() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@"
}

lock --extra dev "$@" pyproject.toml --output-file requirements.lock
lock --extra server --constraint requirements.lock pyproject.toml \
    --output-file deployments/requirements.lock
lock "$@" benchmarks/peers.in --output-file benchmarks/peers.lock
