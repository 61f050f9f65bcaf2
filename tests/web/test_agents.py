"""A session is told by its browser and machine, not by what a browser says of itself."""

from __future__ import annotations

import pytest

from tiendo.web.agents import browser_name

CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (CHROME.format("Windows NT 10.0; Win64; x64"), "Chrome · Windows"),
        (CHROME.format("Windows NT 10.0; Win64; x64") + " Edg/126.0", "Edge · Windows"),
        (CHROME.format("Linux; Android 10; K"), "Chrome · Android"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
            "Firefox · Linux",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            "Safari · iPhone",
        ),
        ("curl/8.5.0", "curl/8.5.0"),
        ("<script>" + "x" * 500, "<script>" + "x" * 52),
        ("", "—"),
    ],
)
def test_what_a_browser_is_called(agent: str, told: str) -> None:
    assert browser_name(agent) == told
