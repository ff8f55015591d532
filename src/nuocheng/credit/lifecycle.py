"""The states of an integrity file and of an objection, and the acts between them."""

from __future__ import annotations

from enum import StrEnum

from nuocheng.kernel.lifecycles import Lifecycle, from_each, staying


class StandingState(StrEnum):
    """How a party stands with the scheme."""

    CLEAR = "clear"
    BARRED = "barred"
    REPAIRING = "repairing"


LIFECYCLE: Lifecycle[StandingState] = Lifecycle(
    subject="integrity",
    births={"open": StandingState.CLEAR},
    moves={
        "enter_mark": from_each(
            StandingState.BARRED, StandingState.CLEAR, StandingState.BARRED, StandingState.REPAIRING
        ),
        "note_mark": staying(StandingState.CLEAR, StandingState.BARRED, StandingState.REPAIRING),
        "correct_mark": from_each(StandingState.CLEAR, StandingState.BARRED, StandingState.REPAIRING),
        "note_correction": staying(StandingState.CLEAR, StandingState.BARRED, StandingState.REPAIRING),
        "ask_repair": {StandingState.BARRED: StandingState.REPAIRING},
        "refuse_repair": {StandingState.REPAIRING: StandingState.BARRED},
        "repair": {StandingState.REPAIRING: StandingState.CLEAR},
    },
    titles={
        StandingState.CLEAR: "可以承诺",
        StandingState.BARRED: "暂不适用承诺",
        StandingState.REPAIRING: "信用修复办理中",
    },
)


class ObjectionState(StrEnum):
    """Where an objection stands."""

    FILED = "filed"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


OBJECTION: Lifecycle[ObjectionState] = Lifecycle(
    subject="objection",
    births={"file": ObjectionState.FILED},
    moves={
        "uphold": {ObjectionState.FILED: ObjectionState.UPHELD},
        "dismiss": {ObjectionState.FILED: ObjectionState.DISMISSED},
        "withdraw": {ObjectionState.FILED: ObjectionState.WITHDRAWN},
    },
    titles={
        ObjectionState.FILED: "正在核对",
        ObjectionState.UPHELD: "异议成立，记录已更正",
        ObjectionState.DISMISSED: "异议不成立",
        ObjectionState.WITHDRAWN: "已撤回异议",
    },
)
