"""Every word of the page is there in both languages, and none is left over."""

from __future__ import annotations

import re
from importlib.resources import files

from babel.messages.extract import extract_from_dir

from tiendo.web.words import catalog, gettext_for, ngettext_for

_PLACE = re.compile(r"{(\w+)}")


def said_in_templates() -> set[str]:
    folder = str(files("tiendo.web").joinpath("templates"))
    found = extract_from_dir(
        folder,
        [("**.html", "jinja2")],
        {"**.html": {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}},
        keywords={"_": None, "ngettext": (1, 2)},
    )
    messages = (message for _, _, message, _, _ in found)
    return {each if isinstance(each, str) else each[0] for each in messages}


def in_english() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for message in catalog("en"):
        if message.id:
            strings = message.string or ()
            said = (strings,) if isinstance(strings, str) else tuple(strings)
            found[message.id if isinstance(message.id, str) else message.id[0]] = said
    return found


def test_every_message_has_english_and_no_english_is_unused() -> None:
    assert set(in_english()) == said_in_templates()
    assert all(strings and all(strings) for strings in in_english().values())


def test_translations_keep_the_named_places() -> None:
    for vietnamese, english in in_english().items():
        for text in english:
            assert set(_PLACE.findall(text)) == set(_PLACE.findall(vietnamese)), vietnamese


def test_english_counts_one_and_many() -> None:
    counted, said = ngettext_for("en"), gettext_for("en")

    assert counted("{n} ngày", "{n} ngày", 1) == "1 day"
    assert counted("{n} ngày", "{n} ngày", 2) == "2 days"
    assert ngettext_for("vi")("{n} ngày", "{n} ngày", 2) == "2 ngày"
    assert said("Ghi: {act}", act="{x}%s") == "Record: {x}%s"
