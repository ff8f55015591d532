"""A verification beside the plan says what gave rise to it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.rules.hearing import rests_on, says

from nuocheng.verification.rules import trigger_says_why
from nuocheng.verification.rules.facts import TriggerFacts

SENTENCE = "请写明为什么要查：谁反映的、信用有什么变化，或者发现了什么"


@pytest.mark.parametrize(
    ("reason", "sentence"), [("", SENTENCE), (" \u3000\n", SENTENCE), ("有人反映收入不实", "")]
)
def test_something_particular_gave_rise_to_it(reason: str, sentence: str) -> None:
    assert says(trigger_says_why, TriggerFacts(reason)) == sentence


def test_it_rests_on_measures_that_name_their_time() -> None:
    rests_on(trigger_says_why, "临时核查要写明起因", "白政办发〔2020〕20号三（八）", since=date(2020, 4, 3))
