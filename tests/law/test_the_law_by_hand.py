"""The law a second time, by hand from the sources, per regime and rule.

Nothing here is read from the packs. One line a rule: id · limit · unit · counted from · met by ·
how sure · article. A limit of 45/70 is 45 days and 70 in all; 45+1x30 is 45 and one extension of
up to 30; `?` means that no number was found and it is typed from the document, `-` that no article
is verified. d calendar days, w working days, y years, on a fixed day of the year before.
L2010 45(1)(b) is Luật Thanh tra 2010, Điều 45 khoản 1 điểm b.
"""

from __future__ import annotations

import re

import pytest

from states.law import Level, Rule, Unit
from tiendo.lawbook import lawbook

PLAN_2010 = """
plan_submit        11-15 on plan_date       plan_submitted  SEEN   L2010 36(3)
plan_issue         11-25 on plan_date       plan_issued     REC-M  L2010 36(3)
decision_send      5     d  decision_signed decision_sent   SEEN   L2010 44(2)
"""
AFTER_2010 = """
publish            10    d  conclusion_signed   published           SEEN  L2010 39
handover           30/90 d  conclusion_signed   handed_over         REC-M L2010 59
directing_document 15    d  conclusion_received directing_document  SEEN  L2010 40; NĐ33
reinspection_limit 2     y  conclusion_signed   reinspection_decided REC-H -
"""
FROM_2022 = """
plan_issue         12-20   on plan_date           plan_issued       SEEN  L2022 45(6)
decision_send      5       w  decision_signed     decision_sent     REC-M L2022 59
outline            5       w  announced           outline_sent      REC-M L2022 62
announce           15      d  decision_signed     announced         REC-H L2022 64
period             45+1x30 d  announced           onsite_ended      REC-H L2022 47(1)(b)
suspension_limit   30      d  suspended_on_request resumed         SEEN  L2022 70(1)(b)
member_report      ?       ?  onsite_ended        member_reports    NONE  -
team_report        20      d  onsite_ended        team_report       SEEN  L2022 73
assign_draft       5       w  team_report         draft_assigned    SEEN  L2022 75(1)
draft              20      d  draft_assigned      draft_submitted   SEEN  L2022 75
appraisal          ?       ?  appraisal_assigned  appraised         SEEN  L2022 77
issue_conclusion   15      d  draft_submitted     conclusion_signed SEEN  L2022 78(1)
conclude_again     ?       ?  conclusion_reopened conclusion_signed NONE  -
publish            10      d  conclusion_signed   published         SEEN  L2022 79(1)
handover           15      d  file_closed         handed_over       SEEN  L2022 57
directing_document 15      d  conclusion_received directing_document REC-M L2022 103
reinspection_limit 2       y  conclusion_signed   reinspection_decided SEEN L2022 56
"""

PROVINCE = {
    "VN-2010-A": PLAN_2010
    + """
outline            5     d  announced          outline_sent      SEEN  -
announce           15    d  decision_signed    announced         SEEN  L2010 44(2)
period             45/70 d  announced          onsite_ended      REC-H L2010 45(1)(b)
member_report      5     w  onsite_ended       member_reports    REC-M -
team_report        15    d  onsite_ended       team_report       SEEN  L2010 49(1)
draft              ?     ?  draft_assigned     draft_submitted   NONE  -
appraisal          ?     ?  appraisal_assigned appraised         NONE  QĐ2316
issue_conclusion   15    d  team_report        conclusion_signed SEEN  L2010 50(1)
conclude_again     ?     ?  conclusion_reopened conclusion_signed NONE -
"""
    + AFTER_2010,
    "VN-2010-B": PLAN_2010
    + """
outline            ?     ?  announced          outline_sent      NONE  -
announce           15    d  decision_signed    announced         SEEN  L2010 44(2)
period             45/70 d  announced          onsite_ended      REC-H L2010 45(1)(b)
member_report      ?     ?  onsite_ended       member_reports    NONE  -
team_report        15    d  onsite_ended       team_report       SEEN  L2010 49(1)
draft              ?     ?  draft_assigned     draft_submitted   NONE  -
appraisal          ?     ?  appraisal_assigned appraised         NONE  TT06 VI
issue_conclusion   15    d  team_report        conclusion_signed SEEN  L2010 50(1); TT06 46(1)
conclude_again     ?     ?  conclusion_reopened conclusion_signed NONE TT06 46(2)
"""
    + AFTER_2010,
    "VN-2022-A": FROM_2022,
    "VN-2022-B": FROM_2022,
    "VN-2025": """
plan_submit        ?       ?  plan_date           plan_submitted    NONE  -
plan_issue         ?       ?  plan_date           plan_issued       NONE  L2025 2(4)
decision_send      ?       ?  decision_signed     decision_sent     NONE  -
outline            ?       ?  announced           outline_sent      NONE  -
announce           15      d  decision_signed     announced         REC-M -
period             45+1x30 d  announced           onsite_ended      REC-M -
suspension_limit   30      d  suspended_on_request resumed         REC-M -
member_report      ?       ?  onsite_ended        member_reports    NONE  -
team_report        20      d  onsite_ended        team_report       REC-L -
assign_draft       5       w  team_report         draft_assigned    SEEN  L2025 34(1)
draft              20      d  draft_assigned      draft_submitted   REC-M L2025 34(5)
appraisal          ?       ?  appraisal_assigned  appraised         NONE  -
issue_conclusion   15      d  draft_submitted     conclusion_signed SEEN  L2025 36(1)
conclude_again     ?       ?  conclusion_reopened conclusion_signed NONE  -
publish            10      d  conclusion_signed   published         REC-M -
handover           ?       ?  conclusion_signed   handed_over       NONE  -
directing_document ?       ?  conclusion_received directing_document NONE -
reinspection_limit ?       ?  conclusion_signed   reinspection_decided NONE L2025 25
""",
}

OTHERS_2010 = """
so_huyen plan_submit 12-05 on plan_date plan_submitted REC-M L2010 36(4)
so_huyen plan_issue  12-15 on plan_date plan_issued    REC-M L2010 36(4)
so_huyen period      30/45 d  announced onsite_ended   REC-H L2010 45(1)(c)
ttcp orientation_submit  10-15 on plan_date orientation_submitted SEEN L2010 36(1)
ttcp orientation_approve 10-30 on plan_date orientation_approved  SEEN L2010 36(1)
ttcp period 60/90/150 d announced onsite_ended REC-H L2010 45(1)(a)
"""
OTHERS_2022 = """
so_huyen period      30+1x15 d announced      onsite_ended    REC-M L2022 47(1)(c)
so_huyen team_report 15      d onsite_ended   team_report     SEEN  L2022 73
so_huyen draft       15      d draft_assigned draft_submitted SEEN  L2022 75
ttcp orientation_submit  09-30 on plan_date orientation_submitted SEEN  L2022 44(1)
ttcp orientation_approve 10-15 on plan_date orientation_approved  SEEN  L2022 44(2)
ttcp plan_issue          11-01 on plan_date plan_issued           REC-L L2022 45
ttcp period      60+2x30 d announced    onsite_ended SEEN  L2022 47(1)(a)
ttcp team_report 30      d onsite_ended team_report  REC-M L2022 73
"""
OTHERS = {
    "VN-2010-A": OTHERS_2010,
    "VN-2010-B": OTHERS_2010,
    "VN-2022-A": OTHERS_2022,
    "VN-2022-B": OTHERS_2022,
    "VN-2025": """
ttcp orientation_submit  09-30 on plan_date orientation_submitted REC-L L2025 2(3)
ttcp orientation_approve 10-15 on plan_date orientation_approved  REC-L L2025 2(3)
ttcp period           60    d announced       onsite_ended      SEEN  -
ttcp draft            30    d draft_assigned  draft_submitted   REC-M L2025 34(5)
ttcp issue_conclusion 15/30 d draft_submitted conclusion_signed SEEN  L2025 36(1)
""",
}

UNITS = {
    Unit.CALENDAR: "d",
    Unit.WORKING: "w",
    Unit.YEARS: "y",
    Unit.DATE: "on",
    Unit.PER_DOCUMENT: "?",
}
REGIMES = list(PROVINCE)


def by_hand(table: str) -> list[str]:
    return [" ".join(line.split()) for line in table.strip().splitlines() if line.strip()]


def limit(rule: Rule) -> str:
    if rule.month_day:
        return rule.month_day
    if rule.amount is None:
        return "?"
    if rule.extensions:
        return f"{rule.amount}+{rule.extensions}x{rule.extension_days}"
    return "/".join(str(n) for n in (rule.amount, rule.lesser_ceiling, rule.ceiling) if n)


INSTRUMENTS = {
    "Nghị định 33/2015/NĐ-CP": "NĐ33",
    "Quyết định 2316/QĐ-TTCP": "QĐ2316",
    "Thông tư 06/2021/TT-TTCP, Chương VI": "TT06 VI",
    "Thông tư 06/2021/TT-TTCP": "TT06",
    "Luật Thanh tra ": "L",
    ", Điều ": " ",
}


def article(citation: str | None) -> str:
    if citation is None:
        return "-"
    for long, short in INSTRUMENTS.items():
        citation = citation.replace(long, short)
    citation = re.sub(r" khoản (\d+)", r"(\1)", citation)
    return re.sub(r" điểm (\w)", r"(\1)", citation)


def in_the_pack(rule: Rule) -> str:
    sure = rule.confidence.value.removesuffix(" FOUND")
    counted = f"{limit(rule)} {UNITS[rule.unit]} {rule.anchor} {rule.stops_on}"
    return f"{rule.id} {counted} {sure} {article(rule.citation)}"


@pytest.mark.parametrize("regime", REGIMES)
def test_a_provincial_inspection_has_these_deadlines(regime: str) -> None:
    rules = lawbook().pack(regime).at(Level.PROVINCE)

    assert [in_the_pack(rule) for rule in rules] == by_hand(PROVINCE[regime])


@pytest.mark.parametrize("regime", REGIMES)
def test_other_levels_have_these_deadlines(regime: str) -> None:
    rules = [r for r in lawbook().pack(regime).rules if r.level is not Level.PROVINCE]

    assert [f"{r.level} {in_the_pack(r)}" for r in rules] == by_hand(OTHERS[regime])


CEILINGS = {
    ("VN-2010-A", Level.PROVINCE): 70,
    ("VN-2010-B", Level.PROVINCE): 70,
    ("VN-2022-A", Level.PROVINCE): 75,
    ("VN-2022-B", Level.PROVINCE): 75,
    ("VN-2025", Level.PROVINCE): 75,
    ("VN-2022-A", Level.DEPARTMENT): 45,
    ("VN-2022-B", Level.DEPARTMENT): 45,
    ("VN-2022-A", Level.CENTRAL): 120,
    ("VN-2022-B", Level.CENTRAL): 120,
}


@pytest.mark.parametrize(("regime", "level"), CEILINGS)
def test_the_period_ends_at_its_ceiling(regime: str, level: Level) -> None:
    period = lawbook().pack(regime).rule("period", level)

    assert period is not None
    assert period.ceiling == CEILINGS[regime, level]


BLOCKS = {
    "VN-2010-A": "plan_submit decision_send announce team_report publish directing_document",
    "VN-2010-B": "plan_submit decision_send announce team_report publish directing_document",
    "VN-2022-A": "plan_issue suspension_limit team_report assign_draft draft appraisal "
    "issue_conclusion publish handover reinspection_limit",
    "VN-2025": "assign_draft issue_conclusion",
}
BLOCKS["VN-2022-B"] = BLOCKS["VN-2022-A"]


@pytest.mark.parametrize("regime", REGIMES)
def test_only_these_may_block(regime: str) -> None:
    """The outline of 2010 has no article, its conclusion clock is half recalled: both warn."""
    rules = lawbook().pack(regime).at(Level.PROVINCE)

    assert [r.id for r in rules if r.severity == "block"] == BLOCKS[regime].split()


HOLDS = {  # of the period: site, whole inspection; then of the team report
    "VN-2010-A": ("per_document", "per_document", "counts", "per_document"),
    "VN-2010-B": ("per_document", "per_document", "counts", "per_document"),
    "VN-2022-A": ("per_document", "stops", "counts", "unknown"),
    "VN-2022-B": ("per_document", "stops", "counts", "unknown"),
    "VN-2025": ("per_document", "stops", "counts", "unknown"),
}


@pytest.mark.parametrize("regime", REGIMES)
def test_what_a_hold_does_to_the_period_and_to_desk_work(regime: str) -> None:
    pack = lawbook().pack(regime)
    period, report = pack.rule("period"), pack.rule("team_report")

    assert period is not None
    assert report is not None
    said = (period.site_pause, period.case_pause, report.site_pause, report.case_pause)
    assert tuple(effect.value for effect in said) == HOLDS[regime]


COUNTED_BACKWARDS = {"outline"}
"""At least so many days before the announcement: rolling to a later day would eat the notice."""


@pytest.mark.parametrize("regime", REGIMES)
def test_first_days_are_excluded_and_last_days_roll(regime: str) -> None:
    """Civil Code 2015, Art. 147(2)(3), 148(5); whether the period follows it nobody has seen."""
    for rule in lawbook().pack(regime).rules:
        typed = rule.unit in (Unit.PER_DOCUMENT, Unit.DATE) or rule.id in COUNTED_BACKWARDS
        assert rule.first_day == "excluded", rule.id
        assert rule.last_day == ("as_is" if typed else "next_working_day"), rule.id
        assert (rule.counting_confidence == "NONE FOUND") is (rule.id == "period"), rule.id
        assert (rule.direction == "before") is (rule.id in COUNTED_BACKWARDS), rule.id
