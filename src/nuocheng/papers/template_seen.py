"""Whether the text of a placeholder can be seen on paper: not as pale as the paper, and not too small to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nuocheng.papers.template_guard import W
from nuocheng.papers.template_words import Finding

SMALLEST = 16
"""In half points: 8 points, the least that people read."""
PALEST = 200
"""Of 255: paler letters vanish on a copy."""


def seen(text: Any, styles: Any) -> str:
    """Return what is wrong with how a text element is shown, nothing if it can be read."""
    color = next(_said(text, styles, "color"), "")
    if _is_pale(color):
        return "的字颜色太浅，印出来看不见，请改成黑色"
    size = next(_said(text, styles, "sz"), "")
    if size.isdigit() and int(size) < SMALLEST:
        return "的字太小，看不清，请改成小五号以上"
    return ""


def _said(text: Any, styles: Any, what: str) -> Iterator[str]:
    """Yield the values of a property of letters, the one that counts first."""
    run: Any = next(text.iterancestors(f"{W}r"), None)
    paragraph: Any = next(text.iterancestors(f"{W}p"), None)
    for holder, reference in ((run, f"{W}rPr/{W}rStyle"), (paragraph, f"{W}pPr/{W}pStyle")):
        if holder is None:
            continue
        if holder is run:
            yield from _values(holder, what)
        named = holder.find(reference)
        if named is not None and styles is not None and not isinstance(styles, Finding):
            yield from _of_style(named.get(f"{W}val", ""), styles, what)


def _of_style(name: str, styles: Any, what: str) -> Iterator[str]:
    known = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
    passed: set[str] = set()
    while name in known and name not in passed:
        passed.add(name)
        yield from _values(known[name], what)
        above = known[name].find(f"{W}basedOn")
        name = above.get(f"{W}val", "") if above is not None else ""


def _values(holder: Any, what: str) -> Iterator[str]:
    found = holder.find(f"{W}rPr/{W}{what}")
    if found is not None:
        yield found.get(f"{W}val", "")


def _is_pale(color: str) -> bool:
    """Tell whether a colour such as F2F2F2 is nearly white; “auto” is black."""
    try:
        red, green, blue = bytes.fromhex(color)
    except ValueError:
        return False
    return 0.299 * red + 0.587 * green + 0.114 * blue > PALEST
