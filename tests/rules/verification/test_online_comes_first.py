"""Another body is troubled only where data gave nothing (白政办发〔2020〕20号三（八）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.hearing import rests_on, says
from tests.rules.verification.requesting import EIGHT, SOUND

from nuocheng.verification.rules.facts import Unsettled
from nuocheng.verification.rules.online_comes_first import online_comes_first

UNASKED = "“人数”还没有在线查过。请先查数据来源，查不清再请别的单位协助"
SETTLED = "“人数”查到的和承诺一致，不用再问别的单位，请去掉"


@pytest.mark.req("S8.5")
@pytest.mark.parametrize(
    ("by_machine", "outcome", "sentence"),
    [
        (True, "", UNASKED),
        (False, "", ""),
        (True, "consistent", SETTLED),
        (False, "consistent", SETTLED),
        *(
            (True, one, "")
            for one in ("contradicted", "missing", "not_found", "ambiguous", "source_down", "stale")
        ),
    ],
)
def test_only_what_data_left_open_may_be_asked_of_another_body(
    by_machine: bool, outcome: str, sentence: str
) -> None:
    facts = replace(SOUND, questions=(*SOUND.questions, Unsettled("人数", by_machine, outcome)))
    assert says(online_comes_first, facts) == sentence


@pytest.mark.parametrize("why", ["", " \u3000"])
def test_the_file_says_why(why: str) -> None:
    facts = replace(SOUND, why=why)
    assert says(online_comes_first, facts) == "请写明为什么要请别的单位协助，例如：平台上查无数据"
    assert says(online_comes_first, SOUND) == ""


def test_it_rests_on_the_founding_document() -> None:
    rests_on(online_comes_first, "先在线查，查不清再请协助", EIGHT)
