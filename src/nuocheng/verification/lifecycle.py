"""The states of verification tasks and draws, and the acts between them."""

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
    POOLED = "pooled"
    SPARED = "spared"


class DrawState(StrEnum):
    """Where a draw stands."""

    PREPARED = "prepared"
    FROZEN = "frozen"
    DRAWN = "drawn"
    CARRIED_OUT = "carried_out"
    GIVEN_UP = "given_up"


#: States in which an officer still owes a finding.
OPEN = (TaskState.OWED, TaskState.ANSWERED)
#: States in which nobody verifies, and which something particular may end.
AT_REST = (TaskState.POOLED, TaskState.SPARED, TaskState.EXEMPT)

LIFECYCLE: Lifecycle[TaskState] = Lifecycle(
    subject="task",
    births={
        "owe": TaskState.OWED,
        "exempt": TaskState.EXEMPT,
        "pool": TaskState.POOLED,
        "spare": TaskState.SPARED,
    },
    moves={
        "draw": {TaskState.POOLED: TaskState.OWED},
        "pass_over": {TaskState.POOLED: TaskState.SPARED},
        "trigger": from_each(TaskState.OWED, *AT_REST),
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
        TaskState.POOLED: "待抽查",
        TaskState.SPARED: "这次不查",
    },
)

#: A draw under way: a department has one at a time.
DRAWING = (DrawState.PREPARED, DrawState.FROZEN, DrawState.DRAWN)

DRAW: Lifecycle[DrawState] = Lifecycle(
    subject="draw",
    births={"prepare": DrawState.PREPARED},
    moves={
        "freeze": {DrawState.PREPARED: DrawState.FROZEN},
        "reveal": {DrawState.FROZEN: DrawState.DRAWN},
        "finish": {DrawState.DRAWN: DrawState.CARRIED_OUT},
        "give_up": from_each(DrawState.GIVEN_UP, DrawState.PREPARED, DrawState.FROZEN),
    },
    titles={
        DrawState.PREPARED: "种子已封存，等固定名单",
        DrawState.FROZEN: "名单已固定，等抽取",
        DrawState.DRAWN: "已抽取，正在派发",
        DrawState.CARRIED_OUT: "已抽取，已派发",
        DrawState.GIVEN_UP: "已作废",
    },
)
