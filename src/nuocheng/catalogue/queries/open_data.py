"""The catalogue as open data: which fields there are, what they mean, and one edition written in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.queries import history
from nuocheng.catalogue.rules.content import (
    DISPOSITION_TITLES,
    KIND_TITLES,
    Basis,
    Certificate,
    Disposition,
    FactField,
    Plan,
    Step,
    StepActor,
    StepPath,
    Timing,
)
from nuocheng.kernel.facts import FactType
from nuocheng.kernel.occasion import CHINA
from nuocheng.people import queries as people

#: Changes whenever a field is renamed or leaves: readers may rely on it.
FORMAT = "1.0"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
Shape = Mapping[str, Any]

_TEXT: Shape = {"type": "string"}
_WHOLE: Shape = {"type": "integer", "minimum": 0}
_FLAG: Shape = {"type": "boolean"}
_DAY: Shape = {"type": "string", "format": "date"}
_DAY_IF_ANY: Shape = {"type": ["string", "null"], "format": "date"}
_TEXTS: Shape = {"type": "array", "items": _TEXT}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the open data: its stable key, what people call it, its shape, and a word of explanation."""

    key: str
    title: str
    shape: Shape = field(default_factory=lambda: _TEXT)
    says: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What the codes of an edition are called on the day of reading."""

    levels: Mapping[str, str]
    grounds: Mapping[str, str]


def _one_of(values: Any) -> Shape:
    return {"type": "string", "enum": [str(value) for value in values]}


def _thing(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {one.key: {"title": one.title, **one.shape} for one in fields},
        "required": [one.key for one in fields],
        "additionalProperties": False,
    }


def _list_of(fields: tuple[Field, ...]) -> Shape:
    return {"type": "array", "items": _thing(fields)}


BASIS = (
    Field("title", "依据名称"),
    Field("article", "条款"),
    Field("number", "文号"),
    Field("level", "效力层级代码"),
    Field("level_title", "效力层级"),
    Field("text", "条文"),
)
FACT = (
    Field("key", "事实代号"),
    Field("label", "承诺的事实"),
    Field("type", "数据类型", _one_of(FactType)),
    Field("unit", "计量单位"),
    Field("choices", "可选的值", _TEXTS),
    Field("minimum", "最小值"),
    Field("maximum", "最大值"),
    Field("tolerance", "容许相差"),
)
PLAN = (
    Field("way", "核查方式"),
    Field("standard", "核查标准"),
    Field("workdays", "核查期限（工作日）", _WHOLE, "0表示按规定的期限"),
    Field("exempt_reason", "免予核查的理由"),
    Field("timing", "核查时间安排", _one_of(Timing)),
    Field("then", "查不清时依次换用的核查方式", _TEXTS),
    Field("expiry_fact", "到期日是哪一项承诺", says="到期核查的才有：事实代号"),
    Field("expiry_months", "决定后几个月到期", _WHOLE, "到期核查的才有，0表示到期日在承诺里"),
    Field("lead_workdays", "到期前几个工作日开始查", _WHOLE, "到期核查的才有，0表示到期以后查"),
)
STEP = (
    Field("title", "步骤"),
    Field("actor", "由谁办", _one_of(StepActor)),
    Field("path", "走哪一条路", _one_of(StepPath)),
    Field("workdays", "工作日", _WHOLE),
    Field("says", "说明"),
)
CERTIFICATE = (
    Field("id", "证明编号", says="版本编号/证明代号，永远不变"),
    Field("key", "证明代号", says="同一事项各版之间不变"),
    Field("name", "证明名称"),
    Field("aliases", "别的名称", _TEXTS),
    Field("disposition", "处置代码", _one_of(Disposition)),
    Field("disposition_title", "处置"),
    Field("purpose", "证明用途"),
    Field("proves", "证明内容"),
    Field("issuer", "开具单位"),
    Field("demander", "索要单位"),
    Field("levels", "行使层级", _TEXTS),
    Field("bases", "设定依据", _list_of(BASIS)),
    Field("ground", "不能承诺的情形代码"),
    Field("ground_title", "不能承诺的情形"),
    Field("reason", "理由"),
    Field("replaced_by", "取消替代方式"),
    Field("guide", "办理指南"),
    Field("facts", "承诺的事实", _list_of(FACT)),
    Field("verification", "核查办法", {"anyOf": [_thing(PLAN), {"type": "null"}]}, "没有的为空"),
)
ITEM = (
    Field("id", "事项编码", says="永远不变，不会给别的事项用"),
    Field("edition", "版本编号", says="事项编码和版本号，内容公布后不变"),
    Field("version", "版本号", {"type": "integer", "minimum": 1}),
    Field("name", "事项名称"),
    Field("kind", "事项类型代码", _one_of(KIND_TITLES)),
    Field("kind_title", "事项类型"),
    Field("department", "责任单位代码"),
    Field("department_name", "责任单位"),
    Field("unit", "公共服务单位"),
    Field("valid_from", "施行日期", _DAY),
    Field("valid_until", "停用日期", _DAY_IF_ANY, "从这一天起不再使用；还在用的为空"),
    Field("published_on", "公布日期", _DAY),
    Field("filed_as", "备案号"),
    Field("suspended", "暂停承诺", _FLAG, "是：那一天不能写承诺，要交证明"),
    Field("conditions", "办理条件"),
    Field("steps", "办理步骤", _list_of(STEP)),
    Field("workdays", "承诺期限（工作日）", _WHOLE, "0表示没有写"),
    Field("legal_workdays", "法定期限（工作日）", _WHOLE, "0表示没有写"),
    Field("on_the_spot", "用承诺的当场办好", _FLAG),
    Field("fee", "收费"),
    Field("for_whom", "谁可以办", {"type": "array", "items": _one_of(("person", "organisation"))}),
    Field("signers", "谁可以代签承诺书", {"type": "array", "items": _one_of(("guardian", "handler"))}),
    Field(
        "signing_methods",
        "承诺书可以怎样签",
        {"type": "array", "items": _one_of(("typed_name", "handwriting", "paper", "certificate", "eid"))},
        "空着，就是输入姓名、手写板、窗口纸面三种",
    ),
    Field("aliases", "别的名称", _TEXTS),
    Field("place", "办理地点"),
    Field("hours", "办理时间"),
    Field("gives", "办好后发的证明", _TEXTS),
    Field(
        "digest",
        "内容摘要值",
        {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "SHA-256，可以核对内容没有被改",
    ),
    Field("certificates", "证明", _list_of(CERTIFICATE)),
)
WHOLE = (
    Field("format", "格式版本", {"const": FORMAT}),
    Field("title", "名称"),
    Field("on", "哪一天的目录", _DAY),
    Field("changed", "最近变动", {"type": ["string", "null"], "format": "date-time"}),
    Field("licence", "使用条件"),
    Field("items", "事项", _list_of(ITEM)),
)

#: Columns of the table of certificates: heading, and where its value stands (item, certificate).
TABLE: tuple[tuple[str, str], ...] = (
    ("事项编码", "item.id"),
    ("版本编号", "item.edition"),
    ("事项名称", "item.name"),
    ("事项类型", "item.kind_title"),
    ("责任单位代码", "item.department"),
    ("责任单位", "item.department_name"),
    ("公共服务单位", "item.unit"),
    ("施行日期", "item.valid_from"),
    ("停用日期", "item.valid_until"),
    ("公布日期", "item.published_on"),
    ("备案号", "item.filed_as"),
    ("暂停承诺", "item.suspended"),
    ("承诺期限（工作日）", "item.workdays"),
    ("收费", "item.fee"),
    ("证明编号", "certificate.id"),
    ("证明名称", "certificate.name"),
    ("处置", "certificate.disposition_title"),
    ("证明用途", "certificate.purpose"),
    ("开具单位", "certificate.issuer"),
    ("设定依据", "certificate.bases"),
    ("不能承诺的情形", "certificate.ground_title"),
    ("理由", "certificate.reason"),
    ("取消替代方式", "certificate.replaced_by"),
)
#: Columns of the negative list (附件3): certificates that no pledge may replace.
NEGATIVE: tuple[tuple[str, str], ...] = (
    ("证明编号", "certificate.id"),
    ("责任单位", "item.department_name"),
    ("事项编码", "item.id"),
    ("事项名称", "item.name"),
    ("证明名称", "certificate.name"),
    ("不能承诺的情形代码", "certificate.ground"),
    ("不能承诺的情形", "certificate.ground_title"),
    ("理由", "certificate.reason"),
    ("设定依据", "certificate.bases"),
    ("施行日期", "item.valid_from"),
    ("停用日期", "item.valid_until"),
)


def schema(address: str) -> dict[str, Any]:
    """Return the JSON Schema of the whole file, as it is served at *address*."""
    return {"$schema": DIALECT, "$id": address, "title": "证明事项告知承诺目录", **_thing(WHOLE)}


def entry(edition: Edition, words: Words, *, suspended: bool) -> dict[str, Any]:
    """Return one edition in the fields of the open data; nothing in it is about a person."""
    said, until = edition.says, history.until(edition)
    published = edition.published_at or edition.moved_at
    return {
        "id": edition.code,
        "edition": edition.reference,
        "version": edition.version,
        "name": said.name,
        "kind": str(said.kind),
        "kind_title": KIND_TITLES[said.kind],
        "department": edition.department,
        "department_name": people.department_name(edition.department),
        "unit": said.unit,
        "valid_from": str(history.since(edition) or ""),
        "valid_until": until.isoformat() if until else None,
        "published_on": published.astimezone(CHINA).date().isoformat(),
        "filed_as": edition.filed_as,
        "suspended": suspended or (until is None and edition.state == EditionState.SUSPENDED),
        "conditions": said.conditions,
        "steps": [_step(one) for one in said.steps],
        "workdays": said.workdays,
        "legal_workdays": said.legal_workdays,
        "on_the_spot": said.on_the_spot,
        "fee": said.fee,
        "for_whom": list(said.for_whom),
        "signers": list(said.signers),
        "signing_methods": list(said.signing_methods),
        "aliases": list(said.aliases),
        "place": said.place,
        "hours": said.hours,
        "gives": list(said.gives),
        "digest": edition.digest,
        "certificates": [_certificate(edition.reference, one, words) for one in said.certificates],
    }


def _certificate(edition: str, one: Certificate, words: Words) -> dict[str, Any]:
    return {
        "id": f"{edition}/{one.key}",
        "key": one.key,
        "name": one.name,
        "aliases": list(one.aliases),
        "disposition": str(one.disposition),
        "disposition_title": DISPOSITION_TITLES[one.disposition],
        "purpose": one.purpose,
        "proves": one.proves,
        "issuer": one.issuer,
        "demander": one.demander,
        "levels": list(one.levels),
        "bases": [_basis(basis, words) for basis in one.bases],
        "ground": one.ground,
        "ground_title": words.grounds.get(one.ground, one.ground),
        "reason": one.reason,
        "replaced_by": one.replaced_by,
        "guide": one.guide,
        "facts": [_fact(fact) for fact in one.facts],
        "verification": _plan(one.plan) if one.plan else None,
    }


def _basis(one: Basis, words: Words) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in ("title", "article", "number", "level", "text")}
    return {**said, "level_title": words.levels.get(one.level, one.level)}


def _fact(one: FactField) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in ("key", "label", "unit", "minimum", "maximum", "tolerance")}
    return {**said, "type": str(one.type), "choices": list(one.choices)}


def _plan(one: Plan) -> dict[str, Any]:
    told = ("way", "standard", "workdays", "exempt_reason", "expiry_fact", "expiry_months", "lead_workdays")
    return {
        **{name: getattr(one, name) for name in told},
        "timing": str(one.timing),
        "then": [way.channel for way in one.then],
    }


def _step(one: Step) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in ("title", "workdays", "says")}
    return {**said, "actor": str(one.actor), "path": str(one.path)}


def table(item: Mapping[str, Any], columns: tuple[tuple[str, str], ...] = TABLE) -> Iterator[list[str]]:
    """Yield the rows of an item, one for each of its certificates, or one where it asks for none."""
    for certificate in item["certificates"] or [{}]:
        yield [_cell(place, item, certificate) for _, place in columns]


def negative(item: Mapping[str, Any]) -> Iterator[list[str]]:
    """Yield the rows of an item in the negative list: its certificates that no pledge may replace."""
    excluded = [
        one for one in item["certificates"] if one["ground"] and one["disposition"] == Disposition.SUBMIT
    ]
    for certificate in excluded:
        yield [_cell(place, item, certificate) for _, place in NEGATIVE]


def _cell(place: str, item: Mapping[str, Any], certificate: Mapping[str, Any]) -> str:
    whose, _, key = place.partition(".")
    value = (item if whose == "item" else certificate).get(key, "")
    if isinstance(value, bool):
        return "是" if value else "否"
    if key == "bases":
        return "；".join(_cited(one) for one in value)
    return "" if value is None else str(value)


def _cited(basis: Mapping[str, str]) -> str:
    level = f"（{basis['level_title']}）" if basis["level_title"] else ""
    return f"{basis['title']}{basis['article']}{level}"
