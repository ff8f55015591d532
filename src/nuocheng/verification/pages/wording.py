"""The words that the pages of verification use for outcomes and sources."""

from __future__ import annotations

from nuocheng.verification.lifecycle import DrawState

#: Outcome of the last answer: its word, and the tone of its badge.
OUTCOMES: dict[str, tuple[str, str]] = {
    "": ("待查询", ""),
    "consistent": ("一致", "ok"),
    "contradicted": ("不一致", "bad"),
    "missing": ("不能判断", "todo"),
    "not_found": ("查无数据", ""),
    "ambiguous": ("有多条记录", "todo"),
    "source_down": ("没有回应", ""),
    "stale": ("数据过旧", "todo"),
    "unopposed": ("公示期满无异议", "info"),
}
#: How a comparison reads on the page: same, differs, or cannot be told.
RESULTS = {"consistent": "same", "contradicted": "differs"}
CHANNELS = {
    "data_exchange": "数据共享交换平台",
    "internal_record": "部门内部核查",
    "reference_set": "参照库批量核查",
    "credit_platform": "全国信用信息共享平台",
    "assistance": "部门间行政协助",
    "on_site": "现场核查",
    "written": "书面核查",
    "publicity": "公示核查",
    "exempt": "免予核查",
}
#: The same in a narrow column.
SHORT_CHANNELS = {
    "data_exchange": "数据共享",
    "internal_record": "部门内部",
    "reference_set": "参照库",
    "credit_platform": "信用",
    "assistance": "协助",
    "on_site": "现场",
    "written": "书面",
    "publicity": "公示",
    "exempt": "免予核查",
}
#: Ways on which people go, and what an officer has to know to choose one.
BY_PEOPLE_HINTS = {
    "assistance": "请掌握情况的单位答复",
    "written": "请当事人或者开具单位交书面材料",
    "on_site": "两个人上门看",
    "publicity": "公示几天，听大家的意见",
}
VERDICTS = {
    "confirm": "属实",
    "refute": "不实",
    "find_other": "和承诺不一致",
    "leave_unresolved": "无法核实",
}
#: What may be found before the decision, and after it.
EARLY_VERDICTS = ("confirm", "find_other", "leave_unresolved")
LATER_VERDICTS = ("confirm", "refute", "leave_unresolved")
#: When a task is verified, as its page and the queue say.
TIMINGS = {
    "before_decision": ("事前", "事前核查：查清了才能决定"),
    "at_once": ("即时", "即时核查：一作出决定就查"),
    "on_expiry": ("到期", "到期核查"),
    "sampling": ("抽查", "分批抽查"),
    "triggered": ("临时", "有起因才查"),
    "": ("", "决定后核查"),
}
VERDICT_HINTS = {
    "confirm": "查到的和承诺的一致，或者看过原件",
    "refute": "查到的数据和承诺的矛盾；会进入不实处理",
    "find_other": "查到的数据和承诺的矛盾；还没有决定，当事人可以更正、撤回承诺或者改交证明",
    "leave_unresolved": "几种办法都查不清，不算不实",
}
#: The tone of the badge of a draw, by where it stands.
DRAW_TONES = {
    DrawState.PREPARED: "todo",
    DrawState.FROZEN: "todo",
    DrawState.DRAWN: "info",
    DrawState.CARRIED_OUT: "ok",
    DrawState.GIVEN_UP: "",
}
