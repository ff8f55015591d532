"""Reading a written value — a date, a sum, a number, yes or no — the way people and registers write it."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from typing import Generic, TypeVar

CHINA = timezone(timedelta(hours=8))
DAY = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?")
MONTH = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})月?")
YEAR = re.compile(r"(\d{4})年")
COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(Z|[+-]\d{2}:?\d{2})?")
NUMERAL = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
MONEY = re.compile(rf"(?:人民币|rmb|cny|¥)?({NUMERAL})(万|亿)?(?:元|圆)?(?:整|人民币)?")
COUNTED = re.compile(rf"({NUMERAL})(m2|[^\d.,\-]{{0,6}})")
SCALE = {None: Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
ZERO = Decimal(0)
CENT = Decimal("0.01")
#: Units a number may carry; a number with any other ending (“以上”, “左右”) is not a plain number.
UNITS = frozenset(["", *"人户个年月天日岁次套间处辆亩件份张台层", "平方米", "公里", "小时", "分钟"])
#: Units that mean the same; any other pair of different units cannot be compared.
SAME_UNIT = {
    "m2": "平方米",
    "平米": "平方米",
    "口": "人",
    "名": "人",
    "位": "人",
    "个月": "月",
    "周岁": "岁",
    "日": "天",
}
TRUE = frozenset(["是", "有", "真", "对", "已", "y", "yes", "true", "t", "1", "属实", "符合"])
FALSE = frozenset(["否", "无", "没有", "不是", "假", "未", "n", "no", "false", "f", "0", "不属实", "不符合"])
#: What registers write when they hold nothing.
NOTHING = frozenset(
    [
        "-",
        "--",
        "---",
        "/",
        "//",
        "\\",
        ".",
        "null",
        "none",
        "nil",
        "nan",
        "n/a",
        "na",
        "#",
        "?",
        "不详",
        "未知",
        "不明",
        "暂无",
        "无数据",
        "无记录",
        "未登记",
        "未填写",
        "空",
        "空白",
        "待补充",
    ]
)
FOREVER = frozenset(["长期", "永久", "长期有效", "永久有效", "无固定期限"])
#: The day databases write when they know no day.
NO_DAY = date(1900, 1, 1)
MASK = re.compile(r"[*●█]|[xX]{3,}|[?？]{2,}|\ufffd")
DASHES = re.compile("[‐‑‒–—―−－_]")
DOTS = re.compile("[•‧∙⋅・･．]")
BRACKETS = str.maketrans("〔〕【】［］〈〉《》", "()()[]<><>")

T = TypeVar("T")


@dataclass(frozen=True)
class Span(Generic[T]):
    """A value as precisely as it was written: one point, or everything from low to high."""

    low: T
    high: T


@dataclass(frozen=True)
class Amount:
    """A number as it was written: its value, how far rounding may have moved it, and its unit."""

    value: Decimal
    slack: Decimal
    unit: str = ""


def folded(text: str) -> str:
    """Take away what typing adds: width, spaces, invisible characters, the many dots and dashes."""
    plain = unicodedata.normalize("NFKC", text.translate(BRACKETS))
    seen = "".join(
        letter for letter in plain if not letter.isspace() and unicodedata.category(letter) != "Cf"
    )
    return DOTS.sub("·", DASHES.sub("-", seen)).casefold()


def says_nothing(text: str | None) -> bool:
    """Tell whether a register holds no value here, or hides it behind asterisks."""
    if text is None:
        return True
    plain = folded(text)
    return not plain or plain in NOTHING or bool(MASK.search(plain))


def read_date(text: str) -> Span[date] | None:
    """Read a date, or the month or year that is all that was written."""
    stamp = STAMP.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if stamp:
        return _stamped(stamp)
    plain = folded(text)
    if plain in FOREVER:
        return Span(date.max, date.max)
    whole = DAY.fullmatch(plain) or COMPACT_DAY.fullmatch(plain)
    if whole:
        return _days(*(int(part) for part in whole.groups()))
    month = MONTH.fullmatch(plain)
    if month:
        return _month(int(month[1]), int(month[2]))
    year = YEAR.fullmatch(plain)
    if year and int(year[1]):
        return Span(date(int(year[1]), 1, 1), date(int(year[1]), 12, 31))
    return None


def read_money(text: str) -> Amount | None:
    """Read a sum of money in yuan; a sum written in 万 is as precise as its last digit."""
    found = MONEY.fullmatch(folded(text))
    number = _decimal(found[1]) if found else None
    if found is None or number is None:
        return None
    scale = SCALE[found[2]]
    slack = scale * _last_place(number) if found[2] else ZERO
    return Amount(number * scale, slack)


def read_count(text: str) -> Amount | None:
    """Read a number with the unit it may carry."""
    found = COUNTED.fullmatch(folded(text))
    number = _decimal(found[1]) if found else None
    if found is None or number is None:
        return None
    unit = SAME_UNIT.get(found[2], found[2])
    return Amount(number, ZERO, unit) if unit in UNITS else None


def read_boolean(text: str) -> bool | None:
    """Read yes or no."""
    plain = folded(text)
    if plain in TRUE:
        return True
    return False if plain in FALSE else None


def _stamped(stamp: re.Match[str]) -> Span[date] | None:
    day, clock, zone = stamp.groups()
    zone = "+00:00" if zone == "Z" else zone
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}{zone or '+08:00'}")
        # A register that writes universal time means the day in China.
        local = moment.astimezone(CHINA).date()
    except (ValueError, OverflowError):
        return None
    return Span(local, local)


def _days(year: int, month: int, day: int) -> Span[date] | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return None if found <= NO_DAY else Span(found, found)


def _month(year: int, month: int) -> Span[date] | None:
    if not year or not 1 <= month <= 12:
        return None
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _decimal(text: str) -> Decimal | None:
    if len(text) > 30 or not text.isascii():
        return None
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def _last_place(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
