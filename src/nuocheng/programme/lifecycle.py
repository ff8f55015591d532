"""The states of everything in the programme of work, and the acts between them."""

from __future__ import annotations

from enum import StrEnum

from nuocheng.kernel.lifecycles import Lifecycle, from_each, staying


class RoundState(StrEnum):
    """Where a round of work stands."""

    OPEN = "open"
    CLOSED = "closed"


class PlanState(StrEnum):
    """Where an implementation plan stands."""

    DRAFTED = "drafted"
    FILED = "filed"
    RETURNED = "returned"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


class MilestoneState(StrEnum):
    """Where a department stands with one milestone, once it has begun it."""

    UNDER_WAY = "under_way"
    REPORTED = "reported"
    RETURNED = "returned"
    CONFIRMED = "confirmed"


class ExplanationState(StrEnum):
    """Where a written explanation stands."""

    FILED = "filed"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class SummaryState(StrEnum):
    """Where the summary of a department stands."""

    DRAFTED = "drafted"
    HANDED_IN = "handed_in"
    RETURNED = "returned"
    TAKEN = "taken"


class ContactState(StrEnum):
    """Whether a contact is still the one to turn to."""

    CURRENT = "current"
    ENDED = "ended"


ROUND: Lifecycle[RoundState] = Lifecycle(
    subject="round",
    births={"open": RoundState.OPEN},
    moves={
        "remind": staying(RoundState.OPEN),
        "chase": staying(RoundState.OPEN),
        "close": {RoundState.OPEN: RoundState.CLOSED},
    },
    titles={RoundState.OPEN: "进行中", RoundState.CLOSED: "已结束"},
)

PLAN: Lifecycle[PlanState] = Lifecycle(
    subject="programme_plan",
    births={"draft": PlanState.DRAFTED},
    moves={
        "write": staying(PlanState.DRAFTED, PlanState.RETURNED),
        "file": from_each(PlanState.FILED, PlanState.DRAFTED, PlanState.RETURNED),
        "return": {PlanState.FILED: PlanState.RETURNED},
        "publish": {PlanState.FILED: PlanState.PUBLISHED},
        "supersede": {PlanState.PUBLISHED: PlanState.SUPERSEDED},
    },
    titles={
        PlanState.DRAFTED: "起草中",
        PlanState.FILED: "已报送，等区司法局备案",
        PlanState.RETURNED: "退回修改",
        PlanState.PUBLISHED: "已公布",
        PlanState.SUPERSEDED: "已有新版",
    },
)

MILESTONE: Lifecycle[MilestoneState] = Lifecycle(
    subject="milestone",
    births={"begin": MilestoneState.UNDER_WAY},
    moves={
        "report": from_each(MilestoneState.REPORTED, MilestoneState.UNDER_WAY, MilestoneState.RETURNED),
        "return": {MilestoneState.REPORTED: MilestoneState.RETURNED},
        "confirm": {MilestoneState.REPORTED: MilestoneState.CONFIRMED},
    },
    titles={
        MilestoneState.UNDER_WAY: "正在做",
        MilestoneState.REPORTED: "待确认",
        MilestoneState.RETURNED: "退回补充",
        MilestoneState.CONFIRMED: "已完成",
    },
)

EXPLANATION: Lifecycle[ExplanationState] = Lifecycle(
    subject="explanation",
    births={"file": ExplanationState.FILED},
    moves={
        "file_again": {ExplanationState.RETURNED: ExplanationState.FILED},
        "return": {ExplanationState.FILED: ExplanationState.RETURNED},
        "accept": {ExplanationState.FILED: ExplanationState.ACCEPTED},
        "withdraw": from_each(
            ExplanationState.WITHDRAWN,
            ExplanationState.FILED,
            ExplanationState.RETURNED,
            ExplanationState.ACCEPTED,
        ),
    },
    titles={
        ExplanationState.FILED: "已报送，等区司法局审阅",
        ExplanationState.RETURNED: "退回修改",
        ExplanationState.ACCEPTED: "已采纳",
        ExplanationState.WITHDRAWN: "已撤回",
    },
)

SUMMARY: Lifecycle[SummaryState] = Lifecycle(
    subject="summary",
    births={"draft": SummaryState.DRAFTED},
    moves={
        "write": staying(SummaryState.DRAFTED, SummaryState.RETURNED),
        "hand_in": from_each(SummaryState.HANDED_IN, SummaryState.DRAFTED, SummaryState.RETURNED),
        "return": {SummaryState.HANDED_IN: SummaryState.RETURNED},
        "take": {SummaryState.HANDED_IN: SummaryState.TAKEN},
    },
    titles={
        SummaryState.DRAFTED: "起草中",
        SummaryState.HANDED_IN: "已报送，等区司法局接收",
        SummaryState.RETURNED: "退回修改",
        SummaryState.TAKEN: "已接收",
    },
)

CONTACT: Lifecycle[ContactState] = Lifecycle(
    subject="contact",
    births={"appoint": ContactState.CURRENT},
    moves={"end": {ContactState.CURRENT: ContactState.ENDED}},
    titles={ContactState.CURRENT: "现任", ContactState.ENDED: "已更换"},
)
