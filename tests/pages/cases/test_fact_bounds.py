"""The form tells between which bounds a fact lies, and keeps what was typed where it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pages.cases.test_journey import applied, assert_summary_leads_somewhere, read_notice
from tests.pages.cases.world import LEASE, SLOW, STAFF, TICKS, TYPED, ZHANG, World, publish

from nuocheng.cases.pages.forms import field_for
from nuocheng.catalogue.queries import FactField
from nuocheng.kernel.facts import Comparison, FactType

PEOPLE, WAGES, INSURED = STAFF.facts
UNTIL = replace(LEASE.facts[2], minimum="2026-12-01")
BOUNDED = replace(
    SLOW,
    certificates=(
        replace(LEASE, facts=(*LEASE.facts[:2], UNTIL)),
        replace(
            STAFF,
            facts=(
                replace(PEOPLE, minimum="1", maximum="50", hint="连老板一起算"),
                replace(WAGES, maximum="500000"),
                INSURED,
            ),
        ),
    ),
)


@pytest.mark.req("S7.1")
@pytest.mark.django_db
def test_a_fact_outside_its_bounds_comes_back_with_what_was_typed(world: World) -> None:
    publish(BOUNDED)
    client = world.client("zhang")
    reference = applied(client)
    read_notice(client, reference, "pledge")
    blank = client.get(f"/cases/{reference}/pledge").content.decode()
    for hint in ("连老板一起算。应在1人到50人之间", "应不超过500000元", "应不早于2026年12月1日"):
        assert hint in blank
    wrong = {**TYPED, **TICKS, "f-1_0": "51", "f-1_1": "500000.01", "f-0_2_year": "2025"}
    answer = client.post(f"/cases/{reference}/pledge", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "从业人数应在1人到50人之间，您填的是51，请核对" in page
    assert "每月工资总额应不超过500000元，您填的是500000.01，请核对" in page
    assert "能用到哪一天应不早于2026年12月1日，您填的是2025年6月30日，请核对" in page
    assert 'value="51"' in page
    assert_summary_leads_somewhere(page)
    assert client.post(f"/cases/{reference}/pledge", {**TYPED, **TICKS}).status_code == 303


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(ZHANG, ZHANG), (ZHANG.lower(), ZHANG), (f" {ZHANG[:6]} {ZHANG[6:]}", ZHANG)],
)
def test_an_identity_number_that_ends_in_x_is_taken(typed: str, kept: str) -> None:
    field = field_for(FactField("n", "配偶身份证号", FactType.NUMBER, Comparison.EQUALS, "spouse_number"))
    assert field.clean(typed) == kept


def test_an_identity_number_that_cannot_be_is_refused() -> None:
    field = field_for(FactField("n", "配偶身份证号", FactType.NUMBER, Comparison.EQUALS, "spouse_number"))
    with pytest.raises(Exception, match="身份证号"):
        field.clean(ZHANG[:-1] + "1")
