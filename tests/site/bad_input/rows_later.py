"""After signing: taking back, mending, objecting, rating, explaining, and giving somebody authority."""

from tests.site.bad_input import files
from tests.site.bad_input.files import Sent
from tests.site.bad_input.ground import READY, TICKS
from tests.site.bad_input.table import Place, Row, Taken

LI = "440524188001010014"
MANDATE = {
    "name": "李四", "number": LI, "phone": "13900000000", "items": "BI01", "may_sign": "yes",
    "since_year": "2026", "since_month": "11", "since_day": "23",
    "until_year": "2027", "until_month": "11", "until_day": "22",
}  # fmt: skip
MENDED = {
    **READY, **TICKS, "signed_as": "张建华", "phone": "13800000001", "address": "公园路18号",
    "said_1": "从2020年5月开始用", "said_4": "店面照片丢了",
}  # fmt: skip
PLACES = {
    "withdraw": Place("/cases/{pledged}/withdraw", "zhang", {"reason": "不开店了"}, well=200),
    "withdraw pledge": Place("/cases/{pledged}/withdraw-pledge", "zhang", {"reason": "想交证明"}, well=200),
    "mend": Place("/cases/{correcting}/correction", "zhang", MENDED),
    "mend file": Place("/cases/{correcting}/correction", "zhang", {"file": Sent("照片.jpg", files.picture)}),
    "object": Place("/mine/objections", "{barred}", {"text": "这处房子不是我的，是同名的人"}),
    "rate": Place("/cases/{granted}/rate", "zhang", {"grade": "{good}", "text": "办得很快"}),
    "explain": Place("/mine/matters/{matter}", "{suspect}", {"text": "我记错了人数"}),
    "entrust": Place("/mine/mandates/give", "zhang", MANDATE),
    "end mandate": Place("/mine/mandates/{mandate}/end", "lisi", {"reason": "不用了"}),
}
NAME = "姓名里只能有汉字、字母和间隔点“·”，请去掉其他符号"
WORD = "只能上传图片（JPG、PNG）、PDF或OFD，您选的是Word文件；请在软件里“另存为PDF”再上传"
TURNED = "里有改变文字方向的符号，请删掉，重新打一遍"
ROWS = [
    Row("原因太长", "withdraw", {"reason": "长" * 201}, "原因太长了，请写在200个字以内"),
    Row("原因里有倒写的符号", "withdraw", {"reason": "不\u202e开了"}, f"原因{TURNED}"),
    Row("原因有100KB", "withdraw pledge", {"reason": "长" * 34_000}, "原因太长了，请写在200个字以内"),
    Row("说明没写", "mend", {"said_1": ""}, "请写第1项的说明"),
    Row("说明太长", "mend", {"said_1": "长" * 401}, "说明太长了，请写在400个字以内"),
    Row("新手机号少一位", "mend", {"phone": "1380000000"}, "手机号应为11位，请核对"),
    Row("重新签的承诺里人数不对", "mend", {"f-1_0": "三"}, "请填整数，例如3"),
    Row("重新签的承诺里没有这一天", "mend", {"f-0_2_month": "2", "f-0_2_day": "30"}, "没有这一天，请核对", at="f-0_2"),
    Row("重新签的承诺少勾一项", "mend", {}, "请勾选第2项承诺", drop=("s-meets_conditions",)),
    Row("重新签的承诺没签名", "mend", {"signed_as": ""}, "请写上您的姓名，作为签名"),
    Row("重新签的承诺签了别人", "mend", {"signed_as": "李四"}, "签名要和您的名字一致，请填写“张建华”"),
    Row("补正没选文件", "mend file", {}, "请先选文件或拍照，再点“上传”", drop=("file",)),
    Row("补正传了Word", "mend file", {"file": Sent("说明.docx", files.docx)}, WORD),
    Row("补正传了空文件", "mend file", {"file": Sent("空.jpg", lambda: b"")}, "文件是空的，请重新选"),
    Row("异议没写", "object", {"text": ""}, "请写明哪里不对，例如人不对、事不对、已经改正"),
    Row("异议全是空格", "object", {"text": " 　\n "}, "请写明哪里不对，例如人不对、事不对、已经改正"),
    Row("异议太长", "object", {"text": "长" * 2001}, "写得太长了，请写在2000个字以内"),
    Row("没选评价", "rate", {}, "请选一个评价，从非常满意到非常不满意", drop=("grade",)),
    Row("选了没有的评价", "rate", {"grade": "100"}, "请选一个评价，从非常满意到非常不满意", stands={"grade": []}),
    Row("评价写得太长", "rate", {"text": "长" * 1001}, "写得太长了，请写在1000个字以内"),
    Row("没写说明", "explain", {"text": ""}, "请写下您的说明；不想说明的，可以不提交"),
    Row("说明有100KB", "explain", {"text": "长" * 34_000}, "您的说明太长了，请写在2000个字以内"),
    Row("受托人姓名没填", "entrust", {"name": ""}, "请填写受托人的姓名"),
    Row("受托人姓名有数字", "entrust", {"name": "李4"}, NAME),
    Row("受托人姓名有表情符号", "entrust", {"name": "李四😀"}, NAME),
    Row("受托人姓名有@", "entrust", {"name": "李@四"}, NAME),
    Row("受托人身份证号少一位", "entrust", {"number": LI[:-1]}, "身份证号应为18位，您填了17位"),
    Row("受托人身份证号对不上", "entrust", {"number": "440524188001010015"}, "身份证号最后一位对不上，请照着证件再核对一遍"),
    Row("受托人填了信用代码", "entrust", {"number": "91620402MA7JX90017"}, "身份证号只有数字，最后一位可以是X，请照着证件再核对一遍"),
    Row("受托人手机号不对", "entrust", {"phone": "139"}, "手机号应为11位，请核对"),
    Row("授权的事项不在目录里", "entrust", {"items": "BI01\nNO-1"}, "目录里没有编码是“NO-1”的事项，请核对"),
    Row("没选能不能代签", "entrust", {}, "请选择能不能代签承诺书", drop=("may_sign",)),
    Row("授权到期日没填", "entrust", {"until_year": "", "until_month": "", "until_day": ""}, "请填写到哪一天止"),
    Row("授权到期日早于开始", "entrust", {"until_year": "2025"}, "截止日期不能早于起始日期，请核对"),
    Row("授权给自己", "entrust", {"name": "张建华", "number": "11010519491231002X"}, "受托人和委托方是同一个人，自己办自己的事不用授权", at="number"),
    Row("结束授权的原因太长", "end mandate", {"reason": "长" * 201}, "原因太长了，请写在200个字以内"),
]  # fmt: skip
TAKEN = [
    Taken("少数民族姓名", "entrust", {"name": "买买提·吐尔逊"}, "买买提·吐尔逊"),
    Taken("间隔点是实心圆", "entrust", {"name": "买买提•吐尔逊"}, "买买提·吐尔逊"),
    Taken("间隔点是全角句点", "entrust", {"name": "买买提．吐尔逊"}, "买买提·吐尔逊"),
    Taken("生僻字姓名", "entrust", {"name": "堃喆㛃𬭎䶮"}, "堃喆㛃𬭎䶮"),
    Taken("字母姓名", "entrust", {"name": "Anna Müller"}, "Anna Müller"),
    Taken("维吾尔文姓名", "entrust", {"name": "مەمەتجان"}, "مەمەتجان"),
    Taken("身份证号前后有空格", "entrust", {"number": f" {LI[:6]} {LI[6:]} "}),
    Taken("评价里有表情符号", "rate", {"text": "办得很快👍🏻"}, "办得很快👍🏻"),
    Taken("评价里有脚本", "rate", {"text": "<script>alert(1)</script>"}, "<script>alert(1)</script>"),
    Taken("补正的照片有点暗", "mend file", {"file": Sent("照片.jpg", lambda: files.picture(ground="#202020"))}, "照片有点暗，可能看不清"),
]  # fmt: skip
