"""A process of its own that fires flag and clear at one inspection: python fire_many.py URL TIMES.

Prints how many were recorded and how many were refused by the rules.
"""

from __future__ import annotations

import sys
from datetime import date

from builders import at
from offices import CASE, open_office

from states.errors import Refused

if __name__ == "__main__":
    url, times = sys.argv[1], int(sys.argv[2])
    desk = open_office(url, date(2021, 9, 8))
    recorded = refused = 0
    for turn in range(times):
        kind = ("flag_team", "clear_flag")[turn % 2]
        act = {"kind": kind, "occurred_on": date(2021, 9, 8), "reason": f"lần {turn}"}
        try:
            desk.record(CASE, act, by="hoa", now=at(date(2021, 9, 8)))
            recorded += 1
        except Refused:
            refused += 1
    desk.store.close()
    sys.stdout.write(f"{recorded} {refused}\n")
