"""Whoever stands in the way of a request, or of its reply, says why (白政办发〔2020〕20号三（八）)."""

from __future__ import annotations

import pytest
from tests.rules.hearing import rests_on, says
from tests.rules.verification.requesting import EIGHT

from nuocheng.verification.rules.facts import Reasoned
from nuocheng.verification.rules.step_gives_reasons import step_gives_reasons


@pytest.mark.req("S8.5")
@pytest.mark.parametrize("step", ["退回", "拒绝", "提请裁定", "裁定", "不采用", "撤回"])
def test_no_step_against_somebody_is_without_its_reason(step: str) -> None:
    assert says(step_gives_reasons, Reasoned(step, " \u3000")) == f"请写明{step}的理由，对方会看到"
    assert says(step_gives_reasons, Reasoned(step, "不是本单位登记的")) == ""


def test_it_rests_on_the_founding_document() -> None:
    rests_on(step_gives_reasons, "退回、拒绝、争议、不采用都要写明理由", EIGHT)
