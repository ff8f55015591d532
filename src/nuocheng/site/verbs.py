"""What each verb of the journal is called in Chinese, for histories, papers about papers and the book of acts."""

from __future__ import annotations

from collections.abc import Mapping

VERBS: Mapping[str, str] = {
    "edition.draft": "草拟目录版本",
    "edition.amend": "修改草稿",
    "edition.send_to_review": "送法制审核",
    "edition.return_draft": "退回修改",
    "edition.pass_review": "法制审核通过",
    "edition.publish": "公布",
    "edition.suspend": "暂停承诺",
    "edition.resume": "恢复承诺",
    "edition.supersede": "以新版代替",
    "integrity.open": "建立诚信档案",
    "integrity.enter_mark": "记入不良信用记录",
    "integrity.note_mark": "记入轻微不实",
    "integrity.ask_repair": "申请信用修复",
    "integrity.refuse_repair": "暂不同意信用修复",
    "integrity.repair": "准予信用修复",
    "case.open": "申请",
    "case.find_eligible": "核验信用：可以承诺",
    "case.find_ineligible": "核验信用：不适用承诺",
    "case.serve_notice": "一次性告知",
    "case.acknowledge_notice": "签收告知",
    "case.sign_pledge": "签署承诺书",
    "case.sign_part": "签署部分承诺",
    "case.decline_pledge": "选择提交证明",
    "case.submit_certificate": "提交证明",
    "case.hand_in": "证明交齐",
    "case.withdraw_pledge": "撤回承诺",
    "case.grant": "准予",
    "case.refuse": "不予批准",
    "case.withdraw": "撤回申请",
    "case.close": "办结",
    "case.revoke": "撤销决定",
    "task.owe": "承担核查职责",
    "task.exempt": "免予核查",
    "task.record_answer": "记录查询结果",
    "task.confirm": "核查结论：属实",
    "task.refute": "核查结论：不实",
    "task.leave_unresolved": "核查结论：无法核实",
    "matter.open": "立案处理",
    "matter.serve_intended": "拟处理告知",
    "matter.hear_statement": "听取陈述申辩",
    "matter.note_silence": "记明未作陈述",
    "matter.uphold": "认定承诺不实",
    "matter.dismiss": "不予认定",
    "report.draft": "生成月报",
    "report.write": "填写月报",
    "report.submit": "报送月报",
    "report.return": "退回月报",
    "report.accept": "接收月报",
}
"""Every verb of every lifecycle; a house test holds the table complete."""


def verb_title(verb: str) -> str:
    """Return what people call a verb of the journal.

    Raises:
        KeyError: Nobody has named it yet.

    """
    return VERBS[verb]
