"""What is looked at on every page: axe, one heading, nothing cut off, nothing refused or broken."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What a narrower screen of the same layout can still make wrong.
BY_SIZE = ["target-size", "scrollable-region-focusable"]
#: Only what is wrong comes back: all that axe looked at took longer to carry than some rules to try.
RUN = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(found =>
  found.violations.flatMap(one => one.nodes.slice(0, 3).map(
    node => `axe ${one.id}: ${one.help}: ${node.html.slice(0, 160)}`)))"""
#: Elements that are wider than the page, the innermost first; what may scroll by itself does not count.
TOO_WIDE = """() => {
  const page = document.documentElement, room = page.clientWidth;
  if (page.scrollWidth <= room) return "";
  const wide = [...document.body.querySelectorAll("*")].filter(
    one => one.getBoundingClientRect().right > room + 1 && !one.closest(".scroll"));
  const named = wide.reverse().slice(0, 3).map(one => one.outerHTML.slice(0, 90));
  return `${page.scrollWidth} > ${room}: ${named.join(" | ")}`;
}"""
#: Letters that run over the edge of what holds them: their box says so, the page does not.
CUT_OFF = """() => [...document.querySelectorAll("button, a.btn, h1, h2, dt, .badge, label")]
  .filter(one => one.offsetParent && !one.classList.contains("vh") && !one.closest(".vh"))
  .filter(one => one.scrollWidth > one.clientWidth + 2 && one.clientWidth > 0
                 && getComputedStyle(one).display !== "inline")
  .map(one => `${one.tagName} ${one.innerText.slice(0, 30)}`).slice(0, 3)"""

#: Whether an element stands before the one that has the focus, so that one has to go back.
BEFORE_THE_FOCUS = """one => {
  const at = document.activeElement;
  return at !== document.body && Boolean(at.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING);
}"""


def axe(page: Page, rules: list[str] | None = None) -> list[str]:
    """Let axe look at the page as it is now, by all rules or by some; one line for each thing it finds."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(RUN, rules or TAGS)
    return found


def layout(page: Page) -> list[str]:
    """Say what is cut off or makes the page wider than its window."""
    wide = page.evaluate(TOO_WIDE)
    return [*([f"too wide {wide}"] if wide else []), *(f"cut off {one}" for one in page.evaluate(CUT_OFF))]


def headings(page: Page) -> list[str]:
    """Say whether the page names itself: a title, and exactly one h1."""
    count = page.locator("h1").count()
    name = page.title().split(" · ")[0].strip()
    return [
        *([f"{count} h1"] if count != 1 else []),
        *(["no title"] if not name or name == "证明事项告知承诺服务" else []),
    ]
