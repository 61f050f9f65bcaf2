"""What the machine answered is remembered whole: asked again, it is not asked again."""

from __future__ import annotations

from itertools import product

import pytest

from states.chart import INITIAL, Configuration
from states.machine import AskFact, Outcome, ask_machine
from states.memo import fire, forget
from states.rules import Trigger

ONSITE: Configuration = ("course.field.onsite", *INITIAL[1:])
PLACES = (INITIAL, ("course.field.decided", *INITIAL[1:]), ONSITE)


def facts_of(configuration: Configuration, trigger: Trigger) -> list[str]:
    """Every fact that decides here, found by answering yes and no to each."""
    known: dict[str, None] = {}
    for answers in product([True, False], repeat=4):
        asked: list[str] = []

        def told(name: str, asked: list[str] = asked, answers: tuple[bool, ...] = answers) -> bool:
            asked.append(name)
            return answers[len(dict.fromkeys(asked)) - 1]

        ask_machine(configuration, trigger, told)
        known |= dict.fromkeys(asked)
    return list(known)


@pytest.mark.parametrize("configuration", PLACES, ids=lambda each: each[0])
def test_every_answer_is_the_machines_and_is_asked_once(
    configuration: Configuration, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget()
    asked: list[Trigger] = []

    def counted(configuration: Configuration, trigger: Trigger, fact: AskFact) -> Outcome:
        asked.append(trigger)
        return ask_machine(configuration, trigger, fact)

    monkeypatch.setattr("states.memo.ask_machine", counted)
    for trigger in Trigger:
        names = facts_of(configuration, trigger)
        ways = [
            dict(zip(names, answers, strict=True))
            for answers in product([True, False], repeat=len(names))
        ]
        right = [ask_machine(configuration, trigger, way.__getitem__) for way in ways]
        assert [fire(configuration, trigger, way.__getitem__) for way in ways] == right
        assert [each.trigger for each in right] == [trigger] * len(ways)
        learned = len(asked)
        assert learned <= len(ways)
        assert [fire(configuration, trigger, way.__getitem__) for way in ways] == right
        assert len(asked) == learned, f"{trigger} was asked again"
        forget()
        for way in (*ways[::-1], *ways):
            fire(configuration, trigger, way.__getitem__)
        assert len(asked) == 2 * learned, f"{trigger} was forgotten"
        asked.clear()


def test_what_moved_and_what_stayed_on_purpose_is_named() -> None:
    settled = ["records.none_needed" if leaf.startswith("records.") else leaf for leaf in ONSITE]
    paused = ask_machine(tuple(settled), Trigger.PAUSE_SITE, lambda _: True)
    assert set(paused.legs) == {
        ("hold.clear", "hold.site_paused"),
        ("records.none_needed", "records.unreviewed"),
    }
    extended = ask_machine(ONSITE, Trigger.EXTEND, lambda _: True)
    assert extended.legs == (("course.field.onsite", "course.field.onsite"),)
    assert extended.after == ONSITE
