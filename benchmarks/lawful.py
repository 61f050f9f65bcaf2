"""Inspections that follow the law with ordinary waits, made by chance from a seed.

Everything is done at some day up to its last one, often on that day itself.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from benchmarks.lawful_after import Afterwards
from benchmarks.lawful_days import (
    ANNOUNCE,
    ASSIGN_WD,
    CONCLUDE,
    DAY,
    LAWS,
    MEMBER_WD,
    ON_REQUEST,
    OUTLINE_WD,
    PERIOD,
    Made,
    Terms,
)


class Lawful(Afterwards):
    """One inspection being told, from its registration to its end."""

    def tell_all(self) -> Made:
        """The whole inspection."""
        if self.prepare():
            law = next(law for law in LAWS if self.day <= law.until)
            self.begin(law)
            if self.onsite(law):
                self.conclude(law)
                self.follow(law)
        return self.made

    def prepare(self) -> bool:
        """Registered, perhaps surveyed or put off, then decided; one in thirty is dropped."""
        planned = self.day + timedelta(days=self.rng.randint(5, 200))
        self.tell(
            "register",
            self.day,
            name="Cuộc thanh tra",
            short_name="Cuộc",
            entity="Đơn vị",
            room="Phòng 1",
            block="Khối 1",
            team_head="binh",
            members=["an"],
            year=self.day.year,
            planned_start=planned,
        )
        self.waits = planned
        if self.chance(0.03):
            self.act("drop", self.some_day(planned), "plan_adjustment")
            return False
        if self.chance(0.3):
            self.move("survey", "surveying", self.some_day(planned), "survey_order")
        if self.chance(0.15):
            self.put_off()
        signed = self.at_work(self.some_day(max(planned, self.day)))
        self.move("issue_decision", "decided", signed, "decision")
        return True

    def put_off(self) -> None:
        """The start is put off until a day, perhaps twice, then the matter goes on."""
        review = self.at_work(self.day + timedelta(days=self.rng.randint(10, 90)))
        here, begun = self.place, self.day
        paper = "plan_adjustment" if self.chance(0.5) else ""
        self.act("defer_start", self.day, paper, reason="Dịch bệnh", review_on=review)
        self.place, self.waits = "held", max(self.waits, review)
        if not paper:
            last = self.last_wd(self.habits.paper, begun)
            self.act("file_document", self.some_day(min(last, review)), "plan_adjustment")
        self.lift(review, again=self.chance(0.4))
        self.place = here

    def lift(self, review: date, *, again: bool, paper: str = "") -> None:
        """On its day or before it is decided: once more put off, then lifted."""
        if again:
            on = self.some_day(review)
            review = self.at_work(on + timedelta(days=self.rng.randint(5, 60)))
            self.act("set_review", on, review_on=review)
            self.waits = max(self.waits, review)
        self.act("lift_hold", self.some_day(review), paper, reason="Hết lý do")

    def begin(self, law: Terms) -> None:
        """Sent, and the outline five working days before it is announced; then opened."""
        signed = self.day
        self.waits = date.min
        announced = self.last_in(ANNOUNCE - self.rng.randint(0, 5), signed)
        outline = announced
        for _ in range(OUTLINE_WD):
            outline = self.before(outline)
        sent = self.last_wd(5, signed) if law.send_wd else self.last_in(5, signed)
        papers = [(self.some_day(max(outline, signed)), "report_outline")]
        papers.append((self.some_day(min(sent, announced)), "decision_transmittal"))
        for on, paper in sorted(papers):
            self.act("file_document", on, paper)
        if self.chance(0.7):
            self.act("assign_overseer", self.day, "supervision_assignment", overseer="giamsat")
        self.move("announce", "announced", max(announced, self.day), "announcement_minutes")
        self.move("open_fieldwork", "onsite", self.some_day(self.last_wd(3, self.day)))

    def onsite(self, law: Terms) -> bool:
        """Requests, pauses, an extension; ended within the days that count."""
        announced = next(on for place, on in self.made.phases if place == "announced")
        limit = announced + timedelta(days=PERIOD)
        for number in range(self.rng.randint(0, 3)):
            self.request(f"YC{number}", "documents", limit)
        if self.chance(0.4) and self.day < limit - 10 * DAY:
            limit += self.pause()
        if self.chance(0.25):
            at = self.some_day(self.last_in((limit - self.day).days, self.day))
            self.act("extend", at, "extension_decision", days=law.more)
            limit += timedelta(days=law.more)
        if self.chance(0.3):
            self.request("YC9", "documents", limit)
        if self.chance(0.02):
            self.act("discontinue", self.day, "termination_decision")
            return False
        ends = self.some_day(self.last_in((limit - self.day).days, self.day))
        self.move("end_fieldwork", "ended", ends, "onsite_end_notice")
        return True

    def request(self, name: str, asks: str, limit: date) -> None:
        """Asked, answered by its date, handled in time; now and then returned once."""
        if (limit - self.day).days < 30:
            return
        due = self.at_work(self.day + timedelta(days=self.rng.randint(2, 5)))
        said: dict[str, Any] = {
            "request": name,
            "asks": asks,
            "addressee": "Sở",
            "items": ["Hồ sơ"],
        }
        self.act("draft_request", self.day, **said, due_on=due)
        letter = "explanation_request" if asks == "explanation" else "document_request"
        self.act("send_request", self.day, letter, request=name)
        self.answer(name, due)
        if self.chance(0.25):
            again = self.at_work(self.day + timedelta(days=self.rng.randint(1, 4)))
            self.act("return_answer", self.day, request=name, due_on=again)
            self.answer(name, again)
        handled = self.last_wd(self.habits.handle, self.day)
        self.act("accept_answer", self.some_day(handled), request=name)

    def answer(self, name: str, due: date) -> None:
        """It comes by its date, and until then nobody need write a word."""
        self.waits = max(self.waits, due)
        self.act("receive_answer", self.some_day(due), request=name)
        self.waits = date.min

    def pause(self) -> timedelta:
        """Paused, with a paper in time, reviewed in time, lifted in time; the days it took."""
        begun, here = self.day, self.place
        whole = self.chance(0.4)
        on_request = whole and self.chance(0.3)
        review = self.at_work(begun + timedelta(days=self.rng.randint(10, 90)))
        if on_request:
            review = self.last_in(ON_REQUEST, begun)
        dated = self.chance(0.6) or on_request
        terms: dict[str, Any] = {"days_count": False, "reason": "Dịch bệnh"}
        terms |= {"review_on": review} if dated else {}
        terms |= {"ground": "entity_request" if on_request else "epidemic"}
        late_paper = not whole and self.chance(0.4)
        if whole:
            self.act("pause_case", begun, "suspension_decision", requests_allowed=True, **terms)
        else:
            self.act("pause_site", begun, "" if late_paper else "onsite_pause_notice", **terms)
        self.place, self.waits = "held", review if dated else date.min
        for on, kind, paper in sorted(self.owed_in_a_pause(review, late_paper)):
            self.act(kind, on, paper)
        if not dated:
            review = self.last_wd(self.habits.pause, begun)
        again = dated and not on_request and self.chance(0.4)
        self.lift(review, again=again, paper="resume_decision" if whole else "")
        self.place, self.waits = here, date.min
        return self.day - begun

    def owed_in_a_pause(self, review: date, late_paper: bool) -> list[tuple[date, str, str]]:
        """The paper if there is none yet, and whether there is anything to request."""
        owed = list[tuple[date, str, str]]()
        if late_paper:
            last = self.last_wd(self.habits.paper, self.day)
            owed.append((self.some_day(min(last, review)), "file_document", "onsite_pause_notice"))
        if self.now and self.now.in_state("records.unreviewed"):
            last = self.last_wd(self.habits.review, self.day)
            owed.append((self.some_day(min(last, review)), "declare_none", ""))
        return owed

    def conclude(self, law: Terms) -> None:
        """Reported, drafted, perhaps explained, appraised, signed, each within its days."""
        ended = self.day
        members = min(self.last_wd(MEMBER_WD, ended), self.last_in(MEMBER_WD + 2, ended))
        reporting = self.some_day(self.last_in(law.report, ended))
        self.act("file_document", min(self.some_day(members), reporting), "member_report")
        reporting = max(reporting, self.day)
        self.move("submit_team_report", "reported", reporting, "team_report")
        reported = self.day
        assigned = self.some_day(min(self.last_wd(ASSIGN_WD, reported), reported + 6 * DAY))
        self.move("start_draft", "drafting", assigned)
        if law.draft is None:
            submitted = self.last_in(CONCLUDE, reported)
        else:
            submitted = self.last_in(law.draft, assigned)
        explained = law.draft is not None and self.chance(0.5)
        if explained:
            self.move("send_for_explanation", "consulting", self.day, "draft_letter")
            due = self.at_work(self.day + 3 * DAY)
            self.ask_for_explanation(due, submitted)
        letter = "explanation_handling" if explained else ""
        self.move("submit_appraisal", "appraising", self.some_day(submitted), letter)
        if law.draft is not None:
            self.act("set_deadline", self.day, duty="appraisal_due_on", due_on=submitted)
        on = self.some_day(submitted)
        self.move("submit_for_signature", "signing", on, "appraisal_report")
        signing = submitted if law.draft is None else self.last_in(CONCLUDE, self.day)
        self.move("issue_conclusion", "issued", self.some_day(signing), "conclusion")

    def ask_for_explanation(self, due: date, last: date) -> None:
        """The draft is explained in writing, and that is handled before the draft is due."""
        said: dict[str, Any] = {"request": "GT1", "asks": "explanation", "addressee": "Đơn vị"}
        self.act("draft_request", self.day, **said, items=["Giải trình"], due_on=due)
        self.act("send_request", self.day, "explanation_request", request="GT1")
        self.answer("GT1", due)
        handled = min(self.last_wd(self.habits.handle, self.day), last)
        self.act("accept_answer", self.some_day(handled), request="GT1")
