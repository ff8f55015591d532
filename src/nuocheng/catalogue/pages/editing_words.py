"""The words of editing: what each field is called, what it is for, and how facts may be compared."""

from __future__ import annotations

from collections.abc import Mapping

from nuocheng.catalogue.rules.content import EXEMPT, Disposition
from nuocheng.kernel.facts import Comparison, FactType

_T, _C = FactType, Comparison

TYPE_TITLES: Mapping[FactType, str] = {
    _T.TEXT: "文字",
    _T.DATE: "日期",
    _T.MONEY: "金额",
    _T.INTEGER: "整数",
    _T.CHOICE: "选择题",
    _T.BOOLEAN: "是或否",
    _T.NUMBER: "证件号码",
}
#: What each way of comparing means, in words that finish the sentence “查到的……就算属实”.
COMPARISON_TITLES: Mapping[tuple[FactType, Comparison], str] = {
    (_T.TEXT, _C.EQUALS): "查到的文字和填的一样",
    (_T.TEXT, _C.SAME_NAME): "查到的名称和填的是同一个（空格、点、括号不算）",
    (_T.TEXT, _C.CONTAINS_ADDRESS): "查到的地址和填的是同一处",
    (_T.DATE, _C.EQUALS): "查到的和填的是同一天",
    (_T.DATE, _C.WITHIN): "查到的和填的相差不大（写天数）",
    (_T.DATE, _C.IN_PERIOD): "填的日子在查到的有效期里",
    (_T.DATE, _C.ON_OR_BEFORE): "查到的日期不晚于填的",
    (_T.DATE, _C.ON_OR_AFTER): "查到的日期不早于填的",
    (_T.MONEY, _C.EQUALS): "查到的金额和填的一样",
    (_T.MONEY, _C.WITHIN): "查到的金额和填的相差不大",
    (_T.MONEY, _C.AT_MOST): "查到的金额不超过填的",
    (_T.MONEY, _C.AT_LEAST): "查到的金额不少于填的",
    (_T.INTEGER, _C.EQUALS): "查到的数和填的一样",
    (_T.INTEGER, _C.WITHIN): "查到的数和填的相差不大",
    (_T.INTEGER, _C.AT_MOST): "查到的数不超过填的",
    (_T.INTEGER, _C.AT_LEAST): "查到的数不少于填的",
    (_T.CHOICE, _C.EQUALS): "查到的就是选的那一项",
    (_T.BOOLEAN, _C.EQUALS): "查到的和填的一样",
    (_T.BOOLEAN, _C.IS_TRUE): "查到的是“是”（承诺有这回事）",
    (_T.BOOLEAN, _C.IS_FALSE): "查到的是“否”（承诺没有这回事）",
    (_T.NUMBER, _C.EQUALS): "查到的号码和填的一样",
}
#: The levels of government that may ask for a certificate (行使层级).
LEVELS = ("省部级", "市级", "县级", "乡级及其他")
#: The ways tried before a certificate is asked for, mildest first, with the question each one answers.
TRIED: Mapping[Disposition, tuple[str, str]] = {
    Disposition.CANCEL: ("取消", "为什么不能干脆不要？"),
    Disposition.SHARE: ("数据共享", "为什么不能从共享数据里查？"),
    Disposition.CHECK: ("部门核查", "为什么不能由部门自己查，或者请别的部门协助查？"),
    Disposition.PLEDGE: ("写承诺", "为什么不能用承诺代替？"),
}
#: What an editor has to know to choose a disposition.
DISPOSITION_HINTS: Mapping[Disposition, str] = {
    Disposition.CANCEL: "没有依据、用别的材料能代替的，取消",
    Disposition.SHARE: "从共享数据能查到的，不得要求提交",
    Disposition.CHECK: "本单位或别的部门查得到的，由我们查",
    Disposition.PLEDGE: "查不到但事后能核查的，可以写承诺",
    Disposition.SUBMIT: "前几样都行不通，才要求提交，并写明理由",
}
OVERTAKEN = "{who}{when}刚改过这一部分，已为您显示最新内容。您填的还在下面，请核对后再保存"
GONE = "这份证明已经不在这一版里了，可能刚被别人去掉，请回到草稿看最新内容"
ORDER_GONE = "{who}{when}刚改过证明的次序，已为您显示最新内容，请核对后再排"

#: What each thing an item says is called, in the order in which people read it.
ITEM: Mapping[str, str] = {
    "name": "事项名称",
    "kind": "事项类型",
    "unit": "公共服务单位",
    "aliases": "别的叫法",
    "for_whom": "谁可以办",
    "conditions": "办理条件",
    "on_the_spot": "用承诺的，能不能当场办好？",
    "workdays": "承诺多少个工作日办好",
    "legal_workdays": "法定多少个工作日办好",
    "fee": "收费",
    "place": "在哪里办",
    "hours": "什么时间办",
    "yearly": "每年大约办多少件",
    "gives": "办好后发什么证",
    "bars_after_withdrawal": "撤回承诺后，同一件事能不能再用承诺？",
    "signers": "承诺书谁可以代签？",
    "signing_methods": "承诺书可以怎样签？",
    "source": "目录来源",
}
#: What each thing a certificate says is called; *bases*, *facts*, *plan* and *tried* are lists of their own.
CERTIFICATE: Mapping[str, str] = {
    "name": "证明名称",
    "aliases": "别的叫法",
    "purpose": "用来说明什么",
    "proves": "申请人要承诺什么",
    "issuer": "开具单位",
    "demander": "索要单位",
    "levels": "行使层级",
    "guide": "怎么开这份证明",
    "disposition": "处置",
    "replaced_by": "用什么代替",
    "ground": "不能承诺的情形",
    "reason": "理由",
    "tried": "先试过的办法",
    "bases": "设定依据",
    "facts": "承诺的事实",
    "plan": "核查办法",
    "remark": "备注",
    "source_row": "来源行号",
    "key": "证明代号",
}
PLAN: Mapping[str, str] = {
    "channel": "核查方式",
    "timing": "什么时候核查",
    "expiry_fact": "哪一项承诺是到期的日子",
    "expiry_months": "决定后几个月到期",
    "lead_workdays": "到期前几个工作日开始查",
    "source": "向谁核查",
    "workdays": "多少个工作日内核查",
    "standard": "核查标准",
    "way": "怎么核查",
    "exempt_reason": "免予核查的理由",
    "harm": "不实的危害",
    "shows": "查询时显示来源登记的内容",
    "then": "查不清时依次换用",
    "tries": "问不通试几次换下一种",
}
#: What an editor has to know to choose how a pledge is verified; the titles are law, these are advice.
CHANNEL_HINTS: Mapping[str, str] = {
    "data_exchange": "系统自动向共享平台查，查到的和承诺的逐项比对",
    "credit_platform": "查信用记录",
    "internal_record": "系统自动查本单位自己的台账",
    "assistance": "给掌握情况的单位发协查函，请他们答复",
    "on_site": "前面几样都查不了的，才派两名以上人员到现场看",
    "written": "请当事人或者开具单位交书面材料，工作人员看过再比对",
    "publicity": "把遮住一部分的承诺内容公示几天，听大家的意见；敏感的不能用",
    EXEMPT: "有依据可以不查，要写明理由",
}
#: What an editor reads for yes and no.
YES_NO = {True: "能", False: "不能"}
TIMING_HINTS: Mapping[str, str] = {
    "before_decision": "签了承诺书就查，没有查清的不能批准；时间算在办理期限里，当场办结的事项不能选",
    "at_once": "作出决定的当天就查，排在别的前面",
    "after_decision": "每一件都查",
    "on_expiry": "有期限的，快到期了再查还是不是真的；下面写明哪天到期",
    "sampling": "先放进待抽查的，按抽查方案分批抽，抽中的才查",
    "triggered": "平时不查，有人反映、信用变了，或者工作人员说明理由，才查",
}
