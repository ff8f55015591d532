"""What the journal knows of a department's work in a round, in one paragraph that its summary may begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.occasion import CHINA
from nuocheng.oversight import queries

#: The figures that are told, in the words of the paragraph.
TOLD: dict[str, str] = {
    "items": "目录里公布的事项{}个",
    "certificates_listed": "可以用承诺代替的证明{}份",
    "cases": "开始办理{}件",
    "pledged": "签署告知承诺书{}件",
    "certificates": "承诺代替证明{}份",
    "withdrawn_pledges": "撤回承诺{}件",
    "granted": "准予{}件",
    "owed": "应核查{}项",
    "found": "已核查{}项",
    "on_time": "其中按期核查{}项",
    "refuted": "结论不实{}项",
    "upheld": "认定承诺不实{}件",
}
#: After these a sentence ends.
ENDS = frozenset({"certificates_listed", "granted"})


@dataclass(frozen=True, slots=True)
class Telling:
    """The paragraph, and the months it speaks of."""

    months: str
    text: str


def told(department: str, begins_on: date, ends_on: date | None, now: datetime) -> Telling:
    """Tell of a department's work from the month a round began in to the month it ended in, or as far as *now*."""
    today = now.astimezone(CHINA).date()
    last = min(ends_on or today, today)
    numbers = queries.counted_through(department, (begins_on, last), now, TOLD)
    months = _months(begins_on, last)
    until = "" if ends_on else f"，截至{cn_date(today)}"
    parts = [f"{words.format(numbers[key])}{'。' if key in ENDS else '，'}" for key, words in TOLD.items()]
    said = "".join(parts).removesuffix("，")
    return Telling(months, f"{months}{until}，按办理留痕统计：{said}。")


def _months(first: date, last: date) -> str:
    """Return the months in words, once where it is one."""
    begins = f"{first.year}年{first.month}月"
    if (first.year, first.month) == (last.year, last.month):
        return begins
    return f"{begins}至{f'{last.year}年' if last.year != first.year else ''}{last.month}月"
