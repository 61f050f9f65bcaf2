#!/bin/sh
# Installs Tiến độ in a fresh Debian 12 as docs/guide.md says, boots it with the units of
# deployments/systemd, and looks: an act on the page is followed up, every process may die, all of it
# is there again after a reboot. Takes everything away at the end.
#   scripts/try_units.sh [DEBIAN]  # some ten minutes, as root; the committed state is what is tried.
#                                  # DEBIAN: a tree made like the one below, to be copied instead
set -eu
cd "$(dirname "$(readlink -f "$0")")/.."

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}
say() { printf '\n— %s\n' "$*"; }

[ "$(id -u)" = 0 ] || stop "Only root can make and boot a Debian."
for tool in debootstrap systemd-nspawn nsenter git; do
    command -v $tool >/dev/null || stop "$tool is needed. Debian: apt-get install debootstrap systemd-container git"
done

place="$(mktemp -d)"
debian="$place/debian" outside='' leader=''
at_the_end() {
    status=$?
    [ $status -eq 0 ] || [ -z "$leader" ] || inside systemctl status --no-pager --lines 10 'tiendo-*' || true
    power_off
    rm -rf --one-file-system "$place"
    [ $status -eq 0 ] && echo "scripts/try_units.sh: all good" || echo "scripts/try_units.sh: FAILED"
}
trap at_the_end EXIT

# While it is installed, pip and TLS are set up in there as they are on this machine.
binds=''
for file in /etc/ssl/certs /usr/local/share/ca-certificates /etc/pip.conf /etc/xdg/pip; do
    [ ! -e $file ] || binds="$binds --bind-ro=$file"
done
nspawn="systemd-nspawn --quiet --directory $debian --machine tiendo-try --register=no"
[ -d /run/systemd/system ] || nspawn="$nspawn --keep-unit" # no systemd here that could hold it
inside() { nsenter --target "$leader" --all -- /usr/bin/env -i PATH=/usr/sbin:/usr/bin "$@"; }
is_up() { inside systemctl is-system-running | grep -Eq 'running|degraded'; }
power_on() {
    $nspawn --boot --private-network >"$place/console" 2>&1 </dev/null &
    outside=$!
    until_true 60 "Debian to boot" has_leader
    until_true 300 "Debian to be up" is_up
}
has_leader() { # its first process, once it has process numbers of its own
    first="$(pgrep --parent "$outside" | head -n 1)"
    [ -n "$first" ] && [ "$(readlink "/proc/$first/ns/pid")" != "$(readlink /proc/self/ns/pid)" ] &&
        leader=$first
}
power_off() {
    [ -z "$leader" ] || kill -s RTMIN+4 "$leader" 2>/dev/null || true
    [ -z "$outside" ] || wait "$outside" || true
    outside='' leader=''
}
until_true() { # SECONDS WHAT COMMAND…
    left=$1 what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        left=$((left - 1))
        [ $left -gt 0 ] || stop "Waited in vain: $what."
        sleep 1
    done
}
said() { # a block of commands out of the guide
    sed -n "/^<!-- try_units: $1 -->\$/,/^<!-- end -->\$/{/^\`\`\`/d;/^<!--/d;p}" docs/guide.md | grep . ||
        stop "docs/guide.md says nothing of $1."
}
restarts_of() { inside systemctl show --property NRestarts --value "tiendo-$1"; }
answers() { inside python3 -c "import urllib.request as u; u.urlopen('$1', timeout=4)"; }
PREFECT=http://127.0.0.1:4200/api
with_key() { # COMMAND…, with the key of Prefect's API in the environment, where no list shows it
    # shellcheck disable=SC2016 # the shell in there is to read it
    inside sh -c 'TIENDO_PREFECT_AUTH="$(sed -n "s/^TIENDO_PREFECT_AUTH=//p" /etc/tiendo/tiendo.env)"
        export TIENDO_PREFECT_AUTH && exec "$@"' sh "$@"
}
knows() { # whether Prefect's API has something there
    with_key python3 -c "import base64, os, urllib.request as u
key = base64.b64encode(os.environ['TIENDO_PREFECT_AUTH'].encode()).decode()
u.urlopen(u.Request('$PREFECT/$1', headers={'Authorization': f'Basic {key}'}), timeout=4)"
}
was_restarted() { [ "$(restarts_of "$1")" -ge 1 ] && inside systemctl is-active --quiet "tiendo-$1"; }
ours() { inside runuser -u tiendo -- env TIENDO_HOME=/var/lib/tiendo /opt/tiendo/.venv/bin/tiendo "$@"; }
all_up() {
    until_true 60 "the page" answers http://127.0.0.1:8021/health
    until_true 120 "Prefect" answers $PREFECT/health
    until_true 180 "the schedules in Prefect" schedules_are_there
    for unit in $RESTLESS; do
        inside systemctl is-active --quiet "tiendo-$unit" || stop "tiendo-$unit is not active."
    done
}
schedules_are_there() {
    [ "$(inside systemctl show --property Result --value tiendo-deploy)" = success ] &&
        knows deployments/name/drive/hourly
}
RESTLESS="page prefect listen worker@1 worker@2"

say "a Debian 12"
if [ $# -gt 0 ]; then
    cp -a "$1" "$debian"
else
    debootstrap --variant=minbase \
        --include=systemd,systemd-sysv,dbus,ca-certificates,git,python3,python3-venv,postgresql \
        bookworm "$debian" >"$place/log" || stop "$(tail -n 5 "$place/log")"
fi
git clone --quiet . "$debian/opt/tiendo"

say "installed as the guide says"
said "the program" >"$debian/srv/program.sh"
said "the settings" >"$debian/srv/settings.sh"
# shellcheck disable=SC2086 # the words are options
$nspawn $binds sh -eu /srv/program.sh
echo TIENDO_TODAY=2021-09-08 >>"$debian/etc/tiendo/tiendo.env"
power_on
inside sh -eu /srv/settings.sh
all_up
ours demo

say "an act on the page"
cp scripts/try_act.py "$debian/srv/"
with_key python3 /srv/try_act.py http://127.0.0.1:8021 $PREFECT

say "each process killed"
for unit in $RESTLESS; do
    inside systemctl kill --signal=KILL "tiendo-$unit"
    until_true 60 "tiendo-$unit to come back" was_restarted "$unit"
    echo "tiendo-$unit is back"
done
all_up
inside sh -c 'journalctl --no-pager --unit tiendo-page | tail -n 3'

say "how much they are held in"
for unit in $RESTLESS; do
    inside systemd-analyze security --no-pager "tiendo-$unit" | tail -n 1
done

say "the key of Prefect, for nobody else"
for file in tiendo prefect; do
    ! inside runuser -u nobody -- cat /etc/tiendo/$file.env >/dev/null 2>&1 ||
        stop "Everybody can read /etc/tiendo/$file.env."
done
# shellcheck disable=SC2016 # the shell in there is to read it
with_key sh -c '[ ${#TIENDO_PREFECT_AUTH} -gt 30 ] && journalctl --no-pager >/tmp/said &&
    grep -q "tiendo-prefect.service" /tmp/said && ! grep -qFe "${TIENDO_PREFECT_AUTH#*:}" /tmp/said' ||
    stop "The key stands in the journal, or it is none."
echo "not in the journal, not readable"

say "a reboot"
power_off
power_on
all_up
ours verify
