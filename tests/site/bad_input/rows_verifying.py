"""Verification and what lies beside it: sources, hand-over, clearances, the address book, visits and another time for them."""

from tests.site.bad_input.table import Place, Row, Taken


def day(name: str, year: str, month: str, of: str) -> dict[str, str]:
    """Return a day as it is typed."""
    return {f"{name}_year": year, f"{name}_month": month, f"{name}_day": of}


SOURCE = {
    "key": "marriage_two", "title": "婚姻登记信息", "channel": "data_exchange", "endpoint": "", "proof": "key", "app_key": "", "secret": "",
    "certificate": "", "mapping": "", "quota": "", "at_once": "", "purpose": "", "basis": "", "freshness_days": "", "fallback": "",
    **day("authorised_until", "2027", "6", "30"),
}  # fmt: skip
PLATFORM = {
    "name": "甘肃省监管平台", "way": "packet", "url": "", "tables": ["case"], "region": "620400", "identity": "none", "identity_basis": "",
    "codes": "", "names": "",
}  # fmt: skip
CLEARANCE = {
    "department": "620402-mzj", "account": "verifier-1", "certificates": "", **day("until", "2027", "6", "30"), "reason": "负责核查低保承诺",
}  # fmt: skip
BODY = {
    "name": "兰州市另一区民政局",
    "address": "兰州市虚构区虚构路2号",
    "liaison": "石某",
    "mobile": "13800000138",
}
POSTPONED = {"reason": "当事人那天不在家", **day("day", "2026", "12", "8"), "from_": "9:00", "until": "10:00"}
ASKS = {
    "reason": "那天要去医院",
    **day("day_1", "2026", "12", "1"),
    "at_1": "14:30",
    **day("day_2", "", "", ""),
    "at_2": "",
}
PLACES = {
    "source": Place("/sys/sources/new", "administrator-1", SOURCE),
    "suspend source": Place("/sys/sources/{source}/suspend", "administrator-1", {"reason": "对方今晚升级"}),
    "receiving platform": Place("/sys/handover", "administrator-1", PLATFORM),
    "clearance": Place("/lead/queries/clearances/new", "bureau", CLEARANCE),
    "body": Place("/desk/assist/bodies", "verifier-1", BODY),
    "one body": Place("/desk/assist/bodies/{book}", "verifier-1", BODY),
    "postpone visit": Place("/desk/visits/{visit}/postpone", "verifier-1", POSTPONED),
    "call off visit": Place("/desk/visits/{visit}/call-off", "verifier-1", {"reason": "数据已经查清"}),
    "another time": Place("/mine/visits/{visit}", "{visited}", ASKS),
}  # fmt: skip
NO_DAY = "没有这一天，请核对"
TURNED = "里有改变文字方向的符号，请删掉，重新打一遍"
HTTPS = "地址要以https://开头，例如https://share.example.gov.cn/api；不带问号后面的内容"
LOWER = "代号用小写字母开头，只含小写字母、数字和下划线，例如real_estate"
CLOCK = "时间请写成9:00这样"
HALF = "第二个时间要么都填，要么都不填"
ROWS = [
    Row("代号没写", "source", {"key": ""}, "请写来源的代号"),
    Row("代号是大写", "source", {"key": "Marriage"}, LOWER),
    Row("代号是汉字", "source", {"key": "婚姻"}, LOWER),
    Row("来源没有名称", "source", {"title": " 　"}, "请写来源的名称"),
    Row("来源的名称太长", "source", {"title": "长" * 61}, "名称太长了，请写在60个字以内"),
    Row("来源的地址不加密", "source", {"endpoint": "http://share.example.gov.cn/api"}, HTTPS),
    Row("来源的地址是脚本", "source", {"endpoint": "javascript:alert(1)"}, HTTPS),
    Row("没有这个备用来源", "source", {"fallback": "nothing"}, "没有代号是“nothing”的来源，请先接入备用来源"),
    Row("备用来源是它自己", "source", {"fallback": "marriage_two"}, "备用来源不能是它自己"),
    Row("只写了用途代码", "source", {"purpose": "YT01"}, "用途代码和依据要一起写，或者都不写", at="basis"),
    Row("字段对照看不懂", "source", {"mapping": "usage:ghyt"}, "“usage:ghyt”看不懂，请一行一个，照“usage=ghyt”这样写"),
    Row("授权到期日没有这一天", "source", day("authorised_until", "2027", "2", "30"), NO_DAY),
    Row("没写停用的理由", "suspend source", {"reason": " 　\n"}, "请写明理由，以后查得到是谁、为什么"),
    Row("停用的理由太长", "suspend source", {"reason": "长" * 401}, "理由太长了，请写在400个字以内"),
    Row("接收平台没有名称", "receiving platform", {"name": " "}, "请写平台名称"),
    Row("接收平台的名称太长", "receiving platform", {"name": "长" * 61}, "平台名称太长了，请写在60个字以内"),
    Row("一张表也没选", "receiving platform", {"tables": []}, "请至少选一张表"),
    Row("没写区划代码", "receiving platform", {"region": ""}, "请写行政区划代码"),
    Row("区划代码少一位", "receiving platform", {"region": "62040"}, "行政区划代码是6位、9位或12位数字，请核对"),
    Row("带完整证件号没写依据", "receiving platform", {"identity": "full"}, "要带完整证件号，请写明依据的法律法规或者文件", at="identity_basis"),
    Row("没有这个单位", "receiving platform", {"codes": "620402-xxx=11620402013980561A"}, "没有“620402-xxx”这个单位，请核对单位代码"),
    Row("授权没选单位", "clearance", {"department": ""}, "请选单位"),
    Row("授权没写账号", "clearance", {"account": ""}, "请填写登录用的账号"),
    Row("授权没写到哪天", "clearance", day("until", "", "", ""), "请填写到哪一天止"),
    Row("授权到没有的一天", "clearance", day("until", "2027", "2", "30"), NO_DAY),
    Row("没写为什么要授权", "clearance", {"reason": " "}, "请写明为什么要授权，例如负责核查低保承诺"),
    Row("外单位没有名称", "body", {"name": " 　"}, "请填写单位全称"),
    Row("外单位的名称太长", "body", {"name": "长" * 61}, "单位全称太长了，请写在60个字以内"),
    Row("外单位没有地址", "body", {"address": ""}, "请填写寄送地址，协查函寄到这里"),
    Row("外单位已经有了", "body", {"name": "兰州市虚构区民政局"}, "通讯录里已经有这个单位，请改那一条"),
    Row("联络员的手机少一位", "body", {"mobile": "1380000013"}, "手机号应为11位，请核对"),
    Row("有手机没有姓名", "body", {"liaison": ""}, "请填写联络员的姓名，手机是他的"),
    Row("联络员的姓名里有倒写的符号", "body", {"liaison": "石\u202e某"}, f"联络员姓名{TURNED}"),
    Row("改成没有地址", "one body", {"address": " "}, "请填写寄送地址，协查函寄到这里"),
    Row("没写为什么改期", "postpone visit", {"reason": ""}, "请写明为什么改期，例如：当事人那天不在家"),
    Row("改到没有的一天", "postpone visit", day("day", "2026", "11", "31"), NO_DAY),
    Row("时间写成汉字", "postpone visit", {"from_": "早上"}, CLOCK),
    Row("时间是25点", "postpone visit", {"from_": "25:00"}, "没有这个时间，请写成9:00这样"),
    Row("没写为什么取消", "call off visit", {"reason": " "}, "请写明为什么取消；已经通知的，会告诉当事人"),
    Row("没写为什么要改时间", "another time", {"reason": ""}, "请写明为什么要改时间，例如：那天要去医院"),
    Row("改时间没写哪一天", "another time", day("day_1", "", "", ""), "请填写您方便的日期，例如2026年12月8日"),
    Row("改时间没有这一天", "another time", day("day_1", "2026", "11", "31"), NO_DAY),
    Row("没选几点来", "another time", {"at_1": ""}, "请选几点来"),
    Row("改的时间太远", "another time", day("day_1", "2027", "3", "1"), "请选2到10个工作日以后的日子，工作人员好安排"),
    Row("改的时间太近", "another time", day("day_1", "2026", "11", "24"), "请选2到10个工作日以后的日子，工作人员好安排"),
    Row("第二个时间只写了几点", "another time", {"at_2": "09:00"}, HALF, at="day_2"),
    Row("第二个时间只写了哪天", "another time", day("day_2", "2026", "12", "2"), HALF, at="at_2"),
]  # fmt: skip
TAKEN = [
    Taken("区划代码是全角的", "receiving platform", {"region": "６２０４００"}),
    Taken("没有联络员", "body", {"liaison": "", "mobile": ""}, "兰州市另一区民政局"),
    Taken("时间用点和汉字写", "postpone visit", {"from_": "9点", "until": "１０．００"}),
    Taken("提出两个时间", "another time", {**day("day_2", "2026", "12", "2"), "at_2": "09:00"}, "等答复"),
]  # fmt: skip
