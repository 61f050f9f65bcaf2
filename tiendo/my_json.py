"""One person's list as programs read it."""

from __future__ import annotations

from datetime import date

from tiendo.asjson import Json, both
from tiendo.mywork import Line, MyWork


def work_json(work: MyWork) -> dict[str, Json]:
    """What somebody must do, may sign and waits for; days are ISO dates."""
    return {
        "person": work.person.id,
        "as_of": work.as_of.isoformat(),
        "todo": [_line(each, work.as_of) for each in work.todo],
        "signing": [_line(each, work.as_of) for each in work.signing],
        "called": [_line(each, work.as_of) for each in work.called],
        "waiting": [_line(each, work.as_of) for each in work.waiting],
        "unreadable": list(work.unreadable),
    }


def _line(line: Line, as_of: date) -> dict[str, Json]:
    task = line.task
    return {
        "about": task.stream,
        "name": line.name,
        "act": task.act,
        "what": both(line.what),
        "why": both(line.why),
        "due_on": task.due.isoformat() if task.due else None,
        "days_left": task.days(as_of) if task.due else None,
        "urgency": task.urgency(as_of).name.lower(),
        "source": both(line.source) if line.source else None,
        "then": both(line.then) if line.then else None,
        "path": line.href,
    }
