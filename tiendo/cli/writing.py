"""Commands that record: do, request, sweep."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from states.errors import Unknown
from states.inspection import Inspection
from states.papers import DocumentKind
from states.request import STEP_NAMES
from states.terms import name_of
from states.text import Text
from tiendo import asjson
from tiendo.acts import act_of
from tiendo.beat import Said, beat
from tiendo.cli import opening, rendering
from tiendo.cli.acting import (
    Data,
    DocDate,
    DocFile,
    DocKind,
    DocNumber,
    DocSigner,
    DryRun,
    Fields,
    NewDue,
    On,
    Reason,
    check_kind,
    data_of,
    document_of,
    fields_of,
    keep_file,
    with_file,
)
from tiendo.cli.options import AsJson, By, CaseId
from tiendo.desk import Desk
from tiendo.foresee import foresee
from tiendo.foresee_json import foreseen_json
from tiendo.nudge import PATIENCE_SECONDS, nudge
from tiendo.settings import Settings
from tiendo.sweep import SweepReport
from tiendo.sweep import sweep as run_sweep
from tiendo.telling import FLOW

_IF_RECORDED = Text("Nếu ghi (chưa ghi gì):", "If recorded (nothing was):")
_THEN = Text("Sau khi ghi: {sentence}", "Once recorded: {sentence}")


def _done(kind: str, inspection: Inspection, settings: Settings, as_json: bool) -> None:
    if as_json:
        rendering.print_json(asjson.inspection_json(inspection))
        return
    said = Text("Đã ghi: {what}.", "Recorded: {what}.").fill(what=name_of(kind))
    print(said.say(settings.lang))
    print(rendering.standing(inspection, settings.lang))


def _record(
    desk: Desk,
    settings: Settings,
    stream: str,
    act: dict[str, object],
    by: str,
    as_json: bool,
    file: Path | None = None,
) -> None:
    kind, who = str(act["kind"]), opening.actor(by, settings)
    whole = {**act, "occurred_on": act.get("occurred_on") or desk.clock.today()}
    if file is not None:
        desk.rehearse(stream, whole, by=who)  # of an act that is refused no file is kept
        keep_file(whole, file, desk)
    done = desk.record(stream, whole, by=who)
    heard = nudge(stream, settings)
    _done(kind, done, settings, as_json)
    if heard is not None:
        heard.join(PATIENCE_SECONDS)


def do(
    inspection: CaseId,
    act: str,
    /,
    *,
    by: By = "",
    on: On = "",
    reason: Reason = "",
    set_: Fields = (),
    data: Data = "",
    doc_kind: DocKind = "",
    doc_number: DocNumber = "",
    doc_date: DocDate = "",
    doc_signer: DocSigner = "",
    file: DocFile = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Ghi một việc vào cuộc thanh tra / record one act on an inspection.

    Parameters
    ----------
    act
        Tên việc, xem «tiendo allowed» / its name, for example declare_none or announce.
    """
    check_kind(act, inspection)
    own = {**data_of(data), **fields_of(set_)}
    paper = document_of(doc_kind, act_of(act).paper, doc_number, doc_date, doc_signer)
    with opening.desk() as (desk, settings):
        whole = {"reason": reason, **own, "kind": act, **with_file(paper, file, desk)}
        whole |= {"occurred_on": opening.day(on, "--on")} if on else {}
        if dry_run:
            _foretell(desk, settings, inspection, whole, by, as_json)
        else:
            _record(desk, settings, inspection, whole, by, as_json, file)


def _foretell(
    desk: Desk, settings: Settings, stream: str, act: dict[str, object], by: str, as_json: bool
) -> None:
    on = act.get("occurred_on") or desk.clock.today()
    whole = {**act, "occurred_on": on}
    found = foresee(desk, stream, whole, by=opening.actor(by, settings))
    if as_json:
        rendering.print_json(foreseen_json(found))
        return
    print(_IF_RECORDED.say(settings.lang))
    for line in found.lines:
        print(f"  {line.text.say(settings.lang)}")
    print(_THEN.fill(sentence=found.sentence).say(settings.lang))


RequestId = Annotated[str, Parameter(help="Mã yêu cầu, ví dụ YC-01 / id of the request.")]

request = App(name="request")


@request.command
def draft(
    inspection: CaseId,
    request_id: RequestId,
    /,
    *,
    to: str,
    item: tuple[str, ...],
    due: str,
    explanation: bool = False,
    by: By = "",
    on: On = "",
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Soạn một yêu cầu / draft a request.

    Parameters
    ----------
    to
        Nơi nhận / who is asked.
    item
        Một nội dung yêu cầu; lặp lại được / one thing asked for; may be repeated.
    due
        Hạn trả lời (bắt buộc) / the day by which it must be answered.
    explanation
        Yêu cầu giải trình thay vì tài liệu / ask for an explanation instead of documents.
    """
    asks = "explanation" if explanation else "documents"
    due_on = opening.day(due, "--due")
    act: dict[str, object] = {"kind": "draft_request", "request": request_id, "reason": reason}
    act |= {"asks": asks, "addressee": to, "items": item, "due_on": due_on}
    with opening.desk() as (desk, settings):
        if on:
            act["occurred_on"] = opening.day(on, "--on")
        _record(desk, settings, inspection, act, by, as_json)


def _step_command(kind: str) -> Callable[..., None]:
    """The command of one step of a request; all of them take the same options."""

    def step(
        inspection: CaseId,
        request_id: RequestId,
        /,
        *,
        by: By = "",
        on: On = "",
        due: NewDue = "",
        reason: Reason = "",
        doc_number: DocNumber = "",
        doc_date: DocDate = "",
        doc_signer: DocSigner = "",
        file: DocFile = None,
        as_json: AsJson = False,
    ) -> None:
        act: dict[str, object] = {"kind": kind, "request": request_id, "reason": reason}
        if due:
            act["due_on"] = opening.day(due, "--due")
        if on:
            act["occurred_on"] = opening.day(on, "--on")
        with opening.desk() as (desk, settings):
            usual = _usual_paper(desk, kind, inspection, request_id)
            document = document_of("", usual, doc_number, doc_date, doc_signer)
            act |= with_file(document, file, desk)
            _record(desk, settings, inspection, act, by, as_json, file)

    step.__doc__ = f"{STEP_NAMES[kind].vi} / {STEP_NAMES[kind].en.lower()}."
    return step


def _usual_paper(desk: Desk, kind: str, stream: str, request_id: str) -> DocumentKind | None:
    found = desk.inspection(stream).request(request_id)
    if found is None:
        shape = Text("Không có yêu cầu mã {id}.", "There is no request {id}.")
        raise Unknown(shape.fill(id=request_id[:80]))
    return found.paper if kind == "send_request" else act_of(kind).paper


for verb, step_kind in (
    ("send", "send_request"),
    ("remind", "remind_request"),
    ("receive", "receive_answer"),
    ("accept", "accept_answer"),
    ("return", "return_answer"),
    ("waive", "waive_request"),
    ("refuse", "refuse_request"),
):
    request.command(_step_command(step_kind), name=verb)


def _sweep_today(desk: Desk) -> SweepReport:
    return run_sweep(desk, as_of=desk.clock.today(), now=desk.clock.now())


def sweep(*, as_json: AsJson = False) -> int:
    """Rà soát ngay: báo những gì đến hạn báo, mỗi nấc một lần / sweep now."""
    with opening.desk() as (desk, settings):
        report = beat(desk, FLOW, _sweep_today, lambda each: Said(not each.failed, ""))
        if as_json:
            rendering.print_json(
                {
                    "as_of": report.as_of.isoformat(),
                    "looked_at": report.looked_at,
                    "raised": list(report.raised),
                    "stuck": [asjson.stuck_json(line) for line in report.stuck],
                    "failed": [list(pair) for pair in report.failed],
                }
            )
        else:
            said = Text(
                "{day:%d/%m/%Y}: {n} cuộc đến hạn xem, báo mới {raised}; {cases} cuộc đang vướng "
                "({stuck} việc).",
                "{day:%d/%m/%Y}: {n} were due, newly told {raised}; {cases} inspections stuck "
                "({stuck} stalls).",
            )
            print(
                said.fill(
                    day=report.as_of,
                    n=report.looked_at,
                    raised=len(report.raised),
                    cases=len({line.stream for line in report.stuck}),
                    stuck=len(report.stuck),
                ).say(settings.lang)
            )
            for stream, error in report.failed:
                print(f"{stream}: {error}", file=sys.stderr)
        return 1 if report.failed else 0
