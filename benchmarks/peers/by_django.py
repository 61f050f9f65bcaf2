"""Django with django-fsm-2 or viewflow.fsm: the object, its journal and an outbox in one commit.

Run: by_django.py fsm|viewflow FILE COUNT. SQLite as Django's documentation says for production
(write-ahead log, IMMEDIATE), with synchronous=FULL.
"""

from __future__ import annotations

import sys
from typing import Any

import django
from course import SAID, STEPS, measure
from django.conf import settings

settings.configure(
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": sys.argv[2],
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
)
django.setup()

from django.db import connection, models, transaction  # noqa: E402 after the settings


class Journal(models.Model):
    """What happened, row by row."""

    stream = models.CharField(max_length=80, db_index=True)
    trigger = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    said = models.TextField()
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:  # noqa: D106 Django's own
        app_label = "peer"


class Outbox(models.Model):
    """What is owed to whom."""

    key = models.CharField(max_length=120, primary_key=True)
    recipient = models.CharField(max_length=40)
    body = models.TextField()

    class Meta:  # noqa: D106 Django's own
        app_label = "peer"


def _by_fsm() -> type[models.Model]:
    from django_fsm import FSMField, transition

    def moved(self: models.Model) -> None:
        """Nothing but the move itself."""

    said: dict[str, Any] = {
        "__module__": __name__,
        "Meta": type("Meta", (), {"app_label": "peer"}),
        "id": models.CharField(max_length=80, primary_key=True),
        "name": models.TextField(default=SAID),
        "state": FSMField(default="planned", protected=True, db_index=True),
    }
    for trigger, source, target in STEPS:
        act = type(moved)(moved.__code__, globals(), trigger)
        said[trigger] = transition(field=said["state"], source=source, target=target)(act)
    return type("Inspection", (models.Model,), said)


class Inspection2(models.Model):
    """The object whose state viewflow moves."""

    id = models.CharField(max_length=80, primary_key=True)
    name = models.TextField(default=SAID)
    state = models.CharField(max_length=40, default="planned", db_index=True)

    class Meta:  # noqa: D106 Django's own
        app_label = "peer"


def _viewflow() -> type:
    from viewflow import fsm

    state = fsm.State([source for _, source, _ in STEPS] + ["closed"], default="planned")

    def moved(self: Any) -> None:
        """Nothing but the move itself."""

    def start(self: Any, found: models.Model) -> None:
        self.found = found

    def read(self: Any) -> str:
        return str(self.found.state)

    def put(self: Any, value: str) -> None:
        self.found.state = value

    said: dict[str, Any] = {"state": state, "__init__": start}
    said["_put"] = state.setter()(put)
    said["_read"] = state.getter()(read)
    for trigger, source, target in STEPS:
        act = type(moved)(moved.__code__, globals(), trigger)
        said[trigger] = state.transition(source=source, target=target)(act)
    return type("Course", (), said)


BY_VIEWFLOW = sys.argv[1] == "viewflow"
Inspection: Any = Inspection2 if BY_VIEWFLOW else _by_fsm()
Course: Any = _viewflow() if BY_VIEWFLOW else None


def live(stream: str) -> None:
    """One inspection from its plan to its end."""
    with transaction.atomic():
        Inspection.objects.create(id=stream)
        _note(stream, "register", "", "planned")
    for trigger, source, target in STEPS:
        with transaction.atomic():
            found = Inspection.objects.select_for_update().get(pk=stream)
            getattr(Course(found) if BY_VIEWFLOW else found, trigger)()
            found.save()
            _note(stream, trigger, source, target)


def _note(stream: str, trigger: str, source: str, target: str) -> None:
    said = {"trigger": trigger, "source": source, "target": target, "said": SAID}
    Journal.objects.create(stream=stream, **said)
    Outbox.objects.create(key=f"{stream}/{trigger}", recipient="binh", body=SAID)


if __name__ == "__main__":
    with connection.schema_editor() as schema:
        for model in (Journal, Outbox, Inspection):
            schema.create_model(model)
    measure(live, int(sys.argv[3]))
