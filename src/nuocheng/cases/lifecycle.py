"""The states of a case, a demand, a block of numbers and a rating, and the acts between them."""

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
    CORRECTING = "correcting"
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
    S.CORRECTING,
)

#: States in which the party has not chosen yet: what was typed so far is a draft.
DRAFTING = (S.OPENED, S.ELIGIBLE, S.NOTIFIED, S.ACKNOWLEDGED)
#: States in which a case waits for the reviewer's decision.
WAITING = (S.PLEDGED, S.SUBMITTED)

#: States in which there is a result to be rated.
DECIDED = (S.GRANTED, S.REFUSED, S.CLOSED, S.REVOKED)

LIFECYCLE: Lifecycle[CaseState] = Lifecycle(
    subject="case",
    births={"open": S.OPENED},
    moves={
        "find_eligible": {S.OPENED: S.ELIGIBLE},
        "find_ineligible": from_each(S.ORDINARY, S.OPENED, S.ELIGIBLE, S.NOTIFIED, S.ACKNOWLEDGED),
        "serve_notice": from_each(S.NOTIFIED, S.ELIGIBLE, S.NOTIFIED, S.ACKNOWLEDGED),
        "acknowledge_notice": {S.NOTIFIED: S.ACKNOWLEDGED},
        "look_up": staying(S.NOTIFIED, S.ACKNOWLEDGED),
        "sign_pledge": {S.ACKNOWLEDGED: S.PLEDGED},
        "sign_part": {S.ACKNOWLEDGED: S.SUPPLEMENTING},
        "decline_pledge": {S.ACKNOWLEDGED: S.ORDINARY},
        "submit_certificate": staying(S.ORDINARY, S.SUPPLEMENTING, S.CORRECTING),
        "reconsider": {S.ORDINARY: S.ACKNOWLEDGED},
        "rename_certificate": staying(S.ORDINARY, S.SUPPLEMENTING),
        "remove_certificate": staying(S.ORDINARY, S.SUPPLEMENTING),
        "hand_in": from_each(S.SUBMITTED, S.ORDINARY, S.SUPPLEMENTING),
        "withdraw_pledge": from_each(S.ORDINARY, S.PLEDGED, S.SUPPLEMENTING, S.SUBMITTED, S.CORRECTING),
        "assign": staying(*UNDECIDED),
        "recuse": staying(*UNDECIDED),
        "ask_correction": from_each(S.CORRECTING, *WAITING),
        "answer_correction": {S.CORRECTING: S.SUBMITTED},
        "drop_point": staying(S.CORRECTING),
        "end_correction": {S.CORRECTING: S.SUBMITTED},
        "deem_withdrawn": {S.CORRECTING: S.WITHDRAWN},
        "begin_procedure": staying(*WAITING),
        "end_procedure": staying(*WAITING),
        "extend_term": staying(*WAITING),
        "turn_ordinary": from_each(S.ORDINARY, *WAITING),
        "reinstate_pledge": {S.ORDINARY: S.SUBMITTED},
        "file_scan": staying(*UNDECIDED),
        "place_scan": staying(*UNDECIDED),
        "give_receipt": staying(S.PLEDGED, S.SUBMITTED),
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
        S.SUBMITTED: "已交齐，待决定",
        S.CORRECTING: "补正中",
        S.GRANTED: "已准予，核查中",
        S.REFUSED: "没有批准",
        S.WITHDRAWN: "已撤回申请",
        S.CLOSED: "已办结",
        S.REVOKED: "已撤销",
    },
)


class DemandState(StrEnum):
    """Where a demand for a listed certificate stands."""

    STANDING = "standing"
    LIFTED = "lifted"
    MET = "met"
    ENDED = "ended"


D = DemandState

DEMAND_LIFECYCLE: Lifecycle[DemandState] = Lifecycle(
    subject="demand",
    births={"make": D.STANDING},
    moves={
        "lift": {D.STANDING: D.LIFTED},
        "meet": {D.STANDING: D.MET},
        "end": {D.STANDING: D.ENDED},
    },
    titles={
        D.STANDING: "要求交，待监督",
        D.LIFTED: "已撤销要求",
        D.MET: "当事人已答复",
        D.ENDED: "随办件终止",
    },
)


class BlockState(StrEnum):
    """Where a block of reserved numbers stands."""

    DRAWN = "drawn"
    CLOSED = "closed"


B = BlockState

BLOCK_LIFECYCLE: Lifecycle[BlockState] = Lifecycle(
    subject="block",
    births={"draw": B.DRAWN},
    moves={
        "use": staying(B.DRAWN),
        "void": staying(B.DRAWN),
        "close": {B.DRAWN: B.CLOSED},
    },
    titles={B.DRAWN: "已领用", B.CLOSED: "已交清"},
)


class RatingState(StrEnum):
    """Where a rating stands."""

    GIVEN = "given"
    CALLED = "called"


RATING: Lifecycle[RatingState] = Lifecycle(
    subject="rating",
    births={"give": RatingState.GIVEN},
    moves={
        "call_back": {RatingState.GIVEN: RatingState.CALLED},
        "report": staying(RatingState.GIVEN, RatingState.CALLED),
    },
    titles={RatingState.GIVEN: "已评价", RatingState.CALLED: "已回访"},
)
