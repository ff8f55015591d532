"""Finding cases at the desk, and counting them: through one index each, and the same on both databases."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.pages.cases.world import DEPARTMENT, SLOW, World

from nuocheng.cases import queries
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case
from nuocheng.edge.keyset import PAGE
from nuocheng.kernel.errors import Malformed

TODAY = date(2026, 11, 23)
MARK = "白区诺"


def found(words: str, after: str = "", department: str = DEPARTMENT) -> Any:
    """Return what a search shows."""
    return queries.search(department, words, TODAY, after)


def names(words: str) -> list[str]:
    """Return the names that a search shows."""
    return [case.party_name for case in found(words).rows]


def copies(case: Case, called: list[str]) -> None:
    """Put cases beside one that was opened by its act: the same but for number, name and time."""
    Case.objects.bulk_create(
        Case(
            **{
                **{field.attname: getattr(case, field.attname) for field in Case._meta.concrete_fields},
                "reference": f"2025-{place:05d}",
                "number": f"{MARK}〔2025〕{place:05d}号",
                "code": f"copy-{place:09d}",
                "party_name": name,
                "opened_at": case.opened_at - timedelta(minutes=place * 7 % 11),
            }
        )
        for place, name in enumerate(called, start=1)
    )


def plan_of(sql: str) -> str:
    """Return how the database reads a statement; PostgreSQL as if the table were large."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for dear_on_large_tables in ("seqscan", "bitmapscan", "sort", "incremental_sort"):
                cursor.execute(f"SET LOCAL enable_{dear_on_large_tables} = off")
        cursor.execute(f"{'EXPLAIN' if connection.vendor == 'postgresql' else 'EXPLAIN QUERY PLAN'} {sql}")
        return "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())


def statements(do: Any) -> list[str]:
    """Return the statements that something takes."""
    with CaptureQueriesContext(connection) as caught:
        do()
    return [one["sql"] for one in caught]


@pytest.mark.req("S6.4")
def test_a_case_is_found_by_its_number_however_it_is_copied(world: World) -> None:
    case, other = world.opened(SLOW), world.opened(SLOW)
    year, serial = case.reference.split("-")
    wide = serial.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    for words in (
        case.number,
        case.reference,
        serial,
        serial.lstrip("0"),
        wide,
        f"（{year}）{serial}号",
        f"{year}年第{int(serial)}号",
        case.code,
        case.code.replace("-", "").lower(),
    ):
        assert [one.reference for one in found(words).rows] == [case.reference], words
    assert found(other.number).rows == [other]
    assert found(case.number, department="620402-mzj").rows == []
    assert found(f"{int(year) + 1}-{serial}").rows == []


def test_a_number_without_its_year_finds_the_newest_first(world: World) -> None:
    case = world.opened(SLOW)
    copies(case, ["李四"])
    Case.objects.filter(reference="2025-00001").update(reference=f"2025-{case.reference.split('-')[1]}")
    assert [one.reference[:4] for one in found(case.reference.split("-")[1]).rows] == ["2026", "2025"]


@pytest.mark.req("S6.4")
def test_a_name_is_found_from_its_beginning_and_read_in_order(world: World) -> None:
    case = world.opened(SLOW)
    copies(case, ["张", "张建", "张建华", "章建", "李张", "张建国", "张\U00020000", "Zhang"])
    assert names("张") == sorted(["张建华", "张", "张建", "张建华", "张建国", "张\U00020000"])
    assert names("张建") == ["张建", "张建华", "张建华", "张建国"] == sorted(names("张建"))
    assert names("张建华") == ["张建华", "张建华"]
    assert found("张建华").rows[0] == case  # of one name the newest comes first
    assert names("建") == names("zhang") == names("张\0建国了") == names("%") == names("_") == []


def test_without_words_every_case_of_the_department_comes_newest_first(world: World) -> None:
    case = world.opened(SLOW)
    copies(case, ["张"] * PAGE)
    first = found("")
    assert first.rows[0].opened_at >= first.rows[-1].opened_at
    assert len({one.reference for one in [*first.rows, *found("", first.next).rows]}) == PAGE + 1
    (sql,) = statements(lambda: found("", first.next))
    assert "case_by_department" in plan_of(sql)
    assert "TEMP B-TREE" not in plan_of(sql)


def test_every_page_of_a_name_follows_the_one_before(world: World) -> None:
    case = world.opened(SLOW)
    copies(case, [f"张{'甲乙丙'[place % 3]}" for place in range(PAGE * 3)])
    seen: list[Case] = []
    after = ""
    while True:
        page = found("张", after)
        seen += page.rows
        after = page.next
        if not after:
            break
    order = [
        (one.party_name, -one.opened_at.timestamp(), -int(one.reference.replace("-", ""))) for one in seen
    ]
    assert order == sorted(order)
    assert len({one.reference for one in seen}) == len(seen) == PAGE * 3 + 1


@pytest.mark.parametrize("after", ["x", ".", "WyJhIl0.x", "WzFd.WyJhIl0", "WyJhXHUwMDAwIl0.W10"])
def test_a_forged_mark_is_refused(world: World, after: str) -> None:
    with pytest.raises(Malformed):
        found("张", after)


def test_searching_goes_through_an_index_and_never_sorts(world: World) -> None:
    case = world.opened(SLOW)
    copies(case, [f"张{place:03d}" for place in range(PAGE * 2)])
    after = found("张").next
    for sql in [*statements(lambda: found("张")), *statements(lambda: found("张", after))]:
        plan = plan_of(sql)
        # of a name that it takes to be rare PostgreSQL rather reads the newest first; either way no more than a page
        assert "case_by_name" in plan or (connection.vendor == "postgresql" and "case_by_department" in plan)
        assert "TEMP B-TREE" not in plan
        assert "Sort" not in plan
    numbered = statements(lambda: found(case.number))
    assert len(numbered) == 1
    assert "SCAN" not in plan_of(numbered[0])
    assert "Seq Scan" not in plan_of(numbered[0])
    # the control: what is looked for in the middle of a name, and read by another order, is sorted
    rows = Case.objects.filter(department=DEPARTMENT, party_name__contains="张").order_by("phone")
    (naive,) = statements(lambda: list(rows))
    assert any(sign in plan_of(naive) for sign in ("TEMP B-TREE", "Sort"))


def test_all_counts_of_the_queue_are_one_statement_out_of_the_index(world: World) -> None:
    world.pledged(SLOW)
    world.opened(SLOW)
    waiting = queries.Wanted(DEPARTMENT)
    telling = queries.Wanted(DEPARTMENT, (CaseState.NOTIFIED,))
    mine = queries.Wanted(DEPARTMENT, holder="chen", before=date(2030, 1, 1))
    asked = [waiting, telling, mine, queries.Wanted("620402-mzj")]
    assert queries.counted(asked) == [1, 1, 0, 0]
    taken = statements(lambda: queries.counted(asked))
    assert len(taken) == 1
    plan = plan_of(taken[0])
    assert "SCAN cases_case" not in plan
    assert "Seq Scan" not in plan
    if connection.vendor == "sqlite":  # with a row or two PostgreSQL takes any index that names the state
        assert plan.count("COVERING INDEX case_") == 7


def test_nobody_counts_beyond_a_thousand(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nuocheng.edge.counting.MOST_COUNTED", 3)
    case = world.pledged(SLOW)
    pledged = queries.Wanted(DEPARTMENT, (CaseState.PLEDGED,))
    copies(case, ["张"])
    assert queries.counted([pledged]) == [2]
    Case.objects.filter(reference="2025-00001").update(reference="2024-00001", number="旧", code="old")
    copies(case, ["张"] * 4)
    assert queries.counted([pledged]) == [3]


def test_the_page_says_how_to_search_where_nothing_is_found(world: World) -> None:
    page = world.client("chen").get("/desk/review", {"q": "谁也不是"}).content.decode()
    assert "没有找到" in page
    assert "只写号数" in page
    assert world.client("chen").get("/desk/review", {"q": "张", "after": "x"}).status_code == 422
