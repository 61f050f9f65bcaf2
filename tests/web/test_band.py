"""The band of days says the same as history, holds, requests and ledger, with what caused each."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from builders import DAYS, PAUSE_NOTICE, K, Story, onsite, paper
from offices import CASE, Told
from reader import Browser

from states.ledger import ledger
from states.timeline import timeline
from tiendo.web.band import Band, band, cause_of
from tiendo.web.band_drawing import draw_bands
from tiendo.web.terms import terms

TODAY = date(2021, 9, 8)


def seen(story: Story, as_of: date = TODAY) -> Band:
    found = story.as_of(as_of)
    runs = ledger(timeline(found), DAYS, as_of).runs
    return band(found, runs, terms(found, DAYS, as_of).now, as_of)


@pytest.fixture
def paused() -> Story:
    """Paused on site on 19/07 with a notice; a request sent on 20/07, answered on 30/07."""
    story = onsite()
    story.tell("pause_site", date(2021, 7, 19), document=PAUSE_NOTICE)
    story.day = date(2021, 7, 20)
    story.request("YC1")
    story.tell("receive_answer", date(2021, 7, 30), request="YC1")
    return story


def lane(found: Band, key: str) -> list[tuple[date, date, str]]:
    (named,) = (each for each in found.lanes if each.key == key)
    return [(s.first, s.last, s.href) for s in named.segments]


def test_every_segment_opens_the_entry_that_caused_it(paused: Story) -> None:
    found = seen(paused)

    assert lane(found, "hold") == [(date(2021, 7, 19), TODAY, "#entry-5")]
    assert lane(found, "wait") == [(date(2021, 7, 20), date(2021, 7, 29), "#request-YC1")]
    assert lane(found, "course")[-1] == (date(2021, 6, 4), TODAY, "#entry-4")
    (hold,) = (s for name, s in found.table if s.href == "#entry-5" and name.vi.startswith("Tạm"))
    assert hold.paper is not None
    assert "05/TB-TTr" in hold.paper.vi


def test_the_days_of_the_band_are_those_of_the_ledger_without_a_gap(paused: Story) -> None:
    days = lane(seen(paused), "days")

    assert days[0][0] == date(2021, 6, 1)
    assert days[-1][1] == TODAY
    assert all(b[0] - a[1] == timedelta(days=1) for a, b in itertools.pairwise(days))
    assert all(href for _, _, href in days)


def test_a_day_is_caused_by_its_hold_its_request_or_its_step(paused: Story) -> None:
    past = timeline(paused.as_of(TODAY))
    runs = ledger(past, DAYS, TODAY).runs

    causes = {run.post.account.value: cause_of(run, past) for run in runs}

    assert causes["site_paused"] == "#entry-5"
    assert causes["entity"] == "#request-YC1"
    assert causes["worked"] == "#entry-4"
    assert causes["weekend"] == "/calendar/2021"


def test_nothing_is_drawn_outside_the_drawing(paused: Story) -> None:
    for drawing in draw_bands(seen(paused), "vi"):
        bars = [bar for row in drawing.rows for bar in row.bars]
        assert all(bar.x >= 0 and bar.x + bar.w <= drawing.width for bar in bars)
        assert all(bar.y + bar.h <= drawing.bottom for bar in bars)
        assert all(0 <= pin.x <= drawing.width for pin in drawing.pins)
        assert len({(round(pin.x), pin.y) for pin in drawing.pins}) == len(drawing.pins)


def test_a_deferral_is_no_pause_on_site() -> None:
    story = Story()
    story.tell("defer_start", reason="Dịch bệnh", review_on=date(2021, 9, 30))

    (hold,) = next(each for each in seen(story).lanes if each.key == "hold").segments

    assert (hold.tone, hold.name.vi) == ("deferred", "Hoãn triển khai")


def test_the_page_shows_the_band_and_its_table(head: Browser, told: Told) -> None:
    told.tell(
        "pause_case",
        date(2021, 7, 19),
        by="kieu",
        document=paper(K.SUSPENSION_DECISION, date(2021, 7, 18), "9/<QĐ>"),
    )

    page = head.get(f"/inspections/{CASE}").text

    assert 'class="band wide"' in page
    assert "9/&lt;QĐ&gt;" in page
    table = page[page.index("Bảng từng đoạn") :]
    assert '<a href="#entry-5">Tạm dừng cuộc thanh tra</a>' in table
