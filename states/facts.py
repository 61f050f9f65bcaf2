"""The facts that guards ask: named yes/no questions over an inspection and the act at hand.

A document satisfies a fact only when it is numbered, dated and signed, and has not already
served an earlier act of the same kind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from states.events import Deferred, Event, OverseerAssigned, SitePaused
from states.papers import DOCUMENT_NAMES, Document, DocumentKind, missing_parts
from states.roles import Role
from states.text import Text, same
from states.value import value

if TYPE_CHECKING:
    from states.inspection import Inspection

R = Role
K = DocumentKind


@value
class View:
    """What a fact may look at: the inspection before the act, and the act if there is one."""

    inspection: Inspection
    act: Event | None = None


_NO_WORDS = same("")


@dataclass(frozen=True, slots=True)
class FactRule:
    """A question, who may supply the answer, and what is missing: a paper, or in words.

    ``with_act``: what is missing may come together with the act. ``fields`` are the fields of
    the act that answer it when it is no paper.
    """

    holds: Callable[[View], bool]
    who: tuple[Role, ...]
    missing: Text = _NO_WORDS
    document: DocumentKind | None = None
    with_act: bool = True
    fields: tuple[str, ...] = ()


def has_paper(view: View, kind: DocumentKind) -> bool:
    """Whether a document of this kind that counts came with the act, or is filed and unused."""
    return any(document.counts for document in _at_hand(view, kind))


def _at_hand(view: View, kind: DocumentKind) -> tuple[Document, ...]:
    given = view.act.document if view.act else None
    papers = (*((given,) if given else ()), *view.inspection.available)
    return tuple(paper for paper in papers if paper.kind is kind)


def missing_paper(view: View, kind: DocumentKind) -> Text:
    """Why a paper does not count, in words: it is not there, or lacks number, date or signer."""
    candidates = _at_hand(view, kind)
    if candidates:
        return Text("{name} thiếu {parts}.", "{name} lacks its {parts}.").fill(
            name=candidates[0].name, parts=missing_parts(candidates[0])
        )
    return Text(
        "Chưa có {name} đủ số, ngày, người ký.", "No numbered, dated and signed {name}."
    ).fill(name=DOCUMENT_NAMES[kind])


def _paper(kind: DocumentKind, *who: Role) -> FactRule:
    return FactRule(
        holds=lambda view: has_paper(view, kind),
        who=who,
        document=kind,
    )


def _hold_basis(view: View) -> bool:
    act = view.act
    if not isinstance(act, Deferred | SitePaused):
        return False
    return bool(act.reason) or bool(act.document and act.document.counts)


def _basis_lifted(view: View) -> bool:
    hold = view.inspection.hold
    if hold is None:
        return False
    if hold.state == "hold.case_paused":
        return has_paper(view, K.RESUME_DECISION)
    return bool(view.act and view.act.reason) or has_paper(view, K.RESUME_DECISION)


def _overseer_named(view: View) -> bool:
    if not isinstance(view.act, OverseerAssigned):
        return False
    outside = view.act.overseer not in view.inspection.place.team
    return outside and has_paper(view, K.SUPERVISION_ASSIGNMENT)


def _explanations_processed(view: View) -> bool:
    return not view.inspection.draft_was_sent or has_paper(view, K.EXPLANATION_HANDLING)


def _may_request_now(view: View) -> bool:
    hold = view.inspection.hold
    return hold is not None and hold.requests_allowed


def _review_date_set(view: View) -> bool:
    return isinstance(view.act, Deferred)  # its review date is a mandatory field


CHIEF = (R.CHIEF_INSPECTOR, R.OFFICE)
TEAM = (R.TEAM_HEAD,)

FACTS: dict[str, FactRule] = {
    "survey_ordered": _paper(K.SURVEY_ORDER, *CHIEF),
    "decision_signed": _paper(K.DECISION, *CHIEF),
    "drop_approved": _paper(K.PLAN_ADJUSTMENT, *CHIEF),
    "announcement_minutes_signed": _paper(K.ANNOUNCEMENT_MINUTES, *TEAM),
    "extension_signed": _paper(K.EXTENSION_DECISION, *CHIEF),
    "onsite_end_notified": _paper(K.ONSITE_END_NOTICE, *TEAM),
    "remote_allowed": _paper(K.REMOTE_END_APPROVAL, *CHIEF),
    "team_report_filed": _paper(K.TEAM_REPORT, *TEAM),
    "draft_complete": _paper(K.DRAFT_LETTER, *TEAM),
    "explanations_processed": FactRule(
        holds=_explanations_processed,
        missing=Text(
            "Dự thảo đã gửi lấy ý kiến giải trình nhưng chưa có Báo cáo xử lý giải trình đủ số, "
            "ngày, người ký.",
            "The draft was sent out and there is no numbered, dated and signed report on how the "
            "explanations were handled.",
        ),
        who=TEAM,
        document=K.EXPLANATION_HANDLING,
    ),
    "appraised": _paper(K.APPRAISAL_REPORT, R.APPRAISER, R.TEAM_HEAD),
    "conclusion_signed": _paper(K.CONCLUSION, *CHIEF),
    "publication_done": _paper(K.PUBLICATION_PROOF, *TEAM, R.OFFICE),
    "termination_signed": _paper(K.TERMINATION_DECISION, *CHIEF),
    "hold_basis": FactRule(
        holds=_hold_basis,
        missing=Text(
            "Chưa nêu lý do tạm dừng (hoặc văn bản làm căn cứ).",
            "No reason for the pause, nor a document it rests on.",
        ),
        who=(R.TEAM_HEAD, R.DEPUTY, R.CHIEF_INSPECTOR),
        fields=("reason",),
    ),
    "review_date_set": FactRule(
        holds=_review_date_set,
        missing=Text(
            "Chưa ấn định ngày xem xét lại để quyết định.",
            "No date set on which it will be decided again.",
        ),
        who=(R.DEPUTY, R.CHIEF_INSPECTOR),
        fields=("review_on",),
    ),
    "suspension_signed": _paper(K.SUSPENSION_DECISION, *CHIEF),
    "basis_lifted": FactRule(
        holds=_basis_lifted,
        missing=Text(
            "Chưa nêu lý do tiếp tục; nếu cả cuộc thanh tra đã tạm dừng thì phải có Quyết định "
            "tiếp tục đủ số, ngày, người ký.",
            "No reason for resuming; if the whole inspection was suspended, a numbered, dated and "
            "signed resumption decision is needed.",
        ),
        who=(R.TEAM_HEAD, R.DEPUTY, R.CHIEF_INSPECTOR),
        document=K.RESUME_DECISION,
        fields=("reason",),
    ),
    "may_request_now": FactRule(
        holds=_may_request_now,
        missing=Text(
            "Quyết định tạm dừng không cho phép gửi yêu cầu trong thời gian tạm dừng.",
            "The suspension decision does not allow requests meanwhile.",
        ),
        who=CHIEF,
        with_act=False,
    ),
    "last_request": FactRule(
        holds=lambda view: not any(r.outstanding for r in view.inspection.requests),
        missing=Text(
            "Còn yêu cầu chưa được trả lời đủ hoặc chưa thôi yêu cầu.",
            "Some request is neither answered nor waived.",
        ),
        who=TEAM,
        with_act=False,
    ),
    "overseer_named": FactRule(
        holds=_overseer_named,
        missing=Text(
            "Phải nêu người giám sát ở ngoài Đoàn và văn bản cử đủ số, ngày, người ký.",
            "Name an overseer outside the team, with a numbered, dated and signed assignment.",
        ),
        who=CHIEF,
        document=K.SUPERVISION_ASSIGNMENT,
        fields=("overseer",),
    ),
    "all_done": _paper(K.PERFORMANCE_REPORT, R.ROOM_HEAD, R.OFFICE),
    "ruling_signed": _paper(K.COMPLAINT_RULING, *CHIEF),
}
"""Every fact a guard may ask, by the name the guard uses."""


def answer(view: View) -> Callable[[str], bool]:
    """The oracle a firing asks: a fact's name to a bool. Raises KeyError on an unknown name."""
    return lambda name: FACTS[name].holds(view)


def why_missing(view: View, name: str) -> Text:
    """What is missing for a fact, in words."""
    rule = FACTS[name]
    if rule.missing.vi or rule.document is None:
        return rule.missing
    return missing_paper(view, rule.document)
