"""python-statemachine with SQLAlchemy: the model it moves, its journal and an outbox in a commit.

Run: by_statemachine.py URL COUNT
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Any

from course import SAID, STEPS, measure
from sqlalchemy import create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from statemachine import State, StateMachine


class Base(DeclarativeBase):
    """The tables."""


class Inspection(Base):
    """The object whose state is moved."""

    __tablename__ = "inspection"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default=SAID)
    state: Mapped[str] = mapped_column(default="planned", index=True)


class Journal(Base):
    """What happened, row by row."""

    __tablename__ = "journal"
    id: Mapped[int] = mapped_column(primary_key=True)
    stream: Mapped[str] = mapped_column(index=True)
    trigger: Mapped[str]
    said: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


class Outbox(Base):
    """What is owed to whom."""

    __tablename__ = "outbox"
    key: Mapped[str] = mapped_column(primary_key=True)
    recipient: Mapped[str]
    body: Mapped[str]


def machine() -> type[StateMachine]:
    """The machine of the course, as its class statement would make it."""
    names = [source for _, source, _ in STEPS] + ["closed"]
    said: dict[str, Any] = {
        name: State(initial=name == "planned", final=name == "closed") for name in names
    }
    for trigger, source, target in STEPS:
        said[trigger] = said[source].to(said[target])
    return type("Course", (StateMachine,), {**said, "__module__": __name__})


Course: Any = machine()


def main(url: str, count: int) -> None:
    """Fill a new database."""
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def durable(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    Base.metadata.create_all(engine)

    def note(session: Session, stream: str, trigger: str) -> None:
        session.add(Journal(stream=stream, trigger=trigger, said=SAID, at=datetime.now(UTC)))  # noqa: TID251
        session.add(Outbox(key=f"{stream}/{trigger}", recipient="binh", body=SAID))

    def live(stream: str) -> None:
        with Session(engine) as session, session.begin():
            session.add(Inspection(id=stream))
            note(session, stream, "register")
        for trigger, _, _ in STEPS:
            with Session(engine) as session, session.begin():
                found = session.get_one(Inspection, stream)
                Course(model=found, state_field="state").send(trigger)
                note(session, stream, trigger)

    measure(live, count)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
