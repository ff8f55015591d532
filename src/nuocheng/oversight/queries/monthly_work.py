"""The figures of the monthly report (月报) as data: each with its title, its scope and how it is counted."""

from __future__ import annotations

from collections.abc import Callable

from nuocheng.kernel.occasion import CHINA
from nuocheng.oversight.queries.counting import FOUND, SIGNED, Counted, Figure, Work, pledgeable

CATALOGUE = "目录"
HANDLING = "办理"
VERIFYING = "核查"
CONSEQUENCES = "处理和信用"


def acts(*verbs: str) -> Callable[[Work], list[Counted]]:
    """Return the way to count every act of *verbs* in the month."""
    return lambda work: work.acts(*verbs)


def _late(work: Work) -> list[Counted]:
    """Count findings made after their due day."""
    return [
        one for one in work.acts(*FOUND) if one.at.astimezone(CHINA).date() > work.due_days[one.reference]
    ]


def _on_time(work: Work) -> list[Counted]:
    """Count findings made by their due day."""
    return [
        one for one in work.acts(*FOUND) if one.at.astimezone(CHINA).date() <= work.due_days[one.reference]
    ]


def _no_answer(work: Work) -> list[Counted]:
    """Count questions to which a source gave no answer."""
    return [one for one, outcome in work.answers if outcome == "source_down"]


def _suspended(work: Work) -> list[Counted]:
    """Count editions in force that take no pledges at the end of the month."""
    return [one for one in work.editions if one.detail]


FIGURES: tuple[Figure, ...] = (
    Figure(
        "items", "目录事项数", CATALOGUE, "项", "edition",
        "月末已公布、没有被新版代替的事项，暂停承诺的也算",
        lambda work: work.editions,
    ),
    Figure(
        "certificates_listed", "可以承诺的证明数", CATALOGUE, "份", "edition",
        "月末目录里写明可以用承诺代替的证明，一个事项的一份证明算一份",
        lambda work: pledgeable(work.editions),
    ),
    Figure(
        "published", "本月公布的版本", CATALOGUE, "版", "edition",
        "本月公布的事项版本，新公布和修订后再公布的都算",
        acts("edition.publish"),
    ),
    Figure(
        "suspended", "暂停承诺的事项", CATALOGUE, "项", "edition",
        "月末处于暂停承诺的事项", _suspended,
    ),
    Figure(
        "cases", "办件总数", HANDLING, "件", "case",
        "本月开始办理的申请，写承诺和交证明的都算",
        acts("case.open"),
    ),
    Figure(
        "pledged", "适用承诺件数", HANDLING, "件", "case",
        "本月签署告知承诺书的办件，全部承诺和一部分承诺的都算，签后撤回的也算",
        acts(*SIGNED),
    ),
    Figure(
        "certificates", "承诺代替的证明", HANDLING, "份", "case",
        "本月签署的承诺书代替的证明，一份证明算一份；签后撤回的也算，撤回数另列",
        lambda work: work.certificates,
    ),
    Figure(
        "withdrawn_pledges", "撤回承诺", HANDLING, "件", "case",
        "本月撤回承诺、改交证明的办件",
        acts("case.withdraw_pledge"),
    ),
    Figure(
        "ineligible", "不适用承诺", HANDLING, "件", "case",
        "本月资格核验后按规定不适用承诺、改交证明的办件",
        acts("case.find_ineligible"),
    ),
    Figure(
        "declined", "选择提交证明", HANDLING, "件", "case",
        "本月看过告知书后选择交证明的办件",
        acts("case.decline_pledge"),
    ),
    Figure("granted", "准予", HANDLING, "件", "case", "本月作出准予决定的办件", acts("case.grant")),
    Figure("refused", "不予", HANDLING, "件", "case", "本月作出不予决定的办件", acts("case.refuse")),
    Figure(
        "withdrawn", "撤回申请", HANDLING, "件", "case", "本月申请人撤回申请的办件", acts("case.withdraw")
    ),
    Figure(
        "corrections", "要求补正", HANDLING, "件", "case",
        "本月一次告知补正的办件；一件只能要求一次",
        acts("case.ask_correction"),
    ),
    Figure(
        "extended", "延长办理期限", HANDLING, "件", "case",
        "本月经负责人批准延长期限的办件",
        acts("case.extend_term"),
    ),
    Figure(
        "demands", "要求交目录里的证明", HANDLING, "份", "demand",
        "本月写明理由要求提交的、列在承诺目录里或者已经取消、由我们自己查的证明",
        acts("demand.make"),
    ),
    Figure(
        "demands_lifted", "其中撤销的要求", HANDLING, "份", "demand",
        "本月由法制机构或者区司法局撤销的要求，以前月份提出的也算",
        acts("demand.lift"),
    ),
    Figure(
        "owed", "应核查", VERIFYING, "项", "task",
        "本月作出决定而产生的核查任务，一项承诺的事实算一项",
        acts("task.owe"),
    ),
    Figure(
        "exempt", "免予核查", VERIFYING, "项", "task",
        "本月作出决定、按核查办法免予核查的事实",
        acts("task.exempt"),
    ),
    Figure(
        "found", "已核查", VERIFYING, "项", "task",
        "本月下了结论的核查任务，以前月份产生的也算",
        acts(*FOUND),
    ),
    Figure("on_time", "其中按期核查", VERIFYING, "项", "task", "本月下结论、没有超过核查期限的任务", _on_time),
    Figure("late", "其中超期核查", VERIFYING, "项", "task", "本月下结论、已经超过核查期限的任务", _late),
    Figure(
        "overdue", "逾期未核查", VERIFYING, "项", "task",
        "到月末核查期限已过、还没有下结论的任务，不论哪个月产生",
        lambda work: work.overdue,
    ),
    Figure("confirmed", "结论属实", VERIFYING, "项", "task", "本月结论为属实的任务", acts("task.confirm")),
    Figure("refuted", "结论不实", VERIFYING, "项", "task", "本月结论为不实的任务", acts("task.refute")),
    Figure(
        "unresolved", "无法核实", VERIFYING, "项", "task", "本月结论为无法核实的任务", acts("task.leave_unresolved")
    ),
    Figure(
        "found_other", "决定前查到不一致", VERIFYING, "项", "task",
        "本月事前核查查到和承诺不一致的任务；还没有作出决定，不是不实",
        acts("task.find_other"),
    ),
    Figure(
        "chased", "催办核查", VERIFYING, "项", "task",
        "本月超过核查期限、由系统催办的任务，一项只催一次",
        acts("task.chase"),
    ),
    Figure(
        "asked", "查询数据来源", VERIFYING, "次", "task",
        "本月向数据共享交换平台和部门台账的查询，查几次算几次",
        lambda work: [one for one, _ in work.answers],
    ),
    Figure(
        "no_answer", "其中没有回应", VERIFYING, "次", "task",
        "本月查询中，数据来源没有回应的",
        _no_answer,
    ),
    Figure(
        "intended", "拟处理告知", CONSEQUENCES, "件", "matter",
        "本月送出拟处理告知书的不实处理",
        acts("matter.serve_intended"),
    ),
    Figure("upheld", "认定承诺不实", CONSEQUENCES, "件", "matter", "本月认定承诺不实的", acts("matter.uphold")),
    Figure("dismissed", "不予认定", CONSEQUENCES, "件", "matter", "本月决定不予认定的", acts("matter.dismiss")),
    Figure("revoked", "撤销决定", CONSEQUENCES, "件", "case", "本月撤销决定的办件", acts("case.revoke")),
    Figure(
        "repaired", "信用修复", CONSEQUENCES, "人次", "integrity",
        "本月修复信用、不实记录由本单位认定的当事人",
        lambda work: work.repairs,
    ),
)  # fmt: skip

#: A month in which none of these has anything is a month without work, whatever stands in the catalogue.
WORK_KEYS = frozenset(one.key for one in FIGURES if one.section != CATALOGUE) - {"overdue"}
