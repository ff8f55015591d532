"""The states of a mandate and of an enrolment, and the acts between them."""

from __future__ import annotations

from enum import StrEnum

from nuocheng.kernel.lifecycles import Lifecycle


class MandateState(StrEnum):
    """Whether a mandate stands; that its term is over is read from its dates."""

    STANDING = "standing"
    ENDED = "ended"


LIFECYCLE: Lifecycle[MandateState] = Lifecycle(
    subject="mandate",
    births={"give": MandateState.STANDING, "register": MandateState.STANDING},
    moves={"end": {MandateState.STANDING: MandateState.ENDED}},
    titles={MandateState.STANDING: "有效", MandateState.ENDED: "已结束"},
)


class EnrolmentState(StrEnum):
    """An enrolment is noted and stays so: what comes later is another one."""

    NOTED = "noted"


ENROLMENT: Lifecycle[EnrolmentState] = Lifecycle(
    subject="enrolment",
    births={
        "open": EnrolmentState.NOTED,
        "correct": EnrolmentState.NOTED,
        "release": EnrolmentState.NOTED,
    },
    moves={},
    titles={EnrolmentState.NOTED: "已登记"},
)
