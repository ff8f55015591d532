"""Nobody pledges on a notice other than the one in force that they were shown (三（五）)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import notice_came_first
from nuocheng.cases.rules.facts import NoticeShown

NEWER = "您填写时，告知内容更新了。请重新看一遍新的告知书再继续"
ANOTHER = "您看到的告知书和档案里的不是同一份。请重新打开告知书，看完再继续"


@pytest.mark.req("S5.3")
@pytest.mark.parametrize(
    ("shown", "served", "edition", "in_force", "sentence"),
    [
        ("d1", "d1", "v1", "v1", ""),
        ("d1", "d1", "v1", "v2", NEWER),
        ("d2", "d1", "v1", "v2", NEWER),
        ("d2", "d1", "v1", "v1", ANOTHER),
        ("", "d1", "v1", "v1", ANOTHER),
        ("d1", "", "v1", "v1", ANOTHER),
        ("", "", "v1", "v1", ANOTHER),
    ],
)
def test_the_notice_shown_is_the_one_on_file_and_of_the_edition_in_force(
    shown: str, served: str, edition: str, in_force: str, sentence: str
) -> None:
    assert says(notice_came_first, NoticeShown(shown, served, edition, in_force)) == sentence


NAMES = st.sampled_from(["", "a", "b"])


@given(shown=NAMES, served=NAMES, edition=NAMES, in_force=NAMES)
def test_it_lets_through_exactly_the_served_notice_of_the_edition_in_force(
    shown: str, served: str, edition: str, in_force: str
) -> None:
    passes = says(notice_came_first, NoticeShown(shown, served, edition, in_force)) == ""
    assert passes == (bool(served) and shown == served and edition == in_force)


def test_it_rests_on_the_clause_on_the_signed_notice() -> None:
    rests_on(notice_came_first, "告知在先，版本一致", "白政办发〔2020〕20号三（五）")
