"""One rule of inspection law as data: how many of which days, from what, until what, how sure."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from states.events import ExtensionGround
from states.model import Day, Prose
from states.papers import DocumentKind
from states.sourced import Confidence, Count, Said, Sourced, fault


class Unit(StrEnum):
    """What is counted."""

    CALENDAR = "calendar_day"
    WORKING = "working_day"
    YEARS = "years"
    DATE = "day_of_year"
    PER_DOCUMENT = "per_document"


class Level(StrEnum):
    """Whose inspection it is."""

    PROVINCE = "tinh"
    DEPARTMENT = "so_huyen"
    CENTRAL = "ttcp"


class Moment(StrEnum):
    """What a deadline is counted from, or met by; a day in the record of an inspection or plan."""

    PLAN_DATE = "plan_date"
    ORIENTATION_SUBMITTED = "orientation_submitted"
    ORIENTATION_APPROVED = "orientation_approved"
    PLAN_SUBMITTED = "plan_submitted"
    PLAN_ISSUED = "plan_issued"
    DECISION_SIGNED = "decision_signed"
    DECISION_SENT = "decision_sent"
    OUTLINE_SENT = "outline_sent"
    ANNOUNCED = "announced"
    SUSPENDED_ON_REQUEST = "suspended_on_request"
    RESUMED = "resumed"
    ONSITE_ENDED = "onsite_ended"
    MEMBER_REPORTS = "member_reports"
    TEAM_REPORT = "team_report"
    DRAFT_ASSIGNED = "draft_assigned"
    DRAFT_SUBMITTED = "draft_submitted"
    APPRAISAL_ASSIGNED = "appraisal_assigned"
    APPRAISED = "appraised"
    CONCLUSION_SIGNED = "conclusion_signed"
    CONCLUSION_REOPENED = "conclusion_reopened"
    CONCLUSION_RECEIVED = "conclusion_received"
    PUBLISHED = "published"
    DIRECTING_DOCUMENT = "directing_document"
    FILE_CLOSED = "file_closed"
    HANDED_OVER = "handed_over"
    REINSPECTION_DECIDED = "reinspection_decided"


INCIDENTAL = frozenset({Moment.CONCLUSION_REOPENED, Moment.SUSPENDED_ON_REQUEST})
"""What most inspections never see: a duty counted from it is owed only where it happened."""


class HoldEffect(StrEnum):
    """What a hold does to a clock.

    ``per_document``: what its order says; where that is silent the days count, with a warning
    and both dates. ``unknown``: no law found; the days count, with a warning.
    """

    COUNTS = "counts"
    STOPS = "stops"
    PER_DOCUMENT = "per_document"
    UNKNOWN = "unknown"


class Party(StrEnum):
    """Who owes a duty or is told of it (law.md §9)."""

    DECISION_ISSUER = "decision_issuer"
    CHIEF_INSPECTOR = "chief_inspector"
    TEAM_HEAD = "team_head"
    TEAM_MEMBER = "team_member"
    SUPERVISOR = "supervisor"
    APPRAISER = "appraiser"
    INSPECTED_ENTITY = "inspected_entity"
    ADMINISTRATION_HEAD = "administration_head"
    SUPERIOR_BODY = "superior_body"
    RELATED_BODIES = "related_bodies"
    INSPECTOR_GENERAL = "inspector_general"
    PRIME_MINISTER = "prime_minister"


class FirstDay(StrEnum):
    """Whether the day of the anchor is itself counted."""

    EXCLUDED = "excluded"
    INCLUDED = "included"


class Roll(StrEnum):
    """Where a last day goes that falls on a day off."""

    NEXT_WORKING_DAY = "next_working_day"
    AS_IS = "as_is"


class Rule(Sourced):
    """One deadline: an amount of a unit after (or before) an anchor, met by ``stops_on``.

    ``ceiling`` is the total including extensions, ``lesser_ceiling`` the one that binds while
    a case is complex but not extremely so. ``extensions`` is how many, ``extension_days`` how
    long each. ``month_day`` lies in the year before the one planned for. ``form_field`` names
    what is typed from the document, ``unit_field`` the unit the signed decision may name.
    ``counting_confidence``: whether first and last day are known to be counted so.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    name: Said
    level: Level = Level.PROVINCE
    only_for: Literal["planned", "unexpected"] | None = None
    anchor: Moment
    direction: Literal["after", "before"] = "after"
    stops_on: Moment
    unit: Unit
    amount: Count | None = None
    month_day: Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")] | None = (
        None
    )
    ceiling: Count | None = None
    lesser_ceiling: Count | None = None
    extensions: Count | None = None
    extension_days: Count | None = None
    grounds_outside_ceiling: tuple[ExtensionGround, ...] = ()
    site_pause: HoldEffect
    case_pause: HoldEffect
    first_day: FirstDay
    last_day: Roll
    counting_confidence: Confidence = Confidence.SEEN
    actor: Party
    document: DocumentKind | None = None
    notify: tuple[Party, ...] = ()
    form_field: Annotated[str, Field(pattern=r"^([a-z][a-z_]*)?$")] = ""
    unit_field: Annotated[str, Field(pattern=r"^([a-z][a-z_]*)?$")] = ""
    valid_from: Day
    valid_to: Day | None = None
    note: Prose = ""

    @model_validator(mode="after")
    def _says_how_long(self) -> Rule:
        counted = self.unit in (Unit.CALENDAR, Unit.WORKING, Unit.YEARS)
        if counted != (self.amount is not None):
            raise fault("amount", f"không hợp với đơn vị «{self.unit}».", _unfit(self.unit))
        if (self.unit is Unit.DATE) != (self.month_day is not None):
            raise fault("month_day", f"không hợp với đơn vị «{self.unit}».", _unfit(self.unit))
        if self.unit is Unit.DATE and self.anchor is not Moment.PLAN_DATE:
            raise fault(
                "anchor", "ngày ấn định cần mốc plan_date.", "a fixed day needs plan_date."
            )
        return self

    @model_validator(mode="after")
    def _typed_where_nothing_was_found(self) -> Rule:
        if self.confidence is Confidence.NONE and self.unit is not Unit.PER_DOCUMENT:
            raise fault(
                "unit",
                "không tìm thấy con số thì phải là per_document.",
                "a figure that was not found is per_document.",
            )
        if (self.unit is Unit.PER_DOCUMENT) != bool(self.form_field):
            raise fault(
                "form_field",
                "per_document (và chỉ per_document) phải nêu mục nhập từ văn bản.",
                "per_document, and nothing else, names the field typed from the document.",
            )
        return self

    @model_validator(mode="after")
    def _ends_where_it_can(self) -> Rule:
        limits = [n for n in (self.amount, self.lesser_ceiling, self.ceiling) if n is not None]
        if limits != sorted(limits) or (self.lesser_ceiling and not self.ceiling):
            raise fault("ceiling", "nhỏ hơn thời hạn gốc.", "is below the limit it extends.")
        if self.direction == "before" and self.last_day is not Roll.AS_IS:
            raise fault(
                "last_day",
                "hạn tính lùi không được dời sang ngày sau.",
                "a deadline counted backwards never rolls to a later day.",
            )
        return self


def _unfit(unit: Unit) -> str:
    return f"does not fit the unit “{unit}”."
