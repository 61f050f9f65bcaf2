"""Why a trigger is refused: every reason, read from the same table the machine is built from."""

from __future__ import annotations

from states.chart import ALIVE, UNDER_WAY, Fact, Guard, In, Out, Rule, is_in
from states.errors import Reason
from states.facts import FACTS, View, why_missing
from states.rules import NO_OPEN_REQUEST, NOT_HELD, RULES, Trigger
from states.terms import REGION_NAMES, state_name
from states.text import Text, joined

GUARD_TEXTS: dict[Guard, Text] = {
    NOT_HELD: Text(
        "Cuộc thanh tra đang tạm dừng; phải «Tiếp tục» trước.",
        "The inspection is on hold: “Resume” it first.",
    ),
    NO_OPEN_REQUEST: Text(
        "Còn yêu cầu cung cấp tài liệu, giải trình chưa khép lại.",
        "Some request for documents or explanation is still open.",
    ),
    ALIVE: Text("Cuộc thanh tra đã kết thúc.", "The inspection has ended."),
    In(UNDER_WAY): Text(
        "Chỉ làm được từ khi có quyết định thanh tra đến khi ban hành kết luận.",
        "Possible only between the decision and the conclusion.",
    ),
    In(("course.prep",)): Text(
        "Chỉ làm được khi chưa ra quyết định thanh tra.",
        "Possible only before the decision is issued.",
    ),
    Out(("course.prep",)): Text(
        "Chưa ra quyết định thanh tra.", "The decision has not been issued."
    ),
    In(("hold.site_paused",)): Text(
        "Chỉ làm được khi đang tạm dừng thanh tra trực tiếp.",
        "Possible only while on-site work is paused.",
    ),
    In(("hold.case_paused",)): Text(
        "Chỉ làm được khi đang tạm dừng cuộc thanh tra.",
        "Possible only while the inspection is suspended.",
    ),
    Out(("hold.case_paused",)): Text(
        "Cả cuộc thanh tra đang tạm dừng theo quyết định.",
        "The whole inspection is suspended by decision.",
    ),
    In(("records.answered",)): Text(
        "Các yêu cầu chưa được trả lời đủ.", "The requests have not all been answered."
    ),
    In(("remedy.fulfilled",)): Text(
        "Kết luận chưa được xác nhận đã thực hiện xong.",
        "The conclusion is not confirmed as fulfilled.",
    ),
    In(("complaint.none", "complaint.dismissed")): Text(
        "Khiếu nại đối với kết luận chưa giải quyết xong.",
        "A complaint on the conclusion is not settled.",
    ),
    In(("course.after",)): Text(
        "Chỉ làm được sau khi đã ban hành kết luận.",
        "Possible only after the conclusion is issued.",
    ),
    In(("complaint.upheld",)): Text(
        "Chỉ làm được khi khiếu nại đối với kết luận được kết luận là đúng.",
        "Possible only once a complaint on the conclusion is upheld.",
    ),
}
"""What to say when a guard on the configuration is not met; a test holds it complete."""


def _stands(view: View, rule: Rule) -> bool:
    return is_in(view.inspection.configuration, *rule.main.sources)


def _met(view: View, guard: Guard) -> bool:
    configuration = view.inspection.configuration
    match guard:
        case In(states):
            return is_in(configuration, *states)
        case Out(states):
            return not is_in(configuration, *states)
        case Fact(name):
            return FACTS[name].holds(view)


def _guard_reason(view: View, guard: Guard) -> Reason:
    if not isinstance(guard, Fact):
        return Reason("guard", GUARD_TEXTS[guard])
    rule = FACTS[guard.name]
    return Reason(
        code="fact",
        text=why_missing(view, guard.name),
        fact=guard.name,
        document=rule.document,
        with_act=rule.with_act,
        who=rule.who,
    )


def _place_reason(view: View, rules: tuple[Rule, ...]) -> Reason:
    main = rules[0].main
    early = view.inspection.in_state("course.prep")
    here = view.inspection.leaf(main.region)
    sources = tuple(dict.fromkeys(s for rule in rules for s in rule.main.sources))
    quoted = tuple(
        Text(f"«{name.vi}»", f"“{name.en}”")
        for name in (state_name(s, in_preparation=early) for s in sources)
    )
    return Reason(
        "state",
        Text(
            "{region} đang ở «{here}»; chỉ làm được khi ở {there}.",
            "{region} is at “{here}”; possible only at {there}.",
        ).fill(
            region=REGION_NAMES[main.region.value],
            here=state_name(here, in_preparation=early),
            there=joined(quoted, " hoặc ", " or "),
        ),
    )


def reasons_for(view: View, trigger: Trigger) -> tuple[Reason, ...]:
    """All the reasons why a trigger would be refused now; none means that it may happen."""
    rules = RULES[trigger]
    here = any(_stands(view, rule) for rule in rules)
    reasons = [] if here else [_place_reason(view, rules)]
    guards = rules[0].guards  # those of one trigger ask the same
    reasons += [_guard_reason(view, g) for g in guards if not _met(view, g)]
    return tuple(reasons)
