"""The layouts in which lists of certificates are published (domain.md §b.9, 1–5): headings, lines above, rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from nuocheng.catalogue.channels.bases import write_bases
from nuocheng.catalogue.channels.columns import LEVEL_COLUMNS
from nuocheng.catalogue.channels.exporting.rows import Cells, Setting, certificate_cells
from nuocheng.catalogue.channels.matching import Layout
from nuocheng.catalogue.channels.saying import DISPOSITION_WORDS, LEVELS, write_kind
from nuocheng.catalogue.rules.content import Certificate, Disposition, Item, ItemKind
from nuocheng.kernel.dates import cn_date

_TICK = "√"


@dataclass(frozen=True, slots=True)
class Head:
    """One column of a layout: its name, the name that spans it and its neighbours, how wide it is."""

    key: str
    name: str
    above: str = ""
    width: int = 14


@dataclass(frozen=True, slots=True)
class Published:
    """One layout: the name of its sheet, its title, its columns, which certificates it lists, the line above.

    *lists* is nothing where a row is a permit with all its certificates.
    """

    sheet: str
    title: str
    heads: tuple[Head, ...]
    lists: Callable[[Certificate], bool] | None
    line: Callable[[Setting], str] = lambda _: ""

    @property
    def spans(self) -> bool:
        """Say whether the heading has two rows."""
        return any(one.above for one in self.heads)

    def rows(self, item: Item, setting: Setting) -> Iterator[Cells]:
        """Yield the rows of an item: one for each certificate that the list has, or one for a permit."""
        if self.lists is None:
            if item.kind is ItemKind.LICENSE:
                yield permit_cells(item, setting)
            return
        yield from (listed_cells(item, one, setting) for one in item.certificates if self.lists(one))


_NUMBER = Head("id", "序号", width=6)
_NAME = Head("certificate_name", "证明名称", width=24)
_PURPOSE = Head("purpose", "证明用途", width=24)
_BASIS = Head("legal_basis", "依据名称、文号及条文内容", "设定依据", 44)
_LEVEL = Head("basis_level", "效力层级", "设定依据", 12)
_DEMANDER = Head("demanding_body", "索要单位", "实施基本情况", 16)
_ISSUER = Head("issuing_body", "开具单位", "实施基本情况", 16)
_TICKS = tuple(Head(key, name, "行使层级", 8) for key, name in zip(LEVEL_COLUMNS, LEVELS, strict=True))
_COMMON = (
    _NUMBER,
    _NAME,
    _PURPOSE,
    _BASIS,
    _LEVEL,
    _DEMANDER,
    _ISSUER,
    *_TICKS,
    Head("item_type", "事项类型"),
)


def listed_cells(item: Item, one: Certificate, setting: Setting) -> Cells:
    """Return every cell that a published list may show of a certificate."""
    said = certificate_cells(one, setting)
    ticks = {
        key: _TICK if name in one.levels else "" for key, name in zip(LEVEL_COLUMNS, LEVELS, strict=True)
    }
    demander = said["demanding_body"] or setting.unit(item.department)
    purpose = said["purpose"] or f"办理“{item.name}”"
    return {
        **said,
        **ticks,
        "item_type": write_kind(item.kind),
        "demanding_body": demander,
        "purpose": purpose,
        "reason": _why(one, setting),
        "replaced_by": one.replaced_by or _instead(one),
    }


def _of(*dispositions: Disposition, excluded: bool | None = None) -> Callable[[Certificate], bool]:
    """Return what says whether a certificate becomes of so, and is excluded from pledging or not."""
    return lambda one: one.disposition in dispositions and excluded in {None, bool(one.ground)}


def _why(one: Certificate, setting: Setting) -> str:
    """Return why a certificate cannot be pledged and is still asked for."""
    ground = setting.standards.grounds.get(one.ground, "")
    return "：".join(part for part in (ground, one.reason) if part)


def _instead(one: Certificate) -> str:
    return "取消" if one.disposition is Disposition.CANCEL else DISPOSITION_WORDS[one.disposition]


def permit_cells(item: Item, setting: Setting) -> Cells:
    """Return the cells of the one row of a permit: as it was imported, or as its certificates say."""
    said = next((said for one in item.certificates if (said := reform_said(one))), {})
    bases = dict.fromkeys(basis for one in item.certificates for basis in one.bases)
    demander = next(
        (one.demander for one in item.certificates if one.demander), setting.unit(item.department)
    )
    pledged = "、".join(one.name for one in item.pledgeable)
    ways = dict.fromkeys(one.plan.way for one in item.certificates if one.plan and one.plan.way)
    return {
        "item_name": item.name,
        "legal_basis": write_bases(bases),
        "approver": demander,
        "reform": said.get("改革方式") or _reform(item),
        "measures": said.get("具体改革措施") or (f"可以用承诺代替的证明：{pledged}" if pledged else ""),
        "supervision": said.get("监管措施") or "；".join(ways),
    }


def reform_said(one: Certificate) -> dict[str, str]:
    """Return what a list of permits once said, as the remark of a certificate keeps it; empty if none did."""
    said = {name: text for name, _, text in (line.partition("：") for line in one.remark.split("\n")) if text}
    return said if "改革方式" in said else {}


def _reform(item: Item) -> str:
    if item.pledgeable:
        return "实行告知承诺"
    gone = item.certificates and all(one.disposition is Disposition.CANCEL for one in item.certificates)
    return "直接取消审批" if gone else "优化审批服务"


LAYOUTS: Mapping[Layout, Published] = {
    Layout.PLEDGE_LIST: Published(
        "告知承诺目录", "{district}实行告知承诺制证明事项目录", _COMMON, _of(Disposition.PLEDGE)
    ),
    Layout.NEGATIVE_LIST: Published(
        "负面清单",
        "{district}不能实行告知承诺制证明事项目录",
        (*_COMMON, Head("reason", "不能实行告知承诺及保留原因", width=30)),
        _of(Disposition.SUBMIT, excluded=True),
        lambda _: "单位（盖章）：",
    ),
    Layout.RETAINED_LIST: Published(
        "保留清单",
        "{district}保留证明事项清单",
        (
            _NUMBER,
            _NAME,
            _PURPOSE,
            Head("legal_basis", "设定及保留依据", width=44),
            Head("basis_level", "效力层级", width=12),
            Head("demanding_body", "索要单位", width=16),
            Head("issuing_body", "开具单位", width=16),
            Head("remark", "备注", width=20),
        ),
        _of(Disposition.SUBMIT),
        lambda setting: f"填报单位：　　　　填报人：　　　　电话：　　　　填报日期：{cn_date(setting.on)}",
    ),
    Layout.CLEARED_LIST: Published(
        "取消清单",
        "{district}取消证明事项清单",
        (
            _NUMBER,
            _NAME,
            Head("legal_basis", "设定依据", width=44),
            Head("demanding_body", "索要单位", width=16),
            Head("issuing_body", "开具单位", width=16),
            Head("guide", "办理指南", width=30),
            Head("replaced_by", "取消替代方式", width=24),
        ),
        _of(Disposition.CANCEL, Disposition.SHARE, Disposition.CHECK),
    ),
    Layout.PERMITS: Published(
        "涉企许可",
        "{district}涉企经营许可事项改革清单",
        (
            _NUMBER,
            Head("item_name", "事项名称", width=24),
            Head("legal_basis", "设定依据", width=44),
            Head("approver", "审批层级和部门", width=20),
            Head("reform", "改革方式", width=14),
            Head("measures", "具体改革措施", width=36),
            Head("supervision", "监管措施", width=36),
        ),
        None,
    ),
}
