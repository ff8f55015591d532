"""How names, numbers, dates and states are written for people to read; pure functions without a clock."""

from datetime import date, datetime
from typing import Any

from nuocheng.kernel import dates, numbers
from nuocheng.kernel.numbers import PartyKind

ORGANISATION = str(PartyKind.ORGANISATION)

STATES: dict[str, str] = {
    "草稿": "off",
    "已提交": "info",
    "要补材料": "todo",
    "办理中": "info",
    "已办好": "ok",
    "没批准": "bad",
    "已撤回": "off",
    "核查中": "info",
    "核查一致": "ok",
    "请您说明情况": "todo",
    "认定承诺不实": "bad",
    "信用已修复": "ok",
}
"""The only twelve words the public reads for a state, each with its tone."""


def mask_name(name: str, kind: str = "") -> str:
    """Return a name as the public may see it: 张*华, 张*; an organisation keeps its whole name.

    Anything not said to be an organisation is taken for a person, because a name shown by mistake cannot be
    taken back.
    """
    return numbers.mask_name(name, PartyKind.ORGANISATION if kind == ORGANISATION else PartyKind.PERSON)


def mask_number(number: str) -> str:
    """Return a document or telephone number with its telling digits starred: 620402********0017."""
    digits = number.strip()
    head, tail = _shown(len(digits))
    hidden = len(digits) - head - tail
    return digits[:head] + "*" * hidden + (digits[-tail:] if tail else "")


def cn_date(day: date | None) -> str:
    """Return a day as 2026年11月25日, nothing for no day."""
    return dates.cn_date(day) if day else ""


def cn_datetime(moment: datetime | None) -> str:
    """Return a moment as 2026年11月22日9:12, nothing for no moment."""
    return f"{cn_date(moment)}{moment.hour}:{moment.minute:02d}" if moment else ""


def deadline(day: date | None, remaining: int | None = None) -> str:
    """Return the last day and the working days left: 11月25日前（还有3个工作日）."""
    if day is None:
        return ""
    short = f"{day.month}月{day.day}日"
    if remaining is None:
        return f"{short}前"
    if remaining < 0:
        return f"{short}（已超过{-remaining}个工作日）"
    return f"{short}前（今天到期）" if remaining == 0 else f"{short}前（还有{remaining}个工作日）"


def due(remaining: int) -> tuple[str, str]:
    """Return the words and the tone of a short deadline for a dense list."""
    if remaining < 0:
        return f"超期{-remaining}个工作日", "bad"
    return ("今天", "todo") if remaining == 0 else (f"还有{remaining}个工作日", "")


def tone_of_state(word: str) -> str:
    """Return the tone of a public state.

    Raises:
        ValueError: The word is not one of the twelve.

    """
    if word not in STATES:
        raise ValueError(f"not a public state: {word}")
    return STATES[word]


def _shown(length: int) -> tuple[int, int]:
    """Return how many characters stay readable at the head and at the tail of a number."""
    if length >= 15:
        return 6, 4
    if length >= 11:
        return 3, 4
    return (0, 4) if length >= 8 else (0, 0)


def cell(label: str, text: str = "", **more: Any) -> dict[str, Any]:
    """Return a cell of a dense list with everything that its template asks for.

    What a template asks for in vain costs it as much as ten things that are there.
    """
    return {"label": label, "text": text, "num": False, "due": None, "badge": False, "url": "", **more}
