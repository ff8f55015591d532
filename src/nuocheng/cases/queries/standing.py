"""What was kept of asking outside whether a party may pledge."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from nuocheng.cases.models import EligibilityCheck
from nuocheng.kernel.occasion import CHINA

#: The rule by which somebody was excluded on what the credit platform said.
OUTSIDE = "stands_on_no_excluding_list"


@dataclass(frozen=True, slots=True)
class PlatformCheck:
    """What the credit platform said of a party: whether it answered, in what words, with which report, and when."""

    source: str
    answered: bool
    note: str
    record: str
    asked_at: datetime

    @property
    def asked_on(self) -> date:
        """Return the day on which it was asked."""
        return self.asked_at.astimezone(CHINA).date()


def platform_check_of(reference: str) -> PlatformCheck | None:
    """Return what the credit platform last said of the party of a case; nothing where it was not asked."""
    return said_in(_last(reference))


def said_in(check: EligibilityCheck | None) -> PlatformCheck | None:
    """Return what the credit platform said, as one check kept it; nothing where it was not asked."""
    for one in json.loads(check.sources) if check else []:
        if "answered" in one:
            at = datetime.fromisoformat(one["at"])
            return PlatformCheck(one["source"], one["answered"], one["note"], one["record"], at)
    return None


def excluded_outside(reference: str) -> str:
    """Return why the credit platform had the party of a case excluded; nothing where it had not."""
    check = _last(reference)
    if check is None or check.rule != OUTSIDE:
        return ""
    return check.reason.removeprefix("因为：").partition("。")[0]


def _last(reference: str) -> EligibilityCheck | None:
    return EligibilityCheck.objects.filter(case_id=reference).order_by("-at").first()
