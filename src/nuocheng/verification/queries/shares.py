"""How sure the share of untrue pledges among those verified is, in the words of reports."""

from __future__ import annotations

from nuocheng.verification.rules.interval import interval, percent


def untrue(refuted: int, found: int) -> str:
    """Say which share of what was verified was untrue, and what that says of all pledges; nothing where none was."""
    if not 0 <= refuted <= found or not found:
        return ""
    share = interval(refuted, found)
    return f"占已核查的{percent(share.share)}；如果这些能代表全部承诺，全部的不实率有95%的把握在{share.in_words}之间"
