"""A copy that stands still in the middle, to be killed there: python -m … SOURCE TARGET."""

from __future__ import annotations

import signal
import sys

from tiendo.store.copying import copy
from tiendo.store.engine import open_database


def main(source: str, target: str) -> None:
    def stop(table: str, _rows: int) -> None:
        if table == "event":
            print("under way", flush=True)  # noqa: T201
            signal.pause()

    copy(open_database(source), open_database(target), tell=stop)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
