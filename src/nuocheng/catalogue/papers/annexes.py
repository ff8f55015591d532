"""附件2, 附件3 and 附件5: what may be pledged, what may not and why, and how pledges are verified.

Sources: S15.2, S15.3, S15.5; the layouts follow domain.md §b.9 (1) and (2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from nuocheng.catalogue.queries.saying import bases_of, days_to_verify
from nuocheng.catalogue.rules.content import EXEMPT, KIND_TITLES, Certificate, Item
from nuocheng.law import queries as law
from nuocheng.papers import content as paper
from nuocheng.people import queries as people

_NUMBER = paper.Head("序号", share=1, align="center")


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose list it is: the district, and one department of it, or all where it is empty."""

    district: str
    department: str
    on: date

    @property
    def line(self) -> tuple[str, ...]:
        """Return the line over the table."""
        unit = people.department_name(self.department) if self.department else f"{self.district}各单位"
        return (f"单位：{unit}", f"截至：{self.on.year}年{self.on.month}月{self.on.day}日")


def items_that_may(items: Iterable[Item], whose: Whose) -> paper.Register:
    """Return 附件2: the items under which a certificate may be pledged, each certificate a row."""
    rows = [
        (one.name, KIND_TITLES[one.kind], _unit(one), each.name, bases_of(each), each.issuer, _way(each))
        for one in items
        for each in one.pledgeable
    ]
    heads = (
        paper.Head("政务服务事项", share=4, names=True, merged=True),
        paper.Head("事项类型", share=2, merged=True),
        paper.Head("实施单位", share=3, merged=True),
        paper.Head(
            "可以用承诺代替的证明",
            under=(
                paper.Head("证明名称", share=3),
                paper.Head("设定依据", share=5),
                paper.Head("开具单位", share=3),
            ),
        ),
        paper.Head("核查方式", share=4),
    )
    title = f"{whose.district}实行证明事项告知承诺制的\n政务服务事项目录"
    return _register("附件2", title, _table("可以承诺的证明", heads, rows), whose)


def certificates_that_may_not(items: Iterable[Item], whose: Whose) -> paper.Register:
    """Return 附件3: the certificates that cannot be pledged, with ground and reason."""
    grounds = {one.code: one.title for one in law.provisions("ground.exclusion.", whose.on).values()}
    rows = [
        (
            each.name,
            one.name,
            _unit(one),
            bases_of(each),
            each.issuer,
            grounds.get(each.ground, each.ground),
            each.reason,
        )
        for one in items
        for each in one.certificates
        if each.ground
    ]
    heads = (
        paper.Head("证明名称", share=3, names=True),
        paper.Head("政务服务事项", share=4),
        paper.Head("实施单位", share=3),
        paper.Head("设定依据", share=5),
        paper.Head("开具单位", share=3),
        paper.Head(
            "不能实行告知承诺及保留原因",
            under=(paper.Head("属于哪种情形", share=3), paper.Head("理由", share=5)),
        ),
    )
    title = f"{whose.district}不能实行告知承诺制\n证明事项目录"
    return _register("附件3", title, _table("不能承诺的证明", heads, rows), whose)


def measures(items: Iterable[Item], whose: Whose) -> paper.Rules:
    """Return 附件5: the verification measures, their articles from the law of the day, their table from the plans."""
    rows = [
        (one.name, each.name, _when(each, whose.on), _standard(each), _way(each), _unit(one))
        for one in items
        for each in one.pledgeable
    ]
    heads = (
        paper.Head("事项名称", share=4, names=True, merged=True),
        paper.Head("承诺代替的证明", share=3),
        paper.Head("核查时间", share=3),
        paper.Head("核查标准", share=4),
        paper.Head("核查方式", share=4),
        paper.Head("核查单位", share=3, merged=True),
    )
    return paper.Rules(
        dated=whose.on,
        annex="附件5",
        title=f"{whose.district}证明事项告知承诺制\n承诺信息核查办法",
        chapters=tuple(_chapters(whose)),
        tables=(_table("附表　各项承诺的核查时间、标准和方式", heads, rows),),
    )


def _chapters(whose: Whose) -> Iterator[paper.Chapter]:
    """Yield the chapters with their articles, filled with what is true here."""
    said = sorted(
        law.wordings("wording.measures.", whose.on).values(), key=lambda one: int(one.value["order"])
    )
    days = law.term("term.verification.default", whose.on).workdays
    for number, (title, articles) in enumerate(groupby(said, key=lambda one: str(one.value["chapter"]))):
        filled = (one.filled(district=whose.district, default_days=days) for one in articles)
        yield paper.Chapter(f"第{_NUMERALS[number]}章　{title}", tuple(filled))


_NUMERALS = "一二三四五六七八九十"


def _register(annex: str, title: str, table: paper.Tabulation, whose: Whose) -> paper.Register:
    return paper.Register(dated=whose.on, annex=annex, title=title, table=table, above=whose.line)


def _table(caption: str, heads: tuple[paper.Head, ...], rows: Sequence[tuple[str, ...]]) -> paper.Tabulation:
    numbered = tuple((str(number), *row) for number, row in enumerate(rows, start=1))
    notes = () if rows else ("目前没有。",)
    return paper.Tabulation(caption, (_NUMBER, *heads), numbered, notes)


def _unit(one: Item) -> str:
    name = people.department_name(one.department)
    return f"{one.unit}（主管单位：{name}）" if one.unit else name


def _way(one: Certificate) -> str:
    if one.plan is None:
        return ""
    return f"免予核查：{one.plan.exempt_reason}" if one.plan.channel == EXEMPT else one.plan.way


def _when(one: Certificate, on: date) -> str:
    if one.plan is None or one.plan.channel == EXEMPT:
        return "不核查" if one.plan else ""
    return one.plan.when(days_to_verify(one.plan, on))


def _standard(one: Certificate) -> str:
    return one.plan.standard if one.plan else ""
