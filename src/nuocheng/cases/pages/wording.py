"""The words of the pages of cases: the twelve public states, what each means, and acts in plain words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from nuocheng.cases.lifecycle import DRAFTING, UNDECIDED, CaseState
from nuocheng.cases.models import Case
from nuocheng.edge.display import deadline
from nuocheng.journal.queries import Line
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.occasion import CHINA
from nuocheng.letters.official import Letter

S = CaseState

#: How the reference of a matter begins; it stands above cases and is known here by its letters only.
MATTER = "M"
ENROLMENT = "Z"
VISIT = "XC"
#: How the numbers of written checks begin.
WRITTEN = "SM"
INTEGRITY = "P"
OBJECTION = "O"


#: The title of the letter that verification sends before the decision.
OTHER = "查到的和您承诺的不一样"


@dataclass(frozen=True, slots=True)
class Told:
    """A public state: its word, what it means, what to do, until when, and where the button leads."""

    word: str
    means: str
    todo: str = ""
    by: str = ""
    action: str = ""
    url: str = ""


#: The headings of “我的承诺”, in the order of what needs doing.
DRAFTS, YOURS, OURS = "填到一半的", "要您办的", "等我们办的"

#: Where one goes on with a case that is not handed in yet.
GO_ON = {
    S.OPENED: ("notice", "接着填"),
    S.ELIGIBLE: ("notice", "接着填"),
    S.NOTIFIED: ("notice", "接着填"),
    S.ACKNOWLEDGED: ("pledge", "接着填"),
    S.ORDINARY: ("materials", "补交证明"),
    S.SUPPLEMENTING: ("materials", "补交证明"),
    S.CORRECTING: ("correction", "去补正"),
}

#: Verbs of the journal as the party reads them.
PLAIN_VERBS = {
    "case.open": "您开始办理",
    "case.find_eligible": "查过信用：可以承诺",
    "case.find_ineligible": "查过信用：这次要提交证明",
    "case.serve_notice": "把告知书发给您",
    "case.acknowledge_notice": "您看完了告知书",
    "case.look_up": "查了已有的信息，替您带出",
    "case.sign_pledge": "您签署了承诺书",
    "case.sign_part": "您签署了一部分承诺",
    "case.decline_pledge": "您选择提交证明",
    "case.submit_certificate": "您交了一份证明",
    "case.reconsider": "您改用承诺",
    "case.rename_certificate": "您改了一份证明的文件名",
    "case.remove_certificate": "您拿掉了一份证明",
    "case.hand_in": "证明交齐，正式提交",
    "case.file_scan": "窗口扫描了您签字的纸",
    "case.place_scan": "窗口核对了扫描件",
    "case.give_receipt": "窗口出了受理回执",
    "case.withdraw_pledge": "您撤回了承诺，改交证明",
    "case.assign": "安排了审查人员",
    "case.recuse": "一位审查人员回避",
    "case.ask_correction": "请您补正，办理期限暂停计算",
    "case.answer_correction": "收到您补的内容，期限接着算",
    "case.drop_point": "有一份证明不用您交了",
    "case.end_correction": "补正结束，期限接着算",
    "case.deem_withdrawn": "到期没有补，视为撤回申请",
    "case.begin_procedure": "开始特别程序，办理期限暂停计算",
    "case.end_procedure": "特别程序结束，期限接着算",
    "case.extend_term": "办理期限延长",
    "case.turn_ordinary": "承诺不能采用，请您改交证明",
    "case.reinstate_pledge": "您的承诺恢复有效，不用交证明",
    "case.grant": "批准",
    "case.refuse": "没有批准",
    "case.withdraw": "您撤回了申请",
    "case.remind": "提醒您快到期了",
    "case.lapse": "到期没有提交，自动撤回",
    "case.close": "办结",
    "case.revoke": "撤销了原来的决定",
}

#: The same verbs as the desk reads them.
DESK_VERBS = {
    "case.open": "受理申请",
    "case.find_eligible": "核验信用：可以承诺",
    "case.find_ineligible": "核验信用：不适用承诺",
    "case.serve_notice": "送达告知书",
    "case.acknowledge_notice": "签收告知书",
    "case.look_up": "查询已有的信息",
    "case.sign_pledge": "签署承诺书",
    "case.sign_part": "签署一部分承诺",
    "case.decline_pledge": "选择提交证明",
    "case.submit_certificate": "交来证明",
    "case.reconsider": "改用承诺",
    "case.rename_certificate": "改文件名",
    "case.remove_certificate": "拿掉证明",
    "case.hand_in": "证明交齐",
    "case.file_scan": "收扫描页",
    "case.place_scan": "扫描页归位",
    "case.give_receipt": "出受理回执",
    "case.withdraw_pledge": "撤回承诺",
    "case.assign": "分派",
    "case.recuse": "回避",
    "case.ask_correction": "要求补正，暂停计时",
    "case.answer_correction": "当事人补正，恢复计时",
    "case.drop_point": "要求被撤销，不用补一项",
    "case.end_correction": "补正结束，恢复计时",
    "case.deem_withdrawn": "到期没有补正，视为撤回",
    "case.begin_procedure": "开始特别程序，暂停计时",
    "case.end_procedure": "特别程序结束，恢复计时",
    "case.extend_term": "延长办理期限",
    "case.turn_ordinary": "改为提交证明",
    "case.reinstate_pledge": "要求被撤销，恢复承诺",
    "case.grant": "准予",
    "case.refuse": "不予批准",
    "case.withdraw": "撤回申请",
    "case.remind": "提醒草稿快到期",
    "case.lapse": "草稿到期清除",
    "case.close": "办结",
    "case.revoke": "撤销决定",
}

PATHS = {"pledge": "全部承诺", "mixed": "一部分承诺", "ordinary": "提交证明", "": "还没有选"}
DOORS = {"web": "网上", "window": "窗口", "api": "接口", "job": "系统", "cli": "系统"}

#: Tones of the desk's state badges.
TONES = {
    S.OPENED: "off",
    S.ELIGIBLE: "off",
    S.NOTIFIED: "off",
    S.ACKNOWLEDGED: "off",
    S.ORDINARY: "todo",
    S.SUPPLEMENTING: "todo",
    S.PLEDGED: "info",
    S.SUBMITTED: "info",
    S.CORRECTING: "todo",
    S.GRANTED: "ok",
    S.REFUSED: "bad",
    S.WITHDRAWN: "off",
    S.CLOSED: "ok",
    S.REVOKED: "bad",
}


#: The title of the letter by which a matter ends without anything held against the party.
DISMISSED = "不予认定"


def asked_to_explain(case: Case, letters: Iterable[Letter]) -> Letter | None:
    """Return the newest letter about a matter that speaks of this case, if there is one."""
    about = (one for one in letters if one.about.startswith(MATTER) and case.number in one.text)
    return next(about, None)


def told(case: Case, left: int, *, letters: Collection[Letter] = (), repaired: bool = False) -> Told:
    """Return the public state of a case; *left* is how many working days remain until its decision."""
    state = S(case.state)
    if state in GO_ON:
        return _to_go_on(case, state)
    if state in UNDECIDED:
        other = told_other(case, letters)
        return _other(case, other) if other else _waiting(case, state, left)
    if state is S.REFUSED:
        return Told("没批准", "这次没有批准，原因写在决定书里。", "不同意的，可以按决定书上写的途径提出。")
    if state is S.WITHDRAWN:
        return Told("已撤回", "这一件撤回了，到此为止。", "以后想办，可以重新申请。")
    return _decided(case, state, asked_to_explain(case, letters), repaired=repaired)


def told_other(case: Case, letters: Iterable[Letter]) -> Letter | None:
    """Return the letter that says before the decision what differs from the pledge that counts, if there is one."""
    if case.pledged_at is None or case.pledge_withdrawn_at is not None:
        return None
    about = (one for one in letters if one.about == case.reference and one.title == OTHER)
    return next((one for one in about if one.sent_at >= case.pledged_at), None)


def _other(case: Case, letter: Letter) -> Told:
    url = f"/cases/{case.reference}/withdraw-pledge"
    means = "查到的和您承诺的不一样。还没有作出决定，不影响信用。"
    return Told("请您说明情况", means, letter.text, action="撤回承诺，重新承诺或者改交证明", url=url)


def _to_go_on(case: Case, state: CaseState) -> Told:
    place, action = GO_ON[state]
    url = f"/cases/{case.reference}/{place}"
    if state in DRAFTING:
        return Told("草稿", "您还没有提交。", "看完告知书，选一种办法，再提交。", action=action, url=url)
    if state is S.CORRECTING:
        return _to_mend(case, action, url)
    means = "还有证明要交。"
    if case.set_aside_at:
        means = "审查人员看过，您的承诺不能采用，请改交证明。"
    if state is S.SUPPLEMENTING:
        means = "您承诺了一部分，其余的证明还要交。"
    return Told(
        "要补材料", means, "交齐以后点“交齐了，提交”。办理时限从交齐那天算起。", action=action, url=url
    )


def _to_mend(case: Case, action: str, url: str) -> Told:
    until = cn_date(case.answer_due_on) if case.answer_due_on else ""
    means = "您的申请有内容要补，一次告诉您了，以后不再要求补。"
    return Told("要补材料", means, f"请在{until}前补好。这几天不计入办理期限。", action=action, url=url)


def _waiting(case: Case, state: CaseState, left: int) -> Told:
    by = deadline(case.due_on, left)
    if state is S.PLEDGED:
        return Told("已提交", "收到您的承诺书了。", "不用您做什么，等我们的决定。", by=by)
    if case.excluded_days:
        return Told("办理中", "您补的内容收到了，正在审查。", "不用您做什么，等我们的决定。", by=by)
    return Told("办理中", "证明交齐了，正在审查。", "不用您做什么，等我们的决定。", by=by)


def _decided(case: Case, state: CaseState, notice: Letter | None, *, repaired: bool) -> Told:
    url = f"/mine/matters/{notice.about}" if notice else ""
    if state is S.REVOKED:
        return _revoked(url, repaired=repaired)
    if notice is None or (notice.title == DISMISSED and state is S.GRANTED):
        return _granted(case, state)
    if notice.title == DISMISSED:
        return Told("已办好", "查过了，您的承诺没有问题。", "不用您再做什么。", action="看经过", url=url)
    if notice.title == "请您说明情况":
        return Told("请您说明情况", "查到的和您承诺的不一样。", notice.text, action="我来说明", url=url)
    return Told("认定承诺不实", "承诺认定为不实。", "改正以后，可以申请信用修复。", action="看经过", url=url)


def _revoked(url: str, *, repaired: bool) -> Told:
    if repaired:
        return Told("信用已修复", "承诺认定为不实，信用已经修复。", "以后办事又可以用承诺了。", url=url)
    todo = "可以申请信用修复。不服的途径写在决定书里。"
    return Told("认定承诺不实", "承诺认定为不实，原来的决定撤销了。", todo, action="看经过", url=url)


def _granted(case: Case, state: CaseState) -> Told:
    if state is S.GRANTED:
        return Told("核查中", "已经批准。我们正在核查您承诺的内容。", "请保持电话畅通，配合核查。")
    if case.pledged_certificates and case.closed_at != case.decided_at:
        return Told("核查一致", "已经批准，您承诺的也都核对上了。", "不用您再做什么。")
    return Told("已办好", "已经批准，办完了。", "不用您再做什么。")


def entered_later(case: Case) -> list[dict[str, str]]:
    """Return the row that says a case was entered later than its paper, and why late; none for all others."""
    if case.paper_on is None:
        return []
    late = f"；晚补录的原因：{case.late_reason}" if case.late_reason else ""
    return [{"label": "补录", "value": f"纸上日期{cn_date(case.paper_on)}{late}"}]


def when(line: Line) -> str:
    """Write the moment of an entry the way the timeline shows it."""
    at = line.at.astimezone(CHINA)
    return f"{cn_date(at.date())}{at.hour}:{at.minute:02d}"


def already_applied(case: Case) -> str:
    """Say that the same application is under way, and that nothing more is needed."""
    day = case.opened_at.astimezone(CHINA).date()
    if S(case.state) in GO_ON:
        return f"您{_short(day)}已经开始办这件事（编号{case.number}），接着办就行，不用重新申请。"
    return f"您{_short(day)}已经提交过同样的申请（编号{case.number}），正在办理，不用再交。"


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def saved_until(day: date) -> str:
    """Say that what was typed is kept, until when, and where to find it."""
    return f"存好了，保留到{cn_date(day)}。在“填到一半的”里点“接着填”就行"
