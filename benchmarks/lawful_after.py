"""What follows a conclusion where the law is followed."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.lawful_days import DIRECT, LOG, PUBLISH, Teller, Terms


class Afterwards(Teller):
    """An inspection from its conclusion to the closing of its file."""

    def follow(self, law: Terms) -> None:
        """Published, sent, directed, handed over, complained of, urged, checked, closed."""
        signed = self.day
        received = self.some_day(self.last_wd(self.habits.receive, signed))
        directed = max(received, self.some_day(self.last_in(DIRECT, received)))
        owed = [
            (self.some_day(self.last_in(PUBLISH, signed)), "publish", "publication_proof"),
            (received, "file_document", "conclusion_transmittal"),
            (directed, "file_document", "directing_document"),
        ]
        if law.handover is not None:
            closing = directed if law.handover_from_closing else signed
            over = max(closing, self.some_day(self.last_in(law.handover, closing)))
            owed.append((over, "file_document", "handover_minutes"))
        owed += self.complaint(signed)
        owed += self.performance(signed)
        for on, kind, paper in sorted(owed, key=lambda each: each[0]):
            if kind == "publish":
                self.move(kind, "published", on, paper)
            else:
                self.act(kind, on, paper)
        self.act("close_case", self.some_day(self.last_wd(LOG["published"], self.day)))

    def complaint(self, signed: date) -> list[tuple[date, str, str]]:
        """One in four is complained of within ninety days, and the complaint ruled on in time."""
        if not self.chance(0.25):
            return []
        lodged = self.at_work(signed + timedelta(days=self.rng.randint(1, 90)))
        last = self.last_wd(self.habits.rule, lodged)
        ruled = last if self.chance(0.33) else self.between(lodged, last)
        return [(lodged, "lodge_complaint", ""), (ruled, "dismiss_complaint", "complaint_ruling")]

    def performance(self, signed: date) -> list[tuple[date, str, str]]:
        """Urged by its rhythm as long as it takes, one in four for years; then checked."""
        found, day = list[tuple[date, str, str]](), signed
        many = self.rng.randint(6, 24) if self.chance(0.25) else self.rng.randint(0, 2)
        for _ in range(many):
            day = self.between(day, self.last_wd(self.habits.urge, day))
            found.append((day, "urge", "urge_letter"))
        day = self.between(day, self.last_wd(self.habits.urge, day))
        found.append((day, "verify", ""))
        if self.chance(0.2):
            for kind in ("find_shortfall", "verify"):
                day = self.between(day, self.last_wd(self.habits.urge, day))
                found.append((day, kind, ""))
        done = self.between(day, self.last_wd(self.habits.urge, day))
        return [*found, (done, "confirm_fulfilled", "performance_report")]
