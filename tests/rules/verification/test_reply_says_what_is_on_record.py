"""A reply answers every question with what is on record, and somebody answers for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.hearing import REVISED, rests_on, says
from tests.rules.verification.requesting import EIGHT, PENALTIES, REPLIED

from nuocheng.verification.rules.facts import WORDS_IF_DISCLOSED, WORDS_IF_NOT, Given, Word
from nuocheng.verification.rules.reply_says_what_is_on_record import reply_says_what_is_on_record

MISSING = "请逐项答复，还差：人数"
BARE = "请写明登记的是什么：人数。没有登记的，选“查无此记录”"


@pytest.mark.req("S8.5")
@pytest.mark.parametrize(
    ("discloses", "word", "observed", "sentence"),
    [
        (True, "confirmed", "", ""),
        (True, "denied", "", BARE),
        (True, "denied", "4", ""),
        (True, "no_record", "", ""),
        (True, "not_ours", "", ""),
        (True, "told", "4", MISSING),
        (True, "", "", MISSING),
        (True, "false", "4", MISSING),
        (False, "told", " ", BARE),
        (False, "told", "4", ""),
        (False, "no_record", "", ""),
        (False, "not_ours", "", ""),
        (False, "confirmed", "", MISSING),
        (False, "denied", "4", MISSING),
    ],
)
def test_each_question_has_a_word_that_fits_it(
    discloses: bool, word: str, observed: str, sentence: str
) -> None:
    facts = replace(REPLIED, given=(Given("人数", discloses, word, observed),))
    assert says(reply_says_what_is_on_record, facts) == sentence


@pytest.mark.req("S8.5")
def test_somebody_answers_for_a_reply() -> None:
    unsigned = replace(REPLIED, signed_by=" ")
    assert says(reply_says_what_is_on_record, unsigned) == "请写责任人的姓名和职务，由他对答复负责"
    assert says(reply_says_what_is_on_record, REPLIED) == ""


@given(st.sampled_from([one for one in Word if one not in {Word.DENIED, Word.TOLD}]), st.text(max_size=20))
def test_no_record_is_never_taken_for_untrue(word: Word, observed: str) -> None:
    discloses = word in WORDS_IF_DISCLOSED
    assert discloses or word in WORDS_IF_NOT
    facts = replace(REPLIED, given=(Given("人数", discloses, word, observed),))
    assert says(reply_says_what_is_on_record, facts) == ""


def test_it_rests_on_both_clauses() -> None:
    rests_on(reply_says_what_is_on_record, "答复要逐项、有内容、有人负责", EIGHT, PENALTIES, since=REVISED)
