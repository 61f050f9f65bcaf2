"""The documents of an inspection; one counts only when it is numbered, dated and signed."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import StringConstraints

from states.model import Day, Frozen, Line, Name
from states.text import Text, joined, same


class DocumentKind(StrEnum):
    """Kinds of document a team must keep (law.md §10). The values are stored."""

    SURVEY_ORDER = "survey_order"
    DECISION = "decision"
    TEAM_CHANGE_DECISION = "team_change_decision"
    EXTENSION_DECISION = "extension_decision"
    PLAN_ADJUSTMENT = "plan_adjustment"
    ANNOUNCEMENT_MINUTES = "announcement_minutes"
    DOCUMENT_REQUEST = "document_request"
    EXPLANATION_REQUEST = "explanation_request"
    ENTITY_ANSWER = "entity_answer"
    REMINDER_LETTER = "reminder_letter"
    SUSPENSION_DECISION = "suspension_decision"
    ONSITE_PAUSE_NOTICE = "onsite_pause_notice"
    RESUME_DECISION = "resume_decision"
    TERMINATION_DECISION = "termination_decision"
    REMOTE_END_APPROVAL = "remote_end_approval"
    ONSITE_END_NOTICE = "onsite_end_notice"
    TEAM_REPORT = "team_report"
    DRAFT_LETTER = "draft_letter"
    EXPLANATION_HANDLING = "explanation_handling"
    APPRAISAL_REPORT = "appraisal_report"
    CONCLUSION = "conclusion"
    PUBLICATION_PROOF = "publication_proof"
    SUPERVISION_ASSIGNMENT = "supervision_assignment"
    PERFORMANCE_REPORT = "performance_report"
    URGE_LETTER = "urge_letter"
    COMPLAINT_RULING = "complaint_ruling"
    TEAM_PLAN = "team_plan"
    DECISION_TRANSMITTAL = "decision_transmittal"
    REPORT_OUTLINE = "report_outline"
    ENTITY_DOCUMENT = "entity_document"
    WORKING_MINUTES = "working_minutes"
    MEMBER_REPORT = "member_report"
    CONCLUSION_TRANSMITTAL = "conclusion_transmittal"
    DIRECTING_DOCUMENT = "directing_document"
    HANDOVER_MINUTES = "handover_minutes"
    OTHER = "other"


D = DocumentKind

DOCUMENT_NAMES: dict[DocumentKind, Text] = {
    D.SURVEY_ORDER: Text("Văn bản giao khảo sát, thu thập thông tin", "Survey order"),
    D.DECISION: Text("Quyết định thanh tra", "Inspection decision"),
    D.TEAM_CHANGE_DECISION: Text("Quyết định thay đổi Đoàn thanh tra", "Team change decision"),
    D.EXTENSION_DECISION: Text("Quyết định gia hạn", "Extension decision"),
    D.PLAN_ADJUSTMENT: Text("Văn bản điều chỉnh kế hoạch", "Plan adjustment"),
    D.ANNOUNCEMENT_MINUTES: Text("Biên bản công bố quyết định", "Announcement minutes"),
    D.DOCUMENT_REQUEST: Text("Văn bản yêu cầu cung cấp tài liệu", "Document request"),
    D.EXPLANATION_REQUEST: Text("Văn bản yêu cầu giải trình", "Explanation request"),
    D.ENTITY_ANSWER: Text("Văn bản trả lời của đối tượng", "Answer of the entity"),
    D.REMINDER_LETTER: Text("Văn bản đôn đốc trả lời", "Reminder letter"),
    D.SUSPENSION_DECISION: Text("Quyết định tạm dừng", "Suspension decision"),
    D.ONSITE_PAUSE_NOTICE: Text(
        "Văn bản tạm dừng thanh tra trực tiếp", "Notice pausing on-site work"
    ),
    D.RESUME_DECISION: Text("Quyết định tiếp tục", "Resumption decision"),
    D.TERMINATION_DECISION: Text("Quyết định đình chỉ", "Termination decision"),
    D.REMOTE_END_APPROVAL: Text(
        "Văn bản cho phép kết thúc bằng hồ sơ", "Approval to end by records"
    ),
    D.ONSITE_END_NOTICE: Text(
        "Thông báo kết thúc thanh tra trực tiếp", "Notice of the end of on-site work"
    ),
    D.TEAM_REPORT: Text("Báo cáo kết quả thanh tra", "Team report"),
    D.DRAFT_LETTER: Text("Văn bản gửi dự thảo kết luận", "Letter sending the draft"),
    D.EXPLANATION_HANDLING: Text("Báo cáo xử lý giải trình", "Report on explanations handled"),
    D.APPRAISAL_REPORT: Text("Báo cáo thẩm định", "Appraisal report"),
    D.CONCLUSION: Text("Kết luận thanh tra", "Inspection conclusion"),
    D.PUBLICATION_PROOF: Text("Văn bản xác nhận công khai kết luận", "Proof of publication"),
    D.SUPERVISION_ASSIGNMENT: Text("Văn bản cử người giám sát", "Supervision assignment"),
    D.PERFORMANCE_REPORT: Text(
        "Báo cáo kết quả thực hiện kết luận", "Report on performance of the conclusion"
    ),
    D.URGE_LETTER: Text("Văn bản đôn đốc thực hiện kết luận", "Urging letter"),
    D.COMPLAINT_RULING: Text("Quyết định giải quyết khiếu nại", "Complaint ruling"),
    D.TEAM_PLAN: Text("Kế hoạch tiến hành thanh tra", "Team plan"),
    D.DECISION_TRANSMITTAL: Text(
        "Văn bản gửi quyết định thanh tra", "Letter sending the decision"
    ),
    D.REPORT_OUTLINE: Text("Đề cương yêu cầu báo cáo", "Report outline"),
    D.ENTITY_DOCUMENT: Text("Tài liệu của đối tượng thanh tra", "Document of the entity"),
    D.WORKING_MINUTES: Text("Biên bản làm việc, xác minh", "Working or verification minutes"),
    D.MEMBER_REPORT: Text("Báo cáo của thành viên Đoàn", "Member's report"),
    D.CONCLUSION_TRANSMITTAL: Text(
        "Văn bản gửi kết luận thanh tra", "Letter sending the conclusion"
    ),
    D.DIRECTING_DOCUMENT: Text(
        "Văn bản chỉ đạo thực hiện kết luận", "Document directing performance"
    ),
    D.HANDOVER_MINUTES: Text("Biên bản bàn giao hồ sơ", "Handover minutes"),
    D.OTHER: Text("Văn bản khác", "Other document"),
}

_PARTS = {
    "number": Text("số", "number"),
    "signed_on": Text("ngày ký", "date of signing"),
    "signed_by": Text("người ký", "signer"),
}


class Scan(Frozen):
    """The paper itself as a file, known by what it holds; ``name`` is only ever shown."""

    hash: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    name: Line
    kind: Literal["pdf", "docx", "png", "jpeg"]


class Document(Frozen):
    """A document as recorded. Without number, date or signer it is kept but proves nothing.

    ``scan`` is the paper itself, if it was handed in; it makes no other document of it.
    """

    kind: DocumentKind
    number: Name = ""
    signed_on: Day | None = None
    signed_by: Name = ""
    scan: Scan | None = None

    @property
    def bare(self) -> Document:
        """The document without its file: two entries of one paper are the same bare."""
        return self.model_copy(update={"scan": None}) if self.scan else self

    def same_paper(self, other: Document) -> bool:
        """Whether another entry is of this paper, with or without its file."""
        return self.number == other.number and self.bare == other.bare

    @property
    def missing(self) -> tuple[str, ...]:
        """Which of number, signed_on and signed_by are not there."""
        return tuple(part for part in _PARTS if not getattr(self, part))

    @property
    def counts(self) -> bool:
        """Whether it is numbered, dated and signed."""
        return bool(self.number and self.signed_on and self.signed_by)

    @property
    def name(self) -> Text:
        """What this kind of document is called."""
        return DOCUMENT_NAMES[self.kind]


def missing_parts(document: Document) -> Text:
    """What an incomplete document lacks, in words."""
    return joined(tuple(_PARTS[part] for part in document.missing))


def cited(document: Document) -> Text:
    """How a document is named in a sentence: kind, number and date of signing."""
    name = document.name
    if document.number:
        name = Text(f"{name.vi} số {document.number}", f"{name.en} No. {document.number}")
    if document.signed_on:
        day = same(f"{document.signed_on:%d/%m/%Y}")
        name = Text(f"{name.vi} ngày {day.vi}", f"{name.en} of {day.en}")
    return name
