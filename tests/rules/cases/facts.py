"""Proper facts for the rules of cases: nothing in them gives reason to object."""

from __future__ import annotations

from nuocheng.cases.rules.ceremony import THE_PARTY, Ceremony
from nuocheng.cases.rules.facts import (
    FOUNDING_STATEMENTS,
    Application,
    DecisionFacts,
    Eligibility,
    GivenFact,
    NoticeShown,
    PledgeText,
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
    reviewer="reviewer-1",
    clerk="clerk-1",
    notice_acknowledged=True,
    pledged=True,
    barred_now=False,
    missing=(),
    reason="没有出现突发困难",
    basis="社会救助暂行办法第四十七条",
)
CEREMONY = Ceremony("person", "620402198503122031", "李守信", THE_PARTY, "typed_name")
