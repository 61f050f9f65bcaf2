"""What is recorded on the page is heard by Prefect; what is refused is not."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hearing import LONG, Api, api
from offices import CASE, Told
from reader import Browser

__all__ = ["api"]

PAGE = f"/inspections/{CASE}"


@pytest.mark.usefixtures("told")
def test_a_recorded_act_is_heard_and_a_refused_one_is_not(
    open_browser: Callable[[str], Browser], api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIENDO_PREFECT_API_URL", api.url)
    head = open_browser("binh")

    refused = head.fill(PAGE, "note", text="Mai", occurred_on="31/12/2021")
    done = head.fill(PAGE, "note", text="Đã nhận hồ sơ")

    assert (refused.status_code, done.status_code) == (422, 303)
    deadline = time.monotonic() + LONG
    while not api.heard:
        assert time.monotonic() < deadline, "nobody heard it"
        time.sleep(0.01)
    assert api.streams == [f"tiendo.inspection.{CASE}"]


def test_without_prefect_an_act_is_recorded_all_the_same(head: Browser, told: Told) -> None:
    assert head.fill(PAGE, "note", text="Đã nhận hồ sơ").status_code == 303
    assert told.desk.history(CASE)[-1].kind == "note"
