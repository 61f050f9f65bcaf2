"""The pages of the meeting: a conclusion read and confirmed, directives and reports handled."""

from __future__ import annotations

from datetime import date

import pytest
from meeting_papers import docx_of
from reader import Browser, forms_in
from told_meeting import CONCLUSION, MEETING, Open, directive, number_of, office, taken

from states.meeting.directive import Directive
from states.meeting.gathering import Gathering
from states.meeting.paper import place_text
from tiendo.desk import Desk
from tiendo.meeting.secretary import history, note, readable, thing

__all__ = ["directive", "office", "taken"]


def test_a_docx_is_handed_over_read_and_shown_beside_its_sentences(
    office: Browser, desk: Desk
) -> None:
    content = docx_of(CONCLUSION.splitlines())
    file = ("KL tháng 8.docx", content)
    answer = office.client.post("/meetings/read", files={"paper_file": file})

    assert (answer.status_code, answer.headers["location"]) == (303, f"/meeting/{MEETING}/items")
    page = office.get(f"/meeting/{MEETING}/items").text
    assert "Phòng 1 xem xét báo cáo của Sở Công Thương" in page
    assert 'value="13/08/2021"' in page
    assert '<option value="room:Phòng 1" selected>' in page
    assert "&lt;b&gt;báo cáo&lt;/b&gt; &amp; tham mưu" in page
    assert "Văn bản không có số." in page
    meeting = thing(desk, MEETING, Gathering)
    assert meeting.taken is not None
    kept = office.get(f"/papers/{meeting.taken.paper}")
    assert kept.content == content
    assert kept.headers["content-disposition"].startswith('attachment; filename="kl-thang-8.docx"')


def test_text_can_be_pasted_and_a_day_given_where_the_paper_names_none(office: Browser) -> None:
    text = "KẾT LUẬN\nHọp giao ban\n1. Văn phòng trình văn bản chậm nhất 14/9/2021.\n"

    sent = {"text": (None, text), "held_on": (None, "07/09/2021")}
    answer = office.client.post("/meetings/read", files=sent)
    assert answer.headers["location"] == "/meeting/meeting:2021-09-07/items"
    sent = {"text": (None, text), "held_on": (None, "31/31/2021")}
    assert "không phải ngày" in office.client.post("/meetings/read", files=sent).text


@pytest.mark.parametrize(
    ("content", "why", "status"),
    [
        (b"PK\x03\x04torn", "bị hỏng hoặc thiếu", 422),
        (b"a" * 20_000_001, "lớn hơn 20 MB", 422),
        (b"", "bị hỏng hoặc thiếu", 422),
    ],
    ids=["torn", "large", "empty"],
)
def test_a_file_that_cannot_be_taken_is_refused_in_words_and_leaves_nothing(
    office: Browser, desk: Desk, content: bytes, why: str, status: int
) -> None:
    answer = office.client.post("/meetings/read", files={"paper_file": ("kl.docx", content)})

    assert answer.status_code == status
    assert why in answer.text
    assert desk.store.agenda.rows() == ()


def test_a_proposal_is_confirmed_changed_or_rejected_and_the_page_says_so(
    office: Browser, desk: Desk, taken: Gathering
) -> None:
    page = f"/meeting/{MEETING}/items"
    number = number_of(taken, "Văn phòng trình")
    form = next(
        each
        for each in forms_in(office.get(page).text)
        if each.fields.get("item") == [str(number)] and each.fields["decision"] == ["confirm"]
    )
    assert form.fields["owner"] == ["office"]

    answer = office.post(form.action, form.fields | {"due_on": ["20/09/2021"]})

    assert answer.headers["location"] == f"{page}#item-{number}"
    (found,) = readable(desk, Directive)
    assert (found.owner.kind, found.due_on) == ("office", date(2021, 9, 20))
    assert thing(desk, MEETING, Gathering).decided[0].edited
    assert f"/meeting/{found.id}" in office.get(page).text
    where = place_text(found.about.place)
    assert where.en.startswith("line ")
    for shown in (page, f"/meeting/{found.id}"):
        assert where.vi in office.get(shown).text
        english = office.get(f"{shown}?lang=en").text
        assert where.en in english
        assert where.vi not in english
        office.get(f"{shown}?lang=vi")

    vague = number_of(taken, "nâng cao chất lượng")
    refused = office.post(page, {"item": str(vague), "decision": "confirm", "owner": ""})
    assert refused.status_code == 422
    assert "chưa rõ giao cho ai" in refused.text
    no = {"item": str(vague), "decision": "reject", "reason": "Chỉ là nhắc nhở."}
    assert office.post(page, no).status_code == 303
    assert "Chỉ là nhắc nhở." in office.get(page).text


def test_a_shortcoming_is_only_noted_unless_somebody_is_chosen_to_mend_it(
    office: Browser, desk: Desk, taken: Gathering
) -> None:
    number = str(number_of(taken, "chậm gửi báo cáo"))
    page = f"/meeting/{MEETING}/items"

    office.post(page, {"item": number, "decision": "confirm", "owner": "room:Phòng 1"})

    (found,) = readable(desk, Directive)
    assert found.owner.name == "Phòng 1"


def test_whoever_may_not_read_conclusions_is_told_who_may(open_browser: Open, desk: Desk) -> None:
    answer = open_browser("khach").client.post(
        "/meetings/read", files={"paper_file": ("kl.txt", CONCLUSION.encode())}
    )

    assert answer.status_code == 403
    assert "Việc này do" in answer.text
    assert desk.store.agenda.rows() == ()


def test_a_directive_is_reported_returned_and_accepted_by_those_whose_act_it_is(
    open_browser: Open, desk: Desk, directive: Directive
) -> None:
    path = f"/meeting/{directive.id}"
    room, deputy = open_browser("dung"), open_browser("hoa")
    assert "«" not in room.get(path).text.split("Việc làm được")[0].split("<h1")[1][:5]

    assert room.fill(path, "report", text="Đã trình ngày 07/9.").status_code == 303
    assert "accept" not in [form.kind for form in forms_in(room.get(path).text)]
    assert deputy.fill(path, "return", due_on="20/09/2021", reason="Còn thiếu.").status_code == 303
    assert thing(desk, directive.id, Directive).due_on == date(2021, 9, 20)
    room.fill(path, "report", text="Đã trình đủ.")
    assert deputy.fill(path, "accept").status_code == 303

    page = deputy.get(path).text
    assert "Hoàn thành" in page
    assert "Đã trình đủ." in page
    assert path not in deputy.get("/directives").text
    assert path in deputy.get("/directives?all=1&q=so+cong+thuong").text


def test_a_refused_act_keeps_what_was_typed_and_a_stale_page_records_nothing(
    open_browser: Open, desk: Desk, directive: Directive
) -> None:
    path = f"/meeting/{directive.id}"
    deputy = open_browser("hoa")

    bad = deputy.fill(path, "defer", review_on="mai", reason="Chờ ý kiến UBND.")
    assert bad.status_code == 422
    assert "Chờ ý kiến UBND." in bad.text
    old = deputy.form(path, "drop")
    open_browser("dung").fill(path, "progress", text="Đang làm.")
    stale = deputy.post(old.action, old.fields | {"reason": ["Thôi."]})
    assert stale.status_code == 409
    assert "vừa có thay đổi" in stale.text
    assert len(history(desk, directive.id)) == 2
    odd = deputy.post(f"{path}/acts", {"kind": "escalate", "seen": "2"})
    assert odd.status_code == 422


def test_what_is_late_stands_on_the_first_page_and_on_its_own_on_any_day(
    office: Browser, directive: Directive
) -> None:
    front = office.get("/meetings").text
    assert "đã quá 26 ngày" in front
    assert "nhiệm vụ quá hạn" in front
    assert "đã quá 1 ngày" in office.get(f"/meeting/{directive.id}?as_of=14/08/2021").text
    then = office.get("/directives?as_of=13/08/2021").text
    assert 'class="late"' not in then
    assert "directive overdue" in office.get("/meetings?lang=en").text
    assert office.get("/meeting/directive:khong-co").status_code == 404
    assert office.get("/meeting/ba-du-an").status_code == 404


def test_in_the_meeting_things_are_ticked_and_given_opinions_without_javascript(
    open_browser: Open, desk: Desk, directive: Directive
) -> None:
    forward = {"about": directive.id, "room": "Phòng 1", "block": "Khối 1", "asks": True}
    act = {"kind": "put_forward", "items": (forward,)}
    note(desk, MEETING, act, actor="meet", on=date(2021, 9, 8), now=desk.clock.now())
    path = f"/meeting/{MEETING}"
    deputy = open_browser("hoa")

    said = deputy.fill(path, "opine", text="Trình ngay trong tuần.")
    assert said.headers["location"] == f"{path}#on-{directive.id.rpartition(':')[2]}"
    assert deputy.fill(path, "tick").status_code == 303

    page = deputy.get(path).text
    assert "Trình ngay trong tuần." in page
    assert "đã xem xét" in page
    assert thing(desk, MEETING, Gathering).unheard == ()
    assert "tick" not in [form.kind for form in forms_in(page)]
    assert "opine" not in [f.kind for f in forms_in(open_browser("khach").get(path).text)]


def test_a_meeting_is_called_on_the_page_by_those_who_may(
    office: Browser, open_browser: Open, desk: Desk
) -> None:
    answer = office.post("/meetings", {"planned_on": "10/09/2021", "title": ""})
    assert answer.headers["location"] == "/meeting/meeting:2021-09-10"
    assert "Họp giao ban tháng 9/2021" in office.get("/meetings").text

    again = office.post("/meetings", {"planned_on": "10/09/2021", "title": "Lần nữa"})
    assert again.status_code == 409
    assert "Cuộc họp này đã được ghi nhận." in again.text
    assert office.post("/meetings", {"planned_on": "mai"}).status_code == 422
    stranger = open_browser("khach")
    assert "Triệu tập họp" not in stranger.get("/meetings").text
    assert stranger.post("/meetings", {"planned_on": "11/09/2021"}).status_code == 403
    assert len(desk.store.agenda.rows()) == 1
