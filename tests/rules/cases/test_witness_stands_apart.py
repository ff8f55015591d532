"""Whoever cannot write has a scribe, and a witness who is somebody else (三（五）、（七）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import CEREMONY
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import witness_stands_apart
from nuocheng.cases.rules.ceremony import Bystander, Signer
from nuocheng.kernel.capacities import Capacity

LI = Bystander("李明", "1")
WANG = Bystander("王芳", "2")
PARTY = Bystander("李守信", "620402198503122031")
FATHER = Bystander("李父", "3")


@pytest.mark.req("S5.3")
@pytest.mark.parametrize(
    ("scribe", "witness", "hears"),
    [
        (None, None, ""),
        (LI, WANG, ""),
        (None, WANG, ""),
        (LI, None, "还要有一位见证人"),
        (LI, LI, "不能就是代书人"),
        (LI, Bystander("李 明", "1"), "不能就是代书人"),
        (PARTY, WANG, "代书人不能是签署承诺书的人"),
        (LI, PARTY, "见证人不能是签署承诺书的人"),
        (LI, FATHER, "见证人不能是签署承诺书的人"),
        (LI, Bystander("陈晓", "4"), "见证人不能是办理这一件的窗口人员"),
        (Bystander("陈晓", "4"), WANG, ""),
        (Bystander("", "9"), WANG, "请填写代书人"),
        (LI, Bystander("王芳", ""), "请填写见证人"),
    ],
)
def test_nobody_plays_two_parts(scribe: Bystander | None, witness: Bystander | None, hears: str) -> None:
    signer = Signer(Capacity.GUARDIAN, FATHER.name, FATHER.number)
    facts = replace(CEREMONY, signer=signer, scribe=scribe, witness=witness, clerk="陈晓")
    said = says(witness_stands_apart, facts)
    assert hears in said
    assert bool(said) is bool(hears)


def test_it_rests_on_the_four_statements_and_the_signature_asked_for() -> None:
    seed = "白政办发〔2020〕20号三"
    rests_on(witness_stands_apart, "代书人和见证人分开", f"{seed}（七）", f"{seed}（五）")
