"""A summary that nothing is said against."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nuocheng.programme.rules.content import Part
from nuocheng.programme.rules.facts import SummaryHanding

TODAY = date(2026, 11, 23)
PARTS = (
    Part("work", "工作情况", "全年办理告知承诺126件。"),
    Part("practice", "主要做法和成效", "窗口全部培训。"),
    Part("rules", "建立的制度和规范", "印发了工作规程。"),
    Part("problems", "存在的问题和建议", "无"),
)
HANDING = SummaryHanding(PARTS, "葛平川", TODAY, "葛平川", TODAY, TODAY, TODAY)
CLAUSE = "白政办发〔2020〕20号四（三）"


def saying(*texts: str) -> SummaryHanding:
    """Return the handing-in of a summary whose parts say this."""
    parts = tuple(replace(one, text=text) for one, text in zip(PARTS, texts, strict=True))
    return replace(HANDING, parts=parts)
