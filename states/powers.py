"""Which capacities may do which act, as data; the desk enforces it on every road."""

from __future__ import annotations

from states.roles import Role

R = Role
_LEADERS = frozenset({R.CHIEF_INSPECTOR, R.DEPUTY})
_SIGNED = frozenset({R.CHIEF_INSPECTOR, R.OFFICE})
_TEAM = frozenset({R.TEAM_HEAD})
_TEAM_AND_LEADERS = _TEAM | _LEADERS
_ALARMED = _TEAM_AND_LEADERS | {R.ROOM_HEAD, R.APPRAISER, R.OFFICE}
_FOLLOW_UP = frozenset({R.TEAM_HEAD, R.ROOM_HEAD, R.OFFICE})

POWERS: dict[str, frozenset[Role]] = {
    "register": _SIGNED | {R.ROOM_HEAD},
    "survey": _SIGNED | {R.DEPUTY},
    "issue_decision": _SIGNED,
    "drop": _SIGNED,
    "announce": _TEAM_AND_LEADERS,
    "open_fieldwork": _TEAM,
    "extend": _SIGNED,
    "end_fieldwork": _TEAM,
    "end_by_records": _TEAM,
    "submit_team_report": _TEAM,
    "start_draft": _TEAM_AND_LEADERS,
    "send_for_explanation": _TEAM_AND_LEADERS,
    "revise_draft": _TEAM,
    "submit_appraisal": _TEAM,
    "return_draft": _LEADERS | {R.APPRAISER},
    "submit_for_signature": _TEAM | {R.APPRAISER},
    "issue_conclusion": _SIGNED,
    "publish": _SIGNED | _TEAM,
    "close_case": _SIGNED | _TEAM,
    "discontinue": _SIGNED,
    "reopen_conclusion": frozenset({R.CHIEF_INSPECTOR}),
    "defer_start": _LEADERS,
    "pause_site": _TEAM_AND_LEADERS,
    "pause_case": _SIGNED,
    "lift_hold": _TEAM_AND_LEADERS,
    "set_review": _LEADERS,
    "declare_none": _TEAM_AND_LEADERS | {R.ROOM_HEAD},
    "request_records": _TEAM,
    "request_records_in_pause": _TEAM,
    "remind_records": _FOLLOW_UP | {R.MACHINE},
    "receive_records": _FOLLOW_UP | {R.MEMBER},
    "settle_records": _TEAM | {R.MACHINE},
    "draft_request": _TEAM | {R.MEMBER},
    "send_request": _TEAM,
    "remind_request": _FOLLOW_UP | {R.MACHINE},
    "receive_answer": _FOLLOW_UP | {R.MEMBER},
    "accept_answer": _TEAM,
    "return_answer": _TEAM,
    "waive_request": _TEAM_AND_LEADERS,
    "refuse_request": _TEAM,
    "assign_overseer": _LEADERS,
    "flag_team": _LEADERS | {R.OVERSEER},
    "clear_flag": _LEADERS | {R.OVERSEER},
    "urge": _FOLLOW_UP | {R.MACHINE},
    "verify": _FOLLOW_UP,
    "find_shortfall": _FOLLOW_UP,
    "confirm_fulfilled": _FOLLOW_UP,
    "lodge_complaint": _FOLLOW_UP,
    "dismiss_complaint": _SIGNED,
    "uphold_complaint": _SIGNED,
    "change_team": _SIGNED,
    "move_regime": frozenset({R.CHIEF_INSPECTOR}),
    "set_deadline": _SIGNED | _TEAM,
    "file_document": frozenset(Role) - {R.MACHINE, R.ADMINISTRATOR},
    "note": _TEAM | {R.MEMBER, R.OVERSEER},
    "annul": _LEADERS | {R.OFFICE},
    "escalate": frozenset({R.MACHINE}),
    "acknowledge": _ALARMED,
    "snooze": _ALARMED,
    "hand_over": _ALARMED,
    "prompt": frozenset({R.MACHINE}),
    "recount": frozenset({R.MACHINE}),
}
"""Every kind of event and every trigger, and who may record it; a test holds it complete.

An answer to an alarm is also for whoever was told of it, and in these capacities only for those
who stand above somebody told (``states.escalation``).
"""

OFFICE_POWERS: dict[str, frozenset[Role]] = {
    "load_calendar": frozenset({R.OFFICE, R.ADMINISTRATOR}),
    "set_contact": frozenset({R.OFFICE, R.ADMINISTRATOR}),
    "retry_delivery": frozenset({R.OFFICE, R.ADMINISTRATOR}),
    "manage_users": frozenset({R.ADMINISTRATOR}),
    "delegate": frozenset({R.CHIEF_INSPECTOR, R.OFFICE}),
}
"""What is done to the office as a whole, not to one inspection, and who may do it."""
