"""Single cells: values as text, what table software would run, and marks that keep it from running."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

#: A cell that begins so is run by table software as a formula when somebody opens the file.
FORMULA = "=+-@＝＋－＠\t\r"
_BLANK = frozenset({"-", "－", "—", "——", "/", "／", "无此项"})
_AROUND = " 　\t\r\n\ufeff\u200b\xa0"
#: Full-width signs with a half-width twin, and the ideographic space.
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_PRECISE = 10**15


def as_text(value: Any) -> str:
    """Return the text of a typed cell: whole numbers without a point, days and times in ISO 8601."""
    write = next((write for kind, write in _WRITTEN if isinstance(value, kind)), str)
    return "" if value is None else write(value)


def _number(value: float) -> str:
    whole = value.is_integer() and abs(value) < _PRECISE
    return str(int(value)) if whole else format(value, ".15g")


def _moment(value: datetime) -> str:
    return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")


#: How each type of cell is written, the narrower before the wider.
_WRITTEN: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (str, lambda value: value.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")),
    (bool, lambda value: "是" if value else "否"),
    (float, _number),
    (datetime, _moment),
    ((date, time), lambda value: value.isoformat()),
    (timedelta, lambda value: f"{value.total_seconds() / 3600:.2f}"),
)


def plain(cell: str) -> str:
    """Return a cell without the blanks around it; the usual signs for nothing become nothing."""
    if not cell:
        return cell
    text = cell.strip(_AROUND)
    return "" if text in _BLANK else text


def half_width(text: str) -> str:
    """Return a text with full-width letters, digits and signs made half-width."""
    return text.translate(_HALF)


def one_line(text: str) -> str:
    """Return a name that was broken over several lines in its cell as one line."""
    if "\n" not in text:
        return text
    parts = [part.strip(_AROUND) for part in text.split("\n")]
    out = ""
    for part in parts:
        joint = " " if out[-1:].isascii() and part[:1].isascii() and out and part else ""
        out += joint + part
    return out


class Form(NamedTuple):
    """How a cell is tidied when it is read: made half-width, kept on one line, or left as it is."""

    narrow: bool = False
    single: bool = False


def normal(cell: str, form: Form) -> str:
    """Return what a cell says, tidied as its column asks."""
    text = plain(cell)
    if not text:
        return text
    if form.narrow:
        text = half_width(text).strip()
    return one_line(text) if form.single else text


def is_formula(cell: str) -> bool:
    """Say whether table software would run a cell as a formula."""
    text = cell.lstrip(" 　\ufeff\u200b")
    return bool(text) and text.strip() not in _BLANK and text[0] in FORMULA


def neutral(cell: str) -> str:
    """Return a cell that no table software runs: what looks like a formula is marked as text."""
    return f"'{cell}" if _to_mark(cell) else cell


def restored(cell: str) -> str:
    """Return what a cell said before ``neutral``: for every text the exact opposite of it."""
    return cell[1:] if cell.startswith("'") and _to_mark(cell[1:]) else cell


def _to_mark(cell: str) -> bool:
    return is_formula(cell.lstrip("'") if cell.startswith("'") else cell)


def letters(place: int) -> str:
    """Return the letters by which table software names the column at *place*, counted from 0."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
