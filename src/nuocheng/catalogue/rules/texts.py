"""Every text that an editor writes for people to read, with its place in the item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nuocheng.catalogue.rules.content import Certificate, Disposition, FactField, Item

#: The ways as reasons against them are called on screen.
_TRIED = {
    Disposition.CANCEL: "取消",
    Disposition.SHARE: "数据共享",
    Disposition.CHECK: "部门核查",
    Disposition.PLEDGE: "告知承诺",
}
CONDITIONS = "conditions"


@dataclass(frozen=True, slots=True)
class Text:
    """One text: of which certificate (empty for the item's own), where in it, how it is called, what it says."""

    certificate: str
    at: str
    called: str
    text: str


def place_of(fact: FactField, place: int) -> str:
    """Return where a fact stands in its certificate: by its key, or by its place counted from one."""
    return f"facts.{fact.key or place}"


def texts_of(item: Item) -> Iterator[Text]:
    """Yield every text of an item that people read, in reading order; what is empty is left out."""
    own = [(CONDITIONS, "办理条件", item.conditions)]
    for place, step in enumerate(item.steps, start=1):
        own.append((f"steps.{place}.title", f"第{place}步的名称", step.title))
        own.append((f"steps.{place}.says", f"第{place}步的说明", step.says))
    yield from (Text("", at, called, text) for at, called, text in own if text.strip())
    for one in item.certificates:
        yield from (Text(one.key, at, called, text) for at, called, text in _texts(one) if text.strip())


def _texts(one: Certificate) -> Iterator[tuple[str, str, str]]:
    yield "purpose", "证明用途", one.purpose
    yield "proves", "证明内容", one.proves
    yield "reason", "理由", one.reason
    yield "guide", "办理指南", one.guide
    for tried in one.tried:
        yield f"tried.{tried.way}.reason", f"不能用{_TRIED.get(tried.way, '')}的原因", tried.reason
    for place, fact in enumerate(one.facts, start=1):
        at = place_of(fact, place)
        yield f"{at}.label", "承诺事实的名称", fact.label
        yield f"{at}.hint", "填写提示", fact.hint
    if one.plan is not None:
        yield "plan.standard", "核查标准", one.plan.standard
        yield "plan.way", "核查方式", one.plan.way
        yield "plan.exempt_reason", "免予核查的理由", one.plan.exempt_reason
