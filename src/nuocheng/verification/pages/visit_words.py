"""The words that the pages of visits use."""

from __future__ import annotations

from collections.abc import Mapping

from nuocheng.verification.lifecycle import VisitState
from nuocheng.verification.models import Came
from nuocheng.verification.rules.site_visit import Sight
from nuocheng.verification.rules.visit_record_is_whole import ON_PAD, ON_PAPER, REFUSED, UNMET

#: The tone of the badge of a visit, by where it stands.
VISIT_TONES: Mapping[VisitState, str] = {
    VisitState.PLANNED: "todo",
    VisitState.ANNOUNCED: "info",
    VisitState.POSTPONED: "todo",
    VisitState.RECORDED: "todo",
    VisitState.DONE: "ok",
    VisitState.NOT_MET: "",
    VisitState.CALLED_OFF: "",
}
#: What may be said of one fact: the word, its hint, and the tone of its badge.
SIGHTS: Mapping[str, tuple[str, str, str]] = {
    Sight.SAME: ("与承诺一致", "", "ok"),
    Sight.DIFFERS: ("不一致", "写明哪里不一样", "bad"),
    Sight.ABSENT: ("没见到人", "不算不实，改天再来", ""),
    Sight.UNCLEAR: ("看不出", "到了现场也判断不了，写明为什么", "todo"),
}
#: How a record is signed: the word, its hint, and how it reads afterwards.
SIGNINGS: Mapping[str, tuple[str, str, str]] = {
    ON_PAD: ("在屏幕上签", "当事人和您都在下面写上姓名", "当事人在屏幕上签名"),
    ON_PAPER: ("签在纸上", "用打印的现场核查表，签好后上传扫描件或者照片", "签在纸上，有扫描件"),
    REFUSED: ("当事人拒签", "写明他说了什么、谁在场；拒签不算不实", "当事人拒签"),
    UNMET: ("没见到人，没法签", "每一项都选了“没见到人”的", "没见到人，没有签"),
}
#: What came of a party's asking for another time.
TIME_CAME: Mapping[Came, str] = {
    Came.NOTHING_YET: "等答复",
    Came.ACCEPTED: "同意了",
    Came.DECLINED: "没有同意",
    Came.MOVED: "没有答复就改了期，可以再要求一次",
}
WHO_SIGNED: Mapping[str, str] = {"party": "当事人", "first": "核查人员", "second": "同行人员"}
