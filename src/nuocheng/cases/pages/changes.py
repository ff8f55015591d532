"""Where a new notice differs from the one the party has read: exactly the places that the page shows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nuocheng.cases.models import Case
from nuocheng.journal import queries as journal
from nuocheng.papers import queries as papers

NOTICE_TITLE = "证明事项告知书"

#: What the notice says beside the certificates: the heading of each part, in the order of the page.
TERMS = (
    ("liability", "承诺不实要负的责任"),
    ("credit", "对信用的影响"),
    ("voluntary", "可以自己选"),
    ("withdrawal", "可以反悔"),
    ("how", "怎么承诺"),
    ("duty_to_prove", "由谁证明"),
    ("verification", "怎么核查"),
    ("cooperation", "配合核查"),
    ("publication", "公不公开"),
    ("who_may_not", "谁不能用承诺"),
    ("remedy", "咨询和投诉"),
    ("personal_information", "个人信息怎么用"),
)
#: What is told about one certificate.
TOLD = (
    ("proves", "要证明什么"),
    ("issuer", "原来找谁开"),
    ("verification", "怎么核查"),
    ("basis", "依据"),
)
NOT_THERE, REPLACEABLE, GONE = "没有这一份", "可以承诺代替", "不再可以承诺代替"

Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """Two notices held against each other: which editions, and every place that differs."""

    old: str
    new: str
    rows: tuple[Row, ...]
    names: frozenset[str]

    @property
    def sentence(self) -> str:
        """Say what happened, how many places differ, and what to do."""
        which = f"（{self.old}→{self.new}）" if self.old != self.new else ""
        if not self.rows:
            return f"您填写时，告知内容更新了{which}。您要看的内容没有变化，请重新确认"
        return f"您填写时，告知内容更新了{which}。有变化的{len(self.rows)}处已标出，请看完重新确认"


def changes(case: Case, new: Mapping[str, Any]) -> Changes | None:
    """Return where *new* differs from the notice the party read last, or nothing if it has read none."""
    before = _read_before(case)
    if before is None:
        return None
    old = json.loads(before)
    rows = tuple(row for row in _rows(old, new) if row[1] != row[2])
    changed = frozenset(row[0].partition("：")[0] for row in rows)
    return Changes(old["edition"], new["edition"], rows, changed)


def _read_before(case: Case) -> str | None:
    """Return what the notice said that the party confirmed last, or else the one it was served before this one."""
    served = [one for one in papers.papers_of(case.reference) if one.title == NOTICE_TITLE]
    earlier = [one for one in served if one.pk.hex != case.notice or not _is_newest(case)]
    lines = journal.history(case.kind, case.reference)
    confirmed = [line.note.get("notice") for line in lines if line.verb == "case.acknowledge_notice"]
    read = [one for one in served if confirmed and one.digest == confirmed[-1]]
    return next((one.content for one in read or earlier[-1:]), None)


def _is_newest(case: Case) -> bool:
    """Say whether the notice on file is still to be read: then it is the new one, else the old."""
    return case.acknowledged_at is None


def _rows(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Row]:
    """Yield every place of both notices: its name, the old words and the new ones."""
    was = {one["name"]: one for one in old["certificates"]}
    now = {one["name"]: one for one in new["certificates"]}
    for name in [*now, *(name for name in was if name not in now)]:
        yield from _certificate(name, was.get(name), now.get(name))
    yield from _materials(old, new, {*was, *now})
    yield from ((label, old["terms"][slot], new["terms"][slot]) for slot, label in TERMS)
    yield "要承诺的话", _statements(old), _statements(new)


def _certificate(name: str, was: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> Iterator[Row]:
    if was is None or now is None:
        yield name, REPLACEABLE if was else NOT_THERE, REPLACEABLE if now else GONE
        return
    yield from ((f"{name}：{label}", was[slot], now[slot]) for slot, label in TOLD)
    yield f"{name}：要填的", _facts(was), _facts(now)


def _materials(old: Mapping[str, Any], new: Mapping[str, Any], certificates: set[str]) -> Iterator[Row]:
    was = {one["name"]: one for one in old["materials"]}
    now = {one["name"]: one for one in new["materials"]}
    for name in [*now, *(name for name in was if name not in now)]:
        if name not in certificates:
            yield name, _material(was.get(name)), _material(now.get(name))


def _material(one: Mapping[str, Any] | None) -> str:
    return "。".join(filter(None, (one["tag"], one["note"]))) if one else NOT_THERE


def _facts(certificate: Mapping[str, Any]) -> str:
    return "、".join(fact["label"] for fact in certificate["facts"])


def _statements(content: Mapping[str, Any]) -> str:
    return "；".join(one["text"].rstrip("。") for one in content["statements"])
