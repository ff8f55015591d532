"""The states of a mailing and the acts between them."""

from __future__ import annotations

from enum import StrEnum

from nuocheng.kernel.lifecycles import Lifecycle, from_each, staying


class MailingState(StrEnum):
    """Where one way of reaching one person with one letter stands."""

    QUEUED = "queued"
    SENT = "sent"
    PARKED = "parked"
    TO_PRINT = "to_print"
    PRINTED = "printed"
    POSTED = "posted"
    DROPPED = "dropped"


S = MailingState

LIFECYCLE: Lifecycle[MailingState] = Lifecycle(
    subject="mailing",
    births={"queue": S.QUEUED, "lay_out": S.TO_PRINT},
    moves={
        "send": {S.QUEUED: S.SENT},
        "defer": staying(S.QUEUED),
        "park": {S.QUEUED: S.PARKED},
        "retry": {S.PARKED: S.QUEUED},
        "print": from_each(S.PRINTED, S.TO_PRINT, S.PRINTED),
        "post": {S.PRINTED: S.POSTED},
        "drop": from_each(S.DROPPED, S.PARKED, S.TO_PRINT),
    },
    titles={
        S.QUEUED: "等着送出",
        S.SENT: "已经送出",
        S.PARKED: "没送到，要人办",
        S.TO_PRINT: "要打印",
        S.PRINTED: "打印了，等着寄",
        S.POSTED: "已经寄出",
        S.DROPPED: "不再送",
    },
)
