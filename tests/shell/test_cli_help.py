"""What the help says: of every command each parameter in words, and no default that is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError
from inspect import cleandoc

import pytest
from cyclopts import App

from tiendo.cli.app import app
from tiendo.cli.commands import MEETING, TIENDO


def _commands(of: App, *words: str) -> Iterator[tuple[App, tuple[str, ...]]]:
    if of.default_command is not None:
        yield of, words
    for name in of:
        if not name.startswith("-"):
            yield from _commands(of[name], *words, name)


EVERY = list(_commands(app))


def test_every_command_is_asked() -> None:
    asked = {words for _, words in EVERY}

    assert {(name,) for name in TIENDO} <= asked | {words[:1] for words in asked}
    assert {("meeting", name) for name in MEETING} <= asked
    assert ("request", "send") in asked


@pytest.mark.parametrize("command", [pytest.param(of, id=" ".join(words)) for of, words in EVERY])
def test_each_parameter_is_told_in_words(command: App) -> None:
    told = cleandoc(command.default_command.__doc__ or "")
    silent = [
        each.name
        for each in command.assemble_argument_collection()
        if not (each.children or each.parameter.help or f"\n{each.field_info.name}\n    " in told)
    ]

    assert silent == []


@pytest.mark.parametrize("words", ["list", "do", "do-many", "law", "up", "meeting pack"])
def test_a_default_is_shown_only_where_there_is_one(
    words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    app([*words.split(), "--help"], result_action="return_value")
    told = " ".join(capsys.readouterr().out.replace("│", " ").split())

    assert "--" in told
    assert "[default: 50]" in told or words != "list"
    assert [part for part in told.split("[default: ")[1:] if not part.startswith("50]")] == []
    assert "--no-" not in told
    assert "--empty-" not in told


def test_it_tells_its_version(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What whoever reports a fault is asked first; `./run` installs the package."""
    monkeypatch.setattr("importlib.metadata.version", {"tiendo": "1.2.3"}.__getitem__)

    app(["--version"], result_action="return_value")

    assert capsys.readouterr().out == "tiendo 1.2.3\n"


def test_a_program_that_is_not_installed_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nowhere(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", nowhere)

    app(["--version"], result_action="return_value")

    assert "không rõ phiên bản / not installed" in capsys.readouterr().out
