"""Visits on the spot: planned, unannounced too; another time declined; what was seen; a record that is not confirmed."""

from tests.site.bad_input import files
from tests.site.bad_input.files import Sent
from tests.site.bad_input.table import Place, Row, Taken


def day(name: str, year: str, month: str, of: str) -> dict[str, str]:
    """Return a day as it is typed."""
    return {f"{name}_year": year, f"{name}_month": month, f"{name}_day": of}


NEW = "/desk/visits/new?task={to_visit}"
PLAN = {
    "tasks": ["{to_visit}"], **day("day", "2026", "12", "8"), "from_": "9:00", "until": "10:00", "first": "verifier-1",
    "others": ["verifier-2"], "bring": "", "contact": "冯川，0943-0000120", "ground": "", "surprise": "", "surprise_why": "",
}  # fmt: skip
UNANNOUNCED = {**PLAN, "surprise": "hidden", "surprise_why": "上次通知以后，门店临时摆了货"}
SEEN = {"sight": "same", "seen": "享受中", "note": "", "position": ""}
VERIFIER = "verifier-1"
PLACES = {
    "plan visit": Place(NEW, VERIFIER, PLAN, to=NEW),
    "unannounced visit": Place(NEW, VERIFIER, UNANNOUNCED, to=NEW),
    "decline time": Place("/desk/visits/{asked_visit}/decline-1", VERIFIER, {"reason": "那天没有人手"}),
    "sight": Place("/field/visits/{visit}", VERIFIER, SEEN, to="/field/visits/{visit}/facts/1"),
    "contest": Place("/field/visits/{recorded}/contest", "verifier-2", {"reason": "人数数错了"}),
}
CLOCK = "时间请写成9:00这样"
OVER = "这一天已经过了，请填今天或者以后的日期"
AT_WORK = "要在工作时间上门（08:30—12:00、14:30—18:00），请改时间"
TWO = "现场核查至少要2个人一起去，现在是1个，请再选人"
SURPRISE = "请写明不打招呼的具体情况，批准的人要看"
TURNED = "里有改变文字方向的符号，请删掉，重新打一遍"
ROWS = [
    Row("没选看哪些", "plan visit", {"tasks": []}, "请至少选一项"),
    Row("选了别处的事项", "plan visit", {"tasks": ["2026-99999-1"]}, "请至少选一项", stands={"tasks": []}),
    Row("上门的日子没写", "plan visit", day("day", "", "", ""), "请填写日期，例如2026年12月8日"),
    Row("上门的日子没有", "plan visit", day("day", "2026", "11", "31"), "没有这一天，请核对"),
    Row("上门的日子已经过了", "plan visit", day("day", "2026", "11", "20"), OVER),
    Row("上门的日子是星期六", "plan visit", day("day", "2026", "12", "5"), "这一天不上班，请换一个工作日"),
    Row("几点到写成汉字", "plan visit", {"from_": "早上"}, CLOCK),
    Row("几点走是25点", "plan visit", {"until": "25:00"}, "没有这个时间，请写成9:00这样"),
    Row("走得比到得早", "plan visit", {"until": "8:45"}, "结束的时间要比开始的晚，请核对"),
    Row("晚上上门", "plan visit", {"from_": "20:00", "until": "21:00"}, AT_WORK),
    Row("没选谁记录", "plan visit", {"first": ""}, "请选谁记录"),
    Row("没选同行人员", "plan visit", {"others": []}, "请选同行人员，至少一个"),
    Row("同行的就是记录的", "plan visit", {"others": ["verifier-1"]}, TWO),
    Row("选了没有的人", "plan visit", {"others": ["nobody"]}, "请选同行人员，至少一个", stands={"others": []}),
    Row("没写改时间找谁", "plan visit", {"contact": " 　"}, "请填写改时间找谁，例如：冯川，0943-0000120"),
    Row("改时间找谁里有倒写的符号", "plan visit", {"contact": "冯\u202e川"}, f"改时间找谁{TURNED}"),
    Row("备好什么太长", "plan visit", {"bring": "长" * 401}, "请当事人备好什么太长了，请写在400个字以内"),
    Row("超过次数的理由太长", "plan visit", {"ground": "长" * 401}, "超过每年次数的理由太长了，请写在400个字以内"),
    Row("选了没有的不打招呼的理由", "unannounced visit", {"surprise": "x"}, "请选择要不要提前通知", stands={"surprise": []}),
    Row("不打招呼没写具体情况", "unannounced visit", {"surprise_why": " 　"}, SURPRISE),
    Row("不打招呼的情况太长", "unannounced visit", {"surprise_why": "长" * 401}, "不打招呼的具体情况太长了，请写在400个字以内"),
    Row("不打招呼去过去的日子", "unannounced visit", day("day", "2026", "11", "20"), OVER),
    Row("改期到过去的日子", "postpone visit", day("day", "2026", "11", "20"), OVER),
    Row("没写为什么不同意改时间", "decline time", {"reason": " 　\n"}, "请写明为什么不同意，当事人会看到，例如：那天没有人手"),
    Row("不同意改时间的理由太长", "decline time", {"reason": "长" * 401}, "为什么不同意太长了，请写在400个字以内"),
    Row("没选一致不一致", "sight", {}, "请选一项：一致、不一致、没见到人，或者看不出", drop=("sight",)),
    Row("看到的一致没写", "sight", {"seen": ""}, "请填写现场见到的内容"),
    Row("看不出没写情况", "sight", {"sight": "unclear", "note": ""}, "不一致、看不出的，请写明情况，例如：门牌和承诺的不同", at="note"),
    Row("看到的太长", "sight", {"seen": "长" * 201}, "见到的太长了，请写在200个字以内"),
    Row("现场的照片是Word文件", "sight", {"photos": Sent("门口.docx", files.docx)}, "门口.docx：只能上传照片（JPG、PNG），请换一个"),
    Row("没写哪里记得不对", "contest", {"reason": ""}, "请写明哪里记得不对，记录人会看到"),
    Row("哪里记得不对太长", "contest", {"reason": "长" * 401}, "哪里记得不对太长了，请写在400个字以内"),
]  # fmt: skip
TAKEN = [
    Taken("几点写成点、全角", "plan visit", {"from_": "9点", "until": "１０：００"}),
    Taken("没见到人不用填", "sight", {"sight": "absent", "seen": ""}),
]  # fmt: skip
