"""Proper facts for the rules of cases: nothing in them gives reason to object."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.ceremony import THE_PARTY, Ceremony
from nuocheng.cases.rules.facts import (
    FOUNDING_STATEMENTS,
    Application,
    CallingBack,
    CorrectionAnswered,
    CorrectionAsked,
    Decider,
    DecisionFacts,
    Demanded,
    Eligibility,
    GivenFact,
    LaterEntry,
    NoticeShown,
    PledgeText,
    PointAsked,
    ProcedureTold,
    ScannedPaper,
    TermExtended,
    TurnedOrdinary,
)

APPLICATION = Application(party_kind="person", for_whom=("person", "organisation"))
ELIGIBILITY = Eligibility(barred=False, reason="")
NOTICE = NoticeShown(shown="d1", served="d1", edition="MZ-001-v1", edition_in_force="MZ-001-v1")
STATEMENTS = frozenset(FOUNDING_STATEMENTS)
FACT = GivenFact("low_income", "保障人数", "integer", "3")
PLEDGE = PledgeText(
    statements=STATEMENTS,
    required=STATEMENTS,
    signed_as="李守信",
    party_name="李守信",
    pledged=frozenset({"low_income"}),
    pledgeable=frozenset({"low_income", "premises"}),
    facts=(FACT,),
)
DECISION = DecisionFacts(
    notice_acknowledged=True,
    pledged=True,
    barred_now=False,
    missing=(),
    reason="没有出现突发困难",
    basis="社会救助暂行办法第四十七条",
)
CEREMONY = Ceremony("person", "620402198503122031", "李守信", THE_PARTY, "typed_name")
DECIDER = Decider(
    reviewer="reviewer-1",
    number="620402199001010013",
    clerk="clerk-1",
    party="620402198503122031",
    representatives=frozenset({"620402197908052057"}),
    recused=frozenset({"reviewer-9"}),
    assigned_to="reviewer-1",
)
POINT = PointAsked("补上家庭成员的身份证照片", "file")
DEMAND = PointAsked(
    "交低收入证明",
    "file",
    listed="低收入证明",
    disposition="pledge",
    reason="低保台账正在迁移，承诺和核查都暂时代替不了",
    basis="社会救助暂行办法第十一条",
)
DEMANDED = Demanded((POINT, DEMAND))
CORRECTION = CorrectionAsked((POINT,), asked_before=False, days_since_receipt=3, days_allowed=5)
ANSWERED = CorrectionAnswered(((1, "身份证照片"), (2, "说明情况")), frozenset({1, 2}))
PROCEDURE = ProcedureTold("hearing", frozenset({"hearing", "testing"}), "涉及邻居的利益", 10, 120)
EXTENSION = TermExtended("要向外地核实", "何局长", approved=True, extended_before=False, overdue=False)
TURNED = TurnedOrdinary(True, "承诺的住址已经拆除", "社会救助暂行办法第十一条")
SCANNED = ScannedPaper(of=2, pages=(1, 2), places=2)
LATER = LaterEntry(
    paper_on=date(2026, 11, 23),
    today=date(2026, 11, 23),
    drawn_on=date(2026, 11, 20),
    due_on=date(2026, 11, 24),
)

CALLING = CallingBack("caller", frozenset({"clerk-1"}), "打了电话，窗口已经加派人手")
