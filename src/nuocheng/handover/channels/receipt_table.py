"""The receipt of a batch that was carried as a file: which rows were taken, which sent back, and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from nuocheng.catalogue.channels.tables import open_workbook
from nuocheng.handover.channels.packet import BACK, RECEIPT_HEADINGS, TAKEN
from nuocheng.kernel.errors import Malformed

#: So many faults are named at once; whoever mends them sends the file again.
NAMED = 10
LONGEST = 200


def read_receipt(raw: bytes, name: str, keys: Collection[str], *, rest_taken: bool) -> dict[str, str]:
    """Return reason by key of the rows that were sent back.

    Raises:
        Malformed: The file cannot be read, speaks of other rows, or leaves rows out; each with row, column and reason.

    """
    rows = _rows(raw, name)
    faults: list[str] = []
    refused: dict[str, str] = {}
    seen: set[str] = set()
    for number, cells in rows:
        key, verdict, why = (cells[place].strip() if place < len(cells) else "" for place in range(3))
        wrong = _wrong(key, verdict, why, seen, keys)
        if wrong:
            faults.append(f"第{number}行{wrong}")
        elif verdict == BACK:
            refused[key] = why[:LONGEST]
        seen.add(key)
    lacking = [] if rest_taken else sorted(set(keys) - seen)
    if lacking:
        faults.append(f"少了{len(lacking)}行，例如{lacking[0]}；没有写到的都算收了的，请勾选下面那一项")
    if faults:
        more = f"；另外还有{len(faults) - NAMED}处" if len(faults) > NAMED else ""
        raise Malformed.at("file", "；".join(faults[:NAMED]) + more)
    return refused


def _rows(raw: bytes, name: str) -> list[tuple[int, Sequence[str]]]:
    sheets = [one for one in open_workbook(raw, name).sheets if not one.hidden]
    cells = next((one.rows for one in sheets if any(any(row) for row in one.rows)), [])
    if not cells or [cell.strip() for cell in cells[0][:3]] != list(RECEIPT_HEADINGS):
        raise Malformed.at("file", "第1行应当是“编号、结果、原因”三列，请用文件包里的receipt.csv填写")
    return [
        (number, row) for number, row in enumerate(cells[1:], start=2) if any(cell.strip() for cell in row)
    ]


def _wrong(key: str, verdict: str, why: str, seen: set[str], keys: Collection[str]) -> str:
    if key not in keys:
        return f"“编号”：这一批里没有“{key[:40]}”"
    if key in seen:
        return f"“编号”：{key}写了两次"
    if verdict not in {TAKEN, BACK}:
        return f"“结果”：只能写“{TAKEN}”或者“{BACK}”"
    if verdict == BACK and not why:
        return "“原因”：退回的请写明原因"
    return ""
