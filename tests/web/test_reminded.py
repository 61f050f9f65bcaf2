"""The machine's reminders take no form from whoever is filling it in; a person's entry does."""

from __future__ import annotations

from datetime import date

from builders import at
from offices import CASE, Told
from reader import Browser

from tiendo.drive import drive
from tiendo.sweep import sweep

PAGE = f"/inspections/{CASE}"
TODAY = date(2021, 9, 8)


def test_what_the_machine_told_meanwhile_makes_no_form_stale(head: Browser, paused: Told) -> None:
    form = head.form(PAGE, "declare_none")
    drive(paused.desk, as_of=TODAY, now=at(TODAY))
    sweep(paused.desk, as_of=TODAY, now=at(TODAY))
    kinds = {event.kind for event in paused.desk.store.events(CASE)[5:]}
    assert kinds == {"prompt", "escalate"}

    tried = head.post(f"{PAGE}/acts/preview", form.fields)
    assert tried.status_code == 200
    assert "Hết vướng" in tried.text
    done = head.post(form.action, form.fields)
    assert done.status_code == 303
    assert "✓" in head.get(PAGE).text  # it was told which entry it became
    assert paused.desk.store.events(CASE)[-1].kind == "declare_none"

    again = head.post(form.action, form.fields)  # the same form sent twice is one act
    assert again.status_code == 409


def test_what_a_person_recorded_between_two_reminders_does(head: Browser, paused: Told) -> None:
    form = head.form(PAGE, "declare_none")
    drive(paused.desk, as_of=TODAY, now=at(TODAY))
    paused.tell("note", text="Vừa ghi thêm")
    sweep(paused.desk, as_of=TODAY, now=at(TODAY))

    assert head.post(form.action, form.fields).status_code == 409
