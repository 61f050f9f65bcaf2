"""SpiffWorkflow: a BPMN process of manual tasks, saved after each with journal and outbox.

Run: by_spiff.py FILE COUNT
"""

from __future__ import annotations

import sqlite3
import sys
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from course import SAID, STEPS, measure
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.specs import BpmnProcessSpec

TABLES = """
PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
CREATE TABLE instance (id TEXT PRIMARY KEY, state TEXT NOT NULL);
CREATE TABLE journal (id INTEGER PRIMARY KEY, stream TEXT, trigger TEXT, said TEXT);
CREATE INDEX journal_stream ON journal (stream);
CREATE TABLE outbox (key TEXT PRIMARY KEY, recipient TEXT, body TEXT);
"""
_HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d">'
    '<process id="course" isExecutable="true"><startEvent id="begin"/>'
)


def process() -> str:
    """The course as BPMN: one manual task a step."""
    names = [trigger for trigger, _, _ in STEPS]
    tasks = "".join(f'<manualTask id="{name}" name="{name}"/>' for name in names)
    nodes = ["begin", *names, "end"]
    flows = "".join(
        f'<sequenceFlow id="f{n}" sourceRef="{one}" targetRef="{next_}"/>'
        for n, (one, next_) in enumerate(pairwise(nodes))
    )
    return f'{_HEAD}{tasks}<endEvent id="end"/>{flows}</process></definitions>'


def specification() -> BpmnProcessSpec:
    """The course as SpiffWorkflow reads it."""
    with TemporaryDirectory() as folder:
        bpmn = Path(folder) / "course.bpmn"
        bpmn.write_text(process(), encoding="utf-8")
        parser = BpmnParser()
        parser.add_bpmn_file(str(bpmn))
        return parser.get_spec("course")


def main(file: str, count: int) -> None:
    """Fill a new database."""
    spec = specification()
    serializer = BpmnWorkflowSerializer()
    connection = sqlite3.connect(file, isolation_level=None)
    connection.executescript(TABLES)

    def save(stream: str, workflow: BpmnWorkflow, trigger: str) -> None:
        state = serializer.serialize_json(workflow)
        connection.execute("INSERT OR REPLACE INTO instance VALUES (?, ?)", (stream, state))
        journal = "INSERT INTO journal (stream, trigger, said) VALUES (?, ?, ?)"
        connection.execute(journal, (stream, trigger, SAID))
        owed = (f"{stream}/{trigger}", "binh", SAID)
        connection.execute("INSERT INTO outbox VALUES (?, ?, ?)", owed)

    def live(stream: str) -> None:
        workflow = BpmnWorkflow(spec)
        workflow.do_engine_steps()
        connection.execute("BEGIN IMMEDIATE")
        save(stream, workflow, "register")
        connection.execute("COMMIT")
        for trigger, _, _ in STEPS:
            connection.execute("BEGIN IMMEDIATE")
            asked = "SELECT state FROM instance WHERE id = ?"
            (state,) = connection.execute(asked, (stream,)).fetchone()
            again = serializer.deserialize_json(state)
            (task,) = again.get_tasks(state=TaskState.READY, manual=True)
            if task.task_spec.name != trigger:
                raise ValueError(trigger)
            task.run()
            again.do_engine_steps()
            save(stream, again, trigger)
            connection.execute("COMMIT")

    measure(live, count)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
