"""The consequence of an act is shown before the button that records it."""

from __future__ import annotations

from offices import CASE, Told
from reader import Browser, PageForm

PAGE = f"/inspections/{CASE}"
PREVIEW = f"{PAGE}/acts/preview"


def filled(form: PageForm, **typed: str) -> dict[str, list[str]]:
    return form.fields | {name: [value] for name, value in typed.items()}


def test_the_preview_says_what_changes_and_writes_nothing(head: Browser, paused: Told) -> None:
    form = head.form(PAGE, "declare_none")
    before = len(paused.desk.store.events(CASE))

    page = head.post(PREVIEW, filled(form, reason="Đã rà soát <b>kỹ</b>"))

    assert page.status_code == 200
    assert "Xem trước: Nêu rõ: không có nội dung cần yêu cầu" in page.text
    assert "Hết vướng: Tạm dừng mà chưa rà soát yêu cầu." in page.text
    assert "«Chưa rà soát yêu cầu» → «Không có nội dung cần yêu cầu»" in page.text
    assert "Đã rà soát &lt;b&gt;kỹ&lt;/b&gt;" in page.text  # the form comes back as it was typed
    assert len(paused.desk.store.events(CASE)) == before


def test_what_was_previewed_can_be_recorded_from_there(head: Browser, paused: Told) -> None:
    page = head.post(PREVIEW, filled(head.form(PAGE, "declare_none"), reason="Đã rà soát"))

    assert page.text.index(f'formaction="{PREVIEW}"') < page.text.index("<h1")
    assert head.fill(PAGE, "declare_none", reason="Đã rà soát").status_code == 303
    assert paused.desk.inspection(CASE).in_state("records.none_needed")


def test_our_script_gets_the_consequence_alone(head: Browser, paused: Told) -> None:
    form = head.form(PAGE, "declare_none")
    head.client.headers["x-fragment"] = "1"

    fragment = head.post(PREVIEW, form.fields)

    assert fragment.status_code == 200
    assert "<html" not in fragment.text
    assert "Hết vướng" in fragment.text
    assert paused.desk.inspection(CASE).in_state("records.unreviewed")


def test_a_refused_act_tells_all_reasons_who_can_help_and_what_may_be_done(
    head: Browser, paused: Told
) -> None:
    fields = filled(head.form(PAGE, "lift_hold"), kind="end_fieldwork")

    for address, status in ((PREVIEW, 409), (f"{PAGE}/acts", 409)):
        page = head.post(address, fields)

        assert page.status_code == status
        assert "phải «Tiếp tục» trước" in page.text
        assert "Chưa có Thông báo kết thúc thanh tra trực tiếp" in page.text
        assert "Ai lo được: Trưởng đoàn Trần Văn Bình" in page.text
        assert "Lúc này làm được:" in page.text
    assert paused.desk.inspection(CASE).in_state("hold.site_paused")


def test_a_stranger_previews_nothing(stranger: Browser, paused: Told) -> None:
    fields = {"kind": "declare_none", "seen": "6", "occurred_on": "08/09/2021"}

    page = stranger.post(PREVIEW, fields)

    assert page.status_code == 401
    assert "Hết vướng" not in page.text
    assert len(paused.desk.store.events(CASE)) == 5


def test_the_preview_of_a_stale_form_says_so(head: Browser, paused: Told) -> None:
    form = head.form(PAGE, "declare_none")
    paused.tell("note", text="Vừa ghi thêm")

    page = head.post(PREVIEW, form.fields)

    assert page.status_code == 409
    assert "vừa có thay đổi" in page.text


def test_there_is_no_preview_of_what_is_not_there(head: Browser) -> None:
    assert head.post("/inspections/khong-co/acts/preview", {"kind": "note"}).status_code == 404
    assert head.get("/inspections/x/acts/preview").status_code == 303
