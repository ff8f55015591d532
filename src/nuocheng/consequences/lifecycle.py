"""The states of a matter (an untrue pledge being dealt with) and the acts between them."""

from __future__ import annotations

from enum import StrEnum

from nuocheng.kernel.lifecycles import Lifecycle, from_each


class MatterState(StrEnum):
    """Where a matter stands."""

    OPENED = "opened"
    INTENDED = "intended"
    HEARD = "heard"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


LIFECYCLE: Lifecycle[MatterState] = Lifecycle(
    subject="matter",
    births={"open": MatterState.OPENED},
    moves={
        "serve_intended": {MatterState.OPENED: MatterState.INTENDED},
        "hear_statement": {MatterState.INTENDED: MatterState.HEARD},
        "note_silence": {MatterState.INTENDED: MatterState.HEARD},
        "uphold": {MatterState.HEARD: MatterState.UPHELD},
        "dismiss": from_each(
            MatterState.DISMISSED, MatterState.OPENED, MatterState.INTENDED, MatterState.HEARD
        ),
    },
    titles={
        MatterState.OPENED: "疑似不实，待告知",
        MatterState.INTENDED: "请当事人说明情况",
        MatterState.HEARD: "已听取陈述申辩，待决定",
        MatterState.UPHELD: "认定承诺不实",
        MatterState.DISMISSED: "不予认定",
    },
)
