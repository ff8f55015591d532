"""The pages of a draft that say on which law a certificate rests, what is pledged, and how it is verified."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from django.core.exceptions import ValidationError

from nuocheng.catalogue import queries
from nuocheng.catalogue.channels.known_sources import sources
from nuocheng.catalogue.pages.editing import SectionPage, certificate_of, with_certificate
from nuocheng.catalogue.pages.editing_forms import (
    FIELDS,
    SOURCES,
    Entry,
    Group,
    Hand,
    Lines,
    Sheet,
    Suggested,
    Words,
)
from nuocheng.catalogue.pages.editing_places import Section
from nuocheng.catalogue.pages.editing_ways import WayForm, shown
from nuocheng.catalogue.pages.editing_words import (
    CHANNEL_HINTS,
    COMPARISON_TITLES,
    PLAN,
    TIMING_HINTS,
    TYPE_TITLES,
)
from nuocheng.catalogue.pages.leaves import NO_CHECK
from nuocheng.catalogue.rules.content import (
    EXEMPT,
    TIMING_TITLES,
    Basis,
    FactField,
    Item,
    Plan,
    Timing,
)
from nuocheng.catalogue.rules.facts_are_typed_and_checkable import COMPARISONS
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.number_fields import WholeNumber
from nuocheng.journal.canonical import sha256
from nuocheng.kernel.facts import MEASURED, Comparison, FactType, measured, tolerance
from nuocheng.law import queries as law

_KEY = re.compile(r"[0-9A-Za-z_-]+")
_EXPIRY = ("expiry_fact", "expiry_months", "lead_workdays")
_AFTER_CHANNEL = (
    "timing",
    "workdays",
    *_EXPIRY,
    "source",
    "standard",
    "way",
    "exempt_reason",
    "tries",
    "harm",
    "shows",
)
_BLANK_PLAN = Plan("")


class BasisForm(Entry):
    """One legal basis."""

    tell = ("title", "number", "article", "text")
    title = edge.TextLine(
        label="依据名称",
        max_length=200,
        blank="请填写依据名称，例如中华人民共和国律师法",
        help_text="写全称，不加书名号",
    )
    number = edge.TextLine(
        label="文号", required=False, max_length=100, help_text="例如：国务院令第722号；法律可以不写"
    )
    article = edge.TextLine(label="条款", required=False, max_length=60, help_text="例如：第七条第二项")
    level = edge.Pick(label="效力层级", choices=[], required=False)
    text = Words(label="条文内容", max_length=1000, rows=2)

    def __init__(self, *args: Any, levels: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the levels of the law of today."""
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", "请选择"), *levels]  # type: ignore[attr-defined]


class BasesPage(SectionPage):
    """The page of the legal bases."""

    section = Section.BASES
    lead = (
        "要求提交证明，必须有法律、行政法规、国务院决定或者地方性法规作依据；只有规章、规范性文件的，应当取消"
    )

    def part(self, item: Item, key: str) -> Any:
        """Return the bases."""
        return certificate_of(item, key).bases

    def sheet(self, item: Item, key: str, hand: Hand) -> Sheet:
        """Return one form for each basis."""
        bases = certificate_of(item, key).bases
        levels = queries.standards(today()).levels
        # A level that the law of today does not know stays as it is until somebody chooses another.
        unknown = {one.level: one.level for one in bases if one.level and one.level not in levels}
        offered = [*levels.items(), *unknown.items()]
        entries = hand.entries(BasisForm, "bases", "条依据", [asdict(one) for one in bases], levels=offered)
        return Sheet([], [Group("设定依据", "bases", entries=entries)])

    def put(self, item: Item, key: str, sheet: Sheet) -> Item:
        """Return the item with these bases."""
        bases = tuple(Basis(**one) for one in sheet.entries[0].said())
        one = replace(certificate_of(item, key), bases=bases)
        return replace(item, certificates=with_certificate(item, one))


def _held() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return every type of fact with the ways in which it may be compared: no other pair can be chosen."""
    return [
        (
            title,
            [
                (f"{kind}:{held}", f"{title}：{COMPARISON_TITLES.get((kind, held), held)}")
                for held in Comparison
                if held in COMPARISONS[kind]
            ],
        )
        for kind, title in TYPE_TITLES.items()
    ]


class FactForm(Entry):
    """One fact that is pledged."""

    tell = ("label", "source_field", "hint", "choices", "minimum", "maximum", "tolerance", "unit", "privacy")
    label = edge.TextLine(
        label="承诺什么",
        max_length=200,
        blank="请填写承诺什么",
        help_text="一句话一件事，例如：我没有犯罪记录",
    )
    held = edge.Pick(
        label="怎么填，怎样算属实",
        choices=[],
        blank="请选择怎么填、怎样算属实",
        help_text="查到的数据和申请人填的比",
    )
    source_field = Suggested(
        of=FIELDS, label="和哪个数据项比", help_text="可以从列出的数据项里选；免予核查的不写"
    )
    unit = edge.TextLine(label="单位", required=False, max_length=20, help_text="例如：元、平方米、人")
    minimum = edge.TextLine(label="最小（最早）", required=False, max_length=20, help_text="没有就不写")
    maximum = edge.TextLine(
        label="最大（最晚）", required=False, max_length=20, help_text="日期写成2027-06-30这样"
    )
    tolerance = edge.TextLine(
        label="容许相差多少",
        required=False,
        max_length=20,
        help_text="选了“相差不大”的才写：5%、200；日期写天数，例如7",
    )
    choices = Lines(label="选项", max_length=1000, help_text="选择题才写，一行一个", rows=2)
    privacy = edge.Pick(
        label="能不能公示", choices=[], required=False, help_text="用公示核查的一定要选；敏感的不能用公示核查"
    )
    hint = edge.TextLine(label="填写说明", required=False, max_length=200, help_text="告诉申请人照什么填")
    key = edge.TextLine(
        label="代号", required=False, max_length=40, help_text="不写就自动编；改了代号，就当作另一项"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every way of comparing under its type."""
        super().__init__(*args, **kwargs)
        self.fields["held"].choices = [("", "请选择"), *_held()]  # type: ignore[attr-defined]
        classes = [(one.code, one.title) for one in law.provisions("code.privacy.", today()).values()]
        self.fields["privacy"].choices = [("", "还没有定"), *classes]  # type: ignore[attr-defined]

    def clean_key(self) -> str:
        """Return the key.

        Raises:
            ValidationError: It could not stand in an address.

        """
        key = edge.plain_digits(self.cleaned_data["key"])
        if key and not _KEY.fullmatch(key):
            raise ValidationError("代号只能有字母、数字、短横和下划线，请核对", code="key")
        return key

    def clean(self) -> dict[str, Any]:
        """Return the fact as it is kept, its bounds in half-width digits."""
        said = super().clean() or {}
        kind = FactType(said["held"].partition(":")[0]) if said.get("held") else None
        low, high = (edge.plain_digits(said.get(name) or "") for name in ("minimum", "maximum"))
        said |= {"minimum": low, "maximum": high}
        said["tolerance"] = edge.plain_digits(said.get("tolerance") or "")
        if kind:
            self._tolerated(kind, said["held"].endswith(f":{Comparison.WITHIN}"), said["tolerance"])
            self._bound(kind, "minimum", low)
            self._bound(kind, "maximum", high)
            least, most = measured(kind, low), measured(kind, high)
            if least is not None and most is not None and least > most:  # type: ignore[operator]  # one type
                self.add_error("maximum", "最大的比最小的还小，请核对")
        if kind is FactType.CHOICE and len(said.get("choices") or ()) < 2:
            self.add_error("choices", "选择题请至少列出两个选项，一行一个")
        if kind and kind is not FactType.CHOICE and said.get("choices"):
            self.add_error("choices", "只有选择题才有选项。请清空这一格，或者改成选择题")
        return said

    def _tolerated(self, kind: FactType, wanted: bool, text: str) -> None:  # noqa: FBT001 - private, one caller
        if text and not wanted:
            self.add_error("tolerance", "只有选了“相差不大”的才写，这一格请清空")
        elif wanted and tolerance(kind, text) is None:
            like = "天数，例如7" if kind is FactType.DATE else "百分之几或者多少，例如5%、200"
            self.add_error("tolerance", f"请写容许相差多少：{like}")

    def _bound(self, kind: FactType, name: str, text: str) -> None:
        if not text:
            return
        if kind not in MEASURED:
            self.add_error(name, f"“{TYPE_TITLES[kind]}”不分大小，这一格请清空")
        elif measured(kind, text) is None:
            like = {FactType.DATE: "2027-06-30", FactType.MONEY: "1200"}.get(kind, "20")
            self.add_error(name, f"请照{TYPE_TITLES[kind]}的写法填，例如{like}")


class PlanForm(edge.Form):
    """How a pledge is verified."""

    channel = edge.OneOf(label=PLAN["channel"], choices=[], look="rows", required=False, hints=CHANNEL_HINTS)
    timing = edge.OneOf(
        label=PLAN["timing"],
        choices=[(one.value, title) for one, title in TIMING_TITLES.items()],
        hints=TIMING_HINTS,
        look="rows",
        required=False,
    )
    source = Suggested(of=SOURCES, label=PLAN["source"], help_text="可以从列出的来源里选，也可以写别的")
    workdays = WholeNumber(
        label=PLAN["workdays"], help_text="从作出决定、签承诺书或者到期那天算起；不写，就按统一的期限"
    )
    expiry_fact = edge.Pick(
        label=PLAN["expiry_fact"],
        choices=[],
        required=False,
        help_text="只有到期核查才选。新加的日期，请先保存这一页再来选",
    )
    expiry_months = WholeNumber(
        label=PLAN["expiry_months"],
        digits=3,
        help_text="只有到期核查才写；到期的日子不在承诺里的，从决定那天算",
    )
    lead_workdays = WholeNumber(
        label=PLAN["lead_workdays"], digits=3, help_text="只有到期核查才写；不写，就是到期以后查"
    )
    standard = Words(
        label=PLAN["standard"], max_length=400, help_text="查到什么样算属实，例如：没有犯罪记录", rows=2
    )
    way = Words(
        label=PLAN["way"], max_length=400, help_text="例如：从无犯罪记录核查信息查询；公众会看到", rows=2
    )
    exempt_reason = Words(
        label=PLAN["exempt_reason"], max_length=400, help_text="选了免予核查才写，写明依据", rows=2
    )

    tries = WholeNumber(
        label=PLAN["tries"], help_text="只管问不通的；查无数据的马上换下一种。不写，就按统一的次数"
    )
    harm = edge.Pick(
        label=PLAN["harm"],
        choices=[],
        required=False,
        help_text="承诺不实会造成多大的危害；影响先查哪些，不选就按一般",
    )
    shows = edge.Tick(
        label=PLAN["shows"],
        required=False,
        help_text="不勾，工作人员在“查询核验”里只看到一致不一致；确实要看到内容才能办的才勾",
    )

    def clean_timing(self) -> Timing:
        """Return when; where nobody says, every pledge is verified after the decision."""
        return Timing(self.cleaned_data["timing"] or Timing.AFTER_DECISION)

    def clean(self) -> dict[str, Any]:
        """Return the plan, if when it expires is said of no other than a plan on expiry."""
        said = super().clean() or {}
        if said.get("timing") is not Timing.ON_EXPIRY:
            for name in _EXPIRY:
                if said.get(name):
                    self.add_error(name, "只有到期核查才写这一格。请清空，或者把核查时间改成到期核查")
        return said

    def __init__(
        self, *args: Any, channels: Mapping[str, str], days: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        """Offer the channels of the law of today, and the one that the draft names already."""
        super().__init__(*args, **kwargs)
        known = [*channels.items(), (EXEMPT, NO_CHECK)]
        named = str((self.initial or {}).get("channel") or "")
        own = [(named, named)] if named and named not in dict(known) else []
        self.fields["channel"].choices = [("", "还没有定"), *known, *own]  # type: ignore[attr-defined]
        expiry = str((self.initial or {}).get("expiry_fact") or "")
        lost = [(expiry, expiry)] if expiry and expiry not in dict(days) else []
        self.fields["expiry_fact"].choices = [("", "承诺里没有"), *days, *lost]  # type: ignore[attr-defined]
        harms = [(one.code, one.title) for one in law.provisions("code.harm.", today()).values()]
        self.fields["harm"].choices = [("", "一般"), *harms]  # type: ignore[attr-defined]


class PledgePage(SectionPage):
    """The page of what is pledged and how it is verified."""

    section = Section.PLEDGE
    lead = "可以承诺代替的证明才填这一页。每一项事实都要能和一个数据项比对，核查办法要写明时间、标准、方式"

    def part(self, item: Item, key: str) -> Any:
        """Return the facts and the plan."""
        one = certificate_of(item, key)
        return [one.facts, one.plan]

    def sheet(self, item: Item, key: str, hand: Hand) -> Sheet:
        """Return one form for each fact, and one for the plan."""
        one = certificate_of(item, key)
        said = [{**asdict(fact), "held": f"{fact.type}:{fact.comparison}"} for fact in one.facts]
        channels = queries.standards(today()).channels
        days = [(fact.key, fact.label) for fact in one.facts if fact.type is FactType.DATE]
        plan = hand.form(PlanForm, asdict(one.plan or _BLANK_PLAN), "plan", channels=channels, days=days)
        ways = hand.entries(
            WayForm,
            "then",
            "种后续方式",
            [shown(way) for way in one.plan.then] if one.plan else [],
            channels=channels,
            facts=one.facts,
        )
        return Sheet(
            [plan],
            [
                Group("承诺的事实", "facts", entries=hand.entries(FactForm, "facts", "项事实", said)),
                Group("核查方式", "plan", fields=[plan["channel"]], wide=True),
                Group(
                    "核查的时间、标准和方法",
                    "plan",
                    fields=[plan[name] for name in _AFTER_CHANNEL],
                    more=True,
                ),
                Group(
                    PLAN["then"],
                    "plan-then",
                    hint="前一种没有查到、没有问到或者问不通的，就换下一种，每一步都记下原因。没有就不写",
                    entries=ways,
                ),
            ],
        )

    def put(self, item: Item, key: str, sheet: Sheet) -> Item:
        """Return the item with these facts and this plan; without a word there is no plan."""
        ways = tuple(one.way() for one in sheet.entries[1].filled)
        plan = Plan(**sheet.forms[0].cleaned_data, then=ways)
        facts = tuple(_with_keys(sheet.entries[0].said()))
        one = replace(certificate_of(item, key), facts=facts, plan=None if plan == _BLANK_PLAN else plan)
        return replace(item, certificates=with_certificate(item, one))

    def lists(self) -> dict[str, list[tuple[str, str]]]:
        """Return the sources that are known, and their fields."""
        known = sources().values()
        fields = {name: f"{one.title}：{title}" for one in known for name, title in one.fields.items()}
        return {
            SOURCES: [(one.key, f"{one.title}（{one.keeper}）") for one in known],
            FIELDS: list(fields.items()),
        }


def key_of(text: str, taken: set[str]) -> str:
    """Return a key for something newly written: always the same for the same words, and never one taken."""
    number = 0
    while True:
        key = f"k{sha256(f'{text}{number or str()}')[:8]}"
        if key not in taken:
            return key
        number += 1


def _with_keys(said: list[dict[str, Any]]) -> Iterator[FactField]:
    taken = {one["key"] for one in said if one["key"]}
    for one in said:
        kind, _, held = one.pop("held").partition(":")
        key = one.pop("key") or key_of(one["label"], taken)
        taken.add(key)
        yield FactField(key=key, type=FactType(kind), comparison=Comparison(held), **one)
