"""The states of an integrity file and the acts between them."""

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
