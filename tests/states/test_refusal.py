"""A reason names the state, the guard or the fact, in both languages, and who supplies what."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from agenda import directive
from builders import K, Story, onsite, paper
from reckonings import at_work, suspended

from states.apply import apply
from states.errors import Reason, Refused
from states.papers import Document, Scan
from states.roles import Role
from states.rules import RULES


def reasons(story: Story, kind: str, **said: Any) -> tuple[Reason, ...]:
    assert story.now is not None
    with pytest.raises(Refused) as refused:
        apply(story.now, story.event(kind, **said))
    return refused.value.reasons


def test_a_place_is_named_with_every_place_where_it_could_be_done() -> None:
    story = suspended(at_work("07/06/2021"), "10/06/2021")
    where, *_ = reasons(story, "pause_case")

    assert where.code == "state"
    assert where.text.vi == (
        "Tạm dừng đang ở «Tạm dừng cuộc thanh tra»; chỉ làm được khi ở «Không tạm dừng» hoặc"
        " «Tạm dừng thanh tra trực tiếp»."
    )
    assert where.text.en == (
        "Hold is at “Inspection suspended”; possible only at “Not on hold” or “On-site work"
        " paused”."
    )


def test_before_the_decision_a_pause_on_site_is_called_a_start_put_off() -> None:
    story = Story()
    story.tell("defer_start", reason="Dịch", review_on=date(2021, 9, 1))
    where, *_ = reasons(story, "pause_site")

    assert where.text.en == ("Hold is at “Start deferred”; possible only at “Not on hold”.")

    nothing_put_off, *_ = reasons(Story(), "set_review", review_on=date(2021, 9, 1))
    assert nothing_put_off.text.en == "The inspection is not on hold."
    where, *_ = reasons(Story(), "lift_hold", reason="Hết dịch")
    assert where.text.en == (
        "Hold is at “Not on hold”; possible only at “Start deferred” or “Inspection suspended”."
    )


def test_a_missing_paper_is_named_with_its_kind_and_whoever_can_bring_it() -> None:
    (missing,) = reasons(onsite(), "extend", days=10)

    assert missing == Reason(
        "fact",
        missing.text,
        "extension_signed",
        K.EXTENSION_DECISION,
        with_act=True,
        who=(Role.CHIEF_INSPECTOR, Role.OFFICE),
    )
    assert missing.text.en == "No numbered, dated and signed Extension decision."


def test_a_flat_machine_says_where_it_is_and_where_the_act_could_be_done() -> None:
    with pytest.raises(Refused) as refused:
        directive().act("accept")
    (reason,) = refused.value.reasons

    assert (refused.value.act, reason.code) == ("accept", "state")
    assert reason.text.vi == (
        "Đang ở «Đã giao», không thể «Xác nhận hoàn thành»; chỉ làm được khi ở «Đã báo cáo, chờ"
        " xác nhận»."
    )
    assert "progress" in refused.value.instead
    done = directive()
    done.act("drop", reason="Không còn cần.")
    with pytest.raises(Refused) as several:
        done.act("progress", text="…")
    assert several.value.text.en == (
        "It is “Dropped”: cannot “Report progress”; possible only at “Assigned” or “Returned” or"
        " “Put off until its review date”."
    )


def test_two_entries_of_one_paper_are_one_with_its_file_or_without() -> None:
    scan = Scan(hash="0" * 64, name="qd.pdf", kind="pdf")
    bare = Document.model_validate(paper(K.DECISION))
    whole = bare.model_copy(update={"scan": scan})

    assert whole.bare == bare
    assert whole.bare.scan is None
    assert bare.bare == bare


def test_no_two_rules_of_a_trigger_ask_anything_else() -> None:
    for trigger, rules in RULES.items():
        assert len({rule.guards for rule in rules}) == 1, trigger
