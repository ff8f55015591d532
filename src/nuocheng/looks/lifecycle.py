"""The states of a look and of a clearance, and the acts between them."""

from __future__ import annotations

from enum import StrEnum

from nuocheng.kernel.lifecycles import Lifecycle, from_each, staying


class LookState(StrEnum):
    """Where a look stands."""

    ASKED = "asked"
    ANSWERED = "answered"
    SETTLED = "settled"
    REFUSED = "refused"


L = LookState

LOOK: Lifecycle[LookState] = Lifecycle(
    subject="look",
    births={"ask": L.ASKED, "refuse": L.REFUSED},
    moves={
        "record": {L.ASKED: L.ANSWERED},
        "settle": {L.ANSWERED: L.SETTLED},
        "complain": staying(*L),
        "answer_complaint": staying(*L),
    },
    titles={
        L.ASKED: "已发问，等答复",
        L.ANSWERED: "已查询",
        L.SETTLED: "已查询，已回看",
        L.REFUSED: "没有放行，没有查询",
    },
)


class ClearanceState(StrEnum):
    """Whether a clearance stands; that its term is over is read from its dates."""

    STANDING = "standing"
    ENDED = "ended"


CLEARANCE: Lifecycle[ClearanceState] = Lifecycle(
    subject="clearance",
    births={"give": ClearanceState.STANDING},
    moves={"end": from_each(ClearanceState.ENDED, ClearanceState.STANDING)},
    titles={ClearanceState.STANDING: "有效", ClearanceState.ENDED: "已收回"},
)
