"""A summary is signed off by the leader in charge, and by nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.rules.hearing import rests_on, says
from tests.rules.programme.facts import CLAUSE, HANDING, TODAY

from nuocheng.programme.rules import summary_is_signed_by_leader as rule

pytestmark = pytest.mark.req("S12.3", "S14.3")


def test_the_rule_rests_on_the_clauses_on_summaries_and_contacts() -> None:
    rests_on(rule, "总结由负责领导签发", CLAUSE, "白政办发〔2020〕20号六、3")


def test_the_leader_in_charge_signs() -> None:
    assert says(rule, HANDING) == ""
    assert says(rule, replace(HANDING, signed_by=" 葛平川 ")) == ""


def test_nobody_else_signs_and_nobody_signs_tomorrow() -> None:
    assert "还没有登记负责领导" in says(rule, replace(HANDING, leader=""))
    assert "总结由负责领导“葛平川”签发" in says(rule, replace(HANDING, signed_by="钟晴"))
    assert says(rule, replace(HANDING, signed_on=TODAY + timedelta(days=1))) == "签发日期不能晚于今天，请核对"
