"""Commands of what the machine does by itself: drive, letter."""

from __future__ import annotations

import sys
from pathlib import Path

from states.prompts import PROMPT_NAMES
from states.roles import Role
from states.terms import ROLE_NAMES
from states.text import Text
from tiendo.cli import opening, rendering
from tiendo.cli.options import AsJson, CaseId
from tiendo.drive import drive as run_drive
from tiendo.letters import drafted
from tiendo.papers.letters import letter_paper
from tiendo.papers.saving import save


def drive(*inspections: str, as_json: AsJson = False) -> int:
    """Máy làm ngay những việc đến lượt máy / let the machine do now what is its turn.

    Parameters
    ----------
    inspections
        Chỉ những cuộc này / only these; without any, all of them.
    """
    with opening.desk() as (desk, settings):
        for stream in inspections:
            desk.history(stream)  # a mistyped id must not look like nothing to do
        report = run_drive(
            desk, inspections or None, as_of=desk.clock.today(), now=desk.clock.now()
        )
        if as_json:
            done = [
                {"inspection": d.stream, "what": d.what.value, "key": d.key} for d in report.done
            ]
            failed = [list(pair) for pair in report.failed]
            day = report.as_of.isoformat()
            rendering.print_json({"as_of": day, "done": done, "failed": failed})
        else:
            for deed in report.done:
                print(f"{deed.stream}: {PROMPT_NAMES[deed.what].say(settings.lang)}")
            print(report.summary.say(settings.lang))
            for stream, error in report.failed:
                print(f"{stream}: {error}", file=sys.stderr)
        return 1 if report.failed else 0


def letter(
    inspection: CaseId,
    version: int,
    /,
    *,
    docx: Path | None = None,
    as_json: AsJson = False,
) -> None:
    """Văn bản máy đã soạn ở một mục của lịch sử / the letter drafted in one entry.

    Parameters
    ----------
    version
        Số mục mà «tiendo show» in ra / the number of the entry, as `tiendo show` prints it.
    docx
        Ghi thành tệp .docx trình bày theo Nghị định 30/2020 / write it as .docx to this file.
    """
    with opening.desk() as (desk, settings):
        entry = drafted(desk, inspection, version)
        if docx:
            save(docx, letter_paper(entry.letter))
            return
        if as_json:
            rendering.print_json({"inspection": inspection, **entry.model_dump(mode="json")})
            return
        head = Text(
            "DỰ THẢO, máy soạn ngày {day:%d/%m/%Y}, chưa ký, chưa gửi; trình {role} ký.",
            "DRAFT of {day:%d/%m/%Y}, not signed, not sent; for the {role} to sign.",
        ).fill(day=entry.occurred_on, role=ROLE_NAMES[Role(entry.to)])
        print(f"{head.say(settings.lang)}\n\n{entry.letter}")
