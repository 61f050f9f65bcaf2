"""Which trigger may happen when: the table of ``statechart.md`` §4, as data.

Guards read the configuration before the event and named facts, nothing else. The order of
a rule's guards is the order in which their reasons are told to the reader.
"""

from __future__ import annotations

from enum import StrEnum

from states.chart import ALIVE, UNDER_WAY, Fact, Guard, In, Leg, Out, Rule


class Trigger(StrEnum):
    """What can happen to an inspection. The values are stored: add to them, never rename."""

    SURVEY = "survey"
    ISSUE_DECISION = "issue_decision"
    DROP = "drop"
    ANNOUNCE = "announce"
    OPEN_FIELDWORK = "open_fieldwork"
    EXTEND = "extend"
    END_FIELDWORK = "end_fieldwork"
    END_BY_RECORDS = "end_by_records"
    SUBMIT_TEAM_REPORT = "submit_team_report"
    START_DRAFT = "start_draft"
    SEND_FOR_EXPLANATION = "send_for_explanation"
    REVISE_DRAFT = "revise_draft"
    SUBMIT_APPRAISAL = "submit_appraisal"
    RETURN_DRAFT = "return_draft"
    SUBMIT_FOR_SIGNATURE = "submit_for_signature"
    ISSUE_CONCLUSION = "issue_conclusion"
    PUBLISH = "publish"
    CLOSE_CASE = "close_case"
    DISCONTINUE = "discontinue"
    REOPEN_CONCLUSION = "reopen_conclusion"
    DEFER_START = "defer_start"
    PAUSE_SITE = "pause_site"
    PAUSE_CASE = "pause_case"
    LIFT_HOLD = "lift_hold"
    DECLARE_NONE = "declare_none"
    REQUEST_RECORDS = "request_records"
    REQUEST_RECORDS_IN_PAUSE = "request_records_in_pause"
    REMIND_RECORDS = "remind_records"
    RECEIVE_RECORDS = "receive_records"
    SETTLE_RECORDS = "settle_records"
    ASSIGN_OVERSEER = "assign_overseer"
    FLAG_TEAM = "flag_team"
    CLEAR_FLAG = "clear_flag"
    URGE = "urge"
    VERIFY = "verify"
    FIND_SHORTFALL = "find_shortfall"
    CONFIRM_FULFILLED = "confirm_fulfilled"
    LODGE_COMPLAINT = "lodge_complaint"
    DISMISS_COMPLAINT = "dismiss_complaint"
    UPHOLD_COMPLAINT = "uphold_complaint"


T = Trigger
NOT_HELD = In(("hold.clear",))
NO_OPEN_REQUEST = Out(("records.open",))
_DRAFTING = "course.conclude.drafting"
_QUIET = ("records.unreviewed", "records.none_needed", "records.answered")


def _move(sources: str, dest: str, *guards: Guard) -> tuple[Rule, ...]:
    """A trigger that only moves `course`; sources and dest are written without the region."""
    paths = tuple(f"course.{source}" for source in sources.split())
    return (Rule(Leg(paths, f"course.{dest}"), guards),)


def _step(region: str, sources: str, dest: str | None, *guards: Guard) -> Rule:
    paths = tuple(f"{region}.{source}" for source in sources.split())
    return Rule(Leg(paths, dest and f"{region}.{dest}"), guards)


def _request(*guards: Guard) -> tuple[Rule, ...]:
    asked = (In(UNDER_WAY), *guards)
    return (
        Rule(Leg(_QUIET, "records.open"), asked),
        Rule(Leg(("records.open",), None), asked),
    )


RULES: dict[Trigger, tuple[Rule, ...]] = {
    T.SURVEY: _move("prep.planned", "prep.surveying", Fact("survey_ordered"), NOT_HELD),
    T.ISSUE_DECISION: _move("prep", "field.decided", Fact("decision_signed")),
    T.DROP: _move("prep", "dropped", Fact("drop_approved")),
    T.ANNOUNCE: _move(
        "field.decided", "field.announced", NOT_HELD, Fact("announcement_minutes_signed")
    ),
    T.OPEN_FIELDWORK: _move("field.announced", "field.onsite", NOT_HELD),
    T.EXTEND: (_step("course", "field.announced field.onsite", None, Fact("extension_signed")),),
    T.END_FIELDWORK: _move(
        "field.onsite", "field.ended", NOT_HELD, NO_OPEN_REQUEST, Fact("onsite_end_notified")
    ),
    T.END_BY_RECORDS: _move(
        "field.onsite",
        "field.ended",
        In(("hold.site_paused",)),
        In(("records.answered",)),
        Fact("remote_allowed"),
    ),
    T.SUBMIT_TEAM_REPORT: _move("field.ended", "conclude.reported", Fact("team_report_filed")),
    T.START_DRAFT: _move("conclude.reported", "conclude.drafting"),
    T.SEND_FOR_EXPLANATION: _move(
        "conclude.drafting", "conclude.consulting", Fact("draft_complete")
    ),
    T.REVISE_DRAFT: _move("conclude.consulting", "conclude.drafting"),
    T.SUBMIT_APPRAISAL: _move(
        "conclude.drafting conclude.consulting",
        "conclude.appraising",
        NO_OPEN_REQUEST,
        Fact("explanations_processed"),
    ),
    T.RETURN_DRAFT: _move("conclude.appraising conclude.signing", "conclude.drafting"),
    T.SUBMIT_FOR_SIGNATURE: _move("conclude.appraising", "conclude.signing", Fact("appraised")),
    T.ISSUE_CONCLUSION: (
        Rule(
            Leg(("course.conclude.signing",), "course.after.issued"),
            (Out(("hold.case_paused",)), NO_OPEN_REQUEST, Fact("conclusion_signed")),
            (Leg(("remedy.dormant",), "remedy.monitoring"),),
        ),
    ),
    T.PUBLISH: _move("after.issued", "after.published", Fact("publication_done")),
    T.CLOSE_CASE: _move(
        "after.published",
        "closed",
        In(("remedy.fulfilled",)),
        In(("complaint.none", "complaint.dismissed")),
        NOT_HELD,
    ),
    T.DISCONTINUE: _move("field conclude", "discontinued", Fact("termination_signed")),
    T.REOPEN_CONCLUSION: (
        Rule(
            Leg(("course.after",), _DRAFTING),
            (In(("complaint.upheld",)),),
            (
                Leg(
                    ("remedy.monitoring", "remedy.urging", "remedy.verifying", "remedy.fulfilled"),
                    "remedy.dormant",
                ),
                Leg(("complaint.upheld",), "complaint.none"),
            ),
        ),
    ),
    T.DEFER_START: (
        Rule(
            Leg(("hold.clear",), "hold.site_paused"),
            (In(("course.prep",)), Fact("hold_basis"), Fact("review_date_set")),
        ),
    ),
    T.PAUSE_SITE: (
        Rule(
            Leg(("hold.clear",), "hold.site_paused"),
            (In(UNDER_WAY), Fact("hold_basis")),
            (Leg(("records.none_needed", "records.answered"), "records.unreviewed"),),
        ),
    ),
    T.PAUSE_CASE: (
        _step(
            "hold",
            "clear site_paused",
            "case_paused",
            In(UNDER_WAY),
            Fact("suspension_signed"),
        ),
    ),
    T.LIFT_HOLD: (_step("hold", "site_paused case_paused", "clear", ALIVE, Fact("basis_lifted")),),
    T.DECLARE_NONE: (_step("records", "unreviewed", "none_needed", In(UNDER_WAY)),),
    T.REQUEST_RECORDS: _request(Out(("hold.case_paused",))),
    T.REQUEST_RECORDS_IN_PAUSE: _request(In(("hold.case_paused",)), Fact("may_request_now")),
    T.REMIND_RECORDS: (_step("records", "open", None, ALIVE),),
    T.RECEIVE_RECORDS: (_step("records", "open", None, ALIVE),),
    T.SETTLE_RECORDS: (_step("records", "open", "answered", ALIVE, Fact("last_request")),),
    T.ASSIGN_OVERSEER: (
        _step(
            "oversight",
            "unassigned",
            "watching",
            ALIVE,
            Out(("course.prep",)),
            Fact("overseer_named"),
        ),
    ),
    T.FLAG_TEAM: (_step("oversight", "watching", "flagged", ALIVE),),
    T.CLEAR_FLAG: (_step("oversight", "flagged", "watching", ALIVE),),
    T.URGE: (
        _step("remedy", "monitoring", "urging", ALIVE),
        _step("remedy", "urging", None, ALIVE),
    ),
    T.VERIFY: (_step("remedy", "monitoring urging", "verifying", ALIVE),),
    T.FIND_SHORTFALL: (_step("remedy", "verifying", "urging", ALIVE),),
    T.CONFIRM_FULFILLED: (_step("remedy", "verifying", "fulfilled", ALIVE, Fact("all_done")),),
    T.LODGE_COMPLAINT: (_step("complaint", "none dismissed", "open", In(("course.after",))),),
    T.DISMISS_COMPLAINT: (_step("complaint", "open", "dismissed", ALIVE, Fact("ruling_signed")),),
    T.UPHOLD_COMPLAINT: (_step("complaint", "open", "upheld", ALIVE, Fact("ruling_signed")),),
}
