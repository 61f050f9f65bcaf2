"""One deliverer: opens an office's store, says it is ready, and on a line of input delivers.

python deliver_once.py URL PORT MINUTES [hang]

MINUTES after nine its clock stands. With "hang" it says "sent" where it should record that
a letter was sent, and waits there for ever: the moment to kill it.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from offices import open_office
from post import DAY, HandClock, mail_to, post

from tiendo.deliver import deliver
from tiendo.postbox import Delivery
from tiendo.store.deliveries import SqlDeliveries


def hang(_deliveries: SqlDeliveries, delivery: Delivery, _at: object) -> None:
    print("sent", delivery.message_id, flush=True)  # noqa: T201
    sys.stdin.readline()


def main(url: str, port: int, minutes: int, *, hangs: bool) -> None:
    clock = HandClock()
    clock.on(minutes=minutes)
    desk = replace(open_office(url, DAY), clock=clock)
    if hangs:
        SqlDeliveries.sent = hang  # type: ignore[method-assign,assignment]
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    print(deliver(desk, post(mail_to(port))).sent, flush=True)  # noqa: T201
    desk.store.close()


if __name__ == "__main__":
    _, url, port, minutes, *rest = sys.argv
    main(url, int(port), int(minutes), hangs=bool(rest))
