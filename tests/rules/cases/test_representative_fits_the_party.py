"""Whoever applies for another stands in a capacity that this party can have, and can say why (民法典)."""

from __future__ import annotations

from datetime import date

import pytest
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import representative_fits_the_party
from nuocheng.cases.rules.ceremony import Signer
from nuocheng.cases.rules.facts import Application
from nuocheng.kernel.capacities import Capacity

BOTH = ("person", "organisation")
PARTY, OTHER = "620402198503122031", "110101198506024127"


@pytest.mark.req("S2.1")
@pytest.mark.parametrize(
    ("kind", "acting", "sentence"),
    [
        ("person", Signer(), ""),
        ("organisation", Signer(), ""),
        ("person", Signer(Capacity.GUARDIAN, "李明", OTHER, relation="父亲"), ""),
        ("person", Signer(Capacity.GUARDIAN, "李明", OTHER), "请填写监护人和申请人的关系，例如：父亲"),
        (
            "organisation",
            Signer(Capacity.GUARDIAN, "李明", OTHER, relation="父亲"),
            "单位没有监护人，请选“法定代表人”或者“经办人、受托人”",
        ),
        ("organisation", Signer(Capacity.LEGAL_REPRESENTATIVE, "李明", OTHER), ""),
        (
            "person",
            Signer(Capacity.LEGAL_REPRESENTATIVE, "李明", OTHER),
            "个人没有法定代表人，请选“监护人”或者“经办人、受托人”",
        ),
        ("person", Signer(Capacity.HANDLER, "李明", OTHER, mandate="S2026-00001"), ""),
        ("organisation", Signer(Capacity.HANDLER, "李明", OTHER, mandate="S2026-00001"), ""),
        (
            "person",
            Signer(Capacity.HANDLER, "李明", OTHER),
            "经办人、受托人要有授权。请先核对委托书，把授权登记下来",
        ),
        (
            "person",
            Signer(Capacity.HANDLER, "李守信", PARTY, mandate="S2026-00001"),
            "来办的人和申请人是同一个人，请选“本人来办”",
        ),
    ],
)
def test_who_applies_for_another_has_a_capacity_that_fits_and_says_why(
    kind: str, acting: Signer, sentence: str
) -> None:
    assert says(representative_fits_the_party, Application(kind, BOTH, PARTY, acting)) == sentence


def test_it_rests_on_the_civil_code() -> None:
    code = "中华人民共和国民法典第"
    rests_on(
        representative_fits_the_party,
        "来办的人可以代表申请人",
        *(f"{code}{one}条" for one in ("二十三", "六十一", "九百一十九")),
        since=date(2021, 1, 1),
    )
