"""The chart is drawn from the rules: every leaf, every move, nothing on top of anything."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from builders import Story, onsite

from states.chart import LEAVES, REGIONS
from states.rules import RULES
from tiendo.web.drawing import Drawing, draw
from tiendo.web.figure import figure, stays
from tiendo.web.plot import NARROW, WIDE, Rect, Style

STYLES = pytest.mark.parametrize("style", [WIDE, NARROW], ids=lambda style: style.name)


def drawn(story: Story, style: Style, lang: str = "vi") -> Drawing:
    assert story.now is not None
    return draw(figure(story.now, stays("TTR-1", story.events, story.day)), style, lang)


def apart(a: Rect, b: Rect) -> bool:
    return a.right <= b.x or b.right <= a.x or a.bottom <= b.y or b.bottom <= a.y


@STYLES
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_leaf_has_its_own_place_inside_the_drawing(style: Style, lang: str) -> None:
    drawing = drawn(onsite(), style, lang)

    boxes = [box for frame in drawing.frames for box in frame.boxes]
    rects = [box.rect for box in boxes]
    assert sorted(box.node.path for box in boxes) == sorted(
        leaf for region in REGIONS for leaf in LEAVES[region]
    )
    assert all(apart(a, b) for a, b in combinations(rects, 2))
    assert all(apart(a.rect, b.rect) for a, b in combinations(drawing.frames, 2))
    assert all(r.x >= 0 and r.right <= style.width and r.bottom <= drawing.height for r in rects)


@STYLES
def test_every_move_between_leaves_is_drawn_inside_the_drawing(style: Style) -> None:
    drawing = drawn(onsite(), style)

    legs = [leg for rules in RULES.values() for r in rules for leg in (r.main, *r.follow)]
    moves = {(source, leg.dest) for leg in legs if leg.dest for source in leg.sources}
    assert len(drawing.arrows) == len(moves)
    for arrow in drawing.arrows:
        numbers = [float(n) for n in arrow.path.translate(str.maketrans("MLQ", "   ")).split()]
        assert all(0 <= x <= style.width for x in numbers[::2]), arrow
        assert all(0 <= y <= drawing.height for y in numbers[1::2]), arrow


@STYLES
def test_moves_that_are_possible_now_stand_out(style: Style) -> None:
    live = {arrow.label.vi for arrow in drawn(onsite(), style).arrows if arrow.live}

    assert "Kết thúc thanh tra trực tiếp, Kết thúc bằng hồ sơ" in live
    assert "Công bố quyết định" not in live
    assert "Tiếp tục" not in live


def test_the_way_taken_is_marked_and_annulled_steps_are_not() -> None:
    story = onsite()
    story.tell("pause_site", reason="Giãn cách")
    story.tell("annul", target=len(story.events), reason="Nhầm")

    been = stays("TTR-1", story.events, story.day)

    assert "course.field.announced" in been
    assert "hold.site_paused" not in been


def test_the_days_spent_in_a_leaf_stand_beside_its_name() -> None:
    """Registered on 01/06, a step a day until the work on site began on 04/06."""
    spent = stays("TTR-1", onsite().events, date(2021, 6, 14))

    assert spent["course.field.announced"] == 1
    assert spent["course.field.onsite"] == 10
    assert spent["hold.clear"] == 13
    assert "course.conclude.drafting" not in spent


@STYLES
def test_a_long_stay_is_written_into_its_box(style: Style) -> None:
    story = onsite()
    assert story.now is not None

    laid = draw(figure(story.now, {"course.field.onsite": 99}), style, "vi")

    (box,) = (b for f in laid.frames for b in f.boxes if b.node.path == "course.field.onsite")
    assert " ".join(box.lines).endswith("· 99 ngày")
