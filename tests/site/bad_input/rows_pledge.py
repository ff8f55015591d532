"""The facts of a pledge by their type, the ticks, and the name under it."""

from tests.site.bad_input.ground import TICKS
from tests.site.bad_input.table import Place, Row, Taken

ADDRESS, UNTIL, WAGES, PEOPLE, OWNER, ORIGIN, INSURED, RENT, SINCE = (f"f-0_{place}" for place in range(9))
EVERY = {
    ADDRESS: "公园路18号1层",
    f"{UNTIL}_year": "2027", f"{UNTIL}_month": "6", f"{UNTIL}_day": "30",
    WAGES: "9000", PEOPLE: "3", OWNER: "11010519491231002X", ORIGIN: "租的", INSURED: "是", RENT: "1200",
    f"{SINCE}_year": "2024", f"{SINCE}_month": "7", f"{SINCE}_day": "1",
}  # fmt: skip
PLACES = {
    "pledge": Place("/cases/{told}/pledge", "zhang", {**EVERY, **TICKS}),
    "check": Place("/cases/{ready}/check", "zhang", {"signed_as": "张建华"}),
    "sign by hand": Place(
        "/cases/{by_hand}/sign/handwriting", "zhang", {"strokes": "[[[10,10],[300,200],[500,40]]]"}
    ),
}


def day(name: str, year: str, month: str, of_month: str) -> dict[str, str]:
    """Return a day as its three inputs send it."""
    return {f"{name}_year": year, f"{name}_month": month, f"{name}_day": of_month}


MONEY = "请填数字，单位是元，例如1200"
NUMBER_LENGTH = "身份证号应为18位，您填了17位"
USCC = "统一社会信用代码应为18位数字和大写字母（没有I、O、S、V、Z），请核对"
BOUNDS = "租到哪一天应在2026年11月23日到2046年12月31日之间，您填的是{}，请核对"
COUNT = "从业人数应在1人到20人之间，您填的是{}，请核对"
ROWS = [
    # ---- text
    Row("地址没填", "pledge", {ADDRESS: ""}, "请填写营业场所地址"),
    Row("地址有100KB", "pledge", {ADDRESS: "路" * 34_000}, "营业场所地址太长了，请写在400个字以内"),
    Row("地址多一个字", "pledge", {ADDRESS: "路" * 401}, "营业场所地址太长了，请写在400个字以内"),
    Row("地址里有表情符号", "pledge", {ADDRESS: "公园路18号🏠"}, "营业场所地址里有表情符号，文书上印不出来，请去掉"),
    Row("地址里有倒写的符号", "pledge", {ADDRESS: "公园路\u202e81号"}, "营业场所地址里有改变文字方向的符号，请删掉，重新打一遍"),
    Row("地址只有看不见的符号", "pledge", {ADDRESS: "\u200b\u200b\ufeff"}, "请填写营业场所地址"),
    Row("地址里的字丢了", "pledge", {ADDRESS: "公园路\ufffd号"}, "营业场所地址里有的字没有传过来，请把“\ufffd”改成原来的字"),
    # ---- days
    Row("日期没填", "pledge", day(UNTIL, "", "", ""), "请填写租到哪一天，例如2027年6月30日"),
    Row("日期缺日", "pledge", day(UNTIL, "2027", "6", ""), "日期还缺日，请填完整"),
    Row("日期缺年和月", "pledge", day(UNTIL, "", "", "30"), "日期还缺年和月，请填完整"),
    Row("2月30日", "pledge", day(UNTIL, "2027", "2", "30"), "没有这一天，请核对"),
    Row("不是闰年的2月29日", "pledge", day(UNTIL, "2027", "2", "29"), "没有这一天，请核对"),
    Row("13月", "pledge", day(UNTIL, "2027", "13", "1"), "没有这一天，请核对"),
    Row("0日", "pledge", day(UNTIL, "2027", "6", "0"), "没有这一天，请核对"),
    Row("负的月", "pledge", day(UNTIL, "2027", "-6", "1"), "年、月、日请填数字，例如2027年6月30日"),
    Row("月写成汉字", "pledge", day(UNTIL, "2027", "六", "30"), "年、月、日请填数字，例如2027年6月30日"),
    Row("两位的年份", "pledge", day(UNTIL, "27", "6", "30"), "年份应为4位，例如2027，您填了27"),
    Row("五位的年份", "pledge", day(UNTIL, "20277", "6", "30"), "年份应为4位，例如2027，您填了20277"),
    Row("公元1年", "pledge", day(SINCE, "0001", "1", "1"), "年份不会这么早，您填了0001，请核对"),
    Row("公元0年", "pledge", day(SINCE, "0000", "1", "1"), "年份不会这么早，您填了0000，请核对"),
    Row("日大得没有边", "pledge", day(UNTIL, "2027", "6", "9" * 30), "没有这一天，请核对"),
    Row("整个日期填在年里", "pledge", day(UNTIL, "2027-06-30", "6", "30"), "年、月、日请填数字，例如2027年6月30日"),
    Row("租约已经到期", "pledge", day(UNTIL, "2020", "1", "1"), BOUNDS.format("2020年1月1日")),
    Row("租到9999年", "pledge", day(UNTIL, "9999", "12", "31"), BOUNDS.format("9999年12月31日")),
    Row("昨天到期", "pledge", day(UNTIL, "2026", "11", "22"), BOUNDS.format("2026年11月22日")),
    # ---- money
    Row("金额没填", "pledge", {WAGES: ""}, "请填写每月工资总额"),
    Row("金额写了万", "pledge", {WAGES: "1.2万"}, MONEY),
    Row("金额写成汉字", "pledge", {WAGES: "九千"}, MONEY),
    Row("金额是一句话", "pledge", {WAGES: "大约9000"}, MONEY),
    Row("金额是负数", "pledge", {RENT: "-5"}, "金额不能是负数，请核对"),
    Row("金额有三位小数", "pledge", {RENT: "12.345"}, "金额最多两位小数，请核对"),
    Row("金额大得没有边", "pledge", {RENT: "9" * 40}, "金额太大，请核对"),
    Row("金额不是数", "pledge", {RENT: "NaN"}, MONEY),
    Row("金额是无穷大", "pledge", {RENT: "Infinity"}, MONEY),
    Row("金额用了科学记数法", "pledge", {RENT: "1e3"}, MONEY),
    Row("金额有两个小数点", "pledge", {RENT: "1.2.3"}, MONEY),
    Row("工资超过了上限", "pledge", {WAGES: "500000.01"}, "每月工资总额应在0元到500000元之间，您填的是500000.01，请核对"),
    # ---- whole numbers within bounds
    Row("人数没填", "pledge", {PEOPLE: ""}, "请填写从业人数"),
    Row("人数写成汉字", "pledge", {PEOPLE: "三"}, "请填整数，例如3"),
    Row("人数有小数", "pledge", {PEOPLE: "3.5"}, "请填整数，例如3"),
    Row("人数是负数", "pledge", {PEOPLE: "-3"}, "请填整数，例如3"),
    Row("人数带了单位", "pledge", {PEOPLE: "3个人"}, "请填整数，例如3"),
    Row("人数是0", "pledge", {PEOPLE: "0"}, COUNT.format("0")),
    Row("人数超过上限", "pledge", {PEOPLE: "21"}, COUNT.format("21")),
    Row("人数位数太多", "pledge", {PEOPLE: "1" * 19}, "最多18位数，您填了19位，请核对"),
    # ---- numbers of people and organisations
    Row("证件号没填", "pledge", {OWNER: ""}, "请填写房主的证件号码"),
    Row("证件号少一位", "pledge", {OWNER: "1101051949123100X"}, NUMBER_LENGTH),
    Row("证件号最后一位不对", "pledge", {OWNER: "110105194912310021"}, "身份证号最后一位对不上，请照着证件再核对一遍"),
    Row("证件号里的生日不对", "pledge", {OWNER: "110105194913310021"}, "身份证号第7到14位不是正确的出生日期，请核对"),
    Row("像信用代码的证件号", "pledge", {OWNER: "11010519491331002X"}, "这个号码对不上，请照着证件或者执照再核对一遍"),
    Row("证件号里的生日在将来", "pledge", {OWNER: "110105203012310026"}, "身份证号第7到14位不是正确的出生日期，请核对"),
    Row("证件号中间有X", "pledge", {OWNER: "1101051949X231002X"}, "身份证号只有数字，最后一位可以是X，请照着证件再核对一遍"),
    Row("信用代码里有O", "pledge", {OWNER: "9162O402MA7JX90017"}, USCC),
    Row("信用代码少一位", "pledge", {OWNER: "91620402MA7JX9001"}, USCC),
    Row("信用代码最后一位不对", "pledge", {OWNER: "91620402MA7JX90018"}, "统一社会信用代码最后一位对不上，请照着证照再核对一遍"),
    Row("证件号填成了名字", "pledge", {OWNER: "张建华"}, USCC),
    # ---- choices
    Row("没选来源", "pledge", {}, "请选择这处场所是怎么来的", drop=(ORIGIN,)),
    Row("选了没有的来源", "pledge", {ORIGIN: "捡的"}, "请选择这处场所是怎么来的", stands={ORIGIN: []}),
    Row("没选是不是", "pledge", {}, "请选择都参加了社会保险", drop=(INSURED,)),
    Row("是不是填了别的", "pledge", {INSURED: "也许"}, "请选择都参加了社会保险", stands={INSURED: []}),
    # ---- ticks
    Row("第一项没勾", "pledge", {}, "请勾选第1项承诺", drop=("s-knows_notice",)),
    Row("第三项没勾", "pledge", {}, "请勾选第3项承诺", drop=("s-accepts_liability",)),
    Row("两处都不对", "pledge", {WAGES: "九千", PEOPLE: "三"}, (MONEY, "请填整数，例如3")),
    # ---- signing
    Row("没签名", "check", {"signed_as": ""}, "请写上您的姓名，作为签名"),
    Row("签了别人的名字", "check", {"signed_as": "张建国"}, "签名要和您的名字一致，请填写“张建华”"),
    Row("只签了姓", "check", {"signed_as": "张"}, "签名要和您的名字一致，请填写“张建华”"),
    Row("签名太长", "check", {"signed_as": "张" * 101}, "签名太长了，请写在100个字以内"),
    Row("签名里有表情符号", "check", {"signed_as": "张建华😀"}, "签名里有表情符号，文书上印不出来，请去掉"),
    Row("签名里有倒写的符号", "check", {"signed_as": "\u202e华建张"}, "签名里有改变文字方向的符号，请删掉，重新打一遍"),
    Row("签名板是空的", "sign by hand", {"strokes": ""}, "签名板还是空的，请先签上您的名字；不方便手写的，可以改为输入姓名", at="-"),
    Row("签名板上只有一点", "sign by hand", {"strokes": "[[[10,10],[11,11]]]"}, "签名板上只有很少几笔，看不出是名字。请点“重写”，把姓名写完整", at="-"),
    Row("签名板传来的不是笔画", "sign by hand", {"strokes": "data:image/png;base64,AAAA"}, "签名没有传过来，请点“重写”再签一次；还不行的，可以改为输入姓名", at="-"),
    Row("签名板的笔画没有边", "sign by hand", {"strokes": '[[["NaN",1],["Infinity",2]]]'}, "签名没有传过来，请点“重写”再签一次；还不行的，可以改为输入姓名", at="-"),
]  # fmt: skip
TAKEN = [
    Taken("全角数字", "pledge", {PEOPLE: "３", WAGES: "９，０００元", **day(UNTIL, "２０２７", "６", "３０")}, "9000元"),
    Taken("日期带单位", "pledge", day(UNTIL, "2027年", "6月", "30日"), "2027年6月30日"),
    Taken("前面补零", "pledge", day(UNTIL, "2027", "06", "05"), "2027年6月5日"),
    Taken("闰年的2月29日", "pledge", day(UNTIL, "2028", "2", "29"), "2028年2月29日"),
    Taken("金额是0", "pledge", {RENT: "0"}, "0元"),
    Taken("金额带符号和逗号", "pledge", {RENT: "￥1,200.50"}, "1200.50元"),
    Taken("证件号有空格", "pledge", {OWNER: " 110105 19491231 002x "}, "11010519491231002X"),
    Taken("证件号的X是罗马数字", "pledge", {OWNER: "11010519491231002Ⅹ"}, "11010519491231002X"),
    Taken("15位的老证件号", "pledge", {OWNER: "110105491231002"}, "11010519491231002X"),
    Taken("信用代码是小写", "pledge", {OWNER: "91620402ma7jx90017"}, "91620402MA7JX90017"),
    Taken("GB 18030的生僻字", "pledge", {ADDRESS: "堃喆路㛃𬭎䶮巷1号"}, "堃喆路㛃𬭎䶮巷1号"),
    Taken("引号和尖括号", "pledge", {ADDRESS: "公园路18号<b>1层</b>&\"'"}, "公园路18号<b>1层</b>&\"'"),
    Taken("像数据库语句的地址", "pledge", {ADDRESS: "公园路'; DROP TABLE cases_case; --"}, "'; DROP TABLE cases_case; --"),
    Taken("像脚本的地址", "pledge", {ADDRESS: "<script>alert(1)</script>"}, "<script>alert(1)</script>"),
    Taken("看不见的符号被拿掉", "pledge", {ADDRESS: "公园\u200b路\x0018\u2060号"}, "公园路18号"),
    Taken("签名中间有空格", "check", {"signed_as": " 张 建华 "}),
]  # fmt: skip
