"""Nobody pledges on another's behalf unless the item allows it (三（七）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import CEREMONY
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import signer_may_sign
from nuocheng.cases.rules.ceremony import Signer
from nuocheng.kernel.capacities import Capacity


@pytest.mark.req("S2.1")
@pytest.mark.parametrize(
    ("kind", "capacity", "guardian", "handler", "fine"),
    [
        ("person", Capacity.SELF, False, False, True),
        ("person", Capacity.GUARDIAN, False, False, False),
        ("person", Capacity.GUARDIAN, True, False, True),
        ("person", Capacity.HANDLER, True, False, False),
        ("person", Capacity.HANDLER, False, True, True),
        ("person", Capacity.LEGAL_REPRESENTATIVE, True, True, False),
        ("organisation", Capacity.SELF, False, False, True),
        ("organisation", Capacity.LEGAL_REPRESENTATIVE, False, False, True),
        ("organisation", Capacity.HANDLER, False, False, False),
        ("organisation", Capacity.HANDLER, False, True, True),
        ("organisation", Capacity.GUARDIAN, True, True, False),
    ],
)
def test_who_may_sign_follows_from_the_kind_of_party_and_the_item(
    kind: str, capacity: Capacity, guardian: bool, handler: bool, fine: bool
) -> None:
    facts = replace(
        CEREMONY,
        party_kind=kind,
        signer=Signer(capacity),
        guardian_may_sign=guardian,
        handler_may_sign=handler,
    )
    assert (says(signer_may_sign, facts) == "") is fine


def test_whoever_may_not_is_told_who_may() -> None:
    facts = replace(CEREMONY, signer=Signer(Capacity.HANDLER), guardian_may_sign=True)
    assert "要由申请人本人、法定代理人（监护人）签署" in says(signer_may_sign, facts)


def test_it_rests_on_the_four_statements_and_the_civil_code() -> None:
    code = "中华人民共和国民法典第"
    rests_on(
        signer_may_sign,
        "承诺由本人作出",
        "白政办发〔2020〕20号三（七）",
        *(f"{code}{one}条" for one in ("二十三", "六十一", "九百一十九")),
    )
