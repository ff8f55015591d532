"""The states of an edition of a catalogue item, and the acts between them."""

from __future__ import annotations

from enum import StrEnum

from nuocheng.kernel.lifecycles import Lifecycle, from_each, staying


class EditionState(StrEnum):
    """Where an edition stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"
    DISCARDED = "discarded"


LIFECYCLE: Lifecycle[EditionState] = Lifecycle(
    subject="edition",
    births={"draft": EditionState.DRAFT},
    moves={
        "amend": staying(EditionState.DRAFT),
        "discard": {EditionState.DRAFT: EditionState.DISCARDED},
        "send_to_review": {EditionState.DRAFT: EditionState.IN_REVIEW},
        "comment": staying(EditionState.IN_REVIEW),
        "answer": staying(EditionState.DRAFT, EditionState.IN_REVIEW),
        "return_draft": from_each(
            EditionState.DRAFT, EditionState.IN_REVIEW, EditionState.REVIEWED, EditionState.SCHEDULED
        ),
        "pass_review": {EditionState.IN_REVIEW: EditionState.REVIEWED},
        "schedule": {EditionState.REVIEWED: EditionState.SCHEDULED},
        "publish": from_each(EditionState.PUBLISHED, EditionState.REVIEWED, EditionState.SCHEDULED),
        "suspend": {EditionState.PUBLISHED: EditionState.SUSPENDED},
        "resume": {EditionState.SUSPENDED: EditionState.PUBLISHED},
        "take_on_file": staying(EditionState.PUBLISHED, EditionState.SUSPENDED),
        "supersede": from_each(EditionState.SUPERSEDED, EditionState.PUBLISHED, EditionState.SUSPENDED),
        "cancel": from_each(EditionState.CANCELLED, EditionState.PUBLISHED, EditionState.SUSPENDED),
    },
    titles={
        EditionState.DRAFT: "草拟中",
        EditionState.IN_REVIEW: "法制审核中",
        EditionState.REVIEWED: "待公布",
        EditionState.SCHEDULED: "待生效",
        EditionState.PUBLISHED: "已公布",
        EditionState.SUSPENDED: "暂停承诺",
        EditionState.SUPERSEDED: "已有新版",
        EditionState.CANCELLED: "已取消",
        EditionState.DISCARDED: "已作废",
    },
)


class ImportState(StrEnum):
    """Where an import of a table stands."""

    RECEIVED = "received"
    MATCHED = "matched"
    WRITING = "writing"
    WRITTEN = "written"
    UNDOING = "undoing"
    UNDONE = "undone"
    DROPPED = "dropped"


IMPORT_LIFECYCLE: Lifecycle[ImportState] = Lifecycle(
    subject="import",
    births={"receive": ImportState.RECEIVED},
    moves={
        "match": from_each(ImportState.MATCHED, ImportState.RECEIVED, ImportState.MATCHED),
        "drop": from_each(ImportState.DROPPED, ImportState.RECEIVED, ImportState.MATCHED),
        "confirm": {ImportState.MATCHED: ImportState.WRITING},
        "write": staying(ImportState.WRITING),
        "finish": {ImportState.WRITING: ImportState.WRITTEN, ImportState.UNDOING: ImportState.UNDONE},
        "undo": {ImportState.WRITTEN: ImportState.UNDOING},
        "take_back": staying(ImportState.UNDOING),
    },
    titles={
        ImportState.RECEIVED: "等您核对列",
        ImportState.MATCHED: "试读",
        ImportState.WRITING: "正在写入",
        ImportState.WRITTEN: "已写入",
        ImportState.UNDOING: "正在撤回",
        ImportState.UNDONE: "已撤回",
        ImportState.DROPPED: "没有导入",
    },
)


class SuperiorListState(StrEnum):
    """Where a superior list stands."""

    READ = "read"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


SUPERIOR_LISTS: Lifecycle[SuperiorListState] = Lifecycle(
    subject="superior_list",
    births={"take_in": SuperiorListState.READ},
    moves={
        "confirm": {SuperiorListState.READ: SuperiorListState.IN_FORCE},
        "discard": {SuperiorListState.READ: SuperiorListState.DISCARDED},
        "match": staying(SuperiorListState.IN_FORCE),
        "settle": staying(SuperiorListState.IN_FORCE),
        "supersede": {SuperiorListState.IN_FORCE: SuperiorListState.SUPERSEDED},
        "withdraw": {SuperiorListState.IN_FORCE: SuperiorListState.WITHDRAWN},
    },
    titles={
        SuperiorListState.READ: "读好了，待确认",
        SuperiorListState.IN_FORCE: "现行",
        SuperiorListState.SUPERSEDED: "已有新版",
        SuperiorListState.WITHDRAWN: "已停用",
        SuperiorListState.DISCARDED: "没有采用",
    },
)


class StatuteState(StrEnum):
    """Where a law or document stands that certificates rest on."""

    VALID = "valid"
    AMENDED = "amended"
    REPEALED = "repealed"


STATUTES: Lifecycle[StatuteState] = Lifecycle(
    subject="statute",
    births={"open": StatuteState.VALID},
    moves={
        "amend": from_each(StatuteState.AMENDED, StatuteState.VALID, StatuteState.AMENDED),
        "repeal": from_each(StatuteState.REPEALED, StatuteState.VALID, StatuteState.AMENDED),
        "restore": from_each(StatuteState.VALID, StatuteState.AMENDED, StatuteState.REPEALED),
        "confirm": staying(StatuteState.AMENDED, StatuteState.REPEALED),
    },
    titles={
        StatuteState.VALID: "有效",
        StatuteState.AMENDED: "已修改",
        StatuteState.REPEALED: "已废止",
    },
)


class AlertState(StrEnum):
    """Where an alert of the watch stands."""

    OPEN = "open"
    SETTLED = "settled"
    CLEARED = "cleared"


ALERTS: Lifecycle[AlertState] = Lifecycle(
    subject="alert",
    births={"raise": AlertState.OPEN},
    moves={
        "settle": {AlertState.OPEN: AlertState.SETTLED},
        "reopen": from_each(AlertState.OPEN, AlertState.OPEN, AlertState.SETTLED, AlertState.CLEARED),
        "clear": from_each(AlertState.CLEARED, AlertState.OPEN, AlertState.SETTLED),
    },
    titles={
        AlertState.OPEN: "要看",
        AlertState.SETTLED: "已说明",
        AlertState.CLEARED: "已消除",
    },
)
