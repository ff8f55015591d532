"""Asking outside, before the act, whether the party of a case stands on a list that excludes it from pledging."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from nuocheng.cases.models import Case
from nuocheng.cases.rules.standing import OnList, StandingHeard
from nuocheng.kernel.occasion import CHINA
from nuocheng.law import queries as law
from nuocheng.people import queries as people
from nuocheng.verification.channels.looking_up import About
from nuocheng.verification.channels.protocol import Channel
from nuocheng.verification.channels.standing import ask_standing


def ask(case: Case, at: datetime, ways: Mapping[str, Channel] | None = None) -> StandingHeard | None:
    """Ask the credit platform about the party of a case; nothing where there is no such platform here."""
    today = at.astimezone(CHINA).date()
    days = law.term("term.verification.freshness", today).amount
    asked_by = people.department_name(case.department) or case.department
    about = About(case.party_kind, case.party, case.party_name, asked_by, today - timedelta(days=days))
    told = ask_standing(about, at, ways)
    if told is None:
        return None
    entries = tuple(OnList(**{name: getattr(one, name) for name in OnList.__slots__}) for one in told.entries)
    names = [name for name in StandingHeard.__slots__ if name != "entries"]
    return StandingHeard(entries=entries, **{name: getattr(told, name) for name in names})
