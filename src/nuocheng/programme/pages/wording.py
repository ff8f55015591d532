"""The words of the pages of the programme of work: what was done, and how badges read."""

from __future__ import annotations

from nuocheng.journal import queries as journal
from nuocheng.journal.files import File
from nuocheng.kernel.dates import cn_time
from nuocheng.programme.lifecycle import ExplanationState, MilestoneState, PlanState, SummaryState
from nuocheng.programme.models import Explanation

DONE: dict[str, str] = {
    "programme_plan.draft": "开始起草",
    "programme_plan.write": "修改",
    "programme_plan.file": "报送区司法局",
    "programme_plan.return": "区司法局退回修改",
    "programme_plan.publish": "区司法局备案并公布",
    "programme_plan.supersede": "由新版代替",
    "milestone.begin": "开始",
    "milestone.report": "报告完成",
    "milestone.return": "区司法局退回补充",
    "milestone.confirm": "区司法局确认完成",
    "explanation.file": "报送区司法局",
    "explanation.file_again": "改后再报",
    "explanation.return": "区司法局退回修改",
    "explanation.accept": "区司法局采纳",
    "explanation.withdraw": "撤回",
    "summary.draft": "开始起草",
    "summary.write": "修改",
    "summary.hand_in": "报送区司法局",
    "summary.return": "区司法局退回修改",
    "summary.take": "区司法局接收",
}
TONES: dict[str, str] = {
    PlanState.DRAFTED: "",
    PlanState.FILED: "info",
    PlanState.RETURNED: "todo",
    PlanState.PUBLISHED: "ok",
    PlanState.SUPERSEDED: "off",
    MilestoneState.UNDER_WAY: "",
    MilestoneState.REPORTED: "info",
    MilestoneState.CONFIRMED: "ok",
    ExplanationState.ACCEPTED: "ok",
    ExplanationState.WITHDRAWN: "off",
    SummaryState.HANDED_IN: "info",
    SummaryState.TAKEN: "ok",
}
#: Entries that say nothing to whoever reads a history: a draft is saved many times.
QUIET = frozenset({"programme_plan.write", "summary.write"})


def events(file: File) -> list[dict[str, str]]:
    """Return what was done on a file, as the timeline draws it."""
    lines = [one for one in journal.history(file.kind, file.reference) if one.verb not in QUIET]
    return [
        {
            "when": cn_time(line.at),
            "what": DONE.get(line.verb, line.verb),
            "note": str(line.note.get("reason", "")),
            "at": "past",
        }
        for line in lines
    ]


def scope(told: Explanation) -> str:
    """Return which items an explanation is about, in words."""
    return "本单位全部事项" if told.whole else "、".join(one.name for one in told.named)


def grounds(told: Explanation, known: dict[str, str]) -> str:
    """Return the grounds of an explanation in words."""
    return "、".join(known.get(code, code) for code in told.ground_codes)
