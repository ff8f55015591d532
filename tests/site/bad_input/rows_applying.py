"""Applying online: how to be reached, the notice, which certificates."""

from tests.site.bad_input.table import Place, Row, Taken

CONTACT = {"phone": "13800000000", "address": "公园路18号"}
PLACES = {
    "apply": Place("/apply/BI01", "zhang", CONTACT),
    "notice": Place("/cases/{noticed}/notice", "zhang", {"way": "pledge", "read": "on"}),
    "choose": Place("/cases/{choosing}/choose", "zhang", {"c0": "pledge", "c1": "submit"}),
}
MOBILE = "手机号应为11位，请核对"
ADDRESS = "请填写联系地址，写到门牌号"
ROWS = [
    Row("手机号少一位", "apply", {"phone": "1380000000"}, MOBILE),
    Row("手机号多一位", "apply", {"phone": "138000000001"}, MOBILE),
    Row("座机号", "apply", {"phone": "0943-8221234"}, MOBILE),
    Row("手机号里有字母", "apply", {"phone": "138oooooooo"}, MOBILE),
    Row("手机号是12开头", "apply", {"phone": "12800000000"}, MOBILE),
    Row("手机号没填", "apply", {"phone": ""}, "请填写手机号"),
    Row("手机号全是空格", "apply", {"phone": "　　 "}, "请填写手机号"),
    Row("地址没填", "apply", {"address": ""}, ADDRESS),
    Row("地址全是空格", "apply", {"address": "   "}, ADDRESS),
    Row("地址太长", "apply", {"address": "公园路" * 50}, "联系地址太长了，请写在120个字以内"),
    Row("地址里有表情符号", "apply", {"address": "公园路18号😀"}, "联系地址里有表情符号，文书上印不出来，请去掉"),
    Row("地址里有改变文字方向的符号", "apply", {"address": "公园路\u202e18号"}, "联系地址里有改变文字方向的符号，请删掉，重新打一遍"),
    Row("地址没有传完整", "apply", {"address": "公园路\ufffd18号"}, "联系地址里有的字没有传过来，请把“\ufffd”改成原来的字"),
    Row("两处都没填", "apply", {"phone": "", "address": ""}, ("请填写手机号", ADDRESS)),
    Row("没选怎么办", "notice", {}, "请选择怎么办理", drop=("way",)),
    Row("没勾看完了", "notice", {}, "请勾选“我已看完告知内容”", drop=("read",)),
    Row("选了没有的办法", "notice", {"way": "bribe"}, "请选择怎么办理", stands={"way": []}),
    Row("有一份没选", "choose", {}, "请为“从业人员情况证明”选一种办法", drop=("c1",)),
    Row("选了没有的办法", "choose", {"c0": "no"}, "请为“营业场所使用权证明”选一种办法", stands={"c0": []}),
]  # fmt: skip
TAKEN = [
    Taken("手机号有空格", "apply", {"phone": " 138 0000 0000 "}),
    Taken("手机号是全角", "apply", {"phone": "１３８００００００００"}),
    Taken("手机号带+86", "apply", {"phone": "+86 138-0000-0000"}),
]
