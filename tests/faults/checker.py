"""The independent checker: its own SQL and its own hashes; it knows nothing of our program.

`record` proves the log and what stands beside it, `acts` that every act a writer was told
"recorded" is there once, `post` that each letter was sent once or is still owed.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from hashlib import sha256
from typing import Any

import psycopg

from tests.faults.report import Wrong

Row = tuple[Any, ...]
_EVENTS = (
    "SELECT stream, version, kind, occurred_on, recorded_at, actor, body, prev_hash, hash "
    "FROM event ORDER BY stream, version"
)
_GUARDS = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


Ask = Callable[[str], list[Row]]


@contextmanager
def one_moment(url: str) -> Iterator[Ask]:
    """Questions by the bare driver, all answered as of one moment, whoever writes meanwhile."""
    if url.startswith("sqlite"):
        file = url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(file, timeout=20, isolation_level=None)) as shell:
            shell.execute("BEGIN")
            yield lambda query: list(shell.execute(query))
        return
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        yield lambda query: list(connection.execute(query.encode()))


def ask(url: str, query: str) -> list[Row]:
    """The rows of one query."""
    with one_moment(url) as asked:
        return asked(query)


def record(url: str, *, poisoned: Collection[str] = ()) -> None:
    """The log is whole, and what stands beside it fits. Raises Wrong."""
    with one_moment(url) as asked:
        if url.startswith("sqlite") and asked("PRAGMA integrity_check") != [("ok",)]:
            raise Wrong("SQLite finds its file damaged")
        if not asked(_GUARDS[url.partition(":")[0]])[0][0]:
            raise Wrong("the triggers that guard the record are gone")
        _record(asked, poisoned)


def _record(asked: Ask, poisoned: Collection[str]) -> None:
    heads = dict[str, int]()
    keys, before, places = Counter[str](), dict[str, Row](), set[str]()
    for event in asked(_EVENTS):
        _follows(event, before.get(event[0]), poisoned)
        before[event[0]], heads[event[0]] = event, event[1]
        places.add(f"{event[0]}:{event[2]}:{event[1]}")
        if event[0] not in poisoned and (key := _key(event)):
            keys[key] += 1
    twice = [key for key, count in keys.items() if count > 1]
    if twice:
        raise Wrong(f"told twice: {twice[:5]}")
    both = "SELECT stream, version FROM inspection UNION ALL SELECT stream, version FROM agenda"
    projected: dict[str, int] = dict(asked(both))
    if projected != heads:
        raise Wrong(f"heads {set(heads.items()) ^ set(projected.items())}")
    _notices(asked, {*keys, *places})


def _follows(event: Row, before: Row | None, poisoned: Collection[str]) -> None:
    """One event in its place: version, hash, copies and order. Raises Wrong."""
    stream, version, kind, day, moment, actor, body, prev_hash, own = event
    where = f"{stream} {version}"
    if version != (before[1] if before else 0) + 1:
        raise Wrong(f"{where}: an entry is missing before it")
    if prev_hash != (before[8] if before else "0" * 64):
        raise Wrong(f"{where}: the chain is broken")
    if stream in poisoned:
        return
    if own != sha256("\n".join((prev_hash, stream, str(version), body)).encode()).hexdigest():
        raise Wrong(f"{where}: its hash is another's")
    if before and datetime.fromisoformat(moment) <= datetime.fromisoformat(before[4]):
        raise Wrong(f"{where}: recorded before the entry before it")
    said = json.loads(body)
    who = f"{said['actor']['kind']}:{said['actor']['id']}"
    told = datetime.fromisoformat(said["recorded_at"])
    if (said["kind"], said["occurred_on"], who) != (kind, day, actor) or (
        told != datetime.fromisoformat(moment)
    ):
        raise Wrong(f"{where}: its columns are not what its body says")


def _key(event: Row) -> str:
    return str(json.loads(event[6]).get("key", "")) if event[2] in ("escalate", "prompt") else ""


def _notices(asked: Ask, keys: Collection[str]) -> None:
    """No machine's notice without its entry, and no letter without its notice. Raises Wrong."""
    outbox = {key for (key,) in asked("SELECT key FROM outbox")}
    alone = (":unreadable:", "watch:", "digest:")  # of the machine itself, of no inspection
    strange = [
        key
        for key in outbox.difference(keys)
        if key.count(":") > 1 and not any(mark in key for mark in alone)
    ]
    if strange:
        raise Wrong(f"notices that no entry tells of: {strange[:5]}")
    orphans = {key for (key,) in asked("SELECT key FROM delivery")} - outbox
    if orphans:
        raise Wrong(f"letters without a notice: {sorted(orphans)[:5]}")


def machine_keys(url: str) -> frozenset[str]:
    """Everything that machines told, by key."""
    return frozenset(filter(None, map(_key, ask(url, _EVENTS))))


def notice_keys(url: str) -> frozenset[str]:
    """Everything in the outbox, by key."""
    return frozenset(key for (key,) in ask(url, "SELECT key FROM outbox"))


def same_keys(url: str, entries: Collection[str], notices: Collection[str]) -> None:
    """What was told is what a run without faults tells. Raises Wrong."""
    for what, found, wanted in (
        ("entries", machine_keys(url), entries),
        ("notices", notice_keys(url), notices),
    ):
        if found != frozenset(wanted):
            lost, new = sorted(set(wanted) - found), sorted(found - set(wanted))
            raise Wrong(f"{what}: lost {lost[:5]}, unwanted {new[:5]}")


def acts(
    url: str, told: Mapping[str, Sequence[str]], killed: Collection[str], *, beside: str = ""
) -> int:
    """Every act that a writer was told is recorded is there once; how many there are.

    Of a writer that was killed one more may be there: it died before it could be told. Of one who
    wrote ``beside`` a backup any may be.
    """
    texts = Counter[str]()
    for event in ask(url, _EVENTS):
        said = json.loads(event[6])
        token = str(said.get("text") or said.get("reason") or "")
        if token.startswith("w:"):
            texts[token] += 1
    if twice := [token for token, count in texts.items() if count > 1]:
        raise Wrong(f"recorded twice: {twice[:5]}")
    for writer, tokens in told.items():
        if lost := [token for token in tokens if token not in texts]:
            raise Wrong(f"told recorded, and not there: {lost[:5]}")
        own = [token for token in texts if token.startswith(f"w:{writer}:")]
        untold = len(own) - len(tokens)
        if writer != beside and untold > (writer in killed):
            raise Wrong(f"{untold} acts of {writer} are there that nobody was told of")
    return sum(texts.values())


def post(url: str, box: Sequence[str], *, kills: int, owed: bool = False) -> int:
    """Each letter was sent once, or is still ``owed``; how many are sent. Raises Wrong.

    ``box`` are the ids of the letters that the mail server took. Killed between sending and
    recording a letter goes out once more, under its own id: at most one a kill.
    """
    rows = ask(url, "SELECT message_id, state, channel FROM delivery")
    sent = {id_ for id_, state, _ in rows if state == "sent"}
    mails = {id_ for id_, _, channel in rows if channel == "email"}
    if not owed and (late := [id_ for id_, state, _ in rows if state != "sent"]):
        raise Wrong(f"{len(late)} letters are not sent")
    if lost := (sent & mails) - set(box):
        raise Wrong(f"called sent, and never arrived: {sorted(lost)[:5]}")
    if strange := set(box) - mails:
        raise Wrong(f"letters that nobody owes: {sorted(strange)[:5]}")
    more = len(box) - len(set(box))
    if more > kills:
        raise Wrong(f"{more} letters came once more than owed, after {kills} kills")
    unrouted = "SELECT count(*) FROM outbox WHERE urgent = 1 AND routed_at IS NULL"
    if not owed and ask(url, unrouted)[0][0]:
        raise Wrong("notices are given to no delivery")
    missing = (
        "SELECT count(*) FROM outbox WHERE urgent = 1 AND routed_at IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.key = outbox.key)"
    )
    if ask(url, missing)[0][0]:
        raise Wrong("notices are routed, and lie in no delivery")
    return len(sent)
