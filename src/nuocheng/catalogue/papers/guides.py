"""办事指南: the guide of an item with its flow chart, always what the edition in force says (S6.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nuocheng.catalogue.queries.materials import TAG_OF
from nuocheng.catalogue.queries.saying import bases_of, verification_of
from nuocheng.catalogue.rules.content import (
    KIND_TITLES,
    STEP_ACTOR_TITLES,
    Certificate,
    Disposition,
    Item,
    Step,
)
from nuocheng.papers import content as paper
from nuocheng.people import queries as people

_WHOM = {"person": "个人", "organisation": "企业和其他组织"}


def guide(item: Item, version: int, on: date) -> paper.Guide:
    """Return the guide of an item as an edition says it."""
    others = [
        one for one in item.certificates if one.disposition not in {Disposition.PLEDGE, Disposition.CANCEL}
    ]
    return paper.Guide(
        dated=on,
        item=paper.Item(item.name, item.code),
        edition=f"第{version}版",
        facts=tuple((label, value) for label, value in _facts(item) if value),
        conditions=tuple(line.strip() for line in item.conditions.splitlines() if line.strip()),
        certificates=tuple(_certificate(one, on) for one in item.pledgeable),
        materials=tuple(_material(one) for one in others),
        steps=tuple(_step(one) for one in item.steps),
        sections=tuple(_sections(item)),
    )


def _facts(item: Item) -> Iterator[tuple[str, str]]:
    unit = people.department(item.department)
    yield "事项类型", KIND_TITLES[item.kind]
    yield "谁可以办", "、".join(_WHOM[one] for one in item.for_whom if one in _WHOM)
    yield "办理单位", item.unit or people.department_name(item.department)
    yield "主管单位", people.department_name(item.department) if item.unit else ""
    yield "办理地点", item.place or (unit.address if unit else "")
    yield "办理时间", item.hours
    yield "咨询电话", unit.phone if unit else ""
    yield "法定时限", f"{item.legal_workdays}个工作日" if item.legal_workdays else ""
    yield "承诺时限", _promised(item)
    yield "收费", item.fee
    yield "办好后拿到", "、".join(item.gives)


def _promised(item: Item) -> str:
    days = f"{item.workdays}个工作日" if item.workdays else ""
    return "、".join(filter(None, ("写承诺的当场办好" if item.on_the_spot else "", days)))


def _certificate(one: Certificate, on: date) -> paper.Certificate:
    return paper.Certificate(
        name=one.name,
        proves=one.proves or one.purpose,
        issuer=one.issuer,
        basis=bases_of(one),
        verification=verification_of(one, on),
        standard=one.plan.standard if one.plan else "",
    )


def _material(one: Certificate) -> paper.Material:
    return paper.Material(one.name, TAG_OF[one.disposition], one.guide or one.reason)


def _step(one: Step) -> paper.Step:
    return paper.Step(one.title, STEP_ACTOR_TITLES[one.actor], one.workdays, one.path.value, one.says)


def _sections(item: Item) -> Iterator[paper.Chapter]:
    bases = tuple(dict.fromkeys(bases_of(one) for one in item.certificates if one.bases))
    if bases:
        yield paper.Chapter("设定依据", bases)
