"""What is said of a paper that somebody holds against our records: the verdict, and what it may be relied on for."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case
from nuocheng.edge.display import mask_name
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.occasion import CHINA
from nuocheng.papers.official import Stamp
from nuocheng.people import queries as people

S = CaseState


class Verdict(StrEnum):
    """The answers there are."""

    VALID = "valid"
    UNSIGNED = "unsigned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"
    MISMATCH = "mismatch"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict in words: its tone and icon, a title, a sentence, and what may be relied on."""

    verdict: Verdict
    tone: str
    mark: str
    title: str
    text: str
    relies: tuple[str, ...] = ()


NO_MORE = "不要再凭这份文书办事；要紧的，请让对方出示现在有效的证明，或打电话问办理部门。"
READ = "请把这一页的内容和手里的文书逐项对一对；对不上的，文书可能被改过。"
ONLY_NOW = "结果只说明核验那一刻的情况；以后用，请再核验一次。"

FORGED: tuple[str, ...] = ("不要凭这份文书办事，请打电话告诉我们。",)
LATER: tuple[str, ...] = ("情况后来有变化，这里显示的是核验那一刻的结果。请用文书上的二维码重新核验。",)

#: How each verdict looks: tone and icon.
LOOKS = {
    Verdict.VALID: ("ok", "tick"),
    Verdict.UNSIGNED: ("info", "info"),
    Verdict.REFUSED: ("todo", "warn"),
    Verdict.WITHDRAWN: ("todo", "back"),
    Verdict.REVOKED: ("bad", "cross"),
    Verdict.MISMATCH: ("bad", "cross"),
    Verdict.UNKNOWN: ("bad", "cross"),
}

_VALID_TEXTS = {
    S.SUPPLEMENTING: "承诺了一部分，其余的证明还在补交。",
    S.PLEDGED: "承诺书已经提交，还没有作出决定。",
    S.SUBMITTED: "已经提交，还没有作出决定。",
    S.GRANTED: "已经批准，承诺的内容正在核查。",
    S.CLOSED: "已经批准，已经办结。",
}
_PROVEN = {
    S.GRANTED: "承诺的内容还在核查，现在不能当作已经查实。",
    S.CLOSED: "办理部门已经办结，没有发现承诺不实。",
}
_NOT_YET = "承诺的内容还没有核查，不能当作已经查实。"


def verdict_on(case: Case) -> Said:  # noqa: PLR0911 - one answer for each thing that may have become of it
    """Return what became of the paper of a case."""
    if case.state == S.REVOKED:
        text = f"承诺认定为不实，原来的决定已经在{_day(case.revoked_at)}撤销。"
        return _of(Verdict.REVOKED, "真的，已撤销", text, (NO_MORE, ONLY_NOW))
    if case.state == S.WITHDRAWN:
        text = f"申请人在{_day(case.moved_at)}撤回了申请，这份文书不再有效。"
        return _of(Verdict.WITHDRAWN, "真的，已撤回", text, (NO_MORE, ONLY_NOW))
    if case.set_aside_at is not None:
        text = f"办理部门在{_day(case.set_aside_at)}改为要求提交证明，承诺已停用。承诺书不再有效。"
        return _of(Verdict.WITHDRAWN, "真的，承诺已停用", text, (NO_MORE, ONLY_NOW))
    if case.pledge_withdrawn_at is not None:
        text = f"申请人在{_day(case.pledge_withdrawn_at)}撤回了承诺，改为提交证明。承诺书不再有效。"
        return _of(Verdict.WITHDRAWN, "真的，承诺已撤回", text, (NO_MORE, ONLY_NOW))
    if case.state == S.REFUSED:
        text = "申请没有批准，这份承诺书不再有效。"
        return _of(Verdict.REFUSED, "真的，申请没有批准", text, (NO_MORE, ONLY_NOW))
    if case.state in _VALID_TEXTS and (case.pledged_at or case.decided_at):
        return _valid(case)
    text = "这是告知书，申请人还没有签署承诺。"
    return _of(Verdict.UNSIGNED, "真的，还没有签承诺书", text, ("还没有人作出承诺。", ONLY_NOW))


def _valid(case: Case) -> Said:
    department = people.department_name(case.department)
    relies = (
        f"{masked(case)}确实向{department}办理了“{case.item_name}”，到核验这一刻没有撤回，也没有被撤销。",
        _PROVEN.get(S(case.state), _NOT_YET) if case.pledged_at else "这一件没有用承诺，交的是证明。",
        READ,
        ONLY_NOW,
    )
    return _of(Verdict.VALID, "真的，有效", _VALID_TEXTS[S(case.state)], relies)


def mismatch(differing: tuple[str, ...]) -> Said:
    """Return the verdict on a code whose contents are not those on record, or that nobody here signed."""
    what = "、".join(differing) or "二维码里的签名"
    text = f"二维码和我们的记录对不上（{what}），这份文书可能是伪造或改过的。"
    return _of(Verdict.MISMATCH, "内容对不上", text, FORGED)


UNKNOWN = Said(
    Verdict.UNKNOWN,
    *LOOKS[Verdict.UNKNOWN],
    "查无，可能是假的",
    "没有查到和您填的两项都相符的文书。",
    ("先照着纸上的再填一遍。还是查不到的，不要凭这份文书办事，请打电话告诉我们。",),
)


def differing(case: Case, stamp: Stamp) -> tuple[str, ...]:
    """Return what a stamp says otherwise than our records, by the words on the paper."""
    both = (
        ("文号", stamp.number, case.number),
        ("申请人", stamp.party, masked(case)),
        ("办理部门", stamp.department, case.department),
        ("核验码", stamp.code, case.code),
    )
    wrong = [name for name, said, ours in both if not _same(said, ours)]
    return tuple(wrong if case.item_name.startswith(stamp.item) else [*wrong, "事项"])


def masked(case: Case) -> str:
    """Return the party's name as anybody may see it."""
    return mask_name(case.party_name, case.party_kind)


def _of(verdict: Verdict, title: str, text: str, relies: tuple[str, ...]) -> Said:
    return Said(verdict, *LOOKS[verdict], title, text, relies)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _day(moment: datetime | None) -> str:
    return cn_date(moment.astimezone(CHINA).date()) if moment else ""
