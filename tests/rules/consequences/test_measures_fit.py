"""Only measures are announced that the law allows for what was done (三（十）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.consequences.facts import EDUCATE, EXCLUDE, INTENDED, KNOWN, MARK
from tests.rules.hearing import rests_on, says

from nuocheng.consequences.rules import measures_fit

NO_INTENT = "请选主观情形：故意、过失、情况变化，或者数据有误"
NO_MEASURE = "请至少选一项拟采取的措施"


def wrong(*titles: str) -> str:
    return f"按这次的情形和程度，不能采取：{'、'.join(titles)}。请改选别的措施，或重新确定情形和程度"


@pytest.mark.req("S10.1", "S10.2")
@pytest.mark.parametrize(
    ("intent", "grade", "measures", "sentence"),
    [
        ("deliberate", "serious", ("revoke", "mark", "exclude"), ""),
        ("deliberate", "general", ("exclude",), ""),
        ("negligent", "general", ("revoke", "mark"), ""),
        ("negligent", "general", ("exclude",), wrong("暂不适用告知承诺")),
        ("changed", "general", ("mark", "exclude"), wrong("暂不适用告知承诺")),
        ("data_error", "serious", ("mark",), wrong("记入诚信档案")),
        ("data_error", "serious", ("revoke", "mark"), wrong("撤销决定", "记入诚信档案")),
        ("data_error", "minor", ("educate",), ""),
        ("deliberate", "minor", ("exclude",), wrong("暂不适用告知承诺")),
        ("deliberate", "serious", ("educate",), wrong("教育提醒")),
        ("deliberate", "", ("mark",), wrong("记入诚信档案")),
        ("deliberate", "serious", ("jail",), wrong("jail")),
        ("deliberate", "serious", (), NO_MEASURE),
        ("", "serious", ("mark",), NO_INTENT),
        ("false", "serious", ("mark",), NO_INTENT),
    ],
)
def test_a_measure_fits_intent_and_grade(
    intent: str, grade: str, measures: tuple[str, ...], sentence: str
) -> None:
    facts = replace(INTENDED, intent=intent, grade=grade, measures=measures)
    assert says(measures_fit, facts) == sentence


def test_a_measure_for_organisations_is_none_for_a_person() -> None:
    only = tuple(replace(one, objects=("organisation",)) if one is MARK else one for one in KNOWN)
    facts = replace(INTENDED, measures=("mark",), known=only)
    assert says(measures_fit, facts) == wrong("记入诚信档案")
    assert says(measures_fit, replace(facts, party_kind="organisation")) == ""


def test_the_measures_here_are_those_of_the_law_tables() -> None:
    assert (EDUCATE.grades, EXCLUDE.findings) == (("minor",), ("false",))


def test_it_rests_on_the_clause_on_consequences() -> None:
    clause = "白政办发〔2020〕20号三（十）"
    rests_on(measures_fit, "措施与情形相当", clause, clause)
