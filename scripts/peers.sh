# shellcheck shell=sh
# Sourced by ./bench after scripts/setup.sh: makes .venv-peers hold what benchmarks/peers.lock names.

peers_stamp="$(sha256sum <benchmarks/peers.lock) $("$python" -V) $PWD"

install_peers() {
    if [ -x .venv/bin/uv ]; then
        .venv/bin/uv pip install --python .venv-peers --quiet --require-hashes -r benchmarks/peers.lock
    else
        .venv-peers/bin/python -m pip install --quiet --no-deps --require-hashes \
            -r benchmarks/peers.lock
    fi
}

exec 9>.setup.lock
flock 9
if [ "$(cat .venv-peers/stamp 2>/dev/null)" != "$peers_stamp" ]; then
    echo "Installing what is measured beside us into .venv-peers, this once …"
    rm -rf .venv-peers
    "$python" -m venv .venv-peers
    install_peers || stop "The peers could not be installed: the reason stands above."
    printf '%s\n' "$peers_stamp" >.venv-peers/stamp
fi
exec 9>&-
