"""Suspension, extension, void inspections and separation of duties, by hand, per regime."""

from __future__ import annotations

import pytest
from builders import TO_ONSITE, K, Story, onsite, paper

from states.events import ExtensionGround, Ground
from states.inspection import Inspection
from states.law import Level
from states.lawbook import ceiling_binds
from states.receipt import void_risks
from states.timeline import timeline
from tiendo.lawbook import lawbook

REGIMES = ("VN-2010-A", "VN-2010-B", "VN-2022-A", "VN-2022-B", "VN-2025")
UNDER_2022 = ("VN-2022-A", "VN-2022-B")


def test_force_majeure_is_outside_the_ceiling_only_from_15_11_2021() -> None:
    """Circular 06/2021 Art. 26(2) binds grounds a to đ; e can be read either way."""
    bound = {}
    for regime in REGIMES:
        period = lawbook().pack(regime).rule("period")
        assert period is not None
        bound[regime] = ceiling_binds(period, ExtensionGround.FORCE_MAJEURE)
        assert ceiling_binds(period, ExtensionGround.FORCE_MAJEURE, literal=False)
        assert ceiling_binds(period, ExtensionGround.COMPLEX)

    assert [regime for regime in REGIMES if not bound[regime]] == ["VN-2010-B"]


def test_the_two_readings_of_article_26_can_be_selected() -> None:
    (reading,) = lawbook().pack("VN-2010-B").readings

    assert reading.id == "force_majeure_extends_beyond_ceiling"
    assert reading.literal is True
    assert reading.citation == "Thông tư 06/2021/TT-TTCP, Điều 26 khoản 2"
    assert all(not lawbook().pack(r).readings for r in REGIMES if r != "VN-2010-B")


def test_the_six_grounds_of_circular_06_2021() -> None:
    found = {
        each.ground.value: (each.citation or "").rpartition(" ")[2]
        for each in lawbook().pack("VN-2010-B").extension_grounds
    }

    assert found == {
        "complex": "a",
        "expert_opinion": "b",
        "foreign_element": "c",
        "corruption": "d",
        "obstruction": "đ",
        "force_majeure": "e",
    }


@pytest.mark.parametrize("regime", UNDER_2022)
def test_article_70_knows_two_grounds_of_suspension(regime: str) -> None:
    holds = lawbook().pack(regime).holds

    assert (holds.confidence.value, holds.severity.value) == ("REC-H", "warn")
    assert [(g.ground, g.citation, g.severity.value) for g in holds.grounds] == [
        (Ground.FORCE_MAJEURE, "Luật Thanh tra 2022, Điều 70 khoản 1 điểm a", "block"),
        (Ground.ENTITY_REQUEST, "Luật Thanh tra 2022, Điều 70 khoản 1 điểm b", "block"),
    ]
    assert all("inspected_entity" in ground.notify for ground in holds.grounds)


def test_the_law_of_2025_is_believed_to_say_the_same_and_warns() -> None:
    holds = lawbook().pack("VN-2025").holds

    assert [(g.ground, g.citation, g.confidence.value) for g in holds.grounds] == [
        (Ground.FORCE_MAJEURE, None, "REC-M"),
        (Ground.ENTITY_REQUEST, None, "REC-M"),
    ]


@pytest.mark.parametrize("regime", ["VN-2010-A", "VN-2010-B"])
def test_the_law_of_2010_knows_no_suspension(regime: str) -> None:
    holds = lawbook().pack(regime).holds

    assert (holds.grounds, holds.citation, holds.confidence.value) == ((), None, "NONE FOUND")


@pytest.mark.parametrize("regime", REGIMES)
def test_four_omissions_void_an_inspection_and_are_law_only_under_2022(regime: str) -> None:
    """Decree 43/2023 Art. 19; in the other regimes it is held by analogy and warns."""
    found = lawbook().pack(regime).void_without

    own = regime in UNDER_2022
    assert [o.id for o in found] == ["outline", "collection", "verification", "team_report"]
    assert {o.citation for o in found} == {"Nghị định 43/2023/NĐ-CP, Điều 19"}
    assert {o.by_analogy for o in found} == {not own}
    assert {o.severity.value for o in found} == {"block" if own else "warn"}


SEPARATION = {
    "supervisor_outside_team": ("supervisor", "team_member"),
    "appraiser_outside_team": ("appraiser", "team_member"),
    "team_head_never_appraises": ("team_head", "appraiser"),
    "no_relative_leads": ("team_head", None),
    "no_shareholder_joins": ("team_member", None),
}
LENT = {  # by analogy: the instrument is of another period
    "VN-2010-A": {"no_relative_leads", "no_shareholder_joins"},
    "VN-2010-B": {"no_relative_leads"},
    "VN-2022-A": {"no_relative_leads"},
    "VN-2022-B": {"no_relative_leads", "no_shareholder_joins"},
    "VN-2025": {"no_shareholder_joins"},
}


@pytest.mark.parametrize("regime", REGIMES)
def test_duties_are_separated_in_every_regime(regime: str) -> None:
    found = lawbook().pack(regime).separation

    assert {s.id: (s.who.value, s.never and s.never.value) for s in found} == SEPARATION
    assert {s.id for s in found if s.by_analogy} == LENT[regime]


@pytest.mark.parametrize("regime", REGIMES)
def test_separation_is_no_surer_than_where_it_was_read(regime: str) -> None:
    """law.md §3.7 recalls the supervisor of 2010; of the rest §9 names no source at all."""
    found = {each.id: each for each in lawbook().pack(regime).separation}
    recalled = {"supervisor_outside_team"} if regime.startswith("VN-2010") else set()
    unsourced = {"supervisor_outside_team", "appraiser_outside_team", "team_head_never_appraises"}

    for name in recalled:
        assert (found[name].confidence.value, found[name].severity.value) == ("REC-M", "warn")
    for name in unsourced - recalled:
        assert (found[name].confidence.value, found[name].severity.value) == ("NONE FOUND", "info")
    assert {found[n].severity.value for n in set(found) - unsourced} == {"warn"}


def test_only_two_levels_are_left_in_2025() -> None:
    with_departments = [r for r in REGIMES if lawbook().pack(r).at(Level.DEPARTMENT)]

    assert with_departments == ["VN-2010-A", "VN-2010-B", "VN-2022-A", "VN-2022-B"]


OWES = {
    "decision_send": "decision_issuer",
    "outline": "team_head",
    "announce": "team_head",
    "period": "team_head",
    "member_report": "team_member",
    "team_report": "team_head",
    "assign_draft": "decision_issuer",
    "draft": "team_head",
    "appraisal": "appraiser",
    "issue_conclusion": "decision_issuer",
    "conclude_again": "decision_issuer",
    "suspension_limit": "decision_issuer",
    "publish": "decision_issuer",
    "handover": "team_head",
    "directing_document": "administration_head",
    "reinspection_limit": "chief_inspector",
    "plan_submit": "chief_inspector",
}


@pytest.mark.parametrize("regime", REGIMES)
def test_who_owes_each_duty(regime: str) -> None:
    """The Chair issues the annual plan until 30/06/2025, the inspectorate itself since."""
    issuer = "chief_inspector" if regime == "VN-2025" else "administration_head"

    for rule in lawbook().pack(regime).at(Level.PROVINCE):
        assert rule.actor.value == {**OWES, "plan_issue": issuer}[rule.id], rule.id


@pytest.mark.parametrize("regime", [*UNDER_2022, "VN-2010-A", "VN-2010-B"])
def test_an_unexpected_inspection_owes_no_sending_of_the_decision(regime: str) -> None:
    found = [rule.id for rule in lawbook().pack(regime).rules if rule.only_for == "planned"]

    assert found == ["decision_send"]


def test_an_inspection_that_was_stopped_or_dropped_is_void_without_nothing() -> None:
    """It has no conclusion that could be void."""
    pack = lawbook().pack("VN-2022-A")
    story = onsite()
    stopped = story.tell("discontinue", document=paper(K.TERMINATION_DECISION, story.day))
    dropped = Story().tell("drop", document=paper(K.PLAN_ADJUSTMENT))

    assert void_risks(timeline(stopped), pack) == ()
    assert void_risks(timeline(dropped), pack) == ()


def test_before_on_site_work_has_ended_no_paper_is_missing_and_the_team_report_never_is() -> None:
    law = lawbook().pack("VN-2010-A")
    whole = set(law.void_without)
    named = {each for each in whole if K.TEAM_REPORT in each.shown_by}
    assert len(named) == 1

    for steps in (0, 1, 2, 3):
        assert void_risks(timeline(_as_of(Story().walk(TO_ONSITE[:steps]))), law) == ()
    story = onsite().walk([("end_fieldwork", K.ONSITE_END_NOTICE)])
    missing = set(void_risks(timeline(_as_of(story)), law))
    assert missing
    assert not missing & named
    story.tell("file_document", document=paper(next(iter(missing)).shown_by[0], story.day))
    assert len(void_risks(timeline(_as_of(story)), law)) == len(missing) - 1


def _as_of(story: Story) -> Inspection:
    return story.as_of(story.day)
