"""A finding follows from what a source said; silence proves nothing (三（八）, 行政处罚法第四十条)."""

from __future__ import annotations

import pytest
from tests.rules.hearing import rests_on, says

from nuocheng.verification.rules import FindingFacts, finding_rests_on_evidence

NOT_UNTRUE = (
    "没有查到与承诺矛盾的数据，不能认定不实。对方系统没有回应或者查不到的，请再查一次，或改用别的核查方式"
)
NOT_TRUE = "数据没有显示一致。请写明凭什么认定属实，例如看了哪份原件"
#: Everything a question to a source can come to, and what may be found on it without and with a note.
OUTCOMES = ("consistent", "contradicted", "missing", "not_found", "ambiguous", "source_down", "stale", "")
TABLE = [
    *[
        ("refute", outcome, note, NOT_UNTRUE)
        for outcome in OUTCOMES
        if outcome != "contradicted"
        for note in ("", "看过")
    ],
    ("refute", "contradicted", "", ""),
    ("refute", "contradicted", "看过", ""),
    ("confirm", "consistent", "", ""),
    *[("confirm", outcome, " \n", NOT_TRUE) for outcome in OUTCOMES if outcome != "consistent"],
    *[("confirm", outcome, "看了原件", "") for outcome in OUTCOMES],
    *[("leave_unresolved", outcome, "", "") for outcome in OUTCOMES],
]


@pytest.mark.req("S8.1")
@pytest.mark.parametrize(("verdict", "outcome", "note", "sentence"), TABLE)
def test_a_dead_source_is_never_a_false_pledge(verdict: str, outcome: str, note: str, sentence: str) -> None:
    assert says(finding_rests_on_evidence, FindingFacts(verdict, outcome, note)) == sentence


def test_it_rests_on_the_clause_on_verification_and_on_clear_facts() -> None:
    rests_on(
        finding_rests_on_evidence,
        "核查结论要有依据",
        "白政办发〔2020〕20号三（八）",
        "中华人民共和国行政处罚法第四十条",
    )
