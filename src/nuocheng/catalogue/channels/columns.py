"""What a column of a table may mean: its title with us, how else it is headed, and what its cells must keep to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from nuocheng.catalogue.channels.tables.cells import Form, half_width


class About(StrEnum):
    """What a column speaks of."""

    ITEM = "item"
    CERTIFICATE = "certificate"
    ROW = "row"
    PART = "part"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Column:
    """One column by its meaning: what it is called, how else it may be headed, and how long a cell may be.

    *narrow* cells are read with half-width letters and digits; *single* cells are names, kept on one line.
    """

    key: str
    title: str
    aliases: tuple[str, ...] = ()
    longest: int = 400
    about: About = About.CERTIFICATE
    narrow: bool = False
    single: bool = False

    @property
    def form(self) -> Form:
        """Return how its cells are tidied."""
        return Form(self.narrow, self.single)


_ITEM, _ROW, _PART = About.ITEM, About.ROW, About.PART

#: Columns of the one table of items and certificates, in the order of our own template.
MAIN: tuple[Column, ...] = (
    Column("code", "事项编码", ("实施编码", "基本编码", "事项代码"), 39, _ITEM, narrow=True, single=True),
    Column(
        "item_name",
        "事项名称",
        (
            "政务服务事项",
            "政务服务事项名称",
            "服务事项名称",
            "许可事项名称",
            "涉企经营许可事项名称",
            "办理事项",
        ),
        200,
        _ITEM,
        single=True,
    ),
    Column("item_type", "事项类型", ("事项类别", "权力类型", "职权类型"), 40, _ITEM, single=True),
    Column(
        "department",
        "责任单位",
        ("单位代码", "责任单位代码", "责任部门", "主办单位", "实施单位", "实施机关", "实施部门", "牵头单位"),
        60,
        _ITEM,
        single=True,
    ),
    Column("unit", "公共服务单位", (), 60, _ITEM, single=True),
    Column("item_aliases", "事项别名", ("事项其他名称",), 400, _ITEM),
    Column("conditions", "办理条件", ("受理条件", "申请条件"), 10_000, _ITEM),
    Column("for_whom", "适用对象", ("服务对象", "谁可以办"), 60, _ITEM),
    Column("on_the_spot", "当场办结", ("是否当场办结", "即办件"), 10, _ITEM, single=True),
    Column(
        "workdays", "承诺时限", ("承诺办理时限", "承诺办结时限", "承诺时限(工作日)"), 20, _ITEM, narrow=True
    ),
    Column(
        "legal_workdays",
        "法定时限",
        ("法定办理时限", "法定办结时限", "法定时限(工作日)"),
        20,
        _ITEM,
        narrow=True,
    ),
    Column("fee", "收费", ("收费标准", "收费情况", "是否收费"), 400, _ITEM),
    Column("place", "办理地点", ("受理地点",), 400, _ITEM),
    Column("hours", "办理时间", ("受理时间",), 400, _ITEM),
    Column("yearly", "每年办件量", ("年办件量", "年均办件量"), 20, _ITEM, narrow=True),
    Column("gives", "本事项开具的证明", ("办理结果", "结果名称"), 400, _ITEM),
    Column("bars_after_withdrawal", "撤回后不能再承诺", (), 10, _ITEM, single=True),
    Column("signers", "谁可以代签承诺书", ("承诺书代签人", "可以代签承诺书的人"), 60, _ITEM),
    Column("signing_methods", "承诺书签署方式", ("签署方式", "承诺书怎么签"), 100, _ITEM),
    Column("key", "证明代号", (), 40, narrow=True, single=True),
    Column(
        "certificate_name",
        "证明名称",
        (
            "证明材料名称",
            "证明事项名称",
            "证明事项",
            "证明材料",
            "材料名称",
            "证明(材料)名称",
            "保留的证明事项名称",
        ),
        200,
        single=True,
    ),
    Column("certificate_aliases", "证明别名", ("证明其他名称",), 400),
    Column("purpose", "证明用途", ("用途", "办理用途", "证明的用途"), 400),
    Column("proves", "证明内容", ("证明的内容", "证明什么"), 400),
    Column(
        "legal_basis",
        "设定依据",
        (
            "设定及保留依据",
            "依据名称、文号及条文内容",
            "设定的依据",
            "依据名称",
            "法律依据",
            "依据",
            "保留依据",
        ),
        20_000,
    ),
    Column("basis_level", "效力层级", ("依据层级", "依据效力层级", "法律效力层级", "法律层级"), 60),
    Column("demanding_body", "索要单位", ("索要部门", "索要机关", "要求提供单位", "使用单位"), 200),
    Column("issuing_body", "开具单位", ("开具部门", "开具机关", "出具单位", "出具部门", "开具证明单位"), 200),
    Column("levels", "行使层级", ("admin_level",), 100),
    Column("disposition", "处置", ("处置方式", "清理意见", "处理意见"), 20, single=True),
    Column(
        "exclusion_ground",
        "不能承诺的情形",
        ("不能实行告知承诺的情形", "不适用告知承诺的情形"),
        60,
        single=True,
    ),
    Column(
        "reason",
        "理由",
        (
            "不能实行告知承诺及保留原因",
            "不能实行及保留原因",
            "不能实行告知承诺制及保留原因",
            "不能实行告知承诺制的原因",
            "不能实行告知承诺的原因",
            "保留原因",
            "保留理由",
            "处置理由",
            "原因",
        ),
        400,
    ),
    Column("tried", "没有走通的方式", (), 1000),
    Column("replaced_by", "取消替代方式", ("替代方式", "取消后的替代方式", "取消后办理方式"), 400),
    Column("guide", "办理指南", ("开具指南", "证明办理指南"), 4000),
    Column("remark", "备注", ("notes",), 1000),
    Column("id", "来源编号", ("序号", "编号"), 40, _ROW, narrow=True, single=True),
    Column("source_title", "来源", ("来源标题",), 300, _ROW),
    Column("source_url", "来源网址", (), 500, _ROW),
    Column("region", "地区", (), 60, _ROW),
)
#: Columns that other tables have and our template has not.
ELSEWHERE: tuple[Column, ...] = (
    Column("level_province", "省部级", ("省级", "省部", "国家、省级"), 40),
    Column("level_city", "市级", ("市", "设区的市级", "市(州)级"), 40),
    Column("level_county", "县级", ("县(区)级", "区县级", "县区级", "区级", "县(市、区)级"), 40),
    Column("level_town", "乡级及其他", ("乡级", "乡镇级", "乡(镇)级", "乡镇(街道)级", "乡级及其它"), 40),
    Column("reform", "改革方式", ("改革举措类型",), 60, single=True),
    Column("measures", "具体改革措施", ("改革措施", "改革举措"), 2000),
    Column("supervision", "监管措施", ("加强事中事后监管措施", "事中事后监管措施", "加强监管措施"), 2000),
    Column("approver", "审批层级和部门", ("审批层级及部门", "审批部门", "审批层级、部门"), 200),
    Column("verification_method", "核查方式", ("核查方法",), 200, _ROW),
    Column("domain", "领域", ("行业",), 60, _ROW),
    Column("row_kind", "行类型", (), 40, _ROW),
    Column("verify_source_guess", "核查来源（初步判断）", (), 100, _ROW),
    Column("exclusion_flag_guess", "不能承诺的情形（初步判断）", (), 100, _ROW),
    Column("explained", "说明", ("填写说明", "导入说明"), 10_000, About.NOTHING),
)
#: Columns of the further sheets of our template.
PARTS: tuple[Column, ...] = (
    Column("step_title", "步骤名称", (), 200, _PART, single=True),
    Column("step_actor", "谁来办", (), 20, _PART, single=True),
    Column("step_workdays", "步骤时限", (), 20, _PART, narrow=True),
    Column("step_path", "哪条路走这一步", (), 40, _PART, single=True),
    Column("step_says", "步骤说明", (), 2000, _PART),
    Column("fact_key", "事实代号", (), 40, _PART, narrow=True, single=True),
    Column("fact_label", "承诺的事实", ("事实名称",), 200, _PART, single=True),
    Column("fact_type", "数据类型", (), 20, _PART, single=True),
    Column("fact_comparison", "比对方式", (), 20, _PART, single=True),
    Column("fact_source_field", "比对的来源字段", (), 60, _PART, narrow=True, single=True),
    Column("fact_unit", "计量单位", (), 20, _PART, single=True),
    Column("fact_hint", "填写提示", (), 400, _PART),
    Column("fact_choices", "可选的值", (), 1000, _PART),
    Column("fact_minimum", "最小", (), 40, _PART, narrow=True),
    Column("fact_maximum", "最大", (), 40, _PART, narrow=True),
    Column("fact_tolerance", "容许相差", (), 20, _PART, narrow=True),
    Column("fact_privacy", "能不能公示", (), 40, _PART, single=True),
    Column("plan_channel", "核查渠道", (), 40, _PART, narrow=True, single=True),
    Column("plan_source", "核查来源", (), 60, _PART, narrow=True, single=True),
    Column("plan_workdays", "核查时限", (), 20, _PART, narrow=True),
    Column("plan_standard", "核查标准", (), 1000, _PART),
    Column("plan_way", "核查办法", (), 1000, _PART),
    Column("plan_exempt_reason", "免予核查的理由", (), 1000, _PART),
    Column("plan_timing", "核查时间安排", (), 40, _PART, single=True),
    Column("plan_then", "查不清时依次换用", ("后续核查方式", "备用核查方式"), 1000, _PART),
    Column("plan_tries", "问不通试几次", (), 20, _PART, narrow=True),
    Column("plan_harm", "不实的危害", (), 40, _PART, single=True),
    Column("plan_shows", "查询时显示来源登记的内容", (), 10, _PART, single=True),
    Column("plan_expiry_fact", "到期日是哪一项承诺", (), 40, _PART, narrow=True, single=True),
    Column("plan_expiry_months", "决定后几个月到期", (), 20, _PART, narrow=True),
    Column("plan_lead_workdays", "到期前几个工作日开始查", (), 20, _PART, narrow=True),
)
COLUMNS: tuple[Column, ...] = (*MAIN, *ELSEWHERE, *PARTS)
BY_KEY: Mapping[str, Column] = {column.key: column for column in COLUMNS}
FORMS: Mapping[str, Form] = {column.key: column.form for column in COLUMNS}
TITLES: Mapping[str, str] = {column.key: column.title for column in COLUMNS}
#: Columns of ticks that together say the levels of exercise, from the highest to the lowest.
LEVEL_COLUMNS = ("level_province", "level_city", "level_county", "level_town")

_BRACKETED = re.compile(r"\([^()]*\)")
_SPACES = re.compile(r"[\s\u3000\ufeff\u200b]+")
#: Words that together give a heading away, tried in this order where no title fits.
_WORDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("不能|不适用|不实行|不宜|保留", "原因|理由"), "reason"),
    (("替代",), "replaced_by"),
    (("指南",), "guide"),
    (("效力",), "basis_level"),
    (("依据",), "legal_basis"),
    (("索要|使用", "单位|部门|机关"), "demanding_body"),
    (("开具|出具", "单位|部门|机关"), "issuing_body"),
    (("责任|实施|主办|牵头|填报", "单位|部门|机关"), "department"),
    (("证明", "用途"), "purpose"),
    (("证明|材料", "名称"), "certificate_name"),
    (("事项", "编码|代码"), "code"),
    (("事项", "类型|类别"), "item_type"),
    (("事项", "名称"), "item_name"),
    (("改革", "方式"), "reform"),
    (("改革", "措施"), "measures"),
    (("监管", "措施"), "supervision"),
    (("处置|清理", "方式|意见|结果"), "disposition"),
)
SURE, LIKELY, PERHAPS = 1.0, 0.9, 0.6


def bare(heading: str) -> str:
    """Return a heading without blanks, line breaks and colons, its signs half-width."""
    return _SPACES.sub("", half_width(heading)).rstrip(":")


@cache
def _known() -> Mapping[str, str]:
    names = {bare(column.key): column.key for column in COLUMNS}
    for column in COLUMNS:
        for name in (column.title, *column.aliases):
            names.setdefault(bare(name), column.key)
    return names


@cache
def meaning(heading: str) -> tuple[str, float]:
    """Return what a heading means and how sure that is; nothing at all where it says nothing to us."""
    name = bare(heading)
    if not name:
        return "", 0.0
    if name in _known():
        return _known()[name], SURE
    short = _BRACKETED.sub("", name)
    if short in _known():
        return _known()[short], LIKELY
    for words, key in _WORDS:
        if len(name) <= 24 and ":" not in name and all(re.search(word, name) for word in words):
            return key, PERHAPS
    return "", 0.0
