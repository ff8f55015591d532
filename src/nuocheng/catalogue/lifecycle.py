"""The states of an edition of a catalogue item, and the acts between them."""

from __future__ import annotations

from enum import StrEnum

from nuocheng.kernel.lifecycles import Lifecycle, from_each, staying


class EditionState(StrEnum):
    """Where an edition stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    SUSPENDED = "suspended"


LIFECYCLE: Lifecycle[EditionState] = Lifecycle(
    subject="edition",
    births={"draft": EditionState.DRAFT},
    moves={
        "amend": staying(EditionState.DRAFT),
        "send_to_review": {EditionState.DRAFT: EditionState.IN_REVIEW},
        "return_draft": from_each(EditionState.DRAFT, EditionState.IN_REVIEW, EditionState.REVIEWED),
        "pass_review": {EditionState.IN_REVIEW: EditionState.REVIEWED},
        "publish": {EditionState.REVIEWED: EditionState.PUBLISHED},
        "suspend": {EditionState.PUBLISHED: EditionState.SUSPENDED},
        "resume": {EditionState.SUSPENDED: EditionState.PUBLISHED},
        "supersede": from_each(EditionState.SUPERSEDED, EditionState.PUBLISHED, EditionState.SUSPENDED),
    },
    titles={
        EditionState.DRAFT: "草拟中",
        EditionState.IN_REVIEW: "法制审核中",
        EditionState.REVIEWED: "待公布",
        EditionState.PUBLISHED: "已公布",
        EditionState.SUPERSEDED: "已有新版",
        EditionState.SUSPENDED: "暂停承诺",
    },
)
