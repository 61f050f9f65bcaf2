"""One decision for many inspections: tried first, recorded once each, however often it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from builders import REGISTER, K, paper
from commands import Tiendo, told
from offices import CASE, Told

from tiendo.decision import Act, Fate, Plan, Which
from tiendo.desk import Desk
from tiendo.errors import BadInput, NotFound
from tiendo.many import carry_out, plan

TODAY = date(2021, 9, 8)
ORDER = paper(K.SUSPENSION_DECISION, date(2021, 9, 7), "77/QĐ-TTr")
SUSPEND: Act = {
    "kind": "pause_case",
    "document": ORDER,
    "occurred_on": "07/09/2021",
    "ground": "epidemic",
    "reason": "Giãn cách xã hội",
    "days_count": "false",
}
HERE = Which(locality="go dau")


def another(desk: Desk, stream: str, **about: object) -> Told:
    """One more inspection at work on site."""
    told = Told(desk, date(2021, 8, 2), stream=stream)
    told.tell("register", **{**REGISTER, "locality": "Gò Dầu", **about})
    for kind, needed in (("issue_decision", K.DECISION), ("announce", K.ANNOUNCEMENT_MINUTES)):
        told.tell(kind, document=paper(needed, told.day))
    return told


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Two inspections in Gò Dầu, one of them of another block's, one elsewhere, one not begun."""
    another(desk, "go-1")
    another(desk, "go-2")
    another(desk, "xa", locality="Tân Biên")
    Told(desk, date(2021, 6, 1), stream="moi").tell(
        "register", **{**REGISTER, "locality": "Gò Dầu"}
    )
    return desk


def fates(found: Plan) -> dict[str, Fate]:
    return {item.stream: item.fate for item in found.items}


def keys(found: Plan) -> list[str]:
    return [item.key for item in found.of(Fate.READY)]


def entries(desk: Desk, stream: str) -> Sequence[str]:
    return [event.kind for event in desk.history(stream)]


def test_a_decision_is_tried_on_every_inspection_of_a_locality(office: Desk) -> None:
    found = plan(office, SUSPEND, HERE, by="kieu")

    assert fates(found) == {"go-1": Fate.READY, "go-2": Fate.READY, "moi": Fate.OUT}
    (left,) = found.of(Fate.OUT)
    assert left.why is not None
    assert left.why.vi
    first = found.items[0].found
    assert first is not None
    assert any("đồng hồ dừng" in line.text.vi for line in first.lines)
    assert "pause_case" not in entries(office, "go-1")


def test_each_is_recorded_as_its_own_act_under_the_same_paper(office: Desk) -> None:
    tried = plan(office, SUSPEND, HERE, by="kieu")

    done = carry_out(office, SUSPEND, keys(tried), by="kieu")

    assert fates(done) == {"go-1": Fate.RECORDED, "go-2": Fate.RECORDED}
    for stream in ("go-1", "go-2"):
        hold = office.inspection(stream).hold
        assert hold is not None
        assert hold.document is not None
        assert hold.document.number == "77/QĐ-TTr"
    assert office.inspection("xa").hold is None


def test_sent_twice_it_is_recorded_once(office: Desk) -> None:
    chosen = keys(plan(office, SUSPEND, HERE, by="kieu"))
    carry_out(office, SUSPEND, chosen, by="kieu")

    again = carry_out(office, SUSPEND, chosen, by="kieu")

    assert set(fates(again).values()) == {Fate.DONE}
    assert [entries(office, s).count("pause_case") for s in ("go-1", "go-2")] == [1, 1]


class Killed(BaseException):
    """The process died."""


def test_killed_midway_the_same_form_does_the_rest(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = keys(plan(office, SUSPEND, HERE, by="kieu"))
    write, left = Desk.write, [1]

    def dies(desk: Desk, *given: object) -> None:
        if not left:
            raise Killed
        left.pop()
        write(desk, *given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Desk, "write", dies)
        with pytest.raises(Killed):
            carry_out(office, SUSPEND, chosen, by="kieu")

    done = carry_out(office, SUSPEND, chosen, by="kieu")

    assert sorted(fates(done).values()) == [Fate.DONE, Fate.RECORDED]
    assert [entries(office, s).count("pause_case") for s in ("go-1", "go-2")] == [1, 1]


def test_all_or_none_records_none_when_one_cannot_be(office: Desk) -> None:
    tried = plan(office, SUSPEND, HERE, by="kieu")
    everything = [item.key for item in tried.items]

    none = carry_out(office, SUSPEND, everything, by="kieu", whole=True)
    some = carry_out(office, SUSPEND, everything, by="kieu")

    assert set(fates(none).values()) == {Fate.OUT}
    assert fates(some) == {"go-1": Fate.RECORDED, "go-2": Fate.RECORDED, "moi": Fate.OUT}


def test_an_inspection_that_moved_on_since_the_preview_is_left_out(office: Desk) -> None:
    chosen = keys(plan(office, SUSPEND, HERE, by="kieu"))
    office.record("go-2", {"kind": "note", "occurred_on": TODAY, "text": "Mới"}, by="binh")

    done = carry_out(office, SUSPEND, chosen, by="kieu")

    assert fates(done) == {"go-1": Fate.RECORDED, "go-2": Fate.OUT}
    (left,) = done.of(Fate.OUT)
    assert left.why is not None
    assert "xem trước lại" in left.why.vi


def test_who_may_not_do_it_to_one_may_not_do_it_to_many(office: Desk) -> None:
    tried = plan(office, SUSPEND, HERE, by="khach")

    assert set(fates(tried).values()) == {Fate.OUT}
    forged = carry_out(office, SUSPEND, [item.key for item in tried.items], by="khach")
    assert set(fates(forged).values()) == {Fate.OUT}
    assert "pause_case" not in entries(office, "go-1")


def test_a_reminder_goes_to_every_overdue_request_once(office: Desk) -> None:
    late = Told(office, date(2021, 8, 3), stream="go-1")
    late.request("YC1", date(2021, 8, 20)).request("YC2", date(2021, 8, 21))
    late.request("YC3", date(2021, 12, 1))
    letter = paper(K.REMINDER_LETTER, date(2021, 9, 7), "12/TTr")
    remind: Act = {"kind": "remind_request", "document": letter, "occurred_on": TODAY}

    tried = plan(office, remind, HERE, by="binh")
    done = carry_out(office, remind, keys(tried), by="binh")
    again = carry_out(office, remind, keys(tried), by="binh")

    owed = [(item.stream, item.act.get("request")) for item in tried.of(Fate.READY)]
    assert owed == [("go-1", "YC1"), ("go-1", "YC2")]
    assert {item.fate for item in done.items} == {Fate.RECORDED}
    assert {item.fate for item in again.items} == {Fate.DONE}
    assert entries(office, "go-1").count("remind_request") == 2


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "publish"},
        {"document": None},
        {"document": {"kind": "suspension_decision", "number": "1"}},
        {"document": {"kind": "no", "number": "1"}},
        {"occurred_on": "31/02/2021"},
        {"occurred_on": "01/01/2030"},
        {"ground": "boredom"},
    ],
)
def test_what_one_decision_cannot_do_is_refused_whole(
    office: Desk, change: dict[str, object]
) -> None:
    with pytest.raises(BadInput):
        plan(office, {**SUSPEND, **change}, HERE, by="kieu")
    with pytest.raises(NotFound):
        plan(office, SUSPEND, HERE, by="ai-do")


def test_the_command_tries_first_and_records_when_told(tiendo: Tiendo) -> None:
    order = ("--doc-number", "9/QĐ", "--doc-date", "2021-09-07", "--doc-signer", "Võ Kiều")
    words = ("do-many", "pause_case", "--by", "kieu", "--locality", "tay ninh", *order)

    code, out, _ = tiendo(*words)
    (item,) = told(tiendo, *words)
    recorded = told(tiendo, *words, "--record")
    again = told(tiendo, *words, "--record")

    assert code == 0
    assert "Mới chỉ thử, chưa ghi gì" in out
    assert (item["inspection"], item["fate"]) == (CASE, "ready")
    assert [each["fate"] for each in recorded] == ["recorded"]
    assert [each["fate"] for each in again] == ["done"]
