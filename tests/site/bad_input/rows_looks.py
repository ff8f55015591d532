"""Looks: the question, the party's complaint, the answer to it, and a clearance that is taken back."""

from tests.site.bad_input import files
from tests.site.bad_input.files import Sent
from tests.site.bad_input.table import Place, Row, Taken

ASK = "/desk/query/ask?item=MZ-001&certificate=low_income"
NUMBER = "620402198503122031"
ASKED = {
    "fact_status": "享受中", "fact_household": "3", "party_kind": "person", "name": "李守信", "number": NUMBER, "purpose": "verifying",
    "basis_kind": "duty", "case": "", "consent_way": "", "consent": "", "duty": "《社会救助暂行办法》第五十七条",
}  # fmt: skip
PLACES = {
    "look": Place(ASK, "verifier-1", ASKED, to=ASK),
    "complain of look": Place("/mine/looks/{look}/complain", "{asked_party}", {"text": "我没有办过这件事"}),
    "answer complaint": Place("/lead/queries/complaints/{complained}", "bureau", {"answer": "查过了，是核查您的承诺"}),
    "end clearance": Place("/lead/queries/clearances/{cleared}/end", "bureau", {"reason": "换了岗位"}),
}  # fmt: skip
TURNED = "里有改变文字方向的符号，请删掉，重新打一遍"
WORD = "只能上传图片（JPG、PNG）或PDF，您选的是.docx"
NO_PURPOSE = "请选查询的用途，没有用途不能查"
NO_BASIS = "请选查询的依据，没有依据不能查"
NOTHING = "请至少填一项要核对的内容：当事人说的，或者手上的证明写的"
ROWS = [
    Row("没有要核对的", "look", {"fact_status": "", "fact_household": ""}, NOTHING),
    Row("要核对的只有空格", "look", {"fact_status": "", "fact_household": " 　"}, NOTHING, at="fact_status"),
    Row("选了没有的状态", "look", {"fact_status": "不知道"}, "请选择低保状态", stands={"fact_status": []}),
    Row("要核对的太长", "look", {"fact_household": "3" * 401}, "保障人数太长了，请写在400个字以内"),
    Row("没选查的是个人还是单位", "look", {}, "请选要查的是个人还是单位", drop=("party_kind",)),
    Row("要查的人没写姓名", "look", {"name": " 　"}, "请填写要查的人的姓名或单位名称"),
    Row("要查的人姓名太长", "look", {"name": "长" * 101}, "姓名或单位名称太长了，请写在100个字以内"),
    Row("要查的人姓名里有倒写的符号", "look", {"name": "李\u202e守信"}, f"姓名或单位名称{TURNED}"),
    Row("要查的人没写号码", "look", {"number": ""}, "请填写要查的人的证件号码"),
    Row("要查的人号码少一位", "look", {"number": NUMBER[:-1]}, "身份证号应为18位，您填了17位"),
    Row("要查的人号码对不上", "look", {"number": f"{NUMBER[:-1]}2"}, "身份证号最后一位对不上，请照着证件再核对一遍"),
    Row("要查的人号码太长", "look", {"number": "6" * 1000}, "身份证号或统一社会信用代码太长了，请写在40个字以内"),
    Row("查个人填了信用代码", "look", {"number": "91620402MA7JX90017"}, "身份证号只有数字，最后一位可以是X，请照着证件再核对一遍"),
    Row("没选用途", "look", {"purpose": ""}, NO_PURPOSE),
    Row("选了没有的用途", "look", {"purpose": "curious"}, NO_PURPOSE, stands={"purpose": []}),
    Row("没选依据", "look", {}, NO_BASIS, drop=("basis_kind",)),
    Row("选了没有的依据", "look", {"basis_kind": "boss"}, NO_BASIS, stands={"basis_kind": []}),
    Row("办件编号太长", "look", {"case": "2" * 61, "basis_kind": "case"}, "办件编号太长了，请写在60个字以内"),
    Row("法律依据太长", "look", {"duty": "长" * 301}, "法律依据太长了，请写在300个字以内"),
    Row("同意书是Word文件", "look", {"scan": Sent("同意书.docx", files.docx)}, WORD),
    Row("同意书是空的", "look", {"scan": Sent("同意书.jpg", lambda: b"")}, "文件是空的，请重新选"),
    Row("同意书是改了名的照片", "look", {"scan": Sent("同意书.jpg", files.heic)}, "这个文件打不开，可能不是真正的.jpg文件，请换一个"),
    Row("同意书没有传完", "look", {"scan": Sent("同意书.jpg", files.broken_jpeg)}, "这张图片打不开，可能没有传完。请重新选，或重拍一张"),
    Row("没写投诉什么", "complain of look", {"text": " 　\n"}, "请写明哪里不对，例如：我没有办过这件事，也没有同意"),
    Row("投诉查询写得太长", "complain of look", {"text": "长" * 1001}, "哪里不对太长了，请写在1000个字以内"),
    Row("没写答复", "answer complaint", {"answer": ""}, "请写明查清了什么、怎么处理的，当事人会看到"),
    Row("答复有100KB", "answer complaint", {"answer": "长" * 34_000}, "答复太长了，请写在1000个字以内"),
    Row("没写为什么收回", "end clearance", {"reason": " "}, "请写明为什么收回"),
    Row("收回的理由太长", "end clearance", {"reason": "长" * 401}, "为什么收回太长了，请写在400个字以内"),
]  # fmt: skip
TAKEN = [
    Taken("只核对一项", "look", {"fact_status": ""}),
    Taken("号码中间有空格", "look", {"number": f"{NUMBER[:6]} {NUMBER[6:]}"}),
    Taken("号码是全角的", "look", {"number": NUMBER.translate({ord("0") + one: ord("０") + one for one in range(10)})}),
    Taken("投诉里有脚本", "complain of look", {"text": "<script>alert(1)</script>"}),
]  # fmt: skip
