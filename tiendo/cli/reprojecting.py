"""`tiendo reproject`, and what is said while everything is worked out again."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from states.text import Text
from tiendo.cli import opening
from tiendo.desk import Desk
from tiendo.fanout import Progress, ask, under_way, work
from tiendo.reproject import put_missing
from tiendo.summing import sum_up

Failed = list[tuple[str, str]]


def reproject() -> int:
    """Tính lại mọi cuộc thanh tra đang mở / work every open inspection out again.

    Làm tiếp lần đang dở nếu có; dựng lại cả cuộc đã mất dòng tổng hợp và mọi số cộng dồn của
    cơ quan / goes on with what is under way, if anything is; rebuilds projections that are not
    there at all, and whatever is summed of the whole office.
    """
    with opening.desk() as (desk, settings):
        now = desk.clock.now()
        if missing := put_missing(desk):
            print(_MISSING.fill(n=missing).say(settings.lang))
        job = ask(desk, at=now, insist=True, size=settings.reproject_part)
        failed, moved = told(desk, work(desk, job, now=now) if job else (), settings.lang)
        if not left(desk, settings.lang):
            print(_DONE.fill(n=moved).say(settings.lang))
            summed(desk, settings.lang)
        for stream, error in failed:
            print(f"{stream}: {error}", file=sys.stderr)
        return 1 if failed else 0


def told(desk: Desk, steps: Iterable[Progress], lang: str) -> tuple[Failed, int]:
    """Go through the steps, saying how far it has come; what failed, and what moved."""
    failed, moved = Failed(), 0
    for step in steps:
        failed += step.failed
        moved += len(step.changes)
        now = under_way(desk)
        total = max(now.total if now else 0, step.done)
        print(_STEP.fill(done=step.done, total=total, n=moved).say(lang), file=sys.stderr)
    return failed, moved


def summed(desk: Desk, lang: str) -> None:
    """Sum all of it again, saying after each round how far it has come."""
    while sum_up(desk):
        waiting = desk.store.overview.sums.waiting()
        print(_SUMMED.fill(n=waiting).say(lang), file=sys.stderr)


def left(desk: Desk, lang: str) -> bool:
    """Whether something is left to others of what is under way; it is then said."""
    now = under_way(desk)
    if now is None or not now.open:
        return False
    print(_LEFT.fill(n=now.total - now.done, total=now.total).say(lang))
    return True


_STEP = Text(
    "Đã tính lại {done}/{total} cuộc ({n} hạn thay đổi).",
    "Worked out {done} of {total} again ({n} due dates changed).",
)
_MISSING = Text(
    "Đã dựng lại {n} cuộc mất dòng tổng hợp.", "{n} projections that were missing were rebuilt."
)
_DONE = Text("Đã tính lại xong; {n} hạn thay đổi.", "All worked out again; {n} due dates changed.")
_SUMMED = Text(
    "Đã cộng lại số liệu toàn cơ quan, còn {n} cuộc.",
    "Summed for the whole office again, {n} inspections to go.",
)
_LEFT = Text(
    "Còn {n}/{total} cuộc chưa tính lại: tiến trình khác đang làm, hoặc luồng «reproject» sẽ làm.",
    "{n} of {total} are still to be worked out: another process is at it, or the flow "
    "“reproject” will be.",
)
