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
