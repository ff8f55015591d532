"""The states of verification tasks, draws, requests for assistance, data sources and visits, and the acts between them."""

from __future__ import annotations

from enum import StrEnum

from nuocheng.kernel.lifecycles import Lifecycle, from_each, staying


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
    AWAITING = "awaiting"
    NOT_AS_PLEDGED = "not_as_pledged"
    CALLED_OFF = "called_off"


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
AT_REST = (TaskState.POOLED, TaskState.SPARED, TaskState.EXEMPT, TaskState.AWAITING)

LIFECYCLE: Lifecycle[TaskState] = Lifecycle(
    subject="task",
    births={
        "owe": TaskState.OWED,
        "exempt": TaskState.EXEMPT,
        "pool": TaskState.POOLED,
        "spare": TaskState.SPARED,
        "await_expiry": TaskState.AWAITING,
    },
    moves={
        "draw": {TaskState.POOLED: TaskState.OWED},
        "pass_over": {TaskState.POOLED: TaskState.SPARED},
        "trigger": from_each(TaskState.OWED, *AT_REST, TaskState.NOT_AS_PLEDGED),
        "come_due": {TaskState.AWAITING: TaskState.OWED},
        "remind": staying(*OPEN),
        "chase": staying(*OPEN),
        "note_decision": staying(*OPEN, TaskState.CONFIRMED, TaskState.UNRESOLVED),
        "call_off": from_each(TaskState.CALLED_OFF, *OPEN, TaskState.AWAITING),
        "record_answer": from_each(TaskState.ANSWERED, TaskState.OWED, TaskState.ANSWERED),
        "confirm": {TaskState.ANSWERED: TaskState.CONFIRMED},
        "refute": {TaskState.ANSWERED: TaskState.REFUTED},
        "find_other": {TaskState.ANSWERED: TaskState.NOT_AS_PLEDGED},
        "leave_unresolved": {TaskState.ANSWERED: TaskState.UNRESOLVED},
        "put_on_visit": staying(TaskState.OWED, TaskState.ANSWERED),
        "take_off_visit": staying(TaskState.OWED, TaskState.ANSWERED),
        "reopen": {TaskState.CONFIRMED: TaskState.ANSWERED},
        "ask_next": {TaskState.ANSWERED: TaskState.OWED},
        "hand_on": staying(TaskState.ANSWERED),
        "ask_another": from_each(TaskState.OWED, TaskState.OWED, TaskState.ANSWERED),
        "hand_to": staying(TaskState.OWED, TaskState.ANSWERED),
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
        TaskState.AWAITING: "等到期再核查",
        TaskState.NOT_AS_PLEDGED: "和承诺不一致（决定前）",
        TaskState.CALLED_OFF: "不用再查",
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


class AssistanceState(StrEnum):
    """Where a request for assistance stands."""

    DRAFTED = "drafted"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    PREPARED = "prepared"
    RETURNED = "returned"
    REFUSED = "refused"
    DISPUTED = "disputed"
    ANSWERED = "answered"
    CLOSED = "closed"


A = AssistanceState
#: States in which the asked body has not written its answer yet, and in which it owes one.
UNWRITTEN = (A.SENT, A.ACKNOWLEDGED)
AWAITED = (*UNWRITTEN, A.PREPARED)

ASSISTANCE: Lifecycle[AssistanceState] = Lifecycle(
    subject="assistance",
    births={"draft": A.DRAFTED},
    moves={
        "send": {A.DRAFTED: A.SENT},
        "acknowledge": {A.SENT: A.ACKNOWLEDGED},
        "return": from_each(A.RETURNED, *UNWRITTEN),
        "refuse": from_each(A.REFUSED, *UNWRITTEN),
        "dispute": {A.REFUSED: A.DISPUTED},
        "require_answer": {A.DISPUTED: A.ACKNOWLEDGED},
        "uphold_refusal": {A.DISPUTED: A.CLOSED},
        "answer": from_each(A.ANSWERED, *UNWRITTEN),
        "prepare_answer": from_each(A.PREPARED, *UNWRITTEN),
        "sign_answer": {A.PREPARED: A.ANSWERED},
        "send_draft_back": {A.PREPARED: A.ACKNOWLEDGED},
        "ask_further": {A.ANSWERED: A.ACKNOWLEDGED},
        "use": {A.ANSWERED: A.CLOSED},
        "set_aside": {A.ANSWERED: A.CLOSED},
        "close": from_each(A.CLOSED, A.RETURNED, A.REFUSED),
        "withdraw": from_each(A.CLOSED, A.DRAFTED, *AWAITED),
        "issue_code": staying(*UNWRITTEN),
        "tell_halfway": staying(*AWAITED),
        "remind": staying(*AWAITED),
        "chase": staying(*AWAITED),
        "escalate": staying(*AWAITED),
    },
    titles={
        A.DRAFTED: "待签发",
        A.SENT: "已发出，等签收",
        A.ACKNOWLEDGED: "已签收，等答复",
        A.PREPARED: "答复已写好，等签发",
        A.RETURNED: "退回：不归对方管",
        A.REFUSED: "对方拒绝",
        A.DISPUTED: "有争议，等司法局裁定",
        A.ANSWERED: "已答复，等采用",
        A.CLOSED: "已结束",
    },
)


class BodyState(StrEnum):
    """Whether a body outside stands in the address book."""

    LISTED = "listed"
    DROPPED = "dropped"


BODY: Lifecycle[BodyState] = Lifecycle(
    subject="body",
    births={"enter": BodyState.LISTED},
    moves={
        "change": staying(BodyState.LISTED),
        "drop": {BodyState.LISTED: BodyState.DROPPED},
    },
    titles={BodyState.LISTED: "在通讯录里", BodyState.DROPPED: "已去掉"},
)


class SourceState(StrEnum):
    """Whether a data source is asked."""

    CONNECTED = "connected"
    SUSPENDED = "suspended"
    ON_FALLBACK = "on_fallback"
    BY_PEOPLE = "by_people"


D = SourceState

SOURCE: Lifecycle[SourceState] = Lifecycle(
    subject="source",
    births={"connect": D.CONNECTED},
    moves={
        "change": staying(*D),
        "suspend": from_each(D.SUSPENDED, D.CONNECTED, D.ON_FALLBACK, D.BY_PEOPLE),
        "resume": from_each(D.CONNECTED, D.SUSPENDED, D.ON_FALLBACK, D.BY_PEOPLE),
        "switch_to_fallback": from_each(D.ON_FALLBACK, D.CONNECTED, D.SUSPENDED, D.BY_PEOPLE),
        "turn_to_people": from_each(D.BY_PEOPLE, D.CONNECTED, D.SUSPENDED, D.ON_FALLBACK),
    },
    titles={
        D.CONNECTED: "使用中",
        D.SUSPENDED: "已停用",
        D.ON_FALLBACK: "用备用来源",
        D.BY_PEOPLE: "转人工",
    },
)


class VisitState(StrEnum):
    """Where a visit on the spot stands."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    POSTPONED = "postponed"
    RECORDED = "recorded"
    DONE = "done"
    NOT_MET = "not_met"
    CALLED_OFF = "called_off"


V = VisitState
#: A visit that is still to be made, or of which the record is not confirmed.
COMING = (V.PLANNED, V.POSTPONED, V.ANNOUNCED)
UNDER_WAY = (*COMING, V.RECORDED)

VISIT: Lifecycle[VisitState] = Lifecycle(
    subject="visit",
    births={"plan": V.PLANNED},
    moves={
        "announce": from_each(V.ANNOUNCED, V.PLANNED, V.POSTPONED),
        "allow_unannounced": from_each(V.ANNOUNCED, V.PLANNED, V.POSTPONED),
        "ask_time": staying(V.ANNOUNCED),
        "accept_time": staying(V.ANNOUNCED),
        "decline_time": staying(V.ANNOUNCED),
        "postpone": from_each(V.POSTPONED, *COMING),
        "note_sight": staying(V.ANNOUNCED),
        "sign": {V.ANNOUNCED: V.RECORDED},
        "confirm": staying(V.RECORDED),
        "contest": {V.RECORDED: V.ANNOUNCED},
        "finish": {V.RECORDED: V.DONE},
        "end_unmet": {V.RECORDED: V.NOT_MET},
        "call_off": from_each(V.CALLED_OFF, *COMING),
    },
    titles={
        V.PLANNED: "已安排，待通知",
        V.ANNOUNCED: "已通知当事人",
        V.POSTPONED: "已改期，待通知",
        V.RECORDED: "已记录，待同行人员确认",
        V.DONE: "已完成",
        V.NOT_MET: "没见到人",
        V.CALLED_OFF: "已取消",
    },
)


class SnapshotState(StrEnum):
    """Where a snapshot of a reference set stands."""

    RECEIVED = "received"
    LOADING = "loading"
    LOADED = "loaded"
    REFUSED = "refused"
    REMOVED = "removed"


SNAPSHOT: Lifecycle[SnapshotState] = Lifecycle(
    subject="snapshot",
    births={"receive": SnapshotState.RECEIVED},
    moves={
        "describe": {SnapshotState.RECEIVED: SnapshotState.LOADING},
        "load": {SnapshotState.LOADING: SnapshotState.LOADED},
        "refuse": {SnapshotState.LOADING: SnapshotState.REFUSED},
        "remove": from_each(
            SnapshotState.REMOVED, SnapshotState.RECEIVED, SnapshotState.LOADED, SnapshotState.REFUSED
        ),
    },
    titles={
        SnapshotState.RECEIVED: "等说明各列",
        SnapshotState.LOADING: "正在装入",
        SnapshotState.LOADED: "可以用",
        SnapshotState.REFUSED: "装不进去",
        SnapshotState.REMOVED: "已移除",
    },
)


class BatchState(StrEnum):
    """Where a run of batch verification stands."""

    PREPARED = "prepared"
    MATCHING = "matching"
    ENTERING = "entering"
    DONE = "done"
    STOPPED = "stopped"


#: A run that is under way: a department has one at a time.
RUNNING = (BatchState.PREPARED, BatchState.MATCHING, BatchState.ENTERING)

BATCH: Lifecycle[BatchState] = Lifecycle(
    subject="batch",
    births={"prepare": BatchState.PREPARED},
    moves={
        "begin": {BatchState.PREPARED: BatchState.MATCHING},
        "match": {BatchState.MATCHING: BatchState.ENTERING},
        "enter": {BatchState.ENTERING: BatchState.ENTERING},
        "finish": {BatchState.ENTERING: BatchState.DONE},
        "stop": from_each(BatchState.STOPPED, *RUNNING),
        "resume": {BatchState.STOPPED: BatchState.PREPARED},
    },
    titles={
        BatchState.PREPARED: "排队，等着比对",
        BatchState.MATCHING: "正在比对",
        BatchState.ENTERING: "正在记入结果",
        BatchState.DONE: "做完了",
        BatchState.STOPPED: "停下了",
    },
)


class RoundState(StrEnum):
    """Where the re-checks of a month stand."""

    SEALED = "sealed"
    DRAWN = "drawn"
    CARRIED_OUT = "carried_out"


RECHECK_ROUND: Lifecycle[RoundState] = Lifecycle(
    subject="recheck_round",
    births={"seal": RoundState.SEALED},
    moves={
        "draw": {RoundState.SEALED: RoundState.DRAWN},
        "finish": {RoundState.DRAWN: RoundState.CARRIED_OUT},
    },
    titles={
        RoundState.SEALED: "种子已封存，等这个月过完",
        RoundState.DRAWN: "已抽取，正在派发",
        RoundState.CARRIED_OUT: "已抽取，已派发",
    },
)


class RecheckState(StrEnum):
    """Where one re-check stands."""

    OWED = "owed"
    SAME = "same"
    DIFFERS = "differs"


RECHECK: Lifecycle[RecheckState] = Lifecycle(
    subject="recheck",
    births={"owe": RecheckState.OWED},
    moves={
        "agree": {RecheckState.OWED: RecheckState.SAME},
        "differ": {RecheckState.OWED: RecheckState.DIFFERS},
    },
    titles={
        RecheckState.OWED: "待复核",
        RecheckState.SAME: "复核相同",
        RecheckState.DIFFERS: "复核不同，已重新核查",
    },
)
