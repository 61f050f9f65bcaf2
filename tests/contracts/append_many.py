"""One of two writers: opens the store, says it is ready, and on a line of input appends.

python append_many.py URL STREAM NAME COUNT
"""

from __future__ import annotations

import sys

from tests.contracts.builders import a_row, an_event
from tiendo.ports import Conflict
from tiendo.store.opening import open_store


def main(url: str, stream: str, name: str, count: int) -> None:
    store = open_store(url)
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    head = conflicts = 0
    for number in range(1, count + 1):
        while True:
            try:
                event = an_event(by=name, says=f"{name} {number}")
                store.append(stream, head, [event], a_row(stream, head + 1))
            except Conflict:
                conflicts += 1
                row = store.row(stream)
                head = 0 if row is None else row.version
            else:
                head += 1
                break
    print(conflicts, flush=True)  # noqa: T201


if __name__ == "__main__":
    _, url, stream, name, count = sys.argv
    main(url, stream, name, int(count))
