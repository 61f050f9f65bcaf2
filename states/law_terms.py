"""What the words of the law packs are called on screen, and a deadline in words."""

from __future__ import annotations

from states.law import HoldEffect, Level, Moment, Party, Rule, Unit
from states.sourced import Confidence, Severity
from states.text import Text, joined, same

M, P, C = Moment, Party, Confidence

MOMENT_NAMES: dict[Moment, Text] = {
    M.PLAN_DATE: Text("ngày ấn định của năm trước", "fixed day of the year before"),
    M.ORIENTATION_SUBMITTED: Text("trình Định hướng", "orientation submitted"),
    M.ORIENTATION_APPROVED: Text("phê duyệt Định hướng", "orientation approved"),
    M.PLAN_SUBMITTED: Text("trình kế hoạch", "annual plan submitted"),
    M.PLAN_ISSUED: Text("ban hành kế hoạch", "annual plan issued"),
    M.DECISION_SIGNED: Text("ký quyết định thanh tra", "decision signed"),
    M.DECISION_SENT: Text("gửi quyết định thanh tra", "decision sent"),
    M.OUTLINE_SENT: Text("gửi đề cương yêu cầu báo cáo", "outline sent"),
    M.ANNOUNCED: Text("công bố quyết định", "decision announced"),
    M.SUSPENDED_ON_REQUEST: Text(
        "tạm dừng theo đề nghị của đối tượng", "suspension at the entity's request"
    ),
    M.RESUMED: Text("tiếp tục thanh tra", "inspection resumed"),
    M.ONSITE_ENDED: Text("kết thúc thanh tra trực tiếp", "end of on-site work"),
    M.MEMBER_REPORTS: Text("báo cáo của thành viên", "members' reports"),
    M.TEAM_REPORT: Text("nhận báo cáo kết quả thanh tra", "team report received"),
    M.DRAFT_ASSIGNED: Text("giao xây dựng dự thảo", "draft assigned"),
    M.DRAFT_SUBMITTED: Text("nhận dự thảo kết luận", "draft received"),
    M.APPRAISAL_ASSIGNED: Text("giao thẩm định", "appraisal assigned"),
    M.APPRAISED: Text("báo cáo thẩm định", "appraisal report"),
    M.CONCLUSION_SIGNED: Text("ký kết luận", "conclusion signed"),
    M.CONCLUSION_REOPENED: Text("mở lại kết luận", "conclusion reopened"),
    M.CONCLUSION_RECEIVED: Text("nhận kết luận", "conclusion received"),
    M.PUBLISHED: Text("công khai kết luận", "conclusion published"),
    M.DIRECTING_DOCUMENT: Text("văn bản chỉ đạo thực hiện", "directing document"),
    M.FILE_CLOSED: Text("kết thúc hồ sơ", "file closed"),
    M.HANDED_OVER: Text("bàn giao hồ sơ", "file handed over"),
    M.REINSPECTION_DECIDED: Text("quyết định thanh tra lại", "re-inspection decided"),
}

LEVEL_NAMES: dict[Level, Text] = {
    Level.PROVINCE: Text("Thanh tra tỉnh", "Provincial inspectorate"),
    Level.DEPARTMENT: Text("Thanh tra sở, huyện", "Department and district inspectorates"),
    Level.CENTRAL: Text("Thanh tra Chính phủ", "Government Inspectorate"),
}

UNIT_NAMES: dict[Unit, Text] = {
    Unit.CALENDAR: Text("ngày", "days"),
    Unit.WORKING: Text("ngày làm việc", "working days"),
    Unit.YEARS: Text("năm", "years"),
    Unit.DATE: Text("ngày trong năm", "day of the year"),
    Unit.PER_DOCUMENT: Text("theo văn bản", "as the document says"),
}

CONFIDENCE_NAMES: dict[Confidence, Text] = {
    C.SEEN: Text("đã thấy", "seen"),
    C.HIGH: Text("nhớ lại, khá chắc", "recalled, fairly sure"),
    C.MEDIUM: Text("nhớ lại, chưa chắc", "recalled, not yet sure"),
    C.LOW: Text("nhớ lại, không chắc", "recalled, unsure"),
    C.NONE: Text("không tìm thấy con số", "no figure found"),
}

SEVERITY_NAMES: dict[Severity, Text] = {
    Severity.BLOCK: Text("chặn", "blocks"),
    Severity.WARN: Text("cảnh báo", "warns"),
    Severity.INFO: Text("thông tin", "informs"),
}

HOLD_EFFECT_NAMES: dict[HoldEffect, Text] = {
    HoldEffect.COUNTS: Text("vẫn tính", "counts"),
    HoldEffect.STOPS: Text("không tính", "stops"),
    HoldEffect.PER_DOCUMENT: Text("theo văn bản tạm dừng", "as its order says"),
    HoldEffect.UNKNOWN: Text("chưa rõ", "not known"),
}

NO_CITATION = Text("chưa rõ điều", "article not verified")


def limit_text(rule: Rule) -> Text:
    """How long, in words: amount and unit, then what extensions may add."""
    if rule.month_day is not None:
        month, day = rule.month_day.split("-")
        return Text(f"trước hoặc vào {day}/{month}", f"by {day}/{month}")
    if rule.amount is None:
        return UNIT_NAMES[Unit.PER_DOCUMENT]
    unit = UNIT_NAMES[rule.unit]
    base = Text(f"{rule.amount} {unit.vi}", f"{rule.amount} {unit.en}")
    return joined((base, *_more(rule)))


def _more(rule: Rule) -> tuple[Text, ...]:
    parts: list[Text] = []
    if rule.extensions is not None and rule.extension_days is not None:
        times, days = rule.extensions, rule.extension_days
        parts.append(
            Text(f"gia hạn {times} lần, mỗi lần đến {days}", f"{times} × up to {days} more")
        )
    if rule.ceiling is not None:
        parts.append(Text(f"tổng đến {rule.ceiling}", f"{rule.ceiling} in all"))
    if rule.grounds_outside_ceiling:
        parts.append(Text("trừ bất khả kháng", "force majeure outside the ceiling"))
    return tuple(parts)


def anchor_text(rule: Rule) -> Text:
    """From when, in words: after a moment, before one, or a fixed day."""
    name = MOMENT_NAMES[rule.anchor]
    if rule.anchor is Moment.PLAN_DATE:
        return name
    if rule.direction == "before":
        return Text("trước khi {name}", "before: {name}").fill(name=name)
    return Text("sau khi {name}", "after: {name}").fill(name=name)


def citation_text(citation: str | None) -> Text:
    """The article as it may be printed."""
    return NO_CITATION if citation is None else same(citation)
