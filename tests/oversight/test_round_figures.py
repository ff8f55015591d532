"""The figures of the system for a summary: counted over the round as the monthly reports count, and put in once."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests import builders as b
from tests.builders import Hours
from tests.programme import situations as s
from tests.programme.test_pages import _today, signed_in, text

from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.oversight import queries
from nuocheng.oversight.reports.round_in_words import TOLD, told
from nuocheng.programme import queries as programme

pytestmark = [pytest.mark.django_db, pytest.mark.req("S12.3")]
__all__ = ["_today"]

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
NOW = datetime(2026, 12, 20, 10, tzinfo=CHINA)
PLACE = f"/desk/programme/summaries/ZJ-GZ2026-1-{b.DEPARTMENT}"
EDITOR_SAYS = "我们自己写的话"


def test_what_is_counted_over_months_is_the_sum_of_the_months() -> None:
    b.a_granted_case(hours=Hours())
    later = Hours(b.MORNING.replace(month=12, day=2))
    b.a_granted_case(b.a_party("王守约", "620402199001010018"), hours=later)
    months = [
        {one.key: one.number for one in queries.counted(b.DEPARTMENT, month, NOW)}
        for month in (NOVEMBER, DECEMBER)
    ]
    both = queries.counted_through(b.DEPARTMENT, (NOVEMBER, DECEMBER), NOW, TOLD)
    assert (both["pledged"], both["granted"]) == (2, 2)
    done = set(TOLD) - {"items", "certificates_listed"}
    assert {key: both[key] for key in done} == {key: sum(one[key] for one in months) for key in done}
    assert both["items"] == months[1]["items"]  # what stands at the end is not added up


@pytest.mark.parametrize(
    ("begins", "ends", "months"),
    [
        (date(2026, 11, 3), None, "2026年11月至12月，截至2026年12月20日"),
        (date(2026, 12, 1), None, "2026年12月，截至2026年12月20日"),
        (date(2026, 9, 1), date(2026, 11, 30), "2026年9月至11月"),
        (date(2025, 11, 1), date(2026, 2, 1), "2025年11月至2026年2月"),
    ],
)
def test_the_months_of_the_round_are_told_in_words(begins: date, ends: date | None, months: str) -> None:
    said = told(b.DEPARTMENT, begins, ends, NOW).text
    assert said.startswith(f"{months}，按办理留痕统计：目录里公布的事项0个，")
    assert said.endswith("认定承诺不实0件。")
    assert said.count("。") == 3


def test_a_department_puts_the_figures_into_its_summary_and_may_change_them() -> None:
    b.a_granted_case(hours=Hours())
    s.an_open_round(Hours())
    editor = signed_in(Role.EDITOR)
    editor.post("/desk/programme/summaries")
    kept = editor.post(PLACE, {"part-work": EDITOR_SAYS, "figures": "1"})
    assert kept["Location"] == f"{PLACE}/figures"
    page = text(editor.get(kept["Location"]))
    assert "签署告知承诺书1件，承诺代替证明1份" in page
    assert "放进“工作情况”" in page
    assert editor.post(f"{PLACE}/figures")["Location"] == PLACE
    work = programme.summary(PLACE.rpartition("/")[2]).parts[0].text
    assert work.startswith(f"{EDITOR_SAYS}\n2026年11月，截至2026年11月23日，按办理留痕统计：")
    assert editor.post(f"{PLACE}/figures").status_code == 303
    assert programme.summary(PLACE.rpartition("/")[2]).parts[0].text == work  # twice the same is put in once
    assert editor.post(PLACE, {"part-work": "改过的话"}).status_code == 303


def test_figures_that_no_longer_fit_are_refused_and_nothing_is_lost() -> None:
    s.an_open_round(Hours())
    editor = signed_in(Role.EDITOR)
    editor.post("/desk/programme/summaries")
    editor.post(PLACE, {"part-work": "长" * 4990})
    answer = editor.post(f"{PLACE}/figures")
    assert answer.status_code == 422
    assert "“工作情况”请写在5000个字以内" in text(answer)
    assert len(programme.summary(PLACE.rpartition("/")[2]).parts[0].text) == 4990


def test_what_was_handed_in_takes_no_figures_any_more() -> None:
    s.a_handed_in_summary(Hours())
    editor = signed_in(Role.EDITOR)
    assert editor.get(f"{PLACE}/figures")["Location"] == PLACE
    assert editor.post(f"{PLACE}/figures").status_code == 409
    assert signed_in(Role.EDITOR, "620402-wjj").get(f"{PLACE}/figures").status_code == 404
    assert signed_in(Role.BUREAU).get(f"{PLACE}/figures").status_code == 403
