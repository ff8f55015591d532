"""Shares with their intervals, in words and as a small picture."""

from __future__ import annotations

from typing import Any

from nuocheng.verification.rules.interval import Interval, interval, percent


def bar(share: Interval) -> dict[str, Any]:
    """Return where the marks of a share stand on a line from 0 to 100 %, for the picture and for who cannot see it."""
    low, high = 100 * share.low, 100 * share.high
    return {
        "low": f"{low:.2f}",
        "width": f"{max(high - low, 0.6):.2f}",
        "at": f"{min(100 * share.share, 99.4):.2f}",
        "words": f"{percent(share.share)}，95%的把握在{share.in_words}之间" if share.of else "还没有",
    }


def untrue(counts: dict[str, int]) -> dict[str, Any] | None:
    """Return what a draw found, by how many tasks stand in each state; nothing while nothing is found on."""
    wrong = counts.get("refuted", 0)
    of = wrong + counts.get("confirmed", 0) + counts.get("unresolved", 0)
    if not of:
        return None
    share = interval(wrong, of)
    return {
        "of": of,
        "found": wrong,
        "low": percent(share.low),
        "high": percent(share.high),
        "open": counts.get("owed", 0) + counts.get("answered", 0),
        "bar": bar(share),
    }
