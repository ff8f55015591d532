"""Whatever was signed by hand at the window is wholly on file before anything is accepted (三（五）)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.cases.facts import SCANNED
from tests.rules.hearing import rests_on, says

from nuocheng.cases.rules import scans_are_complete
from nuocheng.cases.rules.facts import ScannedPaper

WHOLE = SCANNED


@pytest.mark.req("S5.3")
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, ""),
        ({"of": 0, "pages": ()}, "签了字的纸还没有扫描，请扫描或上传，再提交"),
        ({"pages": (1,)}, "第2页还没扫，请补扫"),
        ({"of": 4, "pages": (2, 3)}, "第1、4页还没扫，请补扫"),
        ({"pages": (1, 1, 2)}, "第1页扫了两次，请选留哪一张"),
        ({"unplaced": 1}, "有1页没认出二维码，请手工选页，或标记不用"),
        (
            {"unsigned": (2,), "empty": 1},
            "第2页的签名区好像是空的，请看一眼原件，确认签了再提交",
        ),
        ({"unsigned": (2,), "empty": 1, "notice_only": True}, ""),
        (
            {"unsigned": (2,), "empty": 2, "notice_only": True},
            "第2页的签名区好像是空的，请看一眼原件，确认签了再提交",
        ),
        ({"pages": (), "required": False}, ""),
    ],
)
def test_what_is_wrong_with_a_scanned_paper_is_named(changed: dict[str, object], sentence: str) -> None:
    assert says(scans_are_complete, replace(WHOLE, **changed)) == sentence  # type: ignore[arg-type]


@given(of=st.integers(1, 12), gone=st.integers(0, 11))
def test_a_missing_page_is_always_noticed(of: int, gone: int) -> None:
    missing = gone % of + 1
    pages = tuple(page for page in range(1, of + 1) if page != missing)
    facts = ScannedPaper(of=of, pages=pages, places=2)
    assert says(scans_are_complete, facts) == (
        f"第{missing}页还没扫，请补扫" if pages else "签了字的纸还没有扫描，请扫描或上传，再提交"
    )


def test_it_rests_on_the_clause_on_the_signed_notice() -> None:
    rests_on(scans_are_complete, "签字的纸扫描齐全", "白政办发〔2020〕20号三（五）")
