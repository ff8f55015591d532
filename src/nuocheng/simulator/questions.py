"""Reading a query strictly: what a department may send to the exchange, and nothing else."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from nuocheng.simulator.problems import Complaint, Problem
from nuocheng.simulator.registers import Source, number_is_valid

REQUEST_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{7,63}")
MAX_TEXT = 200
MAX_FIELDS = 40
KEYS = ("source", "subject", "fields", "purpose", "request_id", "asked_by")
UNSEEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Query:
    """A query that has passed every formal check."""

    source: Source
    kind: str
    number: str
    name: str
    fields: tuple[str, ...]
    purpose: str
    basis: str
    request_id: str
    asked_by: str


class Reading:
    """A walk over a JSON document that collects everything wrong with it."""

    def __init__(self) -> None:
        """Begin with nothing to complain about."""
        self.errors: list[Complaint] = []

    def complain(self, pointer: str, detail: str) -> None:
        """Note one thing that is wrong."""
        self.errors.append(Complaint(pointer, detail))

    def part(self, value: object, pointer: str, keys: tuple[str, ...]) -> Mapping[str, Any]:
        """Take an object with exactly these keys."""
        if not isinstance(value, dict):
            self.complain(pointer, "应为JSON对象")
            return {}
        for key in sorted(set(keys) - set(value)):
            self.complain(f"{pointer}/{key}", "缺少这一项")
        for key in sorted(set(value) - set(keys)):
            self.complain(f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}", "没有这一项")
        return value

    def text(self, holder: Mapping[str, Any], pointer: str) -> str:
        """Take a text that is not blank, not long, and free of control characters."""
        value = holder.get(pointer.rsplit("/", 1)[1])
        if value is None and self.errors:
            return ""
        if not isinstance(value, str):
            self.complain(pointer, "应为文字")
            return ""
        if not value.strip() or len(value) > MAX_TEXT or UNSEEN.search(value):
            self.complain(pointer, f"应为1至{MAX_TEXT}个字，不含控制字符")
        return value

    def texts(self, holder: Mapping[str, Any], pointer: str) -> tuple[str, ...]:
        """Take a list of different texts that is not empty."""
        value = holder.get(pointer.rsplit("/", 1)[1])
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            self.complain(pointer, "应为文字的列表")
            return ()
        if not 0 < len(value) <= MAX_FIELDS or len(set(value)) != len(value):
            self.complain(pointer, f"应为1至{MAX_FIELDS}个互不相同的字段")
        return tuple(value)


def read_json(body: bytes) -> object:
    """Parse strict JSON: UTF-8, no key twice, no NaN.

    Raises:
        Problem: The body is not such a document (400).

    """
    try:
        parsed: object = json.loads(
            body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant
        )
    except (ValueError, RecursionError) as trouble:
        raise Problem(400, "请求内容无法按JSON读出，请检查编码、重复的键和数字写法") from trouble
    return parsed


def read_query(document: object, sources: Mapping[str, Source]) -> Query:
    """Check a query against the catalogue and take it apart.

    Raises:
        Problem: Something is missing, superfluous or wrong (422), or the purpose is not served (403).

    """
    reading = Reading()
    top = reading.part(document, "", KEYS)
    subject = reading.part(top.get("subject"), "/subject", ("kind", "number", "name"))
    purpose = reading.part(top.get("purpose"), "/purpose", ("code", "basis"))
    texts = {pointer: reading.text(holder, pointer) for holder, pointer in _texts(top, subject, purpose)}
    fields = reading.texts(top, "/fields")
    if not REQUEST_ID.fullmatch(texts["/request_id"]):
        reading.complain("/request_id", "应为8至64位字母、数字和._:-")
    source = sources.get(texts["/source"])
    if source is None:
        reading.complain("/source", "没有这个数据来源")
    _refuse_if_wrong(reading)
    assert source is not None
    query = Query(
        source=source,
        kind=texts["/subject/kind"],
        number=texts["/subject/number"],
        name=texts["/subject/name"],
        fields=fields,
        purpose=texts["/purpose/code"],
        basis=texts["/purpose/basis"],
        request_id=texts["/request_id"],
        asked_by=texts["/asked_by"],
    )
    _check_against_catalogue(query, reading)
    return query


def _check_against_catalogue(query: Query, reading: Reading) -> None:
    known = {field.key for field in query.source.fields}
    for place, key in enumerate(query.fields):
        if key not in known:
            reading.complain(f"/fields/{place}", f"“{query.source.title}”没有这个字段")
    if query.kind not in query.source.subject_kinds:
        reading.complain("/subject/kind", "该来源不按这类主体查询")
    elif not number_is_valid(query.kind, query.number):
        reading.complain("/subject/number", "号码的位数或校验码不对")
    _refuse_if_wrong(reading)
    if query.purpose not in query.source.purposes:
        raise Problem(403, f"“{query.source.title}”不为这一用途提供共享，可用的用途见数据来源目录")


def _refuse_if_wrong(reading: Reading) -> None:
    if reading.errors:
        raise Problem(422, f"请求有{len(reading.errors)}处需要更正", errors=tuple(reading.errors))


def _texts(
    top: Mapping[str, Any], subject: Mapping[str, Any], purpose: Mapping[str, Any]
) -> tuple[tuple[Mapping[str, Any], str], ...]:
    return (
        (top, "/source"),
        (subject, "/subject/kind"),
        (subject, "/subject/number"),
        (subject, "/subject/name"),
        (purpose, "/purpose/code"),
        (purpose, "/purpose/basis"),
        (top, "/request_id"),
        (top, "/asked_by"),
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "a key appears twice"
        raise ValueError(message)
    return found


def _no_constant(name: str) -> NoReturn:
    message = f"{name} is not JSON"
    raise ValueError(message)
