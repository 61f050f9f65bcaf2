"""The office's rules a second time, by hand: which paper each act needs, and who may do it.

Nothing here is read from the rules; a slip there must meet a different sentence here.
"""

from __future__ import annotations

import pytest

from states.chart import Fact
from states.facts import FACTS
from states.powers import POWERS
from states.roles import Role
from states.rules import RULES, Trigger

NEEDS = """
survey                    survey_ordered: survey_order
issue_decision            decision_signed: decision
drop                      drop_approved: plan_adjustment
announce                  announcement_minutes_signed: announcement_minutes
open_fieldwork
extend                    extension_signed: extension_decision
end_fieldwork             onsite_end_notified: onsite_end_notice
end_by_records            remote_allowed: remote_end_approval
submit_team_report        team_report_filed: team_report
start_draft
send_for_explanation      draft_complete: draft_letter
revise_draft
submit_appraisal          explanations_processed: explanation_handling
return_draft
submit_for_signature      appraised: appraisal_report
issue_conclusion          conclusion_signed: conclusion
publish                   publication_done: publication_proof
close_case
discontinue               termination_signed: termination_decision
reopen_conclusion
defer_start               hold_basis: -, review_date_set: -
pause_site                hold_basis: -
pause_case                suspension_signed: suspension_decision
lift_hold                 basis_lifted: resume_decision
declare_none
request_records
request_records_in_pause  may_request_now: -
remind_records
receive_records
settle_records            last_request: -
assign_overseer           overseer_named: supervision_assignment
flag_team
clear_flag
urge
verify
find_shortfall
confirm_fulfilled         all_done: performance_report
lodge_complaint
dismiss_complaint         ruling_signed: complaint_ruling
uphold_complaint          ruling_signed: complaint_ruling
"""

# C Chánh Thanh tra · P Phó phụ trách khối · T Trưởng phòng · Đ Trưởng đoàn · V thành viên
# G giám sát · A thẩm định · O Văn phòng · M hệ thống
LETTERS = {
    "C": Role.CHIEF_INSPECTOR,
    "P": Role.DEPUTY,
    "T": Role.ROOM_HEAD,
    "Đ": Role.TEAM_HEAD,
    "V": Role.MEMBER,
    "G": Role.OVERSEER,
    "A": Role.APPRAISER,
    "O": Role.OFFICE,
    "Q": Role.ADMINISTRATOR,
    "M": Role.MACHINE,
}
MAY = """
register C O T
survey C O P
issue_decision C O
drop C O
announce C P Đ
open_fieldwork Đ
extend C O
end_fieldwork Đ
end_by_records Đ
submit_team_report Đ
start_draft C P Đ
send_for_explanation C P Đ
revise_draft Đ
submit_appraisal Đ
return_draft C P A
submit_for_signature Đ A
issue_conclusion C O
publish C O Đ
close_case C O Đ
discontinue C O
reopen_conclusion C
defer_start C P
pause_site C P Đ
pause_case C O
lift_hold C P Đ
set_review C P
declare_none C P T Đ
request_records Đ
request_records_in_pause Đ
remind_records T Đ O M
receive_records T Đ O V
settle_records Đ M
draft_request Đ V
send_request Đ
remind_request T Đ O M
receive_answer T Đ O V
accept_answer Đ
return_answer Đ
waive_request C P Đ
refuse_request Đ
assign_overseer C P
flag_team C P G
clear_flag C P G
urge T Đ O M
verify T Đ O
find_shortfall T Đ O
confirm_fulfilled T Đ O
lodge_complaint T Đ O
dismiss_complaint C O
uphold_complaint C O
change_team C O
file_document C P T Đ V G A O
note Đ V G
annul C P O
set_deadline C O Đ
move_regime C
escalate M
acknowledge C P T Đ A O
snooze C P T Đ A O
hand_over C P T Đ A O
prompt M
recount M
"""


def needed() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for line in NEEDS.strip().splitlines():
        act, _, rest = line.partition(" ")
        pairs = [pair.split(":") for pair in rest.split(",") if pair.strip()]
        table[act] = {fact.strip(): paper.strip().strip("-") for fact, paper in pairs}
    return table


def permitted() -> dict[str, set[Role]]:
    lines = [line.split() for line in MAY.strip().splitlines()]
    return {act: {LETTERS[letter] for letter in letters} for act, *letters in lines}


@pytest.mark.parametrize("trigger", list(Trigger))
def test_each_act_needs_exactly_these_papers(trigger: Trigger) -> None:
    for rule in RULES[trigger]:
        asked = {
            guard.name: (paper.value if (paper := FACTS[guard.name].document) else "")
            for guard in rule.guards
            if isinstance(guard, Fact)
        }
        assert asked == needed()[trigger.value]


def test_nobody_else_may_do_an_act() -> None:
    assert {act: set(roles) for act, roles in POWERS.items()} == permitted()


def test_the_team_never_decides_on_its_own_conclusion_complaint_or_suspension() -> None:
    """The overseer, the appraiser and the issuer are never of the team (law.md §9)."""
    of_the_team = {Role.TEAM_HEAD, Role.MEMBER}
    for act in (
        "issue_conclusion",
        "dismiss_complaint",
        "uphold_complaint",
        "pause_case",
        "extend",
        "assign_overseer",
        "flag_team",
        "return_draft",
        "annul",
    ):
        assert not of_the_team & POWERS[act], act
