"""The programme of work: rounds, plans, milestones, explanations, contacts, chasing, sending back."""

from tests.programme.situations import REASONS
from tests.site.bad_input import files
from tests.site.bad_input.files import Sent
from tests.site.bad_input.ground_offices import no_round
from tests.site.bad_input.table import Place, Row, Taken


def day(name: str, year: str, month: str, of: str) -> dict[str, str]:
    """Return a day as it is typed."""
    return {f"{name}_year": year, f"{name}_month": month, f"{name}_day": of}


PLAN = {
    "title": "白银区卫生健康局证明事项告知承诺制实施方案", "goal": "年底以前，3个事项可以用承诺代替证明。",
    "w0-task": "梳理事项和证明", "w0-measures": "逐项对照法律依据", **day("w0-until", "2026", "12", "31"), "w0-who": "法规科",
    "duties": "负责领导牵头", "items": ["WS01"],
}  # fmt: skip
EXPLAINED = {"grounds": ["duty"], "scope": "whole", "text": REASONS}
LIAISON = {
    "name": "钟晴", "title": "法规科科员", "office_phone": "0943-0000122", "mobile": "13909430401", **day("since", "2026", "11", "23"),
}  # fmt: skip
ROUND = {
    "title": "2027年度证明事项告知承诺制工作", "document": "", **day("begins_on", "2026", "11", "24"),
    "own1-title": "公布办事指南", **day("own1-due", "2027", "3", "31"),
}  # fmt: skip
PLACES = {
    "round": Place("/lead/programme/open", "bureau", ROUND, before=no_round),
    "chase": Place("/lead/programme/chase", "bureau", {"text": "有困难请来电", "picked": ["620402-wjj procedure"]}),
    "plan": Place("/desk/programme/plans/{plan}", "editor", PLAN),
    "sign plan": Place("/desk/programme/plans/{whole_plan}/file", "editor-2", {"signed_by": "葛平川", **day("signed_on", "2026", "11", "20")}),
    "begin milestone": Place("/desk/programme/milestones/procedure", "editor", {"how": "办公室起草", "step": "begin"}),
    "milestone": Place("/desk/programme/milestones/procedure", "editor", {"evidence": "已印发《工作规程》（虚构文号〔2026〕12号）", **day("done_on", "2026", "11", "20"), "step": "report"}),
    "explanation": Place("/desk/programme/explain", "editor", EXPLAINED),
    "explanation again": Place("/desk/programme/explanations/{explanation}", "editor-2", EXPLAINED),
    "withdraw explanation": Place("/desk/programme/explanations/{explanation}/withdraw", "editor-2", {"reason": "条件具备了"}),
    "liaison": Place("/desk/programme/contacts/liaison", "editor", LIAISON),
    "leader": Place("/lead/programme/units/620402-wjj/contacts/leader", "bureau", {**LIAISON, "name": "冯理", "title": "副局长"}),
    "return milestone": Place("/lead/programme/milestones/{milestone}/return", "bureau", {"reason": "请写明在哪里公布"}),
    "contact table": Place("/lead/programme/contacts/import", "bureau", {"table": Sent("联系表.csv", files.contacts), **day("since", "2026", "11", "23")}, well=200),
}  # fmt: skip
NO_DAY = "没有这一天，请核对"
DIGITS = "年、月、日请填数字，例如2027年6月30日"
TURNED = "里有改变文字方向的符号，请删掉，重新打一遍"
PICTURE = "里有表情符号，文书上印不出来，请去掉"
LOST = "里有的字没有传过来，请把“\ufffd”改成原来的字"
NAME = "姓名里只能有汉字、字母和间隔点“·”，请去掉其他符号"
MOBILE = "手机号应为11位，请核对"
OFFICE = "办公电话要写区号和号码，例如0943-8220000"
MEND = "请写明退回的原因，让单位知道要改哪里"
SHORT = "请写明具体理由，至少20个字，让群众看得明白"
ROWS = [
    Row("名称没填", "round", {"title": ""}, "请填写名称"),
    Row("名称太长", "round", {"title": "长" * 61}, "名称太长了，请写在60个字以内"),
    Row("名称里有表情符号", "round", {"title": "2027年度工作🎉"}, f"名称{PICTURE}"),
    Row("文件名太长", "round", {"document": "长" * 201}, "部署文件太长了，请写在200个字以内"),
    Row("开始日期没填", "round", day("begins_on", "", "", ""), "请填写开始日期"),
    Row("开始日期少一个月", "round", day("begins_on", "2026", "", "24"), "日期还缺月，请填完整"),
    Row("开始日期是12月32日", "round", day("begins_on", "2026", "12", "32"), NO_DAY),
    Row("规定的节点是2月30日", "round", day("m-plan", "2027", "2", "30"), NO_DAY),
    Row("另加的节点没写日期", "round", day("own1-due", "", "", ""), "另加节点1要同时写名称和完成日期"),
    Row("另加的节点没写名称", "round", {"own1-title": ""}, "另加节点1要同时写名称和完成日期"),
    Row("节点早于开始日期", "round", day("own1-due", "2026", "11", "23"), "“公布办事指南”的完成日期早于开始日期，请核对", at="-"),
    Row("一个也没勾", "chase", {"picked": []}, "请至少选一个单位的一个节点", at="-"),
    Row("催办的话太长", "chase", {"text": "长" * 101}, "再说一句太长了，请写在100个字以内"),
    Row("催办的话里有表情符号", "chase", {"text": "快一点😠"}, f"再说一句{PICTURE}"),
    Row("标题没写", "plan", {"title": " 　"}, "请填写标题"),
    Row("标题太长", "plan", {"title": "长" * 101}, "标题太长了，请写在100个字以内"),
    Row("标题里有倒写的符号", "plan", {"title": "实施\u202e方案"}, f"标题{TURNED}"),
    Row("目标有5001个字", "plan", {"goal": "长" * 5001}, "工作目标太长了，请写在5000个字以内"),
    Row("分工有100KB", "plan", {"duties": "长" * 34_000}, "责任分工和保障太长了，请写在5000个字以内"),
    Row("任务太长", "plan", {"w0-task": "长" * 401}, "任务太长了，请写在400个字以内"),
    Row("任务里有表情符号", "plan", {"w0-task": "梳理事项👍"}, f"任务{PICTURE}"),
    Row("完成时间是2月30日", "plan", day("w0-until", "2027", "2", "30"), NO_DAY),
    Row("完成时间只写了年", "plan", day("w0-until", "2027", "", ""), "日期还缺月和日，请填完整"),
    Row("完成时间是第0年", "plan", day("w0-until", "0000", "1", "1"), "年份不会这么早，您填了0000，请核对"),
    Row("年份是两位", "plan", day("w0-until", "27", "1", "1"), "年份应为4位，例如2027，您填了27"),
    Row("月写成汉字", "plan", day("w0-until", "2027", "六", "30"), DIGITS),
    Row("选了别人的事项", "plan", {"items": ["WS01", "MZ-999"]}, "请选择计划实行告知承诺的事项", stands={"items": ["WS01"]}),
    Row("签发人没填", "sign plan", {"signed_by": ""}, "请填写签发人"),
    Row("签发人不是负责领导", "sign plan", {"signed_by": "钟晴"}, "方案由负责领导“葛平川”签发；换了人的，请先在“联系人”里更换"),
    Row("签发日期在明天", "sign plan", day("signed_on", "2026", "11", "24"), "签发日期不能晚于今天，请核对"),
    Row("签发日期没有", "sign plan", day("signed_on", "2026", "11", "31"), NO_DAY),
    Row("签发人和日期都没填", "sign plan", {"signed_by": "", **day("signed_on", "", "", "")}, ("请填写签发人", "请填写签发日期")),
    Row("打算怎么做太长", "begin milestone", {"how": "长" * 401}, "打算怎么做太长了，请写在400个字以内"),
    Row("打算怎么做里有倒写的符号", "begin milestone", {"how": "\u202e办公室起草"}, f"打算怎么做{TURNED}"),
    Row("完成依据没写", "milestone", {"evidence": ""}, "请写完成依据"),
    Row("完成依据太简单", "milestone", {"evidence": "做完了"}, "请写完成依据：写明文件名、文号和印发日期"),
    Row("完成依据太长", "milestone", {"evidence": "长" * 1001}, "完成依据太长了，请写在1000个字以内"),
    Row("完成日期在将来", "milestone", day("done_on", "2026", "11", "24"), "完成日期不能晚于今天，请等完成以后再报"),
    Row("完成日期早于制度", "milestone", day("done_on", "2016", "11", "20"), "完成日期应在2020年4月3日以后，请核对"),
    Row("完成日期有字母", "milestone", day("done_on", "2O26", "11", "20"), DIGITS),
    Row("没选情形", "explanation", {}, "请选是哪一种情形", drop=("grounds",)),
    Row("选了没有的情形", "explanation", {"grounds": ["lazy"]}, "请选是哪一种情形", stands={"grounds": []}),
    Row("没选哪些事项", "explanation", {}, "请选择哪些事项不能实行", drop=("scope",)),
    Row("选了部分事项却一个没勾", "explanation", {"scope": "items"}, "请勾选不能实行的事项", at="items"),
    Row("理由没写", "explanation", {"text": ""}, "请写明具体理由"),
    Row("理由太短", "explanation", {"text": "责任重大"}, SHORT),
    Row("理由用空格凑字数", "explanation", {"text": "责任重大" + "　" * 30 + "\n"}, SHORT),
    Row("理由太长", "explanation", {"text": "长" * 3001}, "理由太长了，请写在3000个字以内"),
    Row("理由里有的字没有传过来", "explanation", {"text": f"{REASONS}\ufffd"}, f"理由{LOST}"),
    Row("改后的理由太短", "explanation again", {"text": "情况特殊"}, SHORT),
    Row("改后没选情形", "explanation again", {}, "请选是哪一种情形", drop=("grounds",)),
    Row("撤回原因太长", "withdraw explanation", {"reason": "长" * 201}, "撤回原因太长了，请写在200个字以内"),
    Row("姓名没填", "liaison", {"name": ""}, "请填写姓名"),
    Row("姓名里有数字", "liaison", {"name": "钟晴1"}, NAME),
    Row("姓名里有表情符号", "liaison", {"name": "钟晴😀"}, NAME),
    Row("姓名太长", "liaison", {"name": "钟" * 61}, "姓名太长了，请写在60个字以内"),
    Row("职务没填", "liaison", {"title": ""}, "请填写职务"),
    Row("两个电话都没填", "liaison", {"office_phone": "", "mobile": ""}, "办公电话和手机至少填一个"),
    Row("办公电话少几位", "liaison", {"office_phone": "0943-822"}, OFFICE),
    Row("办公电话写成汉字", "liaison", {"office_phone": "见通讯录"}, OFFICE),
    Row("手机少一位", "liaison", {"mobile": "1390943040"}, MOBILE),
    Row("手机填了座机", "liaison", {"mobile": "0943-8220000"}, MOBILE),
    Row("手机是外国号码", "liaison", {"mobile": "+1 415 555 0100"}, MOBILE),
    Row("姓名和手机都不对", "liaison", {"name": "钟@晴", "mobile": "139"}, (NAME, MOBILE)),
    Row("日期是11月31日", "liaison", day("since", "2026", "11", "31"), NO_DAY),
    Row("日期是第0年", "liaison", day("since", "0", "11", "23"), "年份应为4位，例如2027，您填了0"),
    Row("日期提前太多", "liaison", day("since", "2062", "11", "23"), "最多提前60天登记，请核对日期"),
    Row("和现在登记的一样", "leader", {"name": "葛平川", "title": "副局长", "office_phone": "0943-0000121", "mobile": "13909430301"}, "和现在登记的一样，不用更换"),
    Row("日期早于现任", "leader", day("since", "2026", "10", "1"), "日期不能早于现任的开始日期（2026年11月1日）"),
    Row("没写退回的原因", "return milestone", {"reason": ""}, MEND),
    Row("退回的原因全是空格", "return milestone", {"reason": " 　\n"}, MEND),
    Row("退回的原因太长", "return milestone", {"reason": "长" * 401}, "退回的原因太长了，请写在400个字以内"),
    Row("没选文件", "contact table", {}, "请选文件", drop=("table",)),
    Row("文件是空的", "contact table", {"table": Sent("联系表.csv", lambda: b"")}, "文件是空的，请重新选"),
    Row("选了Word文件", "contact table", {"table": Sent("联系表.docx", files.docx)}, "只能读.xlsx、.xls、.csv文件；您给的是.docx，请另存后再导入"),
    Row("表里没有表头", "contact table", {"table": Sent("联系表.csv", "一,二\n三,四\n".encode)}, "没有找到表头。表里要有“单位”“负责领导”“联络员”，以及姓名、职务、联系电话，可以先下载我们的表样"),
    Row("导入的日期没有", "contact table", day("since", "2027", "2", "29"), NO_DAY),
    Row("导入的日期提前太多", "contact table", day("since", "2027", "11", "23"), "最多提前60天登记，请核对日期"),
]  # fmt: skip
TAKEN = [
    Taken("开始日期是全角数字", "round", day("begins_on", "２０２６", "１１", "２４")),
    Taken("日期写了年月日三个字", "plan", day("w0-until", "2027年", "6月", "30日")),
    Taken("目标里有表情符号", "plan", {"goal": "年底以前全部可以承诺👍"}),
    Taken("任务整组空着", "plan", {"w0-task": "", "w0-measures": "", "w0-who": "", **day("w0-until", "", "", "")}),
    Taken("少数民族姓名", "liaison", {"name": "买买提•吐尔逊"}, "买买提·吐尔逊"),
    Taken("生僻字姓名", "liaison", {"name": "钟堃喆㛃"}, "钟堃喆㛃"),
    Taken("电话是全角的", "liaison", {"office_phone": "（０９４３）８２２００００"}, "0943-8220000"),
    Taken("只填手机，从通讯录粘贴", "liaison", {"office_phone": "", "mobile": "\u202d+86 139 0943 0401\u202c"}, "13909430401"),
    Taken("职务里有空字符", "liaison", {"title": "法规科\x00科员"}, "法规科科员"),
    Taken("完成日期是全角数字", "milestone", day("done_on", "２０２６", "１１", "２０")),
    Taken("说明里有脚本", "explanation", {"text": f"{REASONS}<script>alert(1)</script>"}, "<script>alert(1)</script>"),
]  # fmt: skip
