"""What is looked at: a draw is prepared, something is looked at after all, a finding is looked at again, a body is asked."""

from tests.site.bad_input import files
from tests.site.bad_input.files import PDF, Sent
from tests.site.bad_input.table import Place, Row, Taken


def day(name: str, year: str, month: str, of: str) -> dict[str, str]:
    """Return a day as it is typed."""
    return {f"{name}_year": year, f"{name}_month": month, f"{name}_day": of}


SCHEME = {
    "title": "2026年第四季度承诺件抽查", **day("decided_by", "2026", "11", "20"),
    "percent_A": "5", "percent_B": "10", "percent_C": "30", "percent_D": "100", "minimum": "1", "usual_percent": "100", "ground": "",
}  # fmt: skip
ASSIST = {
    "tasks": ["{to_assist}"], "why": "平台上查无数据", "asked": "620402-wjj", "body": "", "address": "", "discloses": "no",
    "urgency": "standard", "purpose": "核实低保承诺", "basis": "白政办发〔2020〕20号三（八）", "contact": "冯川，0943-0000120",
}  # fmt: skip
VERIFIER = "verifier-1"
PLACES = {
    "sampling": Place("/desk/draws/new", VERIFIER, SCHEME),
    "trigger": Place("/desk/verify/{triggered}/trigger", VERIFIER, {"reason": "群众反映他家有三辆车"}),
    "recheck": Place("/desk/rechecks/{recheck}", "verifier-2", {"result": "same", "note": ""}),
    "ask body": Place("/desk/verify/{to_assist}/assist", VERIFIER, ASSIST),
}
NUMBER = "请填整数，例如20"
TURNED = "里有改变文字方向的符号，请删掉，重新打一遍"
WHY = "请写明为什么要查：谁反映的、信用有什么变化，或者发现了什么"
DIFFERS = "请写明差在哪里：证据说的是什么，和原来的结论哪里不同"
WORD = "只能上传图片（JPG、PNG）、PDF或OFD，您选的是Word文件；请在软件里“另存为PDF”再上传"
TOO_STRICT = (
    "“信用一般的抽查比例，风险高”101%、“信用一般的抽查比例，风险一般”101%、“信用一般的抽查比例，风险低”101%"
    "高于日常监管的100%。请写明理由，或者把比例改低"
)
STRICTER = (
    "“信用一般的抽查比例，风险高”45%、“信用一般的抽查比例，风险一般”30%、“信用差的抽查比例，风险高”100%、"
    "“信用差的抽查比例，风险一般”100%、“信用差的抽查比例，风险低”50%高于日常监管的20%。请写明理由，或者把比例改低"
)
ROWS = [
    Row("抽查没有名称", "sampling", {"title": " 　"}, "请写这次抽查的名称，例如2026年第四季度承诺件抽查"),
    Row("抽查的名称太长", "sampling", {"title": "长" * 101}, "名称太长了，请写在100个字以内"),
    Row("抽到的日子没有这一天", "sampling", day("decided_by", "2026", "11", "31"), "没有这一天，请核对"),
    Row("抽到的日子还没有到", "sampling", day("decided_by", "2026", "12", "31"), "这一天还没有到，请写今天或者以前的日子"),
    Row("比例写成汉字", "sampling", {"percent_A": "百分之五"}, NUMBER),
    Row("比例是负数", "sampling", {"percent_B": "-5"}, NUMBER),
    Row("比例超过100", "sampling", {"percent_C": "101"}, ("“信用一般的抽查比例，风险高”写了101%，比例请写0到100", TOO_STRICT), at="percent_C"),
    Row("每一类至少几件大得离谱", "sampling", {"minimum": "9" * 30}, "每一类至少抽几件太长了，请写在8个字以内"),
    Row("日常监管的比例没写", "sampling", {"usual_percent": ""}, "请填写日常监管的抽查比例，例如20"),
    Row("比例高于日常监管没写理由", "sampling", {"usual_percent": "20"}, STRICTER, at="ground"),
    Row("比例高的理由太长", "sampling", {"ground": "长" * 401}, "比例高于日常监管的理由太长了，请写在400个字以内"),
    Row("没写为什么现在查", "trigger", {"reason": " 　\n"}, WHY),
    Row("为什么现在查太长", "trigger", {"reason": "长" * 401}, "为什么现在要查太长了，请写在400个字以内"),
    Row("复核没选一样不一样", "recheck", {}, "请选一样还是不一样", drop=("result",)),
    Row("复核选了没有的", "recheck", {"result": "maybe"}, "请选一样还是不一样", stands={"result": []}),
    Row("复核不一样没写差在哪里", "recheck", {"note": "", "result": "differs"}, DIFFERS),
    Row("复核的说明太长", "recheck", {"note": "长" * 401}, "说明太长了，请写在400个字以内"),
    Row("没选要核实的事实", "ask body", {"tasks": []}, "请至少选一个要核实的事实"),
    Row("选了别件的事实", "ask body", {"tasks": ["2026-99999-1"]}, "请至少选一个要核实的事实", stands={"tasks": []}),
    Row("没写为什么请人协助", "ask body", {"why": " "}, "请写明为什么要请别的单位协助，例如：平台上查无数据"),
    Row("没选被协助单位", "ask body", {"asked": ""}, "请选择被协助单位"),
    Row("选了没有的单位", "ask body", {"asked": "620402-xxx"}, "请选择被协助单位", stands={"asked": [""]}),
    Row("没写协查的用途", "ask body", {"purpose": ""}, "请填写用途"),
    Row("协查的依据太长", "ask body", {"basis": "长" * 201}, "依据太长了，请写在200个字以内"),
    Row("协查的联系人里有倒写的符号", "ask body", {"contact": "冯\u202e川"}, f"联系人和电话{TURNED}"),
    Row("附件是Word文件", "ask body", {"enclosure_1": Sent("证明.docx", files.docx)}, WORD),
    Row("附件是空的", "ask body", {"enclosure_2": Sent("空.pdf", lambda: b"")}, "文件是空的，请重新选"),
]  # fmt: skip
TAKEN = [
    Taken("比例带百分号、是全角的", "sampling", {"percent_C": "３０％"}),
    Taken("复核一样也写了说明", "recheck", {"note": "看过台账"}),
    Taken("协查附一份PDF", "ask body", {"enclosure_1": Sent("证明.pdf", lambda: PDF)}),
]  # fmt: skip
