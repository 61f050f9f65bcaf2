"""What a browser would make of a page: its text, where it leads, and what in it would run."""

from __future__ import annotations

from html.parser import HTMLParser

_LEADS = frozenset(
    {"href", "src", "action", "formaction", "xlink:href", "data", "srcdoc", "poster"}
)
_OURS = frozenset({"mark.svg", "picture.svg", "foresee.js", "live.js"})


class PageRead(HTMLParser):
    """A page taken apart; ``amiss`` names everything that is not of our own making."""

    def __init__(self, page: str, elsewhere: str) -> None:
        super().__init__()
        self.elsewhere = elsewhere
        self.amiss: list[str] = []
        self.links: set[str] = set()
        self._text: list[str] = []
        self.feed(page)
        self.close()

    @property
    def text(self) -> str:
        """The words of the page, as its reader sees them."""
        return "".join(self._text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        loads = given.get("src", "").rpartition("/")[2]
        if tag in {"iframe", "object", "embed", "style", "base"} or (
            tag in {"script", "img"} and loads not in _OURS
        ):
            self.amiss.append(f"<{tag} {given}>")
        for name, value in given.items():
            if name.startswith("on") or name == "style":
                self.amiss.append(f"<{tag} {name}={value[:60]}>")
            if (
                name in _LEADS
                and not value.startswith(("/", "#", "?"))
                and value != self.elsewhere
            ):
                self.amiss.append(f"<{tag} {name}={value[:60]}> leads elsewhere")
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.add(given["href"].partition("#")[0])

    def handle_data(self, data: str) -> None:
        self._text.append(data)
