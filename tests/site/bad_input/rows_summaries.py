"""Summaries: written, handed in, sent back."""

from tests.programme.situations import SUMMED_UP
from tests.site.bad_input.table import Place, Row, Taken

PARTS = {f"part-{code}": text for code, text in SUMMED_UP.items()}
SIGNED = {"signed_by": "葛平川", "signed_on_year": "2026", "signed_on_month": "11", "signed_on_day": "20"}
PLACES = {
    "summary": Place("/desk/programme/summaries/{summary}", "editor", PARTS),
    "hand in summary": Place("/desk/programme/summaries/{summary}/hand-in", "editor", SIGNED),
    "return summary": Place("/lead/programme/summaries/{handed_summary}/return", "bureau", {"reason": "请写明核查的情况"}),
}  # fmt: skip
TURNED = "里有改变文字方向的符号，请删掉，重新打一遍"
WHO_SIGNS = "总结由负责领导“葛平川”签发；换了人的，请先在“联系人”里更换"
ROWS = [
    Row("工作情况太长", "summary", {"part-work": "长" * 5001}, "工作情况太长了，请写在5000个字以内"),
    Row("总结有100KB", "summary", {"part-practice": "长" * 34_000}, "主要做法和成效太长了，请写在5000个字以内"),
    Row("总结里有倒写的符号", "summary", {"part-rules": "印发了\u202e规程"}, f"建立的制度和规范{TURNED}"),
    Row("总结里有表情符号", "summary", {"part-problems": "没有问题👍"}, "存在的问题和建议里有表情符号，文书上印不出来，请去掉"),
    Row("两部分都太长", "summary", {"part-work": "长" * 5001, "part-rules": "长" * 5001}, ("工作情况太长了，请写在5000个字以内", "建立的制度和规范太长了，请写在5000个字以内")),
    Row("总结没写签发人", "hand in summary", {"signed_by": ""}, "请填写签发人"),
    Row("总结由别人签发", "hand in summary", {"signed_by": "钟晴"}, WHO_SIGNS),
    Row("签发人里有表情符号", "hand in summary", {"signed_by": "葛平川👍"}, "签发人里有表情符号，文书上印不出来，请去掉"),
    Row("总结没写签发日期", "hand in summary", {"signed_on_year": "", "signed_on_month": "", "signed_on_day": ""}, "请填写签发日期"),
    Row("总结的签发日期没有这一天", "hand in summary", {"signed_on_month": "2", "signed_on_day": "30"}, "没有这一天，请核对", at="signed_on"),
    Row("总结的签发日期在将来", "hand in summary", {"signed_on_year": "2027"}, "签发日期不能晚于今天，请核对"),
    Row("退回总结没写原因", "return summary", {"reason": ""}, "请写明退回的原因，让单位知道要改哪里"),
    Row("退回总结的原因全是空格", "return summary", {"reason": " 　\n"}, "请写明退回的原因，让单位知道要改哪里"),
    Row("退回总结的原因太长", "return summary", {"reason": "长" * 401}, "退回的原因太长了，请写在400个字以内"),
]  # fmt: skip
TAKEN = [
    Taken("总结只写了一部分也能保存", "summary", {"part-practice": "", "part-rules": "", "part-problems": ""}),
    Taken("总结分几段写", "summary", {"part-work": "第一段\r\n\r\n第二段"}, "第二段"),
    Taken("签发日期写全角数字", "hand in summary", {"signed_on_year": "２０２６"}),
    Taken("签发人前后有空格", "hand in summary", {"signed_by": " 葛平川 "}),
]  # fmt: skip
