"""The states of a case and the acts between them."""

from __future__ import annotations

from enum import StrEnum

from nuocheng.kernel.lifecycles import Lifecycle, from_each, staying


class CaseState(StrEnum):
    """Where a case stands."""

    OPENED = "opened"
    ELIGIBLE = "eligible"
    NOTIFIED = "notified"
    ACKNOWLEDGED = "acknowledged"
    ORDINARY = "ordinary"
    SUPPLEMENTING = "supplementing"
    PLEDGED = "pledged"
    SUBMITTED = "submitted"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    REVOKED = "revoked"


S = CaseState

#: States in which nothing is decided yet.
UNDECIDED = (
    S.OPENED,
    S.ELIGIBLE,
    S.NOTIFIED,
    S.ACKNOWLEDGED,
    S.ORDINARY,
    S.SUPPLEMENTING,
    S.PLEDGED,
    S.SUBMITTED,
)

#: States in which the party has not chosen yet: what was typed so far is a draft.
DRAFTING = (S.OPENED, S.ELIGIBLE, S.NOTIFIED, S.ACKNOWLEDGED)

LIFECYCLE: Lifecycle[CaseState] = Lifecycle(
    subject="case",
    births={"open": S.OPENED},
    moves={
        "find_eligible": {S.OPENED: S.ELIGIBLE},
        "find_ineligible": from_each(S.ORDINARY, S.OPENED, S.ELIGIBLE, S.NOTIFIED, S.ACKNOWLEDGED),
        "serve_notice": from_each(S.NOTIFIED, S.ELIGIBLE, S.NOTIFIED, S.ACKNOWLEDGED),
        "acknowledge_notice": {S.NOTIFIED: S.ACKNOWLEDGED},
        "sign_pledge": {S.ACKNOWLEDGED: S.PLEDGED},
        "sign_part": {S.ACKNOWLEDGED: S.SUPPLEMENTING},
        "decline_pledge": {S.ACKNOWLEDGED: S.ORDINARY},
        "submit_certificate": staying(S.ORDINARY, S.SUPPLEMENTING),
        "hand_in": from_each(S.SUBMITTED, S.ORDINARY, S.SUPPLEMENTING),
        "withdraw_pledge": from_each(S.ORDINARY, S.PLEDGED, S.SUPPLEMENTING, S.SUBMITTED),
        "grant": from_each(S.GRANTED, S.PLEDGED, S.SUBMITTED),
        "refuse": from_each(S.REFUSED, S.PLEDGED, S.SUBMITTED),
        "withdraw": from_each(S.WITHDRAWN, *UNDECIDED),
        "remind": staying(*DRAFTING),
        "lapse": from_each(S.WITHDRAWN, *DRAFTING),
        "close": {S.GRANTED: S.CLOSED},
        "revoke": from_each(S.REVOKED, S.GRANTED, S.CLOSED),
    },
    titles={
        S.OPENED: "已开始，未查信用",
        S.ELIGIBLE: "可以承诺，待告知",
        S.NOTIFIED: "已告知，待您确认",
        S.ACKNOWLEDGED: "已签收告知，待选择",
        S.ORDINARY: "提交证明中",
        S.SUPPLEMENTING: "已承诺一部分，补交证明中",
        S.PLEDGED: "已承诺，待决定",
        S.SUBMITTED: "证明已交齐，待决定",
        S.GRANTED: "已准予，核查中",
        S.REFUSED: "没有批准",
        S.WITHDRAWN: "已撤回申请",
        S.CLOSED: "已办结",
        S.REVOKED: "已撤销",
    },
)
