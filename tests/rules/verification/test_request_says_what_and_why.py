"""A request says what is asked, for which purpose, by which law, and whom to call (白政办发〔2020〕20号三（八）)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.rules.hearing import rests_on, says
from tests.rules.verification.requesting import EIGHT, SOUND

from nuocheng.verification.rules.request_says_what_and_why import request_says_what_and_why


@pytest.mark.req("S8.5")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, ""),
        ({"questions": ()}, "请至少选一个要核实的事实"),
        ({"purpose": " "}, "请写明用途，对方要凭它核实"),
        ({"basis": ""}, "请写明依据，对方要凭它核实"),
        ({"contact": ""}, "请写明联系人和电话，对方要凭它核实"),
        ({"purpose": "", "basis": "", "contact": ""}, "请写明用途、依据、联系人和电话，对方要凭它核实"),
    ],
)
def test_a_request_lacks_nothing_that_the_other_body_needs(changed: dict[str, Any], sentence: str) -> None:
    assert says(request_says_what_and_why, replace(SOUND, **changed)) == sentence


def test_it_rests_on_the_founding_document() -> None:
    rests_on(request_says_what_and_why, "协查要写明事实、用途、依据和联系人", EIGHT)
