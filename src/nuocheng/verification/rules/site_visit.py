"""Judging a visit: what the officers say they saw, held against what they wrote down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nuocheng.verification.rules.compare import Claim, Verdict, compare

#: The outcome of a visit on which nobody was met: nothing was found, which proves nothing.
NOT_FOUND = "not_found"
#: The outcome where those who looked could not tell.
UNTOLD = "missing"


class Sight(StrEnum):
    """What the officers say of a visit."""

    SAME = "same"
    DIFFERS = "differs"
    ABSENT = "absent"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a visit amounts to: the outcome to be kept and why; or an objection, and nothing is kept."""

    outcome: str = ""
    reason: str = ""
    objection: str = ""


def judge_visit(claim: Claim, sight: Sight, seen: str) -> Judged:
    """Return the outcome of a visit; what was written down must not speak against what was ticked.

    Where the two can be compared, the comparison decides whether the officers may say so; where only a
    person can tell, the officers' word stands.
    """
    if sight is Sight.ABSENT:
        return Judged(NOT_FOUND, "上门没有见到人，这次不作结论")
    if sight is Sight.UNCLEAR:
        return Judged(UNTOLD, "到了现场，看不出是不是和承诺一致，这次不作结论")
    said = Verdict.CONSISTENT if sight is Sight.SAME else Verdict.CONTRADICTED
    compared = compare(claim, seen)
    if compared.verdict is Verdict.MISSING:
        word = "一致" if sight is Sight.SAME else "不一致"
        return Judged(said, f"承诺：“{claim.value.strip()}”；现场见到：“{seen.strip()}”；现场人员认为{word}")
    if compared.verdict is not said:
        word = "一致" if compared.verdict is Verdict.CONSISTENT else "不一致"
        return Judged(objection=f"您写的内容和承诺的比对下来是{word}，和您选的不同，请核对后改一处")
    return Judged(said, compared.reason.replace("登记：", "现场见到："))
