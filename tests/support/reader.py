"""A browser for tests without one: reads forms out of pages and sends them as a browser would."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette would rather have a client that is not released
    from starlette.testclient import TestClient

if TYPE_CHECKING:
    from fastapi import FastAPI
    from httpx import Response


def scripts(page: str) -> set[str]:
    """Where the scripts of a page come from; "" for one that stands in the page itself."""
    return {
        re.sub(r"""^<script src="([^"]*)".*""", r"\1", tag) if "src=" in tag else ""
        for tag in re.findall(r"<script[^>]*>", page, re.IGNORECASE)
    }


@dataclass
class PageForm:
    """A form as it stands on a page: where it goes, what is filled in, what is typed by hand."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    method: str = "get"
    typed: dict[str, str] = field(default_factory=dict)
    """The fields that take words, with what is suggested there."""

    @property
    def kind(self) -> str:
        """The act it records."""
        return self.fields.get("kind", [""])[0]


_WORDS = frozenset({"", "text", "search", "password"})


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[PageForm] = []
        self._open = self._select = self._area = ""
        self._options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(PageForm(given.get("action", ""), method=given.get("method", "get")))
            self._open = "form"
        if not self._open:
            return
        name = given.get("name", "")
        unticked = given.get("type") == "checkbox" and "checked" not in given
        if tag == "input" and name and not unticked:
            self._add(name, given.get("value", ""))
        if name and (tag == "textarea" or (tag == "input" and given.get("type", "") in _WORDS)):
            self.found[-1].typed[name] = given.get("placeholder", "")
        if tag == "textarea":
            self._area = name
            self._add(name, "")
        if tag == "select":
            self._select, self._options = name, []
        if tag == "option" and self._select:
            self._options.append((given.get("value", ""), "selected" in given))

    def handle_data(self, data: str) -> None:
        if self._area:
            fields = self.found[-1].fields[self._area]
            fields[-1] += data.removeprefix("\n") if not fields[-1] else data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = ""
        if tag == "textarea":
            self._area = ""
        if tag == "select" and self._select:
            chosen = [value for value, selected in self._options if selected]
            self._add(self._select, (chosen or [self._options[0][0]])[0])
            self._select = ""

    def _add(self, name: str, value: str) -> None:
        self.found[-1].fields.setdefault(name, []).append(value)


def forms_in(html: str) -> list[PageForm]:
    """Every form of a page."""
    reader = _Forms()
    reader.feed(html)
    return reader.found


class Browser:
    """Opens pages and sends their forms."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def get(self, path: str, **headers: str) -> Response:
        """Open a page."""
        return self._seen(self.client.get(path, headers=headers))

    def post(self, path: str, fields: Mapping[str, str | Sequence[str]]) -> Response:
        """Send fields to an address, whatever forms there are."""
        return self._seen(self.client.post(path, data=dict(fields)))

    def _seen(self, answer: Response) -> Response:
        return answer

    def form(self, path: str, kind: str, **match: str) -> PageForm:
        """The form of one act on a page."""
        found = [
            form
            for form in forms_in(self.get(path).text)
            if form.kind == kind and all(form.fields[k] == [v] for k, v in match.items())
        ]
        assert found, f"no form for {kind} on {path}"
        return found[0]

    def fill(self, path: str, kind: str, /, **typed: str) -> Response:
        """Fill in the form of one act on a page and send it."""
        form = self.form(path, kind, **{k: v for k, v in typed.items() if k == "request"})
        return self.post(form.action, form.fields | {name: [v] for name, v in typed.items()})


def window(app: FastAPI) -> Browser:
    """A browser in front of an application, in which nobody has signed in."""
    return Browser(
        TestClient(
            app,
            base_url="http://127.0.0.1:8021",
            headers={"origin": "http://127.0.0.1:8021"},
            follow_redirects=False,
            raise_server_exceptions=False,
        )
    )
