#!/bin/sh
# Builds the images of deployments/containers and runs compose.yaml as it stands, on the
# demonstration office: an act on the page is followed up, every process may die, a backup holds the
# papers' files, nobody may write where nothing is to be written. Takes everything away at the end.
#   scripts/try_containers.sh      # some ten minutes; needs the base images, from wherever
set -eu
cd "$(dirname "$(readlink -f "$0")")/.."

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}
say() { printf '\n— %s\n' "$*"; }

docker compose version >/dev/null 2>&1 || stop "Docker with Compose 2 is needed for this."
docker info >/dev/null 2>&1 || stop "Docker's daemon does not answer: start it, or become who may ask it."
[ "$(id -u)" = 0 ] || stop "Only root can kill a container's process from outside, as this does."

copy="$(mktemp -d)" # a copy of the checkout: nobody's own tiendo.env is written over
compose() { docker compose --project-name tiendo-try --file "$copy/deployments/containers/compose.yaml" "$@"; }
at_the_end() {
    status=$?
    [ $status -eq 0 ] || compose logs --tail 40 2>/dev/null || true
    compose down --volumes --rmi local --timeout 10 >/dev/null 2>&1 || true
    rm -rf "$copy"
    [ $status -eq 0 ] && echo "scripts/try_containers.sh: all good" || echo "scripts/try_containers.sh: FAILED"
}
trap at_the_end EXIT
said() { sed -n 's/^#   \((umask .*\)/\1/p' deployments/containers/compose.yaml | grep .; }
git ls-files -z | xargs -0 tar -c | tar -x -C "$copy"
folder="$copy/deployments/containers"
{
    cat deployments/example.env
    echo TIENDO_TODAY=2021-09-08
} >"$folder/tiendo.env"
cp deployments/prefect.env "$folder/prefect.env"
(cd "$copy" && said | sh -eu) # the passwords, made as compose.yaml says

until_true() { # SECONDS WHAT COMMAND…
    left=$1 what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        left=$((left - 1))
        [ $left -gt 0 ] || stop "Waited in vain: $what."
        sleep 1
    done
}
state() { docker inspect --format "$2" "$1"; } # CONTAINER WHAT
is_healthy() { [ "$(state "$1" '{{.State.Health.Status}}')" = healthy ]; }
is_back() { [ "$(state "$1" '{{.RestartCount}}')" -ge 1 ] && [ "$(state "$1" '{{.State.Running}}')" = true ]; }

say "the images"
compose build
docker images --filter 'reference=tiendo-try-*' --format '{{.Repository}} {{.Size}}'

say "everything up"
compose up --detach
for container in $(compose ps --quiet database prefect page worker); do
    until_true 180 "$(state "$container" '{{.Name}}') to be healthy" is_healthy "$container"
done
compose exec -T page tiendo demo
compose ps --all --format 'table {{.Name}}\t{{.Status}}'

say "an act on the page"
TIENDO_PREFECT_AUTH="tiendo:$(sed -n 's/^TIENDO_PREFECT_PASSWORD=//p' "$folder/.env")"
export TIENDO_PREFECT_AUTH
python3 scripts/try_act.py http://127.0.0.1:8021 http://127.0.0.1:4200/api

say "a backup, made by a worker, with the paper's file"
compose exec -T worker prefect deployment run backup/nightly --watch
compose exec -T worker sh -c 'ls /var/backups/tiendo/*.db && ls /var/backups/tiendo/scans/*/*'

say "who they are and what they may do"
for role in prefect page listen worker; do
    compose exec -T $role sh -c '
        [ "$(id -u)" = 10001 ] && grep -q "^CapEff:	0*$" /proc/self/status &&
        grep -q "^NoNewPrivs:	1" /proc/self/status && ! touch /opt/tiendo/x /opt/venv/x 2>/dev/null' ||
        stop "$role has more rights than it should."
    echo "$role: nobody special, no capability, no place to write but its own"
done

say "each process killed"
for role in database prefect page listen worker; do
    for container in $(compose ps --quiet $role); do
        kill -9 "$(state "$container" '{{.State.Pid}}')"
        until_true 60 "$role to come back" is_back "$container"
        echo "$(state "$container" '{{.Name}}') is back"
    done
done
for container in $(compose ps --quiet database prefect page worker); do
    until_true 180 "$(state "$container" '{{.Name}}') to be healthy again" is_healthy "$container"
done
compose exec -T worker prefect deployment run drive/hourly --watch
compose exec -T page tiendo verify
compose exec -T page python -c 'import urllib.request as u; print(u.urlopen("http://127.0.0.1:8021/health").read().decode())'

say "the passwords in no log"
sed 's/^.*=//' "$folder/.env" >"$copy/secret"
compose logs >"$copy/said" 2>&1
[ "$(grep -c ............ "$copy/secret")" = 2 ] && grep -q prefect "$copy/said" &&
    ! grep -qFf "$copy/secret" "$copy/said" || stop "A password stands in a log, or it is none."
