"""Reading what the data-sharing exchange answered, trusting none of it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NoReturn

from nuocheng.verification.channels.protocol import LONGEST_NOTE, LONGEST_RECEIPT, Outcome, Question, Record
from nuocheng.verification.channels.trouble import Trouble

NEEDED = frozenset(
    {"request_id", "source", "subject", "status", "as_of", "records", "receipt_no", "answered_at"}
)
OPTIONAL = frozenset({"note", "received_at", "answer_due_at"})
STATUSES = {"found": Outcome.FOUND, "not_found": Outcome.NOT_FOUND, "ambiguous": Outcome.AMBIGUOUS}
LONGEST_VALUE = 2000
LONGEST_MOMENT = 40
MOST_RECORDS = 200
DOTS = re.compile("[.•‧∙⋅・･。．]")
# Clocks of two administrations may stand on two sides of midnight.
FUTURE_ALLOWED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer that was read: what it says, or why it cannot be used."""

    outcome: Outcome
    note: str
    records: tuple[Record, ...] = ()
    receipt_no: str = ""
    source_time: date | None = None
    about_the_party: bool = False
    trouble: Trouble = Trouble.NONE


class Unusable(Exception):
    """An answer that must not be used: which trouble it is, with the sentence that says why."""

    def __init__(self, text: str, trouble: Trouble = Trouble.SCHEMA_CHANGED) -> None:
        super().__init__(text)
        self.trouble = trouble


def read_answer(raw: bytes, question: Question, *, at: datetime) -> Reading:
    """Read the bytes of an answer against the question; what does not fit exactly is not used."""
    try:
        document = _document(raw)
        return _checked(document, question, at=at)
    except Unusable as why:
        return Reading(Outcome.SOURCE_DOWN, str(why), trouble=why.trouble)


def plain_name(name: str) -> str:
    """Reduce a name to what identifies it, whatever width, spaces or dots it was written with."""
    return DOTS.sub("·", "".join(unicodedata.normalize("NFKC", name).split())).casefold()


def plain_number(number: str) -> str:
    """Reduce a number to its characters."""
    return "".join(unicodedata.normalize("NFKC", number).split()).upper()


def strict_json(raw: bytes) -> Mapping[str, Any]:
    """Read bytes as one JSON object: UTF-8, no key twice, no number that is none.

    Raises:
        Unusable: They are none.

    """
    try:
        parsed = json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as trouble:
        text = "来源的答复读不出来（不是约定的格式），这次不作结论"
        raise Unusable(text, Trouble.GARBAGE) from trouble
    if not isinstance(parsed, dict):
        raise Unusable("来源的答复不是约定的格式，这次不作结论")
    return parsed


def _document(raw: bytes) -> Mapping[str, Any]:
    parsed = strict_json(raw)
    missing, strange = NEEDED - set(parsed), set(parsed) - NEEDED - OPTIONAL
    if missing or strange:
        which = "、".join(sorted(missing or strange))
        raise Unusable(f"来源的答复{'少了' if missing else '多了'}“{which[:80]}”，可能改了接口，这次不作结论")
    return parsed


def _checked(document: Mapping[str, Any], question: Question, *, at: datetime) -> Reading:
    receipt = _text(document, "receipt_no", LONGEST_RECEIPT)
    _text(document, "answered_at", LONGEST_MOMENT)
    if document["request_id"] != question.request_id or document["source"] != question.source:
        raise Unusable(f"答的不是这次查询（回执{receipt}），内容未保存，这次不作结论", Trouble.WRONG_SUBJECT)
    if not _about(document["subject"], question):
        raise Unusable(f"答的不是这个人（回执{receipt}），内容未保存，这次不作结论", Trouble.WRONG_SUBJECT)
    outcome = STATUSES.get(_text(document, "status", 40))
    if outcome is None:
        raise Unusable("来源的答复状态不在约定之内，这次不作结论")
    as_of = _day(document, at=at)
    records = _records(document["records"], question)
    if (outcome is Outcome.FOUND and not records) or (outcome is Outcome.NOT_FOUND and records):
        raise Unusable("来源的答复前后矛盾（状态与记录条数对不上），这次不作结论")
    if question.oldest_acceptable and as_of < question.oldest_acceptable:
        wanted = _written(question.oldest_acceptable)
        note = f"来源的数据只更新到{_written(as_of)}，早于要求的{wanted}，不能据以判断"
        return Reading(Outcome.STALE, note, (), receipt, as_of, about_the_party=True, trouble=Trouble.STALE)
    note = _note(outcome, len(records), as_of, document.get("note"))
    return Reading(outcome, note, records, receipt, as_of, about_the_party=True)


def _about(subject: object, question: Question) -> bool:
    if not isinstance(subject, dict) or set(subject) - {"kind", "number", "name"}:
        return False
    number, name, kind = (
        subject.get("number"),
        subject.get("name"),
        subject.get("kind", question.subject_kind),
    )
    if not isinstance(number, str) or not isinstance(name, str) or kind != question.subject_kind:
        return False
    same_number = plain_number(number) == plain_number(question.subject_number)
    return same_number and plain_name(name) == plain_name(question.subject_name)


def _records(found: object, question: Question) -> tuple[Record, ...]:
    if not isinstance(found, list) or len(found) > MOST_RECORDS:
        raise Unusable("来源的记录不是约定的格式，这次不作结论")
    return tuple(_record(record, question) for record in found)


def _record(record: object, question: Question) -> Record:
    if not isinstance(record, dict):
        raise Unusable("来源的记录不是约定的格式，这次不作结论")
    if set(record) != set(question.fields):
        raise Unusable("来源给的字段与所要的不同，可能改了接口，这次不作结论")
    for value in record.values():
        if value is not None and (not isinstance(value, str) or len(value) > LONGEST_VALUE):
            raise Unusable("来源记录里有不是文字的内容，这次不作结论")
    return dict(record)


def _day(document: Mapping[str, Any], *, at: datetime) -> date:
    try:
        as_of = date.fromisoformat(_text(document, "as_of", 10))
    except ValueError as trouble:
        raise Unusable("来源没有写清数据日期，这次不作结论") from trouble
    if as_of > at.date() + FUTURE_ALLOWED:
        raise Unusable(f"来源的数据日期（{_written(as_of)}）在今天之后，不可信，这次不作结论")
    return as_of


def _text(document: Mapping[str, Any], key: str, longest: int) -> str:
    value = document[key]
    if not isinstance(value, str) or not value.strip() or len(value) > longest or not value.isprintable():
        raise Unusable(f"来源的答复里“{key}”不符合约定，这次不作结论")
    return value


def _note(outcome: Outcome, count: int, as_of: date, said: object) -> str:
    sentences = {
        Outcome.FOUND: f"查到{count}条记录，数据截至{_written(as_of)}",
        Outcome.NOT_FOUND: f"没有查到，数据截至{_written(as_of)}；查不到不等于不实",
        Outcome.AMBIGUOUS: f"来源有{count}条记录，不能确定是哪一条，请人工判断，数据截至{_written(as_of)}",
    }
    more = f"。来源说明：{said.strip()}" if isinstance(said, str) and said.strip() else ""
    return f"{sentences[outcome]}{more}"[:LONGEST_NOTE]


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unusable("来源的答复里同一项出现两次，这次不作结论")
    return found


def _no_constant(name: str) -> NoReturn:
    raise Unusable(f"来源的答复里有不是数字的数字（{name}），这次不作结论")
