"""The colours of a region: six tokens of the stylesheet, kept in versions, never unreadable.

Amber is not among them: it is reserved for certificates that a pledge can replace (founding clause S5.2).
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from nuocheng.edge.models import Theme
from nuocheng.kernel.errors import Malformed, NotFound, Objection

#: Token, what it is called, what comes with the product.
TOKENS: Mapping[str, tuple[str, str]] = {
    "brand": ("主色：链接和按钮", "#0b5cad"),
    "brand-d": ("深色：页头", "#083f7a"),
    "brand-l": ("浅色：选中的地方", "#e8f1fb"),
    "bg": ("页面底色", "#f4f6f9"),
    "head": ("表头底色", "#eaeef3"),
    "line": ("细线", "#c9d1db"),
}
WHITE, INK, INK2 = "#ffffff", "#1b2430", "#4a5565"
#: What must be readable on what, and how well (WCAG 2.2, 1.4.3): foreground, ground, least ratio, and how to mend it.
PAIRS: tuple[tuple[str, str, float, str, str], ...] = (
    ("brand", WHITE, 4.5, "白底", "请选深一点"),
    ("brand", "bg", 4.5, "页面底色", "请选深一点"),
    ("brand", "brand-l", 4.5, "浅色", "请选深一点"),
    ("brand-d", WHITE, 7.0, "白字", "请选深一点"),
    ("brand-l", INK, 7.0, "黑字", "请选浅一点"),
    ("bg", INK2, 4.5, "灰字", "请选浅一点"),
    ("head", INK, 7.0, "黑字", "请选浅一点"),
)
_HEX = re.compile(r"#[0-9a-f]{6}")
#: How long a process may go on with the version it knows: another process may have set a new one.
_KEPT_S = 10.0


@dataclass(slots=True)
class _Known:
    """What this process knows of the newest version, and until when it need not ask again."""

    version: int = 0
    until: float = 0.0


_KNOWN = _Known()


def in_force() -> int:
    """Return the number of the version in force, or 0 while the product's own colours are."""
    if time.monotonic() >= _KNOWN.until:
        newest = Theme.objects.order_by("-pk").first()
        _KNOWN.version = newest.pk if newest and newest.colours else 0
        _KNOWN.until = time.monotonic() + _KEPT_S
    return _KNOWN.version


def forget() -> None:
    """Ask again at the next page."""
    _KNOWN.until = 0.0


def version(number: int) -> Theme:
    """Return one version.

    Raises:
        NotFound: There is no such version.

    """
    found = Theme.objects.filter(pk=number).first()
    if found is None:
        raise NotFound("没有这一版主题色")
    return found


def versions() -> list[Theme]:
    """Return the last twenty versions, the newest first."""
    return list(Theme.objects.order_by("-pk")[:20])


def colours_of(found: Theme | None) -> dict[str, str]:
    """Return every token with its colour, the product's own where the version says nothing."""
    own = {token: colour for token, (_, colour) in TOKENS.items()}
    return {**own, **(found.colours if found else {})}


def keep(colours: Mapping[str, str], by: str, at: datetime) -> Theme:
    """Keep a new version of the colours; none at all brings the product's own back.

    Raises:
        Malformed: A colour is none, or letters could not be read on it.

    """
    chosen = {token: colour.strip().lower() for token, colour in colours.items() if colour.strip()}
    wrong = [*_no_colours(chosen)] or unreadable(colours_of(None) | chosen)
    if wrong:
        raise Malformed("；".join(one.text for one in wrong), objections=tuple(wrong))
    made = Theme.objects.create(colours=chosen, made_by=by, made_at=at)
    forget()
    return made


def unreadable(colours: Mapping[str, str]) -> list[Objection]:
    """Return an objection for each colour on which, or in which, words could not be read."""
    found: dict[str, Objection] = {}
    for token, other, least, against, mend in PAIRS:
        ratio = contrast(colours[token], colours.get(other, other))
        if ratio < least and token not in found:
            text = f"{TOKENS[token][0]}：这个颜色配{against}只有{ratio:.1f}:1，看不清，{mend}"
            found[token] = Objection("theme_is_readable", text, field=token)
    return list(found.values())


def _no_colours(colours: Mapping[str, str]) -> list[Objection]:
    return [
        Objection("well_formed", f"{TOKENS[token][0]}：颜色要写成#加6位数字或字母，例如#0b5cad", field=token)
        for token, colour in colours.items()
        if not _HEX.fullmatch(colour)
    ]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours written #rrggbb (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def stylesheet(found: Theme) -> str:
    """Return the version as a stylesheet; high contrast keeps its own colours."""
    said = ";".join(f"--{token}:{colour}" for token, colour in sorted(found.colours.items()))
    return f"html:not(.contrast){{{said}}}" if said else ""
