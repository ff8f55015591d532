"""Ways to verify that ask people: asking for material, handing it in, comparing; showing a pledge, objecting, answering."""

from tests.site.bad_input import files
from tests.site.bad_input.files import PDF, Sent
from tests.site.bad_input.table import Place, Row, Taken

ASKED = {
    "whom": "party",
    "body": "",
    "why": "平台上查无数据",
    "acceptable": "银行流水",
    "ground": "",
    "contact": "冯川，8221234",
}
PLACES = {
    "ask together": Place("/desk/verify/{written_task}/written", "verifier-1", {**ASKED, "also": "{joining}", "turned": "平台一样查不到"}),
    "hand a letter in": Place("/mine/written/{letter}", "{letter_party}", {"file_1": Sent("流水.pdf", lambda: PDF), "note": "", "facts": "{letter}"}),
    "not of a letter": Place("/desk/written/{letter}/withdraw", "verifier-1", {"reason": "数据到了", "facts": "{lettered}"}),
    "open by letter": Place("/written/{letter_code}", "", {"code": "7K3M-92QX-0104"}, well=200),
    "ask in writing": Place("/desk/verify/{written_task}/written", "verifier-1", ASKED),
    "hand material in": Place("/mine/written/{written}", "{asked_party}", {"file_1": Sent("流水.pdf", lambda: PDF), "note": ""}),
    "take in": Place("/desk/written/{written}/hand-in", "verifier-1", {"file_1": Sent("流水.pdf", lambda: PDF), "way": "post", "note": ""}),
    "compare": Place("/desk/written/{handed_in}/compare", "verifier-1", {"verdict": "consistent", "observed": "", "reason": "看了流水"}),
    "no more": Place("/desk/written/{written}/withdraw", "verifier-1", {"reason": "数据到了"}),
    "show": Place("/desk/verify/{public_task}/publicity", "verifier-1", {"consent": "当面签字同意", "ground": "", "contact": "0943-8221234"}),
    "object to it": Place("/open/publicity/{publicity}/object", "", {"text": "他家三口人都有工作", "name": "", "contact": ""}, well=200),
    "read answer": Place("/open/publicity/answer", "", {"code": "{answer_code}"}, well=200),
    "answer objection": Place("/desk/publicity/{publicity}/objections/1", "verifier-1", {"stands": "no", "reason": "查了社保"}),
    "take down": Place("/desk/publicity/{publicity}/take-down", "verifier-1", {"reason": "不该公示"}),
}  # fmt: skip
CODE = "没有这个查询码，请照提异议时给您的再填一遍"
ROWS = [
    Row("没选请谁交", "ask in writing", {}, "请选请谁交材料", drop=("whom",)),
    Row("请单位交没写哪个单位", "ask in writing", {"body": "", "whom": "body"}, "请填写请哪个单位交材料"),
    Row("没写为什么要", "ask in writing", {"why": ""}, "请写明为什么要书面材料，收到的人会看到"),
    Row("没写交什么", "ask in writing", {"acceptable": ""}, "请写明交什么，一行写一种，交其中一种就行"),
    Row("要承诺代替了的证明", "ask in writing", {"acceptable": "工资条\n低收入证明"}, "“低收入证明”已经用承诺代替，不能又要人交。请改成别的材料；属于规定情形的，请选一种情形"),
    Row("没写找谁", "ask in writing", {"contact": ""}, "请填写联系人和电话"),
    Row("一起问的没写为什么改用", "ask together", {"turned": ""}, "请写明为什么改用这一种方式，例如：平台正在检修，先请人社局协助"),
    Row("一起问的是别人的", "ask together", {"also": "HC2026-99999"}, "请选择同一件里还可以一起问", stands={"also": ""}),
    Row("没选文件说明哪几项", "hand a letter in", {"note": "两项都有"}, "请选这些文件说明哪几项", at="facts", drop=("facts",)),
    Row("没选哪几项不用交", "not of a letter", {}, "请选哪几项不用交了", drop=("facts",)),
    Row("没填函上的答复码", "open by letter", {"code": ""}, "请填写随函的答复码"),
    Row("函上的答复码不对", "open by letter", {"code": "7K3M-92QX-0105"}, "答复码不对，或者已经过期。请照着随函的答复码再填一遍；还是不行的，请打函上的电话"),
    Row("没选文件", "hand material in", {"note": "在路上"}, "请选择文件", at="file_1", drop=("file_1",)),
    Row("交了网页", "hand material in", {"file_1": Sent("流水.pdf", lambda: b"<html>")}, "只能上传图片（JPG、PNG）、PDF或OFD，这个文件是别的类型；请换一个，或拍照上传"),
    Row("说明太长", "hand material in", {"note": "长" * 401}, "说明太长了，请写在400个字以内"),
    Row("没选怎么交来的", "take in", {}, "请选怎么交来的", drop=("way",)),
    Row("没选比对的结果", "compare", {}, "请选比对的结果：一致、不一致，或者无法核实", drop=("verdict",)),
    Row("不一致没抄材料上写的", "compare", {"verdict": "contradicted"}, "不一致的，请照抄材料上写的内容", at="observed"),
    Row("比对没写理由", "compare", {"reason": ""}, "请写明理由：看了哪一份材料，上面怎么写，和承诺差不差"),
    Row("没写为什么不用交", "no more", {"reason": ""}, "请写明不用交的理由，对方会看到"),
    Row("个人的没有同意", "show", {"consent": ""}, "公示个人的承诺，要本人单独同意。请写明哪天、怎样同意的，同意书存在哪里"),
    Row("没写联系电话", "show", {"contact": ""}, "请填写联系电话"),
    Row("没写哪里不对", "object to it", {"text": ""}, "请写明哪里不对，例如：这家店上个月就关门了"),
    Row("写得太短", "object to it", {"text": "假的"}, "请写明哪里不对，例如：这家店上个月就关门了"),
    Row("写得太长", "object to it", {"text": "长" * 1001}, "哪里不对太长了，请写在1000个字以内"),
    Row("照片打不开", "object to it", {"file_1": Sent("照片.jpg", files.docx)}, "只能上传图片（JPG、PNG）、PDF或OFD，您选的是Word文件；请在软件里“另存为PDF”再上传"),
    Row("没填查询码", "read answer", {"code": ""}, "请填写查询码，提异议时给您的"),
    Row("查询码不对", "read answer", {"code": "7K3M-92QX-0104"}, CODE),
    Row("查询码乱写", "read answer", {"code": "不知道"}, CODE),
    Row("没选成立不成立", "answer objection", {}, "请选这条异议成立不成立", drop=("stands",)),
    Row("答复没写理由", "answer objection", {"reason": ""}, "请写明理由，提异议的人会看到"),
    Row("没写为什么撤下", "take down", {"reason": ""}, "请写明撤下的理由，当事人会看到"),
]  # fmt: skip
TAKEN = [
    Taken("异议里有换行和英文", "object to it", {"text": "第一行 OK\n第二行"}),
    Taken("查询码小写不带横线", "read answer", {"code": "{lower_answer_code}"}),
]  # fmt: skip
