"""The fault table in small: a fault settles no pledge, no call is late, and a channel without our guards does both."""

from __future__ import annotations

from collections import Counter

import pytest
from bench import fault_table
from bench.fault_proxy import MODES
from bench.fault_table import Row, wrong_with

pytestmark = pytest.mark.req("S8.2", "S8.3")

CALLS = 20


def test_in_every_way_to_fail_no_channel_settles_a_pledge_or_is_late_and_the_control_does() -> None:
    rows, control, _ = fault_table.run(CALLS, 0)
    assert wrong_with(rows, control, {}) == []
    typed = {(one.channel, one.mode): one.said for one in rows}
    for channel in ("data_exchange", "credit_platform"):
        # On a busy machine any call may come too late besides.
        assert [mode for mode in MODES if not set(typed[channel, mode]) <= {mode, "slow"}] == []
        assert [mode for mode in MODES if not typed[channel, mode][mode]] == []
    assert {one.channel for one in rows} == {"data_exchange", "credit_platform", "internal_record"}


def test_the_table_sees_a_false_result_a_late_call_and_a_control_that_shows_nothing() -> None:
    fine = Row("a", "none", verdicts=Counter(consistent=1))
    shown = Row("a", "stale", verdicts=Counter(contradicted=1), late=1)
    assert wrong_with([fine], [shown], {}) == []
    assert wrong_with([Row("a", "reset", verdicts=Counter(consistent=1))], [shown], {})
    assert wrong_with([Row("a", "reset", verdicts=Counter(contradicted=1))], [shown], {})
    assert wrong_with([Row("a", "slow", late=1)], [shown], {})
    assert wrong_with([fine], [Row("a", "stale")], {})
    assert wrong_with([fine], [shown], {"none": 1.0, "slow": 2.0})
