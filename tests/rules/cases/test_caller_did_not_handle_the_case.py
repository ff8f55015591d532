"""Whoever handled a case does not call back the party that rated it poorly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.cases.facts import CALLING
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import caller_did_not_handle_the_case

REFUSED = "这一件是您经办的，不能由您回访，请转给别的同事"


@pytest.mark.req("S9.2")
@pytest.mark.parametrize(
    ("handled_by", "sentence"),
    [((), ""), (("someone", "other"), ""), (("caller",), REFUSED), (("other", "caller"), REFUSED)],
)
def test_whoever_handled_the_case_does_not_call(handled_by: tuple[str, ...], sentence: str) -> None:
    facts = replace(CALLING, caller="caller", handled_by=frozenset(handled_by))
    assert says(caller_did_not_handle_the_case, facts) == sentence


def test_it_rests_on_its_clauses() -> None:
    rests_on(caller_did_not_handle_the_case, "经办的人不回访差评", "白政办发〔2020〕20号三（九）")
