"""What the tests of signing methods ask: one pledge of one company, at one moment."""

from __future__ import annotations

from datetime import UTC, datetime

from nuocheng.cases.methods import Asked

AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
NUMBER = "91620402MA7JX90017"
COMPANY = "铜城丰禾食品有限公司"
ASKED = Asked("白区诺〔2026〕00001号", "a" * 64, AT, (COMPANY,), (NUMBER,), "")
