"""A writer that appends until it is killed, saying so each time: python -m … URL."""

from __future__ import annotations

import sys
from itertools import count

from tests.contracts.builders import grow
from tiendo.store.opening import open_store


def main(url: str) -> None:
    store = open_store(url, writer=True)
    for number in count():
        grow(store, f"W-{number // 10:04}", 1, after=number % 10)
        print(number, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
