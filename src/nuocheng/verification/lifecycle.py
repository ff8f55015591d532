"""The states of a verification task and the acts between them."""

from __future__ import annotations

from enum import StrEnum

from nuocheng.kernel.lifecycles import Lifecycle, from_each


class TaskState(StrEnum):
    """Where a verification task stands."""

    OWED = "owed"
    ANSWERED = "answered"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    UNRESOLVED = "unresolved"
    EXEMPT = "exempt"


#: States in which an officer still owes a finding.
OPEN = (TaskState.OWED, TaskState.ANSWERED)

LIFECYCLE: Lifecycle[TaskState] = Lifecycle(
    subject="task",
    births={"owe": TaskState.OWED, "exempt": TaskState.EXEMPT},
    moves={
        "record_answer": from_each(TaskState.ANSWERED, TaskState.OWED, TaskState.ANSWERED),
        "confirm": {TaskState.ANSWERED: TaskState.CONFIRMED},
        "refute": {TaskState.ANSWERED: TaskState.REFUTED},
        "leave_unresolved": {TaskState.ANSWERED: TaskState.UNRESOLVED},
    },
    titles={
        TaskState.OWED: "待核查",
        TaskState.ANSWERED: "已查询，待下结论",
        TaskState.CONFIRMED: "属实",
        TaskState.REFUTED: "不实",
        TaskState.UNRESOLVED: "无法核实",
        TaskState.EXEMPT: "免予核查",
    },
)
