"""Official lists, rules and a service guide as part of these tests: long tables, several head levels, a chart."""

from dataclasses import replace
from datetime import date

from tests.papers import samples

from nuocheng.papers.content import Chapter, Guide, Head, Register, Rules, Step, Tabulation

DAY = date(2026, 11, 23)

LEVELS = tuple(Head(name, share=2, align="center") for name in ("省部级", "市级", "县级", "乡级及其他"))
COLUMNS = (
    Head("序号", share=2, align="center", merged=True),
    Head("事项名称", share=6, names=True, merged=True),
    Head("证明名称", share=6),
    Head("证明用途", share=6),
    Head("设定依据", under=(Head("依据名称、文号及条文内容", share=12), Head("效力层级", share=3))),
    Head("实施基本情况", under=(Head("索要单位", share=4), Head("开具单位", share=4))),
    Head("行使层级", under=LEVELS),
    Head("事项类型", share=3),
)


def rows(items: int, each: int = 2) -> tuple[tuple[str, ...], ...]:
    """Return so many items with so many certificates each, as rows of the list of items."""
    return tuple(
        (
            f"{item}",
            f"公共场所卫生许可第{item:03}项",
            f"营业场所使用权证明{item:03}之{part}",
            "证明有权使用申请书上写的营业场所",
            "《公共场所卫生管理条例实施细则》（2011年卫生部令第80号）第二十三条",
            "部门规章",
            "卫生健康局",
            "不动产登记机构",
            "",
            "",
            "√",
            "",
            "行政许可",
        )
        for item in range(1, items + 1)
        for part in range(1, each + 1)
    )


REGISTER = Register(
    dated=DAY,
    annex="附件2",
    title="白银区实行告知承诺制的证明事项目录",
    above=("填报单位：白银区司法局", "填报人：李桂兰", "电话：0943-0000000", "填报日期：2026年11月23日"),
    table=Tabulation("证明事项目录", COLUMNS, rows(20), ("注：目录以公布的版本为准。",)),
)
RULES = Rules(
    dated=DAY,
    annex="附件5",
    title="白银区证明事项告知承诺制\n核查办法",
    under="（2026年11月23日印发）",
    opening="为了规范核查工作，制定本办法。",
    chapters=tuple(
        Chapter(
            title,
            tuple(
                f"第{name}条　行政机关应当在作出决定后的规定时间内核查申请人承诺的内容。\n"
                "（一）能够通过数据比对核查的，不得要求申请人提供材料；\n（二）查不到的，由行政机关发出协查函。"
                for name in "一二三四"
            ),
        )
        for title in ("第一章　总则", "第二章　核查方式", "第三章　附则")
    ),
    tables=(
        Tabulation(
            "核查方式对照表",
            (
                Head("证明名称", share=3, names=True),
                Head("核查时间", share=2),
                Head("核查标准", share=3),
                Head("核查方式", share=3),
            ),
            tuple(
                (f"证明{n}", "作出决定后30个工作日内", "使用人与申请人一致", "比对不动产登记数据")
                for n in range(12)
            ),
            ("注：免予核查的，写明理由。",),
        ),
    ),
)
STEPS = (
    Step("提交申请，或者到窗口递交", "申请人", says="网上、窗口都可以。"),
    Step("一次性告知：哪些证明可以承诺代替", "窗口"),
    Step("看完告知书，签署告知承诺书", "申请人", 0, "pledge"),
    Step("核验资格", "窗口", 0, "pledge"),
    Step("开具证明，交齐材料", "申请人", 0, "ordinary"),
    Step("查看材料是否齐全", "窗口", 5, "ordinary"),
    Step("审查并作出决定", "白银区卫生健康局", 3),
    Step("送达决定书", "窗口"),
    Step("核查承诺的内容", "白银区卫生健康局", 30, "pledge"),
)
GUIDE = Guide(
    dated=DAY,
    item=samples.ITEM,
    edition="第6版",
    facts=(
        ("事项类型", "行政许可"),
        ("受理单位", "白银区卫生健康局"),
        ("办理地点", "白银区政务服务中心二楼12号窗口"),
        ("承诺时限", "5个工作日"),
        ("法定时限", "20个工作日"),
        ("收费", "不收费"),
    ),
    conditions=("有固定的营业场所。", "从业人员有健康合格证明。"),
    certificates=tuple(replace(one, facts=()) for one in (samples.PREMISES, samples.NO_COMPLAINT)),
    materials=samples.MATERIALS,
    steps=STEPS,
    sections=(
        Chapter("设定依据", ("《公共场所卫生管理条例》第八条。",)),
        Chapter("咨询和投诉", (samples.TERMS.remedy,)),
    ),
)


def longer(paper: Register, items: int, each: int = 2) -> Register:
    """Return the register with so many items."""
    return replace(paper, table=replace(paper.table, rows=rows(items, each)))
