"""What is wrong with how a paper of a department was signed off: plans and summaries are signed by the leader in charge."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from nuocheng.kernel.rulings import Fault


class Signed(Protocol):
    """A paper as it is signed off: by whom and when, and who the leader in charge is."""

    @property
    def signed_by(self) -> str:
        """Return who signed."""

    @property
    def signed_on(self) -> date:
        """Return the day of the signature."""

    @property
    def leader(self) -> str:
        """Return the leader in charge; empty if none is named."""

    @property
    def today(self) -> date:
        """Return the day on which it is asked."""


def missigned(paper: str, facts: Signed) -> str | None:
    """Return what is wrong: signed by nobody, by somebody else than the leader in charge, or on a day to come."""
    if not facts.leader:
        return "还没有登记负责领导，请先在“联系人”里登记"
    if facts.signed_by.strip() != facts.leader:
        return Fault(f"{paper}由负责领导“{facts.leader}”签发；换了人的，请先在“联系人”里更换", "signed_by")
    return Fault("签发日期不能晚于今天，请核对", "signed_on") if facts.signed_on > facts.today else None
