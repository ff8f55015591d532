"""How papers write numbers and days."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """Write a number from 1 to 99 in Chinese (二十一), any other in digits."""
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    front = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return front + (_DIGITS[ones] if ones else "")


def day(iso: str) -> str:
    """Write a day given in ISO 8601 as papers do: 2026年11月23日."""
    year, month, date = iso.split("-")
    return f"{year}年{int(month)}月{int(date)}日"
