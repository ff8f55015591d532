"""A request for assistance to which no rule objects, to be changed one word at a time."""

from nuocheng.verification.rules.facts import Given, Replying, Requesting, Unsettled

SOUND = Requesting(
    own="620402-mzj",
    asked="620402-rsj",
    body="白银区人力资源和社会保障局",
    address="",
    why="台账里查无数据",
    purpose="核实低保承诺",
    basis="白政办发〔2020〕20号三（八）",
    contact="冯川，0943-0000120",
    questions=(Unsettled("低保状态", by_machine=True, outcome="not_found"),),
)
REPLIED = Replying(
    given=(Given("低保状态", True, "confirmed", ""), Given("保障人数", True, "denied", "4")),
    signed_by="尹航 科长",
    entered=False,
    pages=0,
)
EIGHT = "白政办发〔2020〕20号三（八）"
PENALTIES = "中华人民共和国行政处罚法第四十条"
