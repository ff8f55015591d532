"""Reading what the credit information sharing platform answered, trusting none of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from nuocheng.kernel.occasion import CHINA
from nuocheng.verification.channels.exchange_answer import (
    FUTURE_ALLOWED,
    Reading,
    Unusable,
    plain_name,
    plain_number,
    strict_json,
)
from nuocheng.verification.channels.protocol import LONGEST_NOTE, LONGEST_RECEIPT, Outcome, Question, Record
from nuocheng.verification.channels.trouble import Trouble

#: The lists of the platform by our names for them: its code, and what people call it.
LISTS: Mapping[str, tuple[str, str]] = {
    "serious_dishonesty": ("YZSX", "严重失信主体名单"),
    "administrative_penalty": ("XZCF", "行政处罚"),
    "untrue_pledge": ("CNBS", "承诺不实"),
    "abnormal_operation": ("JYYC", "经营异常名录"),
}
#: The source that stands for all lists together.
REPORT = "credit_report"
NAMES = {code: ours for ours, (code, _) in LISTS.items()}
NEEDED = frozenset({"code", "message", "reqNo", "reportNo", "dataDate", "subject", "lists"})
ENTRY = frozenset(
    {"entryNo", "authority", "documentNo", "basis", "listedOn", "validFrom", "validUntil", "content"}
)
#: What of an entry a plan can compare, by our names.
FIELDS: Mapping[str, str] = {
    "entry_no": "entryNo",
    "authority": "authority",
    "document_no": "documentNo",
    "basis": "basis",
    "listed_on": "listedOn",
    "valid_from": "validFrom",
    "valid_until": "validUntil",
    "content": "content",
}
TYPES = {"person": ("1", "idNo"), "organisation": ("2", "uscc")}
SUCCESS, UNKNOWN = "0000", "0104"
LONGEST_TEXT, MOST_ENTRIES = 400, 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of one list, as the platform writes it."""

    list: str
    plain: Mapping[str, str | None]

    def holds(self, today: date) -> bool:
        """Say whether it is in force on a day."""
        start, end = str(self.plain["validFrom"]), self.plain["validUntil"]
        return date.fromisoformat(start) <= today and (end is None or date.fromisoformat(end) >= today)


def codes_of(source: str) -> tuple[str, ...]:
    """Return the codes of the lists that a source stands for; none where it is no source of this platform."""
    if source == REPORT:
        return tuple(code for code, _ in LISTS.values())
    return (LISTS[source][0],) if source in LISTS else ()


def read_report(raw: bytes, question: Question, *, at: datetime) -> Reading:
    """Read the bytes of a report against the question; what does not fit exactly is not used."""
    try:
        return _checked(_document(raw), question, at)
    except Unusable as why:
        return Reading(Outcome.SOURCE_DOWN, str(why), trouble=why.trouble)


def _document(raw: bytes) -> Mapping[str, Any]:
    parsed = strict_json(raw)
    if set(parsed) != NEEDED:
        odd = "、".join(sorted(set(parsed) ^ NEEDED))[:80]
        raise Unusable(f"信用平台的答复和约定的栏目不同（“{odd}”），可能改了接口，这次不作结论")
    return parsed


def _checked(document: Mapping[str, Any], question: Question, at: datetime) -> Reading:
    receipt = _text(document, "reportNo", LONGEST_RECEIPT)
    code = _text(document, "code", 8)
    _text(document, "message", LONGEST_TEXT)
    if document["reqNo"] != question.request_id:
        text = f"信用平台答的不是这次查询（报告{receipt}），内容未保存，这次不作结论"
        raise Unusable(text, Trouble.WRONG_SUBJECT)
    if not _about(document["subject"], question):
        text = f"信用平台答的不是这个主体（报告{receipt}），内容未保存，这次不作结论"
        raise Unusable(text, Trouble.WRONG_SUBJECT)
    if code not in {SUCCESS, UNKNOWN}:
        raise Unusable(f"信用平台说没有查成（代码{code}），这次不作结论", Trouble.SERVER_ERROR)
    day = _day(document["dataDate"], at)
    entries = _entries(document["lists"], question, known=code == SUCCESS)
    if question.oldest_acceptable and day < question.oldest_acceptable:
        note = f"信用平台的数据只更新到{day.isoformat()}，不能据以判断"
        return Reading(Outcome.STALE, note, (), receipt, day, about_the_party=True, trouble=Trouble.STALE)
    holding = [one for one in entries if one.holds(at.astimezone(CHINA).date())]
    said = _said(question, holding, known=code == SUCCESS)
    return Reading(said[0], said[2][:LONGEST_NOTE], said[1], receipt, day, about_the_party=True)


def _said(
    question: Question, holding: list[Entry], *, known: bool
) -> tuple[Outcome, tuple[Record, ...], str]:
    """Return the outcome, the records and a sentence; what the platform does not know is no stain on anybody."""
    if not known:
        return Outcome.NOT_FOUND, (), "信用平台没有这个主体的档案，或者号码和名称不一致；查不到不等于不实"
    titles = dict(LISTS.values())
    which = "、".join(dict.fromkeys(titles[one.list] for one in holding))
    note = f"信用平台上有{len(holding)}条有效记录：{which}" if holding else "信用平台上没有列入所查的名单"
    if question.source == REPORT:
        records = tuple(_record(question, one) for one in holding)
        return (Outcome.FOUND if records else Outcome.NOT_FOUND), records, note
    newest = max(holding, key=lambda one: str(one.plain["listedOn"]), default=None)
    return Outcome.FOUND, (_record(question, newest, len(holding)),), note


def _record(question: Question, entry: Entry | None, count: int = 1) -> Record:
    whole: dict[str, str | None] = {
        "listed": "是" if entry else "否",
        "entries": str(count if entry else 0),
        "list": NAMES[entry.list] if entry else None,
        **{ours: entry.plain[theirs] if entry else None for ours, theirs in FIELDS.items()},
    }
    if strange := [one for one in question.fields if one not in whole]:
        raise Unusable(f"信用平台不提供“{'、'.join(strange)[:80]}”，请改核查办法里的比对字段")
    return {one: whole[one] for one in question.fields}


def _about(subject: object, question: Question) -> bool:
    type_, number_key = TYPES.get(question.subject_kind, ("", ""))
    if not isinstance(subject, dict) or set(subject) != {"type", number_key, "name"}:
        return False
    number, name = subject[number_key], subject["name"]
    if not isinstance(number, str) or not isinstance(name, str) or subject["type"] != type_:
        return False
    same_number = plain_number(number) == plain_number(question.subject_number)
    return same_number and plain_name(name) == plain_name(question.subject_name)


def _entries(lists: object, question: Question, *, known: bool) -> list[Entry]:
    """Return every entry of the lists that were asked for, and of no other.

    Raises:
        Unusable: Other lists came, or an entry is not as agreed.

    """
    asked = codes_of(question.source) if known else ()
    if not isinstance(lists, list) or not all(isinstance(one, dict) for one in lists):
        raise Unusable("信用平台的名单不是约定的格式，这次不作结论")
    if any(set(one) != {"list", "title", "entries"} or not isinstance(one["entries"], list) for one in lists):
        raise Unusable("信用平台的名单不是约定的格式，可能改了接口，这次不作结论")
    if sorted(str(one["list"]) for one in lists) != sorted(asked):
        raise Unusable("信用平台给的名单和所查的不同，可能改了接口，这次不作结论")
    found = [Entry(one["list"], _entry(row)) for one in lists for row in one["entries"]]
    if len(found) > MOST_ENTRIES:
        raise Unusable("信用平台给的记录多得不合常理，这次不作结论")
    return found


def _entry(row: object) -> Mapping[str, str | None]:
    if not isinstance(row, dict) or set(row) != ENTRY:
        raise Unusable("信用平台的记录和约定的栏目不同，可能改了接口，这次不作结论")
    for name, value in row.items():
        blank = value is None and name == "validUntil"
        if not blank and not (isinstance(value, str) and 0 < len(value) <= LONGEST_TEXT):
            raise Unusable(f"信用平台的记录里“{name}”不符合约定，这次不作结论")
    for name in ("listedOn", "validFrom", "validUntil"):
        if row[name] is not None:
            _date(row[name])
    return row


def _day(value: object, at: datetime) -> date:
    day = _date(value)
    if day > at.astimezone(CHINA).date() + FUTURE_ALLOWED:
        raise Unusable(f"信用平台的数据日期（{day.isoformat()}）在今天之后，不可信，这次不作结论")
    return day


def _date(value: object) -> date:
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as trouble:
        raise Unusable("信用平台的日期读不出来，这次不作结论") from trouble


def _text(document: Mapping[str, Any], key: str, longest: int) -> str:
    value = document[key]
    if not isinstance(value, str) or not value.strip() or len(value) > longest or not value.isprintable():
        raise Unusable(f"信用平台的答复里“{key}”不符合约定，这次不作结论")
    return value


def written(question: Question) -> bytes:
    """Write a question as the platform reads it.

    Raises:
        ValueError: The source is none of the platform's, or the party of a kind it does not know.

    """
    codes, type_ = codes_of(question.source), TYPES.get(question.subject_kind)
    if not codes or type_ is None:
        message = f"the credit platform knows no {question.source} about a {question.subject_kind}"
        raise ValueError(message)
    document = {
        "head": {
            "reqNo": question.request_id,
            "purposeCode": question.purpose,
            "legalBasis": question.basis,
            "askedBy": question.asked_by,
        },
        "subject": {"type": type_[0], type_[1]: question.subject_number, "name": question.subject_name},
        "lists": list(codes),
    }
    return json.dumps(document, ensure_ascii=False).encode()
