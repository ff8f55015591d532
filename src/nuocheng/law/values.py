"""What a provision of each kind must say: checked before a value may enter the tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

Value = Mapping[str, Any]


class Unit(StrEnum):
    """In what a term is counted."""

    WORKDAY = "workday"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"
    DAY_OF_MONTH = "day_of_month"


def objection(kind: str, value: object) -> str | None:
    """Say what is wrong with a provision's value, or nothing."""
    if not isinstance(value, Mapping):
        return "内容要写成名称和值"
    check = _CHECKS.get(kind)
    return f"没有“{kind}”这一种类" if check is None else check(value)


def frozen(value: Any) -> Any:
    """Return the same value, unchangeable all the way down: many requests share one copy."""
    if isinstance(value, Mapping):
        return MappingProxyType({name: frozen(inner) for name, inner in value.items()})
    if isinstance(value, list | tuple):
        return tuple(frozen(inner) for inner in value)
    return value


def plain(value: Any) -> Any:
    """Return a frozen value as the dicts and lists that JSON carries."""
    if isinstance(value, Mapping):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value


def _whole(value: Value, name: str, least: int = 0) -> bool:
    """Say whether a name holds a whole number, no less than *least*."""
    number = value.get(name)
    return isinstance(number, int) and not isinstance(number, bool) and number >= least


def _written(value: Value, name: str) -> bool:
    """Say whether a name holds a text that says something."""
    text = value.get(name)
    return isinstance(text, str) and bool(text.strip())


def _term(value: Value) -> str | None:
    if not _whole(value, "amount"):
        return "期限要有 amount，写不小于0的整数"
    if value.get("unit") not in set(Unit):
        return f"期限的 unit 只能是{'、'.join(Unit)}"
    if not _written(value, "from"):
        return "期限要用 from 写明从哪件事起算"
    if value["unit"] == Unit.DAY_OF_MONTH and not 1 <= value["amount"] <= 28:
        return "每月的日期要在1到28之间"
    return None


def _text(value: Value) -> str | None:
    if not _written(value, "text"):
        return "要有 text，写明文字"
    return None if _whole(value, "order", 1) else "要有 order，写明次序"


def _coded(value: Value) -> str | None:
    if not _written(value, "code"):
        return "要有 code，写明代码"
    return None if _whole(value, "order", 1) else "要有 order，写明次序"


def _measure(value: Value) -> str | None:
    wrong = _coded(value)
    if wrong:
        return wrong
    if not isinstance(value.get("adverse"), bool):
        return "措施要用 adverse 写明对当事人是否不利"
    for name in ("objects", "grades"):
        if not isinstance(value.get(name), list | tuple) or not value[name]:
            return f"措施要用 {name} 写明适用范围"
    return None


def _window(value: Value) -> str | None:
    if not _whole(value, "min") or not _whole(value, "max"):
        return "公示期要有 min 和 max，写不小于0的整数"
    if value["min"] > value["max"]:
        return "公示期的 min 不能大于 max"
    return None if value.get("unit") in {Unit.DAY, Unit.MONTH} else "公示期的 unit 只能是day、month"


def _switch(value: Value) -> str | None:
    if isinstance(value.get("on"), bool):
        return None
    choices = value.get("choices")
    if isinstance(choices, list | tuple) and value.get("choice") in choices:
        return None
    return "开关要有 on（true 或 false），或者 choice 和 choices"


def _code(value: Value) -> str | None:
    wrong = _coded(value)
    if wrong:
        return wrong
    day = value.get("on")
    if day is None:
        return None
    try:
        date.fromisoformat(str(day))
    except ValueError:
        return "on 要写成日期，例如2020-06-30"
    return None


_CHECKS: Mapping[str, Callable[[Value], str | None]] = {
    "term": _term,
    "wording": _text,
    "remedy": _text,
    "measure": _measure,
    "ground": _coded,
    "window": _window,
    "switch": _switch,
    "code": _code,
}
