"""Drives an office once, in a process of its own: URL, day; prints how much it did."""

from __future__ import annotations

import sys
from datetime import date

from builders import at
from offices import open_office

from tiendo.drive import drive

if __name__ == "__main__":
    url, written = sys.argv[1:]
    day = date.fromisoformat(written)
    desk = open_office(url, day)
    report = drive(desk, as_of=day, now=at(day, 9))
    assert report.failed == (), report.failed
    sys.stdout.write(f"{len(report.done)}\n")
    desk.store.close()
