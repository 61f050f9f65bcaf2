# shellcheck shell=sh
# Sourced by ./run and ./check from the root of the checkout: makes .venv hold exactly what
# requirements.lock names. When it already does, this takes a few hundredths of a second.

uv_pin="uv==0.13.9"
python="${PYTHON:-python3}"

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

command -v "$python" >/dev/null || stop "Cần Python 3.11 trở lên / Python 3.11 or newer is needed." \
    "Debian: apt-get install python3 python3-venv"
"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' ||
    stop "Cần Python 3.11 đến 3.14 / Python 3.11 to 3.14 is needed; this is $("$python" -V)." \
        "Another one: PYTHON=python3.12 $0"

# The place is part of the stamp because the scripts in .venv/bin hold absolute paths.
stamp="$(cat requirements.lock pyproject.toml scripts/setup.sh | sha256sum) $("$python" -V) $PWD"

install_with_uv() {
    .venv/bin/uv pip install --python .venv --quiet --compile-bytecode \
        --require-hashes -r requirements.lock &&
        .venv/bin/uv pip install --python .venv --quiet --no-deps --no-build-isolation -e .
}

install_with_pip() {
    echo "uv is not to be had or did not manage; plain pip will do it, in two or three minutes." >&2
    # --no-deps: the list is complete, and the pip of Debian 12 stumbles over extras in it.
    .venv/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock &&
        .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
}

install() {
    # A proxy's certificate that pip was told of, uv knows nothing of: it fails where pip does not.
    { .venv/bin/python -m pip install --quiet "$uv_pin" 2>/dev/null && install_with_uv; } ||
        install_with_pip
}

# One installation at a time: ./run and ./check may be started side by side.
exec 9>.setup.lock
flock 9
if [ "$(cat .venv/tiendo-stamp 2>/dev/null)" != "$stamp" ]; then
    echo "Đang cài đặt vào .venv, chỉ lần đầu / Installing into .venv, this once …"
    rm -rf .venv
    "$python" -m venv .venv ||
        stop "Python's venv module is missing. Debian: apt-get install python3-venv"
    install || stop "Không cài được / The installation failed: the reason stands above." \
        "It needs the Python package index this once; behind a proxy, set HTTPS_PROXY."
    printf '%s\n' "$stamp" >.venv/tiendo-stamp
fi
exec 9>&-
