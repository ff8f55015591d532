"""Invented but lifelike contents for the style guide: nobody here exists."""

from typing import Any

DOING = {
    "item": "公共场所卫生许可（理发店、美容店）新办",
    "department": "白银区卫生健康局",
    "takes": "受理后3个工作日",
    "fee": "不收费",
    "version": "第6版，2026年9月1日公布",
    "window": "或到政务大厅12号窗口，工作人员帮您办",
}

CARDS = [
    {
        "id": "premises",
        "title": "营业场所使用权证明",
        "proves": "您有权使用申请书上写的这处营业场所",
        "issuer": "不动产登记中心，或者房屋出租人",
        "checked": "由区卫生健康局通过不动产登记数据核对；查不到的，请不动产登记中心协助核查（作出决定后30日内）",
        "basis": "《公共场所卫生管理条例实施细则》第二十三条",
    },
    {
        "id": "converted",
        "title": "住宅改作经营用房的证明",
        "proves": "这处场所没有违反住宅改作经营用房的规定",
        "issuer": "社区居委会",
        "checked": "工作人员到现场看一次，提前1天打电话联系您（作出决定后30日内）",
        "basis": "（示例）白银区公共场所卫生许可工作规程第八条",
    },
]

MATERIALS = [
    {"title": "居民身份证", "note": "从国家人口基础信息库查询", "tag": "我们来查，不用交", "tone": "ok"},
    {"title": "营业执照", "note": "从市场监管部门电子证照库查询", "tag": "我们来查，不用交", "tone": "ok"},
    {"title": "户籍证明", "note": "户口簿能够说明，不再要求开具", "tag": "已取消，不用交", "tone": "ok"},
    {"title": "公共场所卫生许可申请表", "note": "下一步在网上填写，不用打印", "tag": "网上填", "tone": ""},
    {
        "title": "从业人员健康合格证明",
        "note": "直接关系人身健康，按规定不能用承诺代替",
        "tag": "要交",
        "tone": "",
    },
]

TILES = [
    {"label": "查进度", "note": "输文号或核验码", "url": "#", "icon": "clock"},
    {"label": "核验承诺书", "note": "看看是不是真的", "url": "#", "icon": "tick"},
    {"label": "下载文书", "note": "告知书、承诺书空白表", "url": "#", "icon": "file"},
    {"label": "投诉反映", "note": "让您交了不该交的证明", "url": "#", "icon": "speaker"},
]

ANSWERS = [
    {"label": "申请人", "value": "张建华"},
    {"label": "营业场所地址", "value": "人民路街道公园路18号1层", "url": "#a"},
    {"label": "这处场所是怎么来的", "value": "租的", "url": "#b"},
    {"label": "能用到哪一天", "value": "2027年6月30日", "url": "#c"},
]

NEXT_STEPS = [
    {"when": "今天", "what": "收到您的承诺，短信已发到138****0000", "at": "past"},
    {
        "when": "11月25日前",
        "what": "区卫生健康局作出决定，短信告诉您结果",
        "at": "now",
        "note": "还有3个工作日",
    },
    {"when": "12月25日前", "what": "核查承诺内容。要到现场看的，提前1天打电话约时间"},
]

HISTORY = [
    {
        "when": "11月22日9:12",
        "what": "查到比对结果：部分一致",
        "note": "不动产登记接口 回执0f3a…c21",
        "at": "past",
    },
    {"when": "11月22日9:10", "what": "送出查询", "note": "系统自动", "at": "past"},
    {"when": "11月22日8:47", "what": "准予许可", "note": "李晓梅（审查岗）", "at": "past"},
    {"when": "11月20日16:05", "what": "收到承诺书", "note": "张建华，网上提交", "at": "past"},
]

VERSIONS = [
    ("怎么核查", "工作人员到现场看一次", "工作人员到现场看一次，提前1天打电话联系您"),
    ("核查期限", "作出决定后60日内", "作出决定后30日内"),
    ("依据", "《公共场所卫生管理条例实施细则》第二十三条", "《公共场所卫生管理条例实施细则》第二十三条"),
]

MONTHS = ["6月", "7月", "8月", "9月", "10月", "11月"]
TREND = [("写承诺", [312, 355, 402, 438, 462, 501]), ("交证明", [221, 205, 181, 162, 150, 138])]
DEPARTMENTS = [
    {"label": "区市监局", "value": 141, "url": "#"},
    {"label": "区民政局", "value": 118, "url": "#"},
    {"label": "区卫健局", "value": 96, "url": "#"},
    {"label": "区教育局", "value": 64, "url": "#"},
    {"label": "区人社局", "value": 52, "url": "#"},
    {"label": "区住建局", "value": 30, "url": "#"},
]
STAGES = [
    {"label": "受理承诺", "value": 501, "url": "#"},
    {"label": "作出决定", "value": 489, "url": "#"},
    {"label": "已核查", "value": 402, "url": "#"},
    {"label": "核查一致", "value": 394, "tone": "sok", "url": "#"},
    {"label": "承诺不实", "value": 8, "tone": "sbad", "url": "#"},
]
METHODS = [
    {"label": "数据比对", "value": 262},
    {"label": "部门协查", "value": 71},
    {"label": "现场核查", "value": 49},
    {"label": "免予核查", "value": 20},
]
FIGURES = [
    {"label": "替代证明", "value": 501, "unit": "份", "note": "比上月多39份"},
    {"label": "核查按时率", "value": "96.2", "unit": "%", "note": "超期8件", "url": "#", "action": "去督办"},
    {"label": "承诺不实", "value": 8, "unit": "件", "note": "占已核查的2.0%"},
    {"label": "月报（13日前）", "value": 2, "unit": "家未报", "note": "区民政局、区人社局", "tone": "bad"},
]
REPORTS = [
    ("区卫健局", "11月9日", "已报", "ok", "查看"),
    ("区市监局", "11月12日", "已报", "ok", "查看"),
    ("区民政局", "—", "逾期9天", "bad", "催报"),
    ("区教育局", "11月13日", "已报", "ok", "查看"),
    ("区住建局", "11月11日", "退回修改", "todo", "看意见"),
]

KPIS = [
    {"label": "全部", "value": 60, "url": "#", "current": True},
    {"label": "已超期", "value": 9, "url": "#", "tone": "bad"},
    {"label": "今天到期", "value": 9, "url": "#"},
    {"label": "可批量确认", "value": 30, "url": "#"},
]
TABS = [
    {"label": "数据一致", "url": "#", "count": 30},
    {"label": "不一致", "url": "#", "count": 4, "current": True},
    {"label": "查无数据", "url": "#", "count": 11},
    {"label": "要协查", "url": "#", "count": 6},
    {"label": "要现场", "url": "#", "count": 7},
    {"label": "免核（抽查）", "url": "#", "count": 2},
]
FILTERS = {
    "search": {"name": "q", "value": "", "label": "编号、姓名、证明"},
    "selects": [
        {
            "name": "way",
            "label": "核查方式",
            "options": [("", "全部方式", False), ("data", "数据比对", True)],
        },
        {"name": "risk", "label": "风险", "options": [("", "全部风险", False), ("high", "高", True)]},
    ],
    "chips": [("数据比对", "#way"), ("风险高", "#risk")],
    "clear_url": "#clear",
    "keys": True,
}
STOP_POINTS = [
    "许可证白卫公证字〔2026〕第088号从送达之日起失效",
    "当事人可以在60日内申请复议，六个月内提起诉讼",
    "撤销后记入诚信档案，修复前不能再用承诺",
]
WITHDRAW_ITEMS = ["要在12月6日前交齐2份证明", "时限从交齐那天重新算", "不影响您的信用"]
CHECKS = [
    {"text": "身份：读卡核对过", "done": True},
    {"text": "信用：可以承诺", "done": True},
    {"text": "告知：申请人11月20日看过第6版", "done": True},
    {"text": "健康合格证明还没有上传", "done": False},
]
COLUMNS = ["承诺书编号", "承诺人", "证明", "核查方式", "比对结果", "风险", "截止"]
RESULTS = {"一致": "ok", "部分一致": "todo", "不一致": "bad", "查无数据": ""}
PEOPLE = [
    "甘肃示例丙劳务有限公司",
    "白银区示例乙理发店",
    "郭*",
    "赵*明",
    "陈*",
    "买**·***逊",
    "于*洋",
    "吴*兰",
]
PAPERS = ["营业场所使用权证明", "无犯罪记录证明", "家庭收入证明", "学历证明", "从业经历证明"]
WAYS = ["数据比对", "数据比对", "部门协查", "现场核查"]
COMPARE = {
    "source": "不动产登记查到的",
    "rows": [
        {
            "label": "地址",
            "pledged": "公园路18号1层",
            "found": "公园路18号1层",
            "result": "same",
            "word": "一致",
        },
        {"label": "权属", "pledged": "租赁", "found": "没有登记", "result": "unknown", "word": "查无"},
        {
            "label": "到期",
            "pledged": "2027年6月30日",
            "found": "2026年12月31日",
            "result": "differs",
            "word": "不一致",
        },
    ],
}
PREVIEW = {
    "title": "白区诺〔2026〕01040号",
    "tag": "不一致",
    "tone": "bad",
    "due": -2,
    "lines": ["公共场所卫生许可", "甘肃示例丙劳务有限公司", "风险高"],
    "compare": COMPARE,
    "note": "查询时间11月22日9:12，回执0f3a…c21",
    "actions": [
        {"label": "一致，办结", "url": "#", "key": "1", "primary": True},
        {"label": "发协查", "url": "#", "key": "2"},
        {"label": "派现场", "url": "#", "key": "3"},
        {"label": "疑似不实", "url": "#", "key": "4"},
    ],
    "full_url": "#",
}
BULK = {
    "form": "bulk",
    "url": "#",
    "actions": [
        {"name": "confirm", "label": "批量确认“一致”", "primary": True},
        {"name": "assist", "label": "批量发协查"},
        {"name": "assign", "label": "转派"},
    ],
}


def queue() -> dict[str, Any]:
    """Return the sample list of the verification desk, fifteen rows sorted by deadline."""
    rows = []
    for place in range(15):
        result = list(RESULTS)[(place * 3 + 2) % 4]
        cells: list[dict[str, Any]] = [
            {"text": PEOPLE[place % len(PEOPLE)]},
            {"text": PAPERS[place % len(PAPERS)]},
            {"text": WAYS[place % len(WAYS)]},
            {"text": result, "badge": True, "tone": RESULTS[result]},
            {"text": "高中低"[place % 3]},
            {"due": place // 3 - 2},
        ]
        labelled = [{**cell, "label": label} for cell, label in zip(cells, COLUMNS[1:], strict=True)]
        name = f"白区诺〔2026〕{1040 - place * 7:05d}号"
        rows.append({"id": place, "name": name, "url": f"#{place}", "current": place == 0, "cells": labelled})
    columns = [{"label": label, "url": "#" if label == "截止" else ""} for label in COLUMNS]
    columns[-1]["sorted"] = "ascending"
    return {"caption": "要核查的承诺书", "columns": columns, "rows": rows, "pickable": True, "form": "bulk"}
