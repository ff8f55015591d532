"""Signing in by account and by phone, acting for others, and looking a paper up."""

from tests.pages.cases.world import PASSWORD
from tests.site.bad_input.table import Place, Row, Taken

SECRET = frozenset({"password", "code"})
PLACES = {
    "account": Place("/sign-in/account", "", {"username": "zhang", "password": PASSWORD}, secret=SECRET),
    "phone": Place("/sign-in", "", {"phone": "13909430103"}, to="/sign-in/phone"),
    "code": Place("/sign-in/phone/code", "by phone", {"code": "{code}"}, secret=SECRET),
    "acting": Place("/acting", "zhang", {"who": "self"}),
    "look up": Place("/v", "", {"code": "{check_code}", "tail": "002X"}),
}
WRONG = "账号或密码不对，请再输一次；忘了密码，请带身份证到窗口重设"
MOBILE = "手机号应为11位，请核对"
LETTERS = "核验码只有数字和大写字母（没有I、L、O、U），请照着文书再填一遍"
ROWS = [
    Row("账号没填", "account", {"username": ""}, "请填写账号"),
    Row("密码没填", "account", {"password": ""}, "请填写密码"),
    Row("账号密码都没填", "account", {"username": "", "password": ""}, ("请填写账号", "请填写密码")),
    Row("密码不对", "account", {"password": "let-me-in-pleasf"}, WRONG),
    Row("没有这个账号", "account", {"username": "nobody"}, WRONG, at="password"),
    Row("账号太长", "account", {"username": "z" * 41}, "账号太长了，请写在40个字以内"),
    Row("密码里有空字符", "account", {"password": "let\x00me"}, WRONG),
    Row("账号像数据库语句", "account", {"username": "' OR 1=1 --"}, WRONG, at="password"),
    Row("手机号没填", "phone", {"phone": ""}, "请填写手机号"),
    Row("手机号少一位", "phone", {"phone": "1390943010"}, MOBILE),
    Row("填了固定电话", "phone", {"phone": "0943-8221234"}, MOBILE),
    Row("填了外国号码", "phone", {"phone": "+1 415 555 0100"}, MOBILE),
    Row("60秒里要了两次", "phone", {"phone": "13909430101"}, "获取太频繁，请60秒后再试，或到窗口办理", code=429),
    Row("校验码没填", "code", {"code": ""}, "请填写短信里的6位校验码"),
    Row("校验码少一位", "code", {"code": "12345"}, "校验码是6位数字，您填了5位，请照着短信再填"),
    Row("校验码有字母", "code", {"code": "12a456"}, "校验码只有数字，请照着短信再填"),
    Row("校验码不对", "code", {"code": "{wrong_code}"}, "校验码不对，还可以再试2次"),
    Row("校验码太长", "code", {"code": "1" * 21}, "校验码是6位数字，您填了21位，请照着短信再填"),
    Row("没选替谁办", "acting", {}, "请选一个身份", drop=("who",)),
    Row("替没有授权的人办", "acting", {"who": "D-2026-99999"}, "请选一个身份", stands={"who": []}),
    Row("核验码没填", "look up", {"code": ""}, "请填写核验码或文号，它们在文书的二维码旁边和右上角"),
    Row("证件号后4位没填", "look up", {"tail": ""}, "请填写申请人证件号的最后4位"),
    Row("后4位只填了3位", "look up", {"tail": "02X"}, "请填证件号的最后4位，您填了3位"),
    Row("后4位填了整个证件号", "look up", {"tail": "11010519491231002X"}, "请填证件号的最后4位，您填了18位"),
    Row("核验码少一位", "look up", {"code": "7K3M-92QX-010"}, "核验码应为12位，您填了11位，请照着文书再填一遍"),
    Row("核验码里有U", "look up", {"code": "7K3M-92QX-01U4"}, LETTERS),
    Row("核验码里有汉字", "look up", {"code": "7K3M-92QX-01张4"}, LETTERS),
]  # fmt: skip
TAKEN = [
    Taken("校验码是全角", "code", {"code": "{full_width_code}"}),
    Taken("手机号是从通讯录粘贴的", "phone", {"phone": "\u202d139 0943 0104\u202c"}),
    Taken("核验码是小写、没有横线", "look up", {"code": "{lower_code}", "tail": "002x"}),
    Taken("核验码把0写成O、1写成I", "look up", {"code": "{confused_code}"}),
    Taken("照抄文号", "look up", {"code": "{number}", "tail": "００２Ⅹ"}),
]  # fmt: skip
