"""Recording through the page: every form, every way in which one is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from builders import REGISTER, TO_PUBLISHED
from offices import Told
from reader import Browser

from states.allowed import IMPLIED
from states.papers import DocumentKind
from states.rules import Trigger
from tiendo.acts import act_of, kinds
from tiendo.desk import Desk
from tiendo.web.forms import Basis, form_of
from tiendo.web.posted import BODY_LIMIT

PAGE = "/inspections/ba-du-an"
ACTS = PAGE + "/acts"
Open = Callable[[str], Browser]
PAPER = {
    "document_number": "07/TTr",
    "document_signed_on": "05/09/2021",
    "document_signed_by": "Võ Kiều",
}


def last(desk: Desk) -> tuple[str, str, date]:
    event = desk.history("ba-du-an")[-1]
    return event.kind, event.actor.id, event.occurred_on


@pytest.mark.usefixtures("told")
def test_an_act_is_recorded_and_the_page_says_so_once(head: Browser, desk: Desk) -> None:
    answer = head.fill(PAGE, "note", text="Làm việc với Ban Quản lý", occurred_on="07/09/2021")

    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    assert last(desk) == ("note", "binh", date(2021, 9, 7))
    assert "Đã ghi: Ghi nhật ký Đoàn, ngày 07/09/2021" in head.get(PAGE).text
    assert "Đã ghi:" not in head.get(PAGE).text


def test_a_whole_inspection_can_be_led_through_its_forms(open_browser: Open, desk: Desk) -> None:
    Told(desk, date(2021, 6, 1)).tell("register", **REGISTER)

    for kind, paper in TO_PUBLISHED:
        browser = open_browser("kieu" if "issue" in kind else "binh")
        answer = browser.fill(PAGE, kind, **(PAPER if paper else {}))
        assert answer.status_code == 303, (kind, answer.text)

    assert desk.inspection("ba-du-an").in_state("course.after.published")


@pytest.mark.usefixtures("told")
def test_a_request_goes_from_draft_to_settled_through_its_forms(head: Browser, desk: Desk) -> None:
    draft = head.fill(
        PAGE,
        "draft_request",
        addressee="Sở Công Thương",
        items="Báo cáo 04 dự án\r\n\r\n Hồ sơ chỉ định thầu ",
        due_on="20/09/2021",
    )
    assert draft.status_code == 303, draft.text
    for kind, typed in (
        ("send_request", PAPER),
        ("remind_request", PAPER),
        ("receive_answer", {}),
        ("return_answer", {"due_on": "30/09/2021"}),
        ("receive_answer", PAPER),
        ("accept_answer", {}),
    ):
        answer = head.fill(PAGE, kind, request="YC1", **typed)
        assert answer.status_code == 303, (kind, answer.text)

    inspection = desk.inspection("ba-du-an")
    (request,) = inspection.requests
    assert request.items == ("Báo cáo 04 dự án", "Hồ sơ chỉ định thầu")
    assert (request.state, request.rounds, request.reminders) == ("accepted", 1, 1)
    assert inspection.in_state("records.answered")


@pytest.mark.usefixtures("told")
def test_holding_reviewing_and_changing_the_team_through_forms(
    open_browser: Open, desk: Desk
) -> None:
    steps = (
        ("binh", "pause_site", {"ground": "epidemic", "reason": "Giãn cách xã hội"}),
        ("hoa", "set_review", {"review_on": "30/09/2021"}),
        ("kieu", "pause_case", {**PAPER, "days_count": "false", "requests_allowed": "true"}),
        ("vanphong", "change_team", {**PAPER, "team_head": "an"}),
        ("hoa", "assign_overseer", {**PAPER, "overseer": "giamsat"}),
    )
    for person, kind, typed in steps:
        answer = open_browser(person).fill(PAGE, kind, **typed)
        assert answer.status_code == 303, (kind, answer.text)

    inspection = desk.inspection("ba-du-an")
    assert inspection.hold is not None
    assert inspection.hold.days_count is False
    assert inspection.hold.requests_allowed
    assert inspection.place.team_head == "an"
    assert inspection.place.overseer == "giamsat"


def test_an_entry_is_annulled_from_its_row(open_browser: Open, desk: Desk, told: Told) -> None:
    told.tell("note", text="Ghi sai")
    target = len(desk.history("ba-du-an"))
    browser = open_browser("vanphong")
    form = browser.form(PAGE, "annul", target=str(target))

    answer = browser.post(form.action, form.fields | {"reason": ["Nhầm cuộc"]})

    assert answer.status_code == 303
    assert last(desk)[:2] == ("annul", "vanphong")


@pytest.mark.parametrize("kind", [k for k in kinds() if k not in {"register", "escalate"}])
def test_every_act_has_a_form_with_all_its_fields(kind: str, desk: Desk, told: Told) -> None:
    told.request("YC1", date(2021, 9, 20))
    inspection = desk.inspection("ba-du-an")
    basis = Basis(date(2021, 9, 8), desk.store.people(), inspection)
    of_request = kind.endswith(("_request", "_answer")) and kind != "draft_request"

    form = form_of(
        kind,
        basis,
        request=inspection.requests[0] if of_request else None,
        target=2 if kind == "annul" else None,
    )

    there = {control.name for control in form.own} | {name for name, _ in form.hidden}
    assert {field.name for field in act_of(kind).fields} <= there
    assert form.day.value == "08/09/2021"
    has_paper = act_of(kind).paper is not None or kind in {
        "file_document",
        "send_request",
        "set_deadline",
    }
    assert bool(form.paper) is has_paper
    assert all(control.label.vi and control.label.en for control in form.own)


def test_no_trigger_but_the_implied_ones_is_without_a_form() -> None:
    assert {t for t in Trigger if t in IMPLIED} == {
        Trigger.REQUEST_RECORDS,
        Trigger.REQUEST_RECORDS_IN_PAUSE,
        Trigger.REMIND_RECORDS,
        Trigger.RECEIVE_RECORDS,
        Trigger.SETTLE_RECORDS,
    }


@pytest.mark.usefixtures("told")
def test_somebody_without_the_power_is_refused(
    open_browser: Open, head: Browser, desk: Desk
) -> None:
    form = head.form(PAGE, "end_fieldwork")

    answer = open_browser("khach").post(form.action, form.fields)

    assert answer.status_code == 403
    assert "Việc này do Trưởng đoàn làm." in answer.text
    assert last(desk)[0] == "open_fieldwork"


@pytest.mark.usefixtures("told")
def test_a_refused_form_comes_back_with_its_reasons_and_what_was_typed(
    head: Browser, desk: Desk
) -> None:
    answer = head.fill(
        PAGE, "end_fieldwork", document_number='12/"TB"', reason="Đã xong <b>việc</b>"
    )

    alert = answer.text.split('class="alert"')[1].split("</section>")[0]
    assert answer.status_code == 409
    assert "Thông báo kết thúc thanh tra trực tiếp thiếu ngày ký, người ký." in alert
    assert 'value="12/&#34;TB&#34;"' in alert
    assert "Đã xong &lt;b&gt;việc&lt;/b&gt;" in alert
    assert last(desk)[0] == "open_fieldwork"
    ids = re.findall(r'<(?:input|textarea|select)[^>]* id="([^"]+)"', answer.text)
    assert len(set(ids)) == len(ids) > 9, "a label would lead into another form"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"occurred_on": "31/02/2021"}, "không phải ngày"),
        ({"occurred_on": "09/09/2021"}, "ở tương lai"),
        ({"occurred_on": ""}, "Thiếu ngày xảy ra."),
        ({"text": ""}, "Thiếu nội dung nhật ký."),
        ({"text": "a\x00b"}, "ký tự điều khiển"),
        ({"kind": "khong-co"}, "Không có việc nào tên «khong-co»."),
        ({"kind": "escalate"}, "Việc này không có mục «text»."),
        ({"la": "x"}, "Việc này không có mục «la»."),
        ({"seen": "x"}, "hãy mở lại trang"),
        ({"seen": ["4", "5"]}, "được gửi nhiều lần"),
        ({"text": ["a", "b"]}, "được gửi nhiều lần"),
    ],
)
@pytest.mark.usefixtures("told")
def test_bad_input_is_named_and_nothing_is_recorded(
    head: Browser, desk: Desk, typed: dict[str, str | list[str]], sentence: str
) -> None:
    form = head.form(PAGE, "note")

    answer = head.post(form.action, {**form.fields, "text": ["Một dòng"], **typed})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert last(desk)[0] == "open_fieldwork"


def test_a_form_made_from_an_older_record_is_refused_once(head: Browser, told: Told) -> None:
    form = head.form(PAGE, "note")
    told.tell("note", text="Người khác vừa ghi")

    stale = head.post(form.action, form.fields | {"text": ["Của tôi"]})

    assert stale.status_code == 409
    assert "Người khác vừa ghi" in stale.text
    again = head.post(form.action, form.fields | {"text": ["Của tôi"], "seen": ["5"]})
    assert 'name="seen" value="5"' in stale.text
    assert again.status_code == 303


@pytest.mark.usefixtures("told")
def test_sending_the_same_form_twice_records_once(head: Browser, desk: Desk) -> None:
    form = head.form(PAGE, "note")

    answers = [head.post(form.action, form.fields | {"text": ["Một lần"]}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 409]
    assert [event.kind for event in desk.history("ba-du-an")].count("note") == 1


def test_a_day_that_would_contradict_later_entries_is_refused(
    open_browser: Open, told: Told
) -> None:
    told.request("YC1", date(2021, 9, 20))

    answer = open_browser("kieu").fill(PAGE, "discontinue", **PAPER, occurred_on="03/06/2021")

    assert answer.status_code == 409
    assert "sẽ không còn đúng" in answer.text


@pytest.mark.usefixtures("told")
def test_too_much_or_something_else_is_not_read(head: Browser, desk: Desk) -> None:
    form = head.form(PAGE, "note")
    too_much = head.post(form.action, form.fields | {"text": ["x" * BODY_LIMIT]})
    too_many = head.post(form.action, {f"f{n}": "" for n in range(500)})
    kind = {"content-type": "application/json"}
    json = head.client.post(form.action, content=b"{}", headers=kind)
    parts = head.client.post(form.action, files={"kind": b"note"})

    assert (too_much.status_code, too_many.status_code) == (413, 415)
    assert (json.status_code, parts.status_code) == (415, 422)
    assert last(desk)[0] == "open_fieldwork"


def test_a_document_on_file_serves_the_act(head: Browser, told: Told) -> None:
    paper = {"kind": DocumentKind.ONSITE_END_NOTICE.value, "number": "9/TB"}
    told.tell(
        "file_document", document={**paper, "signed_on": date(2021, 6, 4), "signed_by": "Bình"}
    )

    page = head.get(PAGE).text
    answer = head.fill(PAGE, "end_fieldwork")

    assert "Đã có trong hồ sơ: Thông báo kết thúc thanh tra trực tiếp số 9/TB" in page
    assert answer.status_code == 303


@pytest.mark.usefixtures("told")
def test_reloading_a_refused_page_leads_back(browser: Browser) -> None:
    answer = browser.get(ACTS)

    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
