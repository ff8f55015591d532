"""Workbooks as departments really build them: titles above, merged headings, notes below, broken lines."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import xlwt

Cells = Sequence[Any]


def book(*sheets: tuple[str, Sequence[Cells], Sequence[str]]) -> bytes:
    """Return an XLSX of sheets, each with a name, rows, and merged ranges."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows, merged in sheets:
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for one in merged:
            sheet.merge_cells(one)
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def old_book(*sheets: tuple[str, Sequence[Cells], Sequence[tuple[int, int, int, int]]]) -> bytes:
    """Return an XLS of sheets; merged ranges are rows and columns counted from 0, ends included."""
    workbook = xlwt.Workbook()
    for name, rows, merged in sheets:
        sheet = workbook.add_sheet(name, cell_overwrite_ok=True)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell)
        for top, bottom, left, right in merged:
            sheet.merge(top, bottom, left, right)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def changed(raw: bytes, change: Callable[[openpyxl.Workbook], None]) -> bytes:
    """Return a workbook after somebody changed it."""
    workbook = openpyxl.load_workbook(io.BytesIO(raw))
    change(workbook)
    return saved(workbook)


#: 常德: two heading rows, ticks for the levels, one item over several certificates by its purpose, notes below.
CHANGDE_HEAD = (
    ("附件", *[None] * 11),
    ("区司法局实行告知承诺制\n证明事项目录", *[None] * 11),
    (None,) * 12,
    (
        "序号",
        "证明名称",
        "证明用途",
        "设定依据",
        None,
        "实施基本情况",
        None,
        "行使层级",
        None,
        None,
        None,
        "事项类型",
    ),
    (
        None,
        None,
        None,
        "依据名称、文号及\n条文内容",
        "效力层级",
        "索要单位",
        "开具单位",
        "省部级",
        "市级",
        "县级",
        "乡级及\n其他",
        None,
    ),
)
CHANGDE_ROWS = (
    (
        1,
        "无犯罪记录\n证明",
        "律师执业核准",
        "《中华人民共和国律师法》（主席令第七十六号）第七条：申请人有下列情形之一的，不予颁发律师执业证书。",
        "法律",
        "区司法局",
        "公安机关",
        None,
        "√",
        "√",
        None,
        "行政许可",
    ),
    (
        2,
        "学历证明",
        None,
        "《中华人民共和国律师法》（主席令第七十六号）第五条\n《律师执业管理办法》（司法部令第１３４号）第六条",
        "法律、部门规章",
        "区司法局",
        "学校",
        None,
        "是",
        1,
        None,
        "行政许可",
    ),
    (None,) * 12,
    (
        3,
        "经济困难证明",
        "申请法律援助",
        "湖南省法律援助条例 第十三条",
        "地方性法规",
        "区司法局",
        "乡镇人民政府、街道办事处",
        None,
        None,
        "√",
        "√",
        "行政给付",
    ),
    ("注：本目录自公布之日起施行，\n由区司法局负责解释。", *[None] * 11),
)
CHANGDE_MERGED = (
    "A2:L2", "A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:G4", "H4:K4", "L4:L5", "C6:C7", "A10:L10",
)  # fmt: skip


def changde(*rows: Cells, name: str = "Sheet1") -> bytes:
    return book(
        (name, (*CHANGDE_HEAD, *(rows or CHANGDE_ROWS)), CHANGDE_MERGED if not rows else CHANGDE_MERGED[:8])
    )


def chibi() -> bytes:
    """Return 赤壁's negative list: as 常德, with the reason, and the unit with its seal above."""
    head = [[*list(row), None] for row in CHANGDE_HEAD]
    head[1][0] = "不能实行告知承诺制证明事项目录"
    head[2][0] = "单位（盖章）：区市场监督管理局"
    head[3][12] = "不能实行告知承诺及保留原因"
    rows = [
        (1, "食品安全管理人员考核证明", "食品经营许可", "食品安全法 第三十三条", "法律", None, None, None, None, "√", None, "行政许可", "直接关系人身健康、生命财产安全，不宜承诺"),
        (2, "消防验收证明", "营业性演出许可", "《消防法》第十五条", "法律", None, "消防救援机构", None, None, "√", None, "行政许可", "涉及公共安全"),
        (3, "银行资信证明", "典当业许可", "典当管理办法 第七条", "部门规章", None, "银行", None, None, "√", None, "行政许可", "目前没有核查渠道"),
    ]  # fmt: skip
    merged = ["A2:M2", "A3:M3", "A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:G4", "H4:K4", "L4:L5", "M4:M5"]
    return book(("负面清单", [*head, *rows], merged))


def zhalaite() -> bytes:
    """Return 扎赉特's list: who filled it in, in the line above; one heading row; a total; two sheets more."""
    rows = [
        ("保留证明事项清单", *[None] * 7),
        (
            "填报单位：区司法局",
            None,
            "填报人：张三",
            None,
            "电话：0943-1234567",
            None,
            "填报日期：2026年3月1日",
            None,
        ),
        ("序 号", "证明名称", "证明用途", "设定及保留依据", "效力层级", "索要单位", "开具单位", "备注"),
        ("１", "身份证明", "公证", "公证法 第二十五条", "法律", "公证处", "公安机关", "保留"),
        ("２", "亲属关系证明", "公证", "公证程序规则 第十八条", "部门规章", "公证处", "公安机关", None),
        ("合计", 2, *[None] * 6),
    ]
    return book(
        ("清单", rows, ["A1:H1"]),
        ("填表说明", [("请如实填写",), ("有问题请打电话",)], []),
        ("Sheet3", [], []),
    )


def yantai() -> bytes:
    """Return 烟台开发区's list of what was cancelled, and what stands in its place."""
    rows = [
        ("区司法局取消证明事项清单", *[None] * 6),
        ("序号", "证明事项名称", "设定依据", "索要单位", "开具单位", "办理指南", "取消替代方式"),
        (
            1,
            "无违法证明",
            "某通知 第二条",
            "区司法局",
            "公安机关",
            "到派出所开\r\n带身份证",
            "部门间信息共享",
        ),
        (2, "居住证明", "某办法 第三条", "区司法局", "居民委员会", None, "部门内部核查"),
        (3, "收入证明", "某办法 第四条", "区司法局", "用人单位", None, "提供工资流水"),
    ]
    return book(("取消清单", rows, ["A1:G1"]))


def permits() -> bytes:
    """Return the list of 涉企许可 with its four ways of reform."""
    rows = [
        ("涉企经营许可事项改革清单", *[None] * 6),
        ("序号", "事项名称", "设定依据", "审批层级和部门", "改革方式", "具体改革措施", "监管措施"),
        (1, "机动车维修经营许可", "《道路运输条例》（国务院令第406号）第四十条", "县级交通运输主管部门", "审批改为备案", "办理备案即可经营", "双随机检查"),
        (2, "道路货运站经营许可", "《道路运输条例》第三十九条", "县级交通运输主管部门", "实行告知承诺", "当场发证", "六十日内核查"),
        (3, "旧许可", "某条例 第一条", "县级交通运输主管部门", "直接取消审批", "不再办理", "部门共享信息"),
        (4, "客运站经营许可", "《道路运输条例》第三十九条", "县级交通运输主管部门", "优化审批服务", "不再要求提供公示材料", "重点检查"),
    ]  # fmt: skip
    return book(("清单", rows, ["A1:G1"]))
