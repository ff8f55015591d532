"""Everything an item says, as labelled text: what comparisons, comments and reading pages are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from nuocheng.catalogue.channels.known_sources import sources
from nuocheng.catalogue.channels.ways import write_privacy, write_ways
from nuocheng.catalogue.pages import editing_words as words
from nuocheng.catalogue.pages.wording import SIGNERS, SIGNING, WHOM
from nuocheng.catalogue.rules.anchors import ITEM
from nuocheng.catalogue.rules.content import (
    DISPOSITION_TITLES,
    EXEMPT,
    KIND_TITLES,
    STEP_ACTOR_TITLES,
    STEP_PATH_TITLES,
    TIMING_TITLES,
    Basis,
    Certificate,
    FactField,
    Item,
    Plan,
    Step,
)
from nuocheng.catalogue.rules.facts import Standards

NO_CHECK = "免予核查"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One thing an item says: where it stands, what it is called, what it says, and what it is matched by.

    *anchor* is the part and the field ("item.conditions", "record.facts.clean"); *same_as* tells two entries of
    one list apart, and is empty for a field that there is only once.
    """

    anchor: str
    label: str
    text: str
    same_as: str = ""

    @property
    def field(self) -> str:
        """Return the field without its part."""
        return self.anchor.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Part:
    """The item itself, or one certificate: its key, its title and everything it says."""

    key: str
    title: str
    leaves: tuple[Leaf, ...]


def parts(item: Item, standards: Standards) -> list[Part]:
    """Return everything an item says: first about itself, then about each of its certificates."""
    own = Part(ITEM, "事项", tuple(_of_item(item)))
    return [own, *(certificate_part(one, standards) for one in item.certificates)]


def certificate_part(one: Certificate, standards: Standards) -> Part:
    """Return everything said about one certificate."""
    return Part(one.key, one.name, tuple(_of_certificate(one, standards)))


def leaf_at(item: Item, standards: Standards, anchor: str) -> Leaf | None:
    """Return what an item says at an anchor; at a part as a whole, or at a whole list, its name alone."""
    head, _, field = anchor.partition(".")
    part = next((one for one in parts(item, standards) if one.key == head), None)
    if part is None:
        return None
    if not field:
        return Leaf(anchor, "整个事项" if head == ITEM else "整份证明", part.title)
    exact = next((one for one in part.leaves if one.anchor == anchor), None)
    if exact or "." in field or field not in words.CERTIFICATE.keys() | {"steps"}:
        return exact
    below = [one.text for one in part.leaves if one.anchor.startswith(f"{anchor}.") and one.text]
    return Leaf(anchor, words.CERTIFICATE.get(field, "办理步骤"), "；".join(below))


def _of_item(item: Item) -> Iterator[Leaf]:
    said: Mapping[str, str] = {
        "name": item.name,
        "kind": KIND_TITLES[item.kind],
        "unit": item.unit,
        "aliases": "、".join(item.aliases),
        "for_whom": "、".join(WHOM.get(kind, kind) for kind in item.for_whom),
        "conditions": item.conditions,
        "on_the_spot": words.YES_NO[item.on_the_spot],
        "workdays": workdays(item.workdays),
        "legal_workdays": workdays(item.legal_workdays),
        "fee": item.fee,
        "place": item.place,
        "hours": item.hours,
        "yearly": f"{item.yearly}件" if item.yearly else "",
        "gives": "、".join(item.gives),
        "bars_after_withdrawal": words.YES_NO[not item.bars_after_withdrawal],
        "signers": "、".join(SIGNERS.get(one, one) for one in item.signers),
        "signing_methods": "、".join(SIGNING.get(one, one) for one in item.signing_methods),
        "source": "；".join(value for _, value in sorted(item.source.items(), key=_title_first) if value),
    }
    for name, label in words.ITEM.items():
        yield Leaf(f"{ITEM}.{name}", label, said[name])
    for number, step in enumerate(item.steps, start=1):
        yield Leaf(f"{ITEM}.steps.{number}", f"办理步骤第{number}步", _step(step), f"steps {step.title}")


def _title_first(entry: tuple[str, str]) -> tuple[bool, str]:
    return entry[0] != "title", entry[0]


def _of_certificate(one: Certificate, standards: Standards) -> Iterator[Leaf]:
    said: Mapping[str, str] = {
        "name": one.name,
        "aliases": "、".join(one.aliases),
        "purpose": one.purpose,
        "proves": one.proves,
        "issuer": one.issuer,
        "demander": one.demander,
        "levels": "、".join(one.levels),
        "guide": one.guide,
        "disposition": DISPOSITION_TITLES[one.disposition],
        "replaced_by": one.replaced_by,
        "ground": standards.grounds.get(one.ground, one.ground),
        "reason": one.reason,
        "remark": one.remark,
        "source_row": one.source_row,
        "key": one.key,
    }
    lists: Mapping[str, Callable[[Certificate], Iterator[Leaf]]] = {
        "tried": _tried,
        "bases": partial(_bases, standards.levels),
        "facts": _facts,
        "plan": partial(_plan, standards.channels),
    }
    for name, label in words.CERTIFICATE.items():
        if name in lists:
            yield from lists[name](one)
        else:
            yield Leaf(f"{one.key}.{name}", label, said[name])


def _tried(one: Certificate) -> Iterator[Leaf]:
    for tried in one.tried:
        title, _ = words.TRIED.get(tried.way, (str(tried.way), ""))
        text = f"{title}：{tried.reason}"
        yield Leaf(f"{one.key}.tried.{tried.way}", words.CERTIFICATE["tried"], text, f"tried {tried.way}")


def _bases(levels: Mapping[str, str], one: Certificate) -> Iterator[Leaf]:
    for number, basis in enumerate(one.bases, start=1):
        label = f"设定依据{number}" if len(one.bases) > 1 else "设定依据"
        same = f"bases {basis.title} {basis.article}"
        yield Leaf(f"{one.key}.bases.{number}", label, _basis(basis, levels), same)


def _facts(one: Certificate) -> Iterator[Leaf]:
    for fact in one.facts:
        yield Leaf(f"{one.key}.facts.{fact.key}", "承诺的事实", _fact(fact), f"facts {fact.key}")


def _plan(channels: Mapping[str, str], one: Certificate) -> Iterator[Leaf]:
    plan = one.plan or Plan("")
    titles = {**channels, EXEMPT: NO_CHECK}
    known = sources().get(plan.source)
    said = {
        "channel": titles.get(plan.channel, plan.channel),
        "timing": TIMING_TITLES[plan.timing] if plan.channel not in {"", EXEMPT} else "",
        "source": known.title if known else plan.source,
        "workdays": workdays(plan.workdays),
        "standard": plan.standard,
        "way": plan.way,
        "exempt_reason": plan.exempt_reason,
        "harm": plan.harm,
        "expiry_fact": next(
            (fact.label for fact in one.facts if fact.key == plan.expiry_fact), plan.expiry_fact
        ),
        "expiry_months": f"{plan.expiry_months}个月" if plan.expiry_months else "",
        "lead_workdays": workdays(plan.lead_workdays),
        "shows": "显示" if plan.shows else "",
        "then": write_ways(plan.then),
        "tries": f"{plan.tries}次" if plan.tries else "",
    }
    for name, label in words.PLAN.items():
        yield Leaf(f"{one.key}.plan.{name}", f"核查办法：{label}", said[name])


def workdays(number: int) -> str:
    """Write a number of working days, nothing where none is stated."""
    return f"{number}个工作日" if number else ""


def _step(step: Step) -> str:
    takes = workdays(step.workdays) or "当场"
    who = f"{STEP_ACTOR_TITLES[step.actor]}，{takes}，{STEP_PATH_TITLES[step.path]}"
    return f"{step.title}（{who}）{step.says}"


def _basis(basis: Basis, levels: Mapping[str, str]) -> str:
    number = f"（{basis.number}）" if basis.number else ""
    level = levels.get(basis.level, basis.level)
    rank = f"〔{level}〕" if level else ""
    return f"{basis.title}{number}{basis.article}{rank}{f'：{basis.text}' if basis.text else ''}"


def _fact(fact: FactField) -> str:
    held = words.COMPARISON_TITLES.get((fact.type, fact.comparison), str(fact.comparison))
    known = (
        fact.label,
        f"类型：{words.TYPE_TITLES[fact.type]}",
        f"比对：{held}",
        f"数据项：{fact.source_field}" if fact.source_field else "",
        f"单位：{fact.unit}" if fact.unit else "",
        f"选项：{'、'.join(fact.choices)}" if fact.choices else "",
        f"最小：{fact.minimum}" if fact.minimum else "",
        f"最大：{fact.maximum}" if fact.maximum else "",
        f"容许相差：{fact.tolerance}" if fact.tolerance else "",
        f"填写说明：{fact.hint}" if fact.hint else "",
        f"能不能公示：{write_privacy(fact.privacy)}" if fact.privacy else "",
        f"代号：{fact.key}",
    )
    return "；".join(piece for piece in known if piece)
