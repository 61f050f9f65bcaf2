"""The command line as an officer uses it, with its exit codes."""

from __future__ import annotations

import inspect
import subprocess
import sys
from datetime import date
from pathlib import Path
from pkgutil import resolve_name

from builders import REGISTER
from commands import Tiendo, told
from cyclopts import App
from offices import CASE, Told, open_office, sqlite, tamper

from tiendo.acts import kinds
from tiendo.cli.commands import MEETING, TIENDO


def test_stuck_names_the_three_projects_until_somebody_speaks(
    tiendo: Tiendo,
) -> None:
    (line,) = told(tiendo, "stuck", "--as-of", "2021-09-08")
    assert (line["inspection"], line["kind"]) == (CASE, "unreviewed_pause")
    assert line["since"] == "2021-07-19"
    assert "chưa ai nêu có hay không" in line["sentence"]["vi"]

    assert tiendo("do", CASE, "declare_none", "--reason", "Đã rà soát, không có")[0] == 0
    assert told(tiendo, "stuck", "--as-of", "2021-09-08") == []

    assert tiendo("do", CASE, "lift_hold", "--reason", "Hết giãn cách")[0] == 0
    notice = ("--doc-number", "95/TB-TTr", "--doc-date", "08/09/2021", "--doc-signer", "Võ Kiều")
    assert tiendo("do", CASE, "pause_site", "--reason", "Dịch trở lại", *notice)[0] == 0
    assert told(tiendo, "stuck", "--as-of", "2021-09-08") == []
    (again,) = told(tiendo, "stuck", "--as-of", "2021-09-20")
    assert (again["kind"], again["since"]) == ("unreviewed_pause", "2021-09-08")


def test_a_request_sent_ends_the_stall_too(tiendo: Tiendo) -> None:
    draft = ("request", "draft", CASE, "YC1", "--to", "Ban QLDA", "--item", "Hồ sơ hoàn công")
    assert tiendo(*draft, "--due", "30/09/2021")[0] == 0
    assert len(told(tiendo, "stuck")) == 1

    letter = ("--doc-number", "88/TTr-NV1", "--doc-date", "08/09/2021", "--doc-signer", "Võ Kiều")
    assert tiendo("request", "send", CASE, "YC1", *letter)[0] == 0
    assert told(tiendo, "stuck") == []


def test_while_paused_a_request_is_answered_and_ending_waits_for_the_resumption(
    tiendo: Tiendo,
) -> None:
    letter = ("--doc-number", "88/TTr", "--doc-date", "2021-09-08", "--doc-signer", "Võ Kiều")
    draft = ("request", "draft", CASE, "YC1", "--to", "Ban QLDA", "--item", "Hồ sơ")
    for words in (
        (*draft, "--due", "2021-09-30"),
        ("request", "send", CASE, "YC1", *letter),
        ("request", "receive", CASE, "YC1"),
        ("request", "accept", CASE, "YC1"),
    ):
        assert tiendo(*words)[0] == 0

    code, _, err = tiendo("do", CASE, "end_fieldwork")
    assert code == 1
    assert "  - Cuộc thanh tra đang tạm dừng; phải «Tiếp tục» trước." in err
    assert "  - Chưa có Thông báo kết thúc thanh tra trực tiếp đủ số, ngày, người ký." in err
    assert "lift_hold" in err

    assert tiendo("do", CASE, "lift_hold", "--reason", "Hết giãn cách")[0] == 0
    assert tiendo("do", CASE, "end_fieldwork", *letter)[0] == 0
    shown = told(tiendo, "show", CASE)
    assert shown["state"]["course"]["leaf"] == "course.field.ended"
    assert "extend" not in {entry["kind"] for entry in shown["history"]}


def test_a_suspension_typed_in_late_shows_what_was_known_then_and_now(tiendo: Tiendo) -> None:
    tiendo("do", CASE, "declare_none")
    tiendo("do", CASE, "lift_hold", "--on", "20/08/2021", "--reason", "Hết giãn cách")

    then = told(tiendo, "show", CASE, "--as-of", "2021-08-25", "--known-by", "2021-08-25")
    now = told(tiendo, "show", CASE, "--as-of", "2021-08-25")

    assert then["state"]["hold"]["leaf"] == "hold.site_paused"
    assert now["state"]["hold"]["leaf"] == "hold.clear"
    assert "(muộn 19 ngày)" in tiendo("show", CASE)[1]


def test_the_sweep_by_hand_tells_once(tiendo: Tiendo) -> None:
    assert len(told(tiendo, "sweep")["raised"]) == 4
    assert told(tiendo, "sweep")["raised"] == []
    assert "báo mới 0; 1 cuộc đang vướng (1 việc)" in tiendo("sweep")[1]


def test_verify_names_the_stream_and_the_version_that_were_changed(
    tiendo: Tiendo, home: Path
) -> None:
    code, out, err = tiendo("verify")
    assert (code, err, out.splitlines()[0]) == (0, "", "Sổ ghi nguyên vẹn.")
    assert out.splitlines()[1].startswith("Chưa đối chiếu: văn bản còn thiếu và việc gỡ được")
    tamper(home / "tiendo.db", CASE, 3)

    code, out, _ = tiendo("verify")

    assert code == 1
    assert f"{CASE}, mục 3:" in out


def test_lists_are_searched_without_diacritics(tiendo: Tiendo) -> None:
    (found,) = told(tiendo, "list", "--search", "DU AN đầu tu xay dung")
    assert found["inspection"] == CASE
    assert told(tiendo, "list", "--search", "cầu đường") == []
    assert "Cuộc thanh tra 03 dự án" in tiendo("list")[1]


def test_what_may_be_done_is_listed_with_what_is_missing(tiendo: Tiendo) -> None:
    answers = {each["act"]: each for each in told(tiendo, "allowed", CASE)}

    assert answers["declare_none"]["allowed"] is True
    assert answers["lift_hold"]["within_reach"] is True
    assert len(answers["end_fieldwork"]["reasons"]) == 2
    assert answers.keys() <= set(kinds()), "«tiendo do» knows each of them"
    assert answers["draft_request"]["allowed"] is True
    assert answers["accept_answer"]["within_reach"] is False
    assert "declare_none" in tiendo("allowed", CASE)[1]


def test_people_are_listed_with_their_ids(tiendo: Tiendo) -> None:
    assert "binh" in {person["id"] for person in told(tiendo, "people")}
    assert "Trần Văn Bình" in tiendo("people")[1]


def test_the_help_is_shown_before_any_library_of_a_command_is_loaded() -> None:
    """Only what reads the command line itself: no rules of ours, store, page or Prefect."""
    code = (
        "import sys\n"
        "from tiendo.cli.app import app\n"
        "app(['--help'], exit_on_error=False, result_action='return_value')\n"
        "heavy = {'pydantic', 'sqlalchemy', 'states', 'yaml', 'prefect'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "tiendo COMMAND" in done.stdout


def test_the_help_says_of_a_command_what_the_command_says() -> None:
    told = dict([*TIENDO.values(), *MEETING.values()])
    own = {place: resolve_name(f"tiendo.cli.{place}") for place in told}
    words = {
        place: inspect.cleandoc(command.__doc__ or "").partition("\n\nParameters")[0]
        for place, command in own.items()
        if not isinstance(command, App)  # the words of one that has parts stand there alone
    }

    assert words == {place: told[place] for place in words}
    assert len(own) - len(words) == 5


def test_the_desk_of_an_office_can_be_opened_by_address(tmp_path: Path) -> None:
    desk = open_office(sqlite(tmp_path), date(2021, 9, 8))
    Told(desk, date(2021, 6, 1)).tell("register", **REGISTER)
    assert desk.verify() == ()
    desk.store.close()


def test_an_alarm_is_shown_with_its_key_answered_and_marked(tiendo: Tiendo) -> None:
    told(tiendo, "sweep")
    alarm = f"{CASE}:unreviewed_pause::2021-07-19"
    shown = tiendo("show", CASE)[1]
    assert "  * Tạm dừng mà chưa rà soát yêu cầu — chưa ai tiếp nhận" in shown
    assert "    Trưởng đoàn Trần Văn Bình 08/09/2021; Trưởng phòng Lê Dũng 08/09/2021; " in shown
    assert f"    alarm={alarm}" in shown

    assert tiendo("do", CASE, "acknowledge", "--set", f"alarm={alarm}", "--by", "kieu")[0] == 0
    until = ("--set", "until=15/09/2021", "--reason", "Chờ họp giao ban", "--by", "kieu")
    assert tiendo("do", CASE, "snooze", "--set", f"alarm={alarm}", *until)[0] == 0

    said = "(hoãn nhắc đến 15/09/2021: Võ Kiều hoãn nhắc đến 15/09/2021: Chờ họp giao ban)"
    assert said in tiendo("stuck")[1]
    (found,) = told(tiendo, "show", CASE)["escalations"]
    assert (found["alarm"], found["state"], found["calls"]) == (alarm, "snoozed", [])
    code, _, err = tiendo("do", CASE, "acknowledge", "--set", f"alarm={alarm}", "--by", "khach")
    assert (code, "Chỉ người đã được báo" in err) == (1, True)


def test_an_inspection_is_found_by_a_few_letters(tiendo: Tiendo) -> None:
    code, out, _ = tiendo("find", "du", "an")

    assert (code, "ba-du-an" in out, "Thanh tra trực tiếp" in out) == (0, True, True)
    assert [each["inspection"] for each in told(tiendo, "find", "05/tb-ttr")] == ["ba-du-an"]
    assert told(tiendo, "find", "ben dinh") == []


def test_the_command_line_tells_what_somebody_must_do(tiendo: Tiendo) -> None:
    code, out, _ = tiendo("my", "binh")
    nobody, none, _ = tiendo("my", "khach")

    assert (code, "28/07/2021 (quá 42 ngày) Nêu rõ có hay không" in out) == (0, True)
    assert (nobody, "không có việc nào phải làm" in none) == (0, True)
    assert told(tiendo, "my")["todo"][0]["act"] == "declare_none"
    assert tiendo("my", "ai-do")[0] == 3
