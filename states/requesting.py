"""Why an act on a request is refused now: read from its machine and from the chart it moves."""

from __future__ import annotations

from states.errors import Reason
from states.facts import View
from states.inspection import Inspection
from states.papers import DOCUMENT_NAMES
from states.refusal import reasons_for
from states.request import REQUEST_STATE_NAMES, STEPS, Request, RequestState
from states.rules import Trigger
from states.text import Text, joined

ENDED = Reason("state", Text("Cuộc thanh tra đã kết thúc.", "The inspection has ended."))
_NONE_THERE = Text("Không có yêu cầu nào ở {there}.", "No request is at {there}.")
_UNWRITTEN = Text(
    "Gửi yêu cầu phải kèm {name} đủ số, ngày, người ký.",
    "Sending needs a numbered, dated and signed {name}.",
)


def sending(inspection: Inspection) -> Trigger:
    """The chart's step that sending a request takes: its own while the inspection is suspended."""
    held = inspection.in_state("hold.case_paused")
    return Trigger.REQUEST_RECORDS_IN_PAUSE if held else Trigger.REQUEST_RECORDS


def sending_reasons(inspection: Inspection) -> tuple[Reason, ...]:
    """What stands against sending any request now."""
    return reasons_for(View(inspection), sending(inspection))


def unwritten(request: Request) -> Reason:
    """That a request goes out with its paper only."""
    text = _UNWRITTEN.fill(name=DOCUMENT_NAMES[request.paper])
    return Reason("fact", text, document=request.paper, with_act=True)


def step_reasons(inspection: Inspection, step: str) -> tuple[Reason, ...]:
    """What stands against an act on a request, whichever request it is for."""
    if inspection.ended:
        return (ENDED,)
    if step == "draft_request":
        return ()
    sources, _ = STEPS[step]
    there = [request for request in inspection.requests if request.state in sources]
    none = () if there else (_none_there(sources),)
    if step != "send_request":
        return none
    return (*none, *sending_reasons(inspection), *(unwritten(each) for each in there[:1]))


def _none_there(sources: tuple[RequestState, ...]) -> Reason:
    quoted = tuple(
        Text(f"«{name.vi}»", f"“{name.en}”") for name in (REQUEST_STATE_NAMES[s] for s in sources)
    )
    return Reason("state", _NONE_THERE.fill(there=joined(quoted, " hoặc ", " or ")))
