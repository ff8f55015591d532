"""The words of the assistance desk: badges, replies, what was done, how it ended."""

from __future__ import annotations

from nuocheng.journal import queries as journal
from nuocheng.kernel.dates import cn_time
from nuocheng.people import queries as people
from nuocheng.verification.lifecycle import AWAITED, AssistanceState
from nuocheng.verification.models import AssistanceRequest
from nuocheng.verification.rules.facts import Word

A = AssistanceState
TONES: dict[str, str] = {
    A.DRAFTED: "todo",
    A.SENT: "info",
    A.ACKNOWLEDGED: "info",
    A.PREPARED: "info",
    A.RETURNED: "todo",
    A.REFUSED: "todo",
    A.DISPUTED: "todo",
    A.ANSWERED: "ok",
    A.CLOSED: "off",
}
#: What one may reply, with a line of help.
WORDS: dict[str, tuple[str, str]] = {
    Word.CONFIRMED: ("属实", "登记的和承诺的一致"),
    Word.DENIED: ("不属实", "登记的和承诺的不一致，请写登记的是什么"),
    Word.TOLD: ("有登记", "请照登记的写"),
    Word.NO_RECORD: ("查无此记录", "没有登记过。不等于不属实"),
    Word.NOT_OURS: ("不归我们管", "不由本单位登记，请在说明里写由谁登记"),
}
WORD_TONES = {Word.CONFIRMED: "ok", Word.DENIED: "bad", Word.TOLD: "info"}
WAYS = {"desk": "在系统里答复", "letter": "书面复函，由请求单位录入", "code": "凭答复码在网上答复"}
OUTCOMES = {
    "used": "已采用",
    "set_aside": "不采用",
    "returned": "对方退回，改用别的办法",
    "refused": "对方不协助，改用别的办法",
    "withdrawn": "已撤回",
}
DONE: dict[str, str] = {
    "assistance.draft": "起草",
    "assistance.send": "签发并发出",
    "assistance.acknowledge": "对方签收",
    "assistance.return": "退回：不归对方管",
    "assistance.refuse": "对方拒绝",
    "assistance.dispute": "提请区司法局裁定",
    "assistance.require_answer": "区司法局裁定：应当协助",
    "assistance.uphold_refusal": "区司法局裁定：可以不协助",
    "assistance.answer": "对方答复",
    "assistance.prepare_answer": "写好答复，送签发",
    "assistance.sign_answer": "对方签发答复",
    "assistance.send_draft_back": "答复退回修改",
    "assistance.tell_halfway": "期限过半，提醒联络员",
    "assistance.ask_further": "补充询问",
    "assistance.use": "采用答复，计入核查",
    "assistance.set_aside": "不采用答复",
    "assistance.close": "办结",
    "assistance.withdraw": "撤回",
    "assistance.issue_code": "制发答复码",
    "assistance.remind": "到期前提醒",
    "assistance.chase": "催办",
    "assistance.escalate": "报区司法局督办",
}
PRESSED = ("", "已提醒", "催办1次", "催办2次", "督办中")


#: Steps that are one side's own business, and that the other does not see.
OWN_OF_ASKING = frozenset({"assistance.draft"})
OWN_OF_ASKED = frozenset({"assistance.prepare_answer", "assistance.send_draft_back"})


def events(request: AssistanceRequest, hidden: frozenset[str]) -> list[dict[str, str]]:
    """Return what was done on a request, as the timeline draws it, without what is the other side's own business."""
    lines = journal.history(request.kind, request.reference)
    names = people.names_of([line.actor for line in lines])
    shown = [line for line in lines if line.verb not in hidden]
    return [
        {
            "when": cn_time(line.at),
            "what": DONE.get(line.verb, line.verb),
            "note": "，".join(
                part
                for part in (
                    "凭答复码" if line.note.get("way") == "code" else names.get(line.actor, ""),
                    "一人起草并签发" if line.note.get("alone") else "",
                    "联络员没有登记手机" if line.note.get("told") == 0 else "",
                    str(line.note.get("reason", "")),
                )
                if part
            ),
            "at": "past",
        }
        for line in shown
    ]


def waits(request: AssistanceRequest) -> bool:
    """Say whether an answer is awaited, so that its day is shown."""
    return request.state in AWAITED and request.due_on is not None
