"""The plan of a draft, field by field: how a pledge is verified, the ways after the first, and what is compared."""

from tests.site.bad_input.table import Place, Row, Taken

PLAN = {
    "plan-channel": "data_exchange", "plan-timing": "after_decision", "plan-source": "real_estate", "plan-workdays": "20",
    "plan-expiry_fact": "", "plan-expiry_months": "", "plan-lead_workdays": "", "plan-standard": "租金和登记一致", "plan-way": "和登记比对",
    "plan-exempt_reason": "", "plan-tries": "3", "plan-harm": "",
    "then-0-channel": "internal_record", "then-0-source": "lease_register", "then-0-field-rent": "rent",
    "facts-0-label": "每月租金", "facts-0-held": "money:within", "facts-0-source_field": "rent", "facts-0-unit": "", "facts-0-minimum": "",
    "facts-0-maximum": "", "facts-0-tolerance": "5%", "facts-0-choices": "", "facts-0-privacy": "", "facts-0-hint": "", "facts-0-key": "rent",
}  # fmt: skip
PLACES = {
    "verification plan": Place("/desk/catalogue/{draft}/edit/certificates/lease/pledge", "editor", PLAN),
}
WHOLE, EXPIRY = "请填整数，例如20", "只有到期核查才写这一格。请清空，或者把核查时间改成到期核查"
TURNED = "里有改变文字方向的符号，请删掉，重新打一遍"
FACT, WAY = "第1项事实：", "第1种后续方式："
APART = f"{FACT}请写容许相差多少：百分之几或者多少，例如5%、200"
NO_WAY = f"{WAY}请选择换哪一种方式"


def row(what: str, typed: dict[str, str], says: str, **more: object) -> Row:
    """Return a row of the page of the plan."""
    return Row(what, "verification plan", typed, says, **more)  # type: ignore[arg-type]


ROWS = [
    row("选了没有的核查方式", {"plan-channel": "fax"}, "请选择核查方式", stands={"plan-channel": []}),
    row("选了没有的核查时间", {"plan-timing": "never"}, "请选择什么时候核查", stands={"plan-timing": []}),
    row("来源写得太长", {"plan-source": "长" * 61}, "向谁核查太长了，请写在60个字以内"),
    row("来源里有倒写的符号", {"plan-source": "real\u202eestate"}, f"向谁核查{TURNED}"),
    row("来源里有表情符号", {"plan-source": "real🏠"}, "向谁核查里有表情符号，文书上印不出来，请去掉"),
    row("几个工作日写成汉字", {"plan-workdays": "二十"}, WHOLE),
    row("几个工作日是负数", {"plan-workdays": "-1"}, WHOLE),
    row("几个工作日是小数", {"plan-workdays": "1.5"}, WHOLE),
    row("几个工作日太大", {"plan-workdays": "1000"}, "最多3位数，请核对"),
    row("几个工作日大得离谱", {"plan-workdays": "9" * 1000}, "多少个工作日内核查太长了，请写在20个字以内"),
    row("试几次写成汉字", {"plan-tries": "三次"}, WHOLE),
    row("不是到期核查写了几个月", {"plan-expiry_months": "3"}, EXPIRY),
    row("不是到期核查写了提前几天", {"plan-lead_workdays": "5"}, EXPIRY),
    row("到期的日子选了别的", {"plan-expiry_fact": "rent"}, "请选择哪一项承诺是到期的日子", stands={"plan-expiry_fact": []}),
    row("选了没有的危害", {"plan-harm": "terrible"}, "请选择不实的危害", stands={"plan-harm": []}),
    row("核查标准太长", {"plan-standard": "长" * 401}, "核查标准太长了，请写在400个字以内"),
    row("怎么核查有100KB", {"plan-way": "长" * 34_000}, "怎么核查太长了，请写在400个字以内"),
    row("后续方式没选哪一种", {"then-0-channel": ""}, NO_WAY),
    row("后续方式选了没有的", {"then-0-channel": "fax"}, NO_WAY, stands={"then-0-channel": []}),
    row("后续方式的来源太长", {"then-0-source": "长" * 61}, f"{WAY}向谁核查太长了，请写在60个字以内"),
    row("后续方式的数据项太长", {"then-0-field-rent": "长" * 61}, f"{WAY}“每月租金”和哪个数据项比太长了，请写在60个字以内"),
    row("没写承诺什么", {"facts-0-label": " "}, f"{FACT}请填写承诺什么"),
    row("没选怎样算属实", {"facts-0-held": ""}, f"{FACT}请选择怎么填、怎样算属实"),
    row("选了配不上的比法", {"facts-0-held": "money:contains_address"}, f"{FACT}请选择怎么填、怎样算属实", stands={"facts-0-held": []}),
    row("数据项太长", {"facts-0-source_field": "长" * 61}, f"{FACT}和哪个数据项比太长了，请写在60个字以内"),
    row("没写容许相差多少", {"facts-0-tolerance": ""}, APART),
    row("容许相差写成汉字", {"facts-0-tolerance": "差不多"}, APART),
    row("不用相差却写了", {"facts-0-held": "money:equals"}, f"{FACT}只有选了“相差不大”的才写，这一格请清空", at="facts-0-tolerance"),
    row("最小写成汉字", {"facts-0-minimum": "一百"}, f"{FACT}请照金额的写法填，例如1200"),
    row("最大比最小还小", {"facts-0-minimum": "200", "facts-0-maximum": "100"}, f"{FACT}最大的比最小的还小，请核对", at="facts-0-maximum"),
    row("不是选择题却有选项", {"facts-0-choices": "甲\n乙"}, f"{FACT}只有选择题才有选项。请清空这一格，或者改成选择题"),
    row("选了没有的公示办法", {"facts-0-privacy": "x"}, f"{FACT}请选择能不能公示", stands={"facts-0-privacy": []}),
    row("事实的代号是汉字", {"facts-0-key": "租金"}, f"{FACT}代号只能有字母、数字、短横和下划线，请核对"),
]  # fmt: skip
TAKEN = [
    Taken("工作日是全角的", "verification plan", {"plan-workdays": "２０"}),
    Taken("后续方式整条空着", "verification plan", {"then-0-channel": "", "then-0-source": "", "then-0-field-rent": ""}),
    Taken("到期核查写了几个月", "verification plan", {"plan-timing": "on_expiry", "plan-expiry_months": "3", "plan-lead_workdays": "5"}),
]  # fmt: skip
