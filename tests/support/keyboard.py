"""Somebody at a page with nothing but keys; whatever has the focus must be seen to have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

_MOST = 400
_SEEN = """where => {
  const at = document.activeElement, style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {name: `${at.tagName}#${at.id}.${at.className} ${at.textContent.trim().slice(0, 40)}`,
          ring, inside, lost: at === document.body, there: at.matches(where)};
}"""
_WATCH = """() => {
  const wanted = 'a[href], button, input, select, textarea, summary, [tabindex]';
  window.stops = [...document.querySelectorAll(wanted)].filter(each => each.tabIndex >= 0
    && !each.disabled && each.type !== 'hidden' && each.checkVisibility());
  window.named = each => `${each.tagName}#${each.id} ${each.textContent.trim().slice(0, 40)}`;
  window.reached = [];
  const bare = stops.map(each => getComputedStyle(each).outlineStyle);
  document.addEventListener('focusin', event => {
    const at = stops.indexOf(event.target), style = getComputedStyle(event.target);
    const ring = style.outlineStyle !== bare[at] && parseFloat(style.outlineWidth) >= 1;
    reached.push([at, ring, named(event.target)]);
  });
  document.activeElement.blur();
  return stops.length;
}"""
_AMISS = """() => {
  const found = reached.filter(each => !each[1]).map(each => ['no ring', each[2]]);
  stops.forEach((each, n) => {
    const [at, , instead] = reached[n] ?? [-1, false, 'nothing'];
    if (at !== n) found.push([`stop ${n}`, named(each), instead]);
  });
  return found.slice(0, 5);
}"""
_TURNED = """() => [...document.querySelectorAll('body *')].filter(each => {
  const style = getComputedStyle(each), inside = each.parentElement.children;
  const orders = [...inside].map(one => Number(getComputedStyle(one).order));
  const turned = style.order !== '0' && orders.some((order, n) => n && order < orders[n - 1]);
  return each.tabIndex > 0 || style.flexDirection.endsWith('reverse') || turned;
}).map(each => `${each.tagName}.${each.className}`)"""


@dataclass(frozen=True)
class Keys:
    """The keyboard in front of a page."""

    page: Page

    def reach(self, where: str, key: str = "Tab") -> None:
        """Go on by Tab until what a selector names has the focus, each stop seen on the way."""
        for _ in range(_MOST):
            self.page.keyboard.press(key)
            seen: dict[str, Any] = self.page.evaluate(_SEEN, where)
            assert seen["lost"] or (seen["ring"] and seen["inside"]), seen
            if seen["there"]:
                return
        raise AssertionError(f"{where} is never reached on {self.page.url}")

    def press(self, key: str) -> None:
        """Press one key."""
        self.page.keyboard.press(key)

    def follow(self, where: str) -> None:
        """Go to a link or button and press it; the page that comes is waited for."""
        self.reach(where)
        with self.page.expect_navigation():
            self.press("Enter")

    def write(self, where: str, text: str) -> None:
        """Go to a field and type over what stands in it."""
        self.reach(where)
        self.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, where: str, letters: str) -> None:
        """Go to a list and choose what begins with these letters."""
        self.reach(where)
        self.page.keyboard.type(letters)


def against(page: Page) -> list[Any]:
    """What is wrong with going through a page by Tab from its top to its end.

    Everything that can be used must get the focus, once, in the order in which it stands, and be
    seen to have it; what is laid out must be laid out in that order too.
    """
    found: list[Any] = page.evaluate(_TURNED)
    for _ in range(page.evaluate(_WATCH)):
        page.keyboard.press("Tab")
    return [*found, *page.evaluate(_AMISS)]
