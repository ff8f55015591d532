"""At the window: who comes, what they signed on paper, who wrote for them, blank forms, and mandates on paper."""

from tests.site.bad_input.ground import READY
from tests.site.bad_input.table import Place, Row, Taken

LI = "440524188001010014"
PARTY = {"kind": "person", "number": LI, "name": "李四", "phone": "13900000000", "address": "人民路5号"}
HELPERS = {
    "helped": "on",
    "scribe": "李小四", "scribe_number": "620402199001010018", "scribe_relation": "儿子",
    "witness": "赵见证", "witness_number": "620402198001010013", "witness_relation": "社区工作者",
}  # fmt: skip
ON_PAPER = {"step": "accept", "c0": "pledge", "c1": "pledge", "read": "on", "signed_as": "李四", **READY}
SIGNED = {"signed_on_year": "2026", "signed_on_month": "11", "signed_on_day": "23", "reason": ""}
DRAWN = {
    "item_code": "BI01", "window": "3号窗口", "count": "3",
    "day_year": "2026", "day_month": "11", "day_day": "24",
}  # fmt: skip
REGISTER = {
    "capacity": "guardian", "kind": "person", "party_name": "李四", "party": LI, "name": "张建华",
    "number": "11010519491231002X", "phone": "", "relation": "父亲", "authority": "户口簿",
    "may_sign": "yes", "items": "", "since_year": "2026", "since_month": "11", "since_day": "23",
    "until_year": "", "until_month": "", "until_day": "",
}  # fmt: skip
INTAKE = {**PARTY, "item": "BI01", "step": "open", "way": "pledge"}
AGENT = {
    "who": "handler", "agent_number": "620402199001010018", "agent_name": "李大四", "agent_phone": "",
    "relation": "", "authority": "委托书原件", "may_sign": "yes",
    "until_year": "2027", "until_month": "6", "until_day": "30",
}  # fmt: skip
PLACES = {
    "intake": Place("/desk/intake?item=BI01", "liu", INTAKE),
    "somebody for another": Place("/desk/intake?item=BI01", "liu", {**INTAKE, **AGENT}),
    # Without the scanned paper nothing is accepted at the window: that, and only that, is left to be said.
    "on paper": Place("/desk/intake/{window}", "liu", {**ON_PAPER, **HELPERS}, well=422),
    "draw": Place("/desk/blocks", "liu", DRAWN),
    "void": Place("/desk/blocks/{block}", "liu", {"numbers": "{spare}", "reason": "写坏了"}),
    "later": Place("/desk/later/{blank}", "liu", {**PARTY, **SIGNED}),
    "register": Place("/desk/mandates/new", "liu", REGISTER),
}
NAME = "姓名里只能有汉字、字母和间隔点“·”，请去掉其他符号"
LENGTH = "身份证号应为18位，您填了17位"
LAST = "身份证号最后一位对不上，请照着证件再核对一遍"
BIRTH = "身份证号第7到14位不是正确的出生日期，请核对"
USCC = "统一社会信用代码应为18位数字和大写字母（没有I、O、S、V、Z），请核对"
MOBILE = "手机号应为11位，请核对"
ROWS = [
    Row("证件号没填", "intake", {"number": ""}, "请填写身份证号或统一社会信用代码"),
    Row("证件号少一位", "intake", {"number": LI[:-1]}, LENGTH),
    Row("证件号最后一位不对", "intake", {"number": "440524188001010015"}, LAST),
    Row("证件号里的生日不对", "intake", {"number": "440524188013010014"}, BIRTH),
    Row("选了个人、填了信用代码", "intake", {"number": "91620402MA7JX90017"}, "身份证号只有数字，最后一位可以是X，请照着证件再核对一遍"),
    Row("选了单位、填了身份证号", "intake", {"kind": "organisation"}, "统一社会信用代码最后一位对不上，请照着证照再核对一遍", at="number"),
    Row("信用代码里有字母O", "intake", {"kind": "organisation", "number": "9162O402MA7JX90017"}, USCC, at="number"),
    Row("没读到卡", "intake", {"card": "error: no card"}, "没读到卡，请取下重放，或手工输入", at="number", stands={"card": ""}),
    Row("姓名没填", "intake", {"name": ""}, "请填写姓名"),
    Row("姓名里有@", "intake", {"name": "李@四"}, NAME),
    Row("姓名里有数字", "intake", {"name": "李4"}, NAME),
    Row("姓名里有表情符号", "intake", {"name": "李四😀"}, "姓名或单位名称里有表情符号，文书上印不出来，请去掉"),
    Row("姓名里有倒写的符号", "intake", {"name": "\u202e四李"}, "姓名或单位名称里有改变文字方向的符号，请删掉，重新打一遍"),
    Row("姓名太长", "intake", {"name": "李" * 101}, "姓名或单位名称太长了，请写在100个字以内"),
    Row("手机号少一位", "intake", {"phone": "1390000000"}, MOBILE),
    Row("地址没填", "intake", {"address": ""}, "请填写联系地址，写到门牌号"),
    Row("没选是谁来办", "intake", {}, "请选申请人是个人还是单位", drop=("kind",)),
    Row("没选事项", "intake", {"item": ""}, "请先选事项，再受理", at="-", stands={"item": []}),
    Row("选了没有的事项", "intake", {"item": "NO-1"}, "请先选事项，再受理", at="-", stands={"item": []}),
    Row("来办的人证件号少一位", "somebody for another", {"agent_number": LI[:-1]}, LENGTH),
    Row("来办的人证件号没填", "somebody for another", {"agent_number": ""}, "请填写来办的人的身份证号"),
    Row("来办的人姓名没填", "somebody for another", {"agent_name": ""}, "请填写来办的人的姓名"),
    Row("来办的人姓名有符号", "somebody for another", {"agent_name": "李/四"}, NAME),
    Row("来办的人手机号不对", "somebody for another", {"agent_phone": "139"}, MOBILE),
    Row("没写核对了委托书", "somebody for another", {"authority": ""}, "请写明核对了什么，例如：户口簿、营业执照副本、委托书原件"),
    Row("委托书没写到哪天", "somebody for another", {"until_year": "", "until_month": "", "until_day": ""}, "请照着委托书填写到哪一天止"),
    Row("委托书没有这一天", "somebody for another", {"until_month": "2", "until_day": "30"}, "没有这一天，请核对", at="until"),
    Row("委托书已经过期", "somebody for another", {"until_year": "2025"}, "截止日期不能早于起始日期，请核对"),
    Row("没选能不能代签", "somebody for another", {}, "请照着委托书选：写没写可以代签承诺书", drop=("may_sign",)),
    Row("没照着签名填", "on paper", {"signed_as": ""}, "请照着纸上的签名填写"),
    Row("没勾看完了", "on paper", {}, "请先让申请人看完告知书并签字，再勾选", drop=("read",)),
    Row("纸上的人数写成汉字", "on paper", {"f-1_0": "三"}, "请填整数，例如3"),
    Row("纸上的日期没有这一天", "on paper", {"f-0_2_month": "2", "f-0_2_day": "30"}, "没有这一天，请核对", at="f-0_2"),
    Row("纸上的金额写了万", "on paper", {"f-1_1": "0.9万"}, "请填数字，单位是元，例如1200"),
    Row("代书人姓名有数字", "on paper", {"scribe": "李4"}, NAME),
    Row("代书人身份证号少一位", "on paper", {"scribe_number": LI[:-1]}, LENGTH),
    Row("见证人姓名有符号", "on paper", {"witness": "赵#证"}, NAME),
    Row("见证人身份证号对不上", "on paper", {"witness_number": "620402198001010014"}, LAST),
    Row("见证人的身份太长", "on paper", {"witness_relation": "社" * 41}, "见证人的身份太长了，请写在40个字以内"),
    Row("没选事项领号", "draw", {"item_code": ""}, "请选事项"),
    Row("没写哪个窗口", "draw", {"window": ""}, "请填写哪个窗口用，例如3号窗口"),
    Row("要几个号没填", "draw", {"count": ""}, "请填写要几个号，例如20"),
    Row("要几个号写成汉字", "draw", {"count": "三个"}, "请填整数，例如20"),
    Row("要0个号", "draw", {"count": "0"}, "一次领1到100个号，请改一改"),
    Row("要的号太多", "draw", {"count": "999"}, "一次领1到100个号，请改一改"),
    Row("备用日期已经过了", "draw", {"day_day": "22"}, "备用日期已经过了，请填今天或者以后"),
    Row("备用日期缺日", "draw", {"day_day": ""}, "日期还缺日，请填完整"),
    Row("作废没写原因", "void", {"reason": ""}, "请写明为什么作废，例如写坏了、没有用完"),
    Row("作废没选号", "void", {}, "请选这个号段里的号", at="-", drop=("numbers",)),
    Row("签字日期没填", "later", {"signed_on_year": "", "signed_on_month": "", "signed_on_day": ""}, "请照着纸填写签字日期，例如2026年11月28日"),
    Row("签字日期在将来", "later", {"signed_on_day": "24"}, "纸上日期不能晚于今天，请照着纸再核对"),
    Row("签字日期比领号还早", "later", {"signed_on_day": "17"}, "这个号是2026年11月18日才领的，纸上日期不能更早，请照着纸再核对"),
    Row("晚了没写原因", "later", {"signed_on_day": "18"}, "应当在2026年11月19日前补录，现在晚了，请写明原因", at="reason"),
    Row("补录的证件号少一位", "later", {"number": LI[:-1]}, LENGTH),
    Row("补录的姓名没填", "later", {"name": ""}, "请填写姓名"),
    Row("没选受托人的身份", "register", {}, "请选受托人的身份", drop=("capacity",)),
    Row("对方的证件号码对不上", "register", {"party": "440524188001010015"}, LAST),
    Row("个人选了法定代表人", "register", {"capacity": "legal_representative"}, "个人没有法定代表人，请选“法定代理人”或“经办人”"),
    Row("单位选了监护人", "register", {"kind": "organisation", "party": "91620402MA7JX90017"}, "单位没有监护人，请选“法定代表人”或“经办人”", at="capacity"),
    Row("没写核对了什么证件", "register", {"authority": ""}, "请写明核对了什么，例如：营业执照副本、户口簿、委托书"),
    Row("监护人没写关系", "register", {"relation": ""}, "请写明监护关系和凭什么证件核对的，例如：父亲，户口簿", at="capacity"),
    Row("经办人没写到哪天", "register", {"capacity": "handler"}, "经办人的授权要写明到哪一天为止", at="until"),
]  # fmt: skip
TAKEN = [
    Taken("少数民族姓名", "intake", {"name": "买买提•吐尔逊"}, "买买提·吐尔逊"),
    Taken("生僻字姓名", "intake", {"name": "堃喆㛃𬭎䶮"}, "堃喆㛃𬭎䶮"),
    Taken("老系统里的䶮", "intake", {"name": "李\ue863"}, "李䶮"),
    Taken("证件号有空格", "intake", {"number": "440524 18800101 0014"}),
    Taken("单位名称里有数字和括号", "intake", {"kind": "organisation", "number": "91620402MA7JX90017", "name": "360便利店（白银）"}, "360便利店（白银）"),
    Taken("晚了写明了原因", "later", {"signed_on_day": "18", "reason": "停电三天"}),
    Taken("要的号是全角", "draw", {"count": "３"}),
]  # fmt: skip
