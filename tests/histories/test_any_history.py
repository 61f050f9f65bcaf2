"""Whatever is attempted, in whatever order, on whatever day: the record stays straight."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from builders import (
    DAYS,
    OFFICERS,
    POLICY,
    TO_ONSITE,
    TO_PUBLISHED,
    TO_SIGNING,
    K,
    Story,
    at,
    paper,
)
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from prompting import drive
from thorough import share

from states.allowed import allowed
from states.apply import papers_of
from states.chart import TERMINAL, UNDER_WAY, Region, is_in
from states.errors import Contradiction, Refused, RuleError
from states.escalation import EscalationState, escalations
from states.events import EVENT, MOVES
from states.history import admit, admit_next, counted, in_order, replay
from states.machine import check_shape
from states.roles import Role
from states.rules import Trigger
from states.stall import StallKind, alarms, calls, to_tell

PLAIN = sorted(
    MOVES
    - {"defer_start", "pause_site", "pause_case", "extend", "assign_overseer"}
    - {"request_records", "request_records_in_pause", "remind_records"}
    - {"receive_records", "settle_records", "drop", "discontinue"}
)
REQUESTS = st.sampled_from(["YC1", "YC2", "YC3"])
STEPS = st.sampled_from(
    ["send_request", "remind_request", "receive_answer", "accept_answer", "waive_request"]
)
AGO = st.integers(0, 12)
ANSWERED = st.sampled_from(["acknowledge", "snooze", "hand_over"])


class AnyHistory(RuleBasedStateMachine):
    """Random acts, late entries and writers who look at an old state."""

    @initialize(walked=st.sampled_from([(), TO_ONSITE, TO_ONSITE, TO_SIGNING, TO_PUBLISHED]))
    def begin(self, walked: Any) -> None:
        self.story = Story().walk(walked)
        self.known: list[tuple[Any, date, Any]] = []
        self.asked: set[tuple[int, ...]] = set()
        self.summed: Any = None
        self.refused: RuleError | None = None
        self.unchanged = True

    def attempt(self, kind: str, ago: int, **fields: Any) -> None:
        before = list(self.story.events)
        on = max(self.story.day - timedelta(days=ago), before[0].occurred_on)
        try:
            self.story.tell(kind, on, **fields)
        except RuleError as error:
            self.refused = error
            self.unchanged = self.story.events == before

    @rule(kind=st.sampled_from(PLAIN), ago=AGO, with_paper=st.booleans())
    def somebody_moves(self, kind: str, ago: int, with_paper: bool) -> None:
        fields: dict[str, Any] = {"reason": "lý do"}
        papers = papers_of(Trigger(kind))
        if papers and with_paper:
            fields["document"] = paper(next(iter(papers)), number=f"{len(self.story.events)}")
        self.attempt(kind, ago, **fields)

    @rule(pick=st.integers(0, 99))
    def somebody_does_what_is_next(self, pick: int) -> None:
        """Without this, random acts would rarely get past the decision."""
        assert self.story.now is not None
        answers = allowed(self.story.now, frozenset(Role))
        within = [a.trigger for a in answers if a.within_reach and a.trigger.value in PLAIN]
        if within:
            trigger = within[pick % len(within)]
            fields: dict[str, Any] = {"reason": "lý do"}
            for kind in papers_of(trigger):
                fields["document"] = paper(kind, number=f"{len(self.story.events)}")
            self.story.day += timedelta(days=1)
            self.story.tell(trigger.value, **fields)

    @precondition(lambda self: len(self.story.events) > 25)
    @rule(kind=st.sampled_from(["drop", "discontinue"]))
    def somebody_ends_it(self, kind: str) -> None:
        """Late and rarely: nothing can be tried on an inspection that has ended."""
        (needed,) = papers_of(Trigger(kind))
        self.attempt(kind, 0, document=paper(needed))

    @rule(ago=AGO, whole=st.booleans(), may_ask=st.booleans(), wait=st.integers(1, 40))
    def somebody_holds(self, ago: int, whole: bool, may_ask: bool, wait: int) -> None:
        review = self.story.day + timedelta(days=wait)
        if whole:
            order = paper(K.SUSPENSION_DECISION, number=f"{len(self.story.events)}")
            self.attempt("pause_case", ago, document=order, requests_allowed=may_ask)
        elif self.story.now and self.story.now.in_state("course.prep"):
            self.attempt("defer_start", ago, reason="dịch", review_on=review)
        else:
            self.attempt("pause_site", ago, reason="dịch", review_on=review)

    @rule(ago=AGO)
    def somebody_resumes(self, ago: int) -> None:
        order = paper(K.RESUME_DECISION, number=f"{len(self.story.events)}")
        self.attempt("lift_hold", ago, document=order, reason="hết dịch")

    @rule(request=REQUESTS, ago=AGO, wait=st.integers(1, 30))
    def somebody_drafts(self, request: str, ago: int, wait: int) -> None:
        due = self.story.day + timedelta(days=wait)
        self.attempt(
            "draft_request", ago, request=request, addressee="Sở Y tế", items=["Hồ sơ"], due_on=due
        )

    @rule(request=REQUESTS, kind=STEPS, ago=AGO)
    def somebody_acts_on_a_request(self, request: str, kind: str, ago: int) -> None:
        letter = paper(K.DOCUMENT_REQUEST, number=f"{len(self.story.events)}")
        fields = {"document": letter} if kind == "send_request" else {}
        self.attempt(kind, ago, request=request, **fields)

    @rule(days=st.integers(1, 30))
    def time_goes_by(self, days: int) -> None:
        self.story.day += timedelta(days=days)

    @precondition(lambda self: len(self.story.events) > 1)
    @rule(data=st.data())
    def somebody_annuls(self, data: st.DataObject) -> None:
        target = data.draw(st.integers(2, len(self.story.events)))
        self.attempt("annul", 0, target=target, reason="ghi nhầm")

    @rule()
    def somebody_remembers_what_is_known(self) -> None:
        moment = self.story.events[-1].recorded_at
        shown = replay("TTR-1", self.story.events, as_of=self.story.day)
        self.known.append((moment, self.story.day, shown))

    @rule()
    def the_sweep_tells_what_is_due(self) -> None:
        assert self.story.now is not None
        for call in to_tell(calls(self.story.now, POLICY, DAYS), self.story.day)[:2]:
            self.story.escalate(call)

    @rule(pick=st.integers(0, 99), kind=ANSWERED, ago=AGO)
    def somebody_answers(self, pick: int, kind: str, ago: int) -> None:
        assert self.story.now is not None
        keys = [each.alarm for each in self.story.now.alerts] or ["TTR-1:silent::2021-06-01"]
        fields: dict[str, Any] = {}
        if kind == "snooze":
            fields["until"] = self.story.day + timedelta(days=3)
        if kind == "hand_over":
            fields["assignee"] = "an"
        self.attempt(kind, ago, alarm=keys[pick % len(keys)], reason="lý do", **fields)

    @invariant()
    def every_escalation_stands_for_an_alarm_or_is_resolved(self) -> None:
        assert self.story.now is not None
        pending = alarms(self.story.now, POLICY, DAYS)
        keys = {alarm.key("TTR-1") for alarm in pending}
        for each in escalations(self.story.now, pending, self.story.day, OFFICERS):
            assert each.tellings
            assert (each.state is EscalationState.RESOLVED) == (each.alarm is None)
            assert each.alarm is None or each.key in keys
            if each.state is EscalationState.ACKNOWLEDGED:
                assert each.badges == ()

    @rule(days=st.integers(0, 60))
    def the_machine_does_what_is_owed(self, days: int) -> None:
        self.story.day += timedelta(days=days)
        done = drive(self.story, self.story.day)

        assert len({(each.what, each.subject) for each in done}) == len(done)
        assert drive(self.story, self.story.day) == []

    @invariant()
    def nobody_is_refused_because_of_the_machine(self) -> None:
        if isinstance(self.refused, Contradiction):
            entry = self.story.events[self.refused.version - 1]
            assert entry.actor.kind == "person"

    @invariant()
    def it_is_the_sum_of_its_events_and_the_last_may_be_put_on_top(self) -> None:
        if self.story.now is self.summed:
            return  # nothing was recorded since: the very same was asked before
        assert replay("TTR-1", self.story.events) == self.story.now
        self.summed = self.story.now
        *before, last = self.story.events
        found = replay("TTR-1", before)
        if found is not None:
            assert admit_next(found, before, last) == admit("TTR-1", before, last)

    @invariant()
    def a_refusal_says_why_in_both_languages_and_changes_nothing(self) -> None:
        if self.refused is not None:
            assert self.refused.text.vi
            assert self.refused.text.en
            assert self.unchanged

    @invariant()
    def its_shape_holds_and_its_regions_fit_together(self) -> None:
        assert self.story.now is not None
        now = self.story.now.configuration
        check_shape(now)
        assert is_in(now, "hold.clear") == (self.story.now.hold is None)
        outstanding = any(request.outstanding for request in self.story.now.requests)
        assert is_in(now, "records.open") == outstanding
        if is_in(now, "hold.case_paused"):
            assert is_in(now, *UNDER_WAY, "course.discontinued")

    @invariant()
    def what_was_known_then_is_never_rewritten(self) -> None:
        for moment, day, shown in self.known[-5:]:
            assert replay("TTR-1", self.story.events, as_of=day, known_by=moment) == shown

    @invariant()
    def every_day_before_can_be_asked(self) -> None:
        for event in in_order(self.story.events)[:-1:3]:
            day = event.occurred_on
            upto = tuple(e.version for e in counted(self.story.events) if e.occurred_on <= day)
            if upto not in self.asked:  # the very same events were asked before
                assert replay("TTR-1", self.story.events, as_of=day) is not None
                self.asked.add(upto)

    @invariant()
    def events_survive_json(self) -> None:
        last = self.story.events[-1]
        assert EVENT.validate_json(EVENT.dump_json(last)) == last

    @invariant()
    def nothing_told_is_called_again_and_no_ended_case_is_stuck(self) -> None:
        assert self.story.now is not None
        found = calls(self.story.now, POLICY, DAYS)
        assert not {call.key for call in found} & self.story.now.told
        if self.story.now.in_state(*TERMINAL):
            assert alarms(self.story.now, POLICY, DAYS) == ()

    @invariant()
    def a_pause_without_review_is_never_forgotten(self) -> None:
        """Must 6: paused, under way and unreviewed always has its alarm."""
        assert self.story.now is not None
        now = self.story.now
        owed = not now.in_state("hold.clear") and now.in_state("records.unreviewed")
        kinds = {alarm.kind for alarm in alarms(now, POLICY, DAYS)}
        if owed and now.in_state(*UNDER_WAY):
            assert StallKind.UNREVIEWED_PAUSE in kinds
            assert now.since_of(Region.RECORDS) <= self.story.day


AnyHistory.TestCase.settings = settings(
    max_examples=share(250), stateful_step_count=40, deadline=None
)
test_any_history = AnyHistory.TestCase


def test_a_writer_who_looked_at_an_old_state_is_judged_by_the_present_one() -> None:
    """Two writers: the second is asked again after the first, and refused if it no longer fits."""
    first, second = Story(), Story()
    first.tell("issue_decision", document=paper(K.DECISION))
    late = second.event("drop", document=paper(K.PLAN_ADJUSTMENT), recorded_at=at(second.day, 10))
    moved = late.model_copy(update={"version": 3})

    with pytest.raises(Refused, match="Chuẩn bị"):
        admit("TTR-1", first.events, moved)
