"""How the tests of the exchange put a question and judge the answer."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta, timezone
from typing import Any

from tests.simulator.rig import Rig, number_of

from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.verification.channels.data_exchange import DataExchange, ExchangeSettings
from nuocheng.verification.channels.protocol import Answer, Outcome, Question
from nuocheng.verification.rules.compare import Claim, Verdict, compare_any

CHINA = timezone(timedelta(hours=8))
AT = datetime(2026, 11, 23, 9, 30, tzinfo=CHINA)
DEADLINE = 1.0
SPARE = 1.0


def connect(rig: Rig, **changes: Any) -> DataExchange:
    proper: dict[str, Any] = {"url": rig.url, "key": rig.key, "deadline_s": DEADLINE}
    return DataExchange(ExchangeSettings(**{**proper, **changes}))


def question(name: str = "李守信", **changes: Any) -> Question:
    proper: dict[str, Any] = {
        "source": "population",
        "subject_kind": "person",
        "subject_number": number_of(name),
        "subject_name": name,
        "fields": ("id_number", "household_status"),
        "purpose": "pledge_verification",
        "basis": "证明事项告知承诺制工作规程",
        "request_id": f"HC-{time.monotonic_ns()}",
        "asked_by": "白银区民政局",
        "oldest_acceptable": date(2026, 8, 23),
    }
    return Question(**{**proper, **changes})


def verdict(answer: Answer, claim: Claim) -> Verdict | None:
    """Judge as verification does: only what was found is compared."""
    if answer.outcome is not Outcome.FOUND:
        return None
    return compare_any(claim, [record[claim.key] for record in answer.records]).verdict


def truth(name: str = "李守信") -> Claim:
    return Claim("id_number", FactType.NUMBER, number_of(name), Comparison.EQUALS)
