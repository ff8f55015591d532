"""Days and times as Chinese papers write them."""

from __future__ import annotations

from datetime import date, datetime

from nuocheng.kernel.occasion import CHINA


def cn_date(day: date) -> str:
    """Write a day: 2026年11月25日."""
    return f"{day.year}年{day.month}月{day.day}日"


def years_after(day: date, years: int) -> date:
    """Return the same day so many years later; 1 March where that year has no 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def cn_time(at: datetime) -> str:
    """Write a moment in China's time: 2026年11月25日9时05分."""
    local = at.astimezone(CHINA)
    return f"{cn_date(local.date())}{local.hour}时{local.minute:02d}分"
