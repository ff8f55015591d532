"""What is held already is filled in, marked with its source and day; a dead source holds nobody up."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.pages.cases.test_drafts import begun
from tests.pages.cases.test_journey import sign
from tests.pages.cases.world import AT, DEPARTMENT, TICKS, TYPED, ZHANG, World

from nuocheng.cases import acts, queries
from nuocheng.journal import queries as journal
from nuocheng.kernel.facts import FactType
from nuocheng.kernel.occasion import Role
from nuocheng.verification import queries as tasks
from nuocheng.verification.channels.looking_up import Wanted, as_given
from nuocheng.verification.official import RegisterLine, replace_register

HELD = {"people": "4人", "wages": "9,000.00", "insured": "1"}


def a_register(**more: str) -> None:
    """Put Zhang into the department's register of insured staff."""
    line = RegisterLine(ZHANG, "张建华", AT.date() - timedelta(days=3), {**HELD, **more})
    replace_register("social_security", DEPARTMENT, [line])


def test_what_a_register_holds_is_filled_in_with_source_and_day_and_noted_with_its_law(world: World) -> None:
    a_register()
    client = world.client("zhang")
    reference = begun(client)
    page = client.get(f"/cases/{reference}/pledge").content.decode()
    assert 'name="f-1_0" value="4"' in page
    assert 'name="f-1_1" value="9000"' in page
    assert page.count("来自：social_security，2026年11月23日查") == 3
    assert page.count("和查到的不一样") == 3
    line = next(one for one in journal.history("case", reference) if one.verb == "case.look_up")
    asked = next(one for one in line.note["asked"] if one["source"] == "social_security")
    assert asked["purpose"] == "certificate_query"
    assert "国令第716号" in asked["basis"]
    assert json.loads(queries.look_ups_of(reference)[-1].fields) == ["people", "wages", "insured"]


def test_what_the_party_states_otherwise_is_taken_and_goes_to_verification(world: World) -> None:
    a_register()
    client = world.client("zhang")
    reference = begun(client)
    client.post(f"/cases/{reference}/pledge", {**TYPED, **TICKS})
    sign(client, reference)
    acts.grant(world.staff("chen", Role.REVIEWER), reference)
    noted = {one.fact_key: one.known for one in tasks.tasks_of(reference)}
    assert noted["people"] == "办理时查到“4”（social_security），当事人填的和查到的不一样"
    assert noted["wages"] == noted["insured"] == noted["address"] == ""


def test_a_dead_source_holds_nobody_up(world: World, settings: Any) -> None:
    settings.NUOCHENG_EXCHANGE = ("http://127.0.0.1:9", "key")
    client = world.client("zhang")
    reference = begun(client)
    page = client.get(f"/cases/{reference}/pledge").content.decode()
    assert "来自：" not in page
    assert client.post(f"/cases/{reference}/pledge", {**TYPED, **TICKS}).status_code == 303
    outcomes = {one.source: one.outcome for one in queries.look_ups_of(reference)}
    assert outcomes["real_estate"] == "source_down"
    assert outcomes["social_security"] == "not_found"


@pytest.mark.parametrize(
    ("type_", "said", "given"),
    [
        (FactType.DATE, "20270630", "2027-06-30"),
        (FactType.DATE, "2027年6月", ""),
        (FactType.DATE, "长期", ""),
        (FactType.INTEGER, "３ 人", "3"),
        (FactType.MONEY, "1.2万", ""),
        (FactType.MONEY, "9,000.00元", "9000"),
        (FactType.BOOLEAN, "Y", "是"),
        (FactType.CHOICE, "租的", "租的"),
        (FactType.CHOICE, "别的", ""),
        (FactType.TEXT, "公园路**号", ""),
    ],
)
def test_only_what_can_be_read_for_certain_is_filled_in(type_: FactType, said: str, given: str) -> None:
    wanted = Wanted("lease", "x", type_, ("租的",), "internal_record", "premises", "x")
    assert as_given(wanted, said) == given
    assert as_given(replace(wanted), None) == ""
