"""The states of written checks and publicities, ways that ask people, and the acts between them."""

from __future__ import annotations

from enum import StrEnum

from nuocheng.kernel.lifecycles import Lifecycle, from_each, staying


class WrittenState(StrEnum):
    """Where a written check stands."""

    ASKED = "asked"
    HANDED_IN = "handed_in"
    COMPARED = "compared"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


W = WrittenState
WRITTEN: Lifecycle[WrittenState] = Lifecycle(
    subject="written_check",
    births={"ask": W.ASKED},
    moves={
        # What comes late is taken all the same: nothing that a party hands in is refused.
        "hand_in": from_each(W.HANDED_IN, W.ASKED, W.HANDED_IN, W.LAPSED),
        # A code opens the letter to a body for as long as anything may be handed in.
        "issue_code": staying(W.ASKED, W.HANDED_IN, W.LAPSED),
        "remind": staying(W.ASKED),
        "lapse": {W.ASKED: W.LAPSED},
        "compare": {W.HANDED_IN: W.COMPARED},
        "withdraw": from_each(W.WITHDRAWN, W.ASKED, W.HANDED_IN),
    },
    titles={
        W.ASKED: "等交材料",
        W.HANDED_IN: "已交，待比对",
        W.COMPARED: "已比对",
        W.LAPSED: "到期没有交",
        W.WITHDRAWN: "不用交了",
    },
)


class PublicityState(StrEnum):
    """Where a publicity check stands."""

    SHOWN = "shown"
    OVER = "over"
    CONCLUDED = "concluded"
    TAKEN_DOWN = "taken_down"


P = PublicityState
PUBLICITY: Lifecycle[PublicityState] = Lifecycle(
    subject="publicity",
    births={"open": P.SHOWN},
    moves={
        "object": staying(P.SHOWN),
        "answer": staying(P.SHOWN, P.OVER),
        "end": {P.SHOWN: P.OVER},
        "end_unopposed": {P.SHOWN: P.CONCLUDED},
        "conclude": {P.OVER: P.CONCLUDED},
        "take_down": from_each(P.TAKEN_DOWN, P.SHOWN, P.OVER),
    },
    titles={
        P.SHOWN: "正在公示",
        P.OVER: "公示期满，有异议待处理",
        P.CONCLUDED: "公示已有结果",
        P.TAKEN_DOWN: "已撤下",
    },
)
