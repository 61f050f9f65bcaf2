"""A paper handed in with a form: looked at, tried by the rules, kept, and only then recorded."""

from __future__ import annotations

from collections.abc import Mapping

from states.papers import Scan
from states.text import Text
from tiendo.desk import Desk
from tiendo.errors import BadInput
from tiendo.web.posted import Posted, Upload, to_act

NO_PAPER = Text(
    "Có tệp gửi kèm nhưng chưa ghi số, ngày ký hay người ký của văn bản nào.",
    "A file came with it, but no number, date or signer of any paper.",
)
NOWHERE = Text("Nơi này không nhận tệp.", "No files are taken here.")


def act_with_file(desk: Desk, posted: Posted) -> dict[str, object]:
    """The act that a form asks to record, with its file known by its hash. Raises BadInput."""
    act = to_act(posted)
    scan = _looked_at(desk, posted)
    if scan is None:
        return act
    paper = act.get("document")
    if not isinstance(paper, Mapping):
        raise BadInput(NO_PAPER)
    return {**act, "document": {**paper, "scan": scan}}


def keep(
    desk: Desk, stream: str, act: Mapping[str, object], posted: Posted, *, by: str, seen: int
) -> None:
    """Keep the file of an act that the rules admit; of one they refuse nothing is kept.

    Raises as ``Desk.record`` does.
    """
    if posted.upload is not None:
        keep_file(desk, stream, act, posted.upload, by=by, seen=seen)


def keep_file(
    desk: Desk, stream: str, act: Mapping[str, object], upload: Upload, *, by: str, seen: int
) -> None:
    """As ``keep``, for a file by itself. Raises as ``Desk.record`` does."""
    paper = act.get("document")
    scan = paper.get("scan") if isinstance(paper, Mapping) else None
    if desk.scans is None or not isinstance(scan, Scan):
        return
    desk.rehearse(stream, act, by=by, seen=seen)
    desk.scans.put(upload.file, scan)


def _looked_at(desk: Desk, posted: Posted) -> Scan | None:
    if posted.upload is None:
        return None
    if desk.scans is None:
        raise BadInput(NOWHERE)
    return desk.scans.look(posted.upload.file, posted.upload.name)
