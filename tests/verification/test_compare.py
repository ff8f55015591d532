"""A pledge is set against a record; what cannot be judged is never held against the person."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nuocheng.kernel.facts import Comparison as Criterion
from nuocheng.kernel.facts import FactType
from nuocheng.verification.rules.compare import ALLOWED, Claim, Verdict, compare, compare_any

pytestmark = pytest.mark.req("S8.1")

YES, NO, UNSURE = Verdict.CONSISTENT, Verdict.CONTRADICTED, Verdict.MISSING
ID = "620402198503122031"
OTHER_ID = "620402200212122330"
CODE = "91620402MA7JX90017"


def judge(kind: str, criterion: str, value: str, observed: str | None) -> Verdict:
    return compare(Claim("fact", FactType(kind), value, Criterion(criterion)), observed).verdict


TABLE = [
    # text
    ("text", "equals", "铜城丰禾食品有限公司", "铜城丰禾食品有限公司", YES),
    ("text", "equals", "铜城（丰禾）食品有限公司", " 铜城(丰禾)食品有限公司 ", YES),
    ("text", "equals", "买买提·吐尔逊", "买买提•吐尔逊", YES),
    ("text", "equals", "ABC", "ａｂｃ", YES),
    ("text", "equals", "李守信", "李\u200b守信", YES),
    ("text", "equals", "李守信", "王堃", NO),
    ("text", "equals", "李守信", "李*信", UNSURE),
    ("text", "equals", "李守信", "无", UNSURE),
    ("text", "equals", "无", "无", YES),
    ("text", "equals", "", "王堃", UNSURE),
    ("text", "equals", "", "", UNSURE),
    # date
    ("date", "equals", "2027-06-30", "2027-6-30", YES),
    ("date", "equals", "2027-06-30", "2027年6月30日", YES),
    ("date", "equals", "2027-06-30", "20270630", YES),
    ("date", "equals", "2027-06-30", "２０２７／０６／３０", YES),
    ("date", "equals", "2027-06-30", "2027.6.30", YES),
    ("date", "equals", "2027-06-30", "2027-06-30 00:00:00", YES),
    ("date", "equals", "2027-06-30", "2027-06-29T16:00:00Z", YES),
    ("date", "equals", "2027-06-30", "2027-06-30T23:00:00+08:00", YES),
    ("date", "equals", "2027-06-30", "2027年6月", YES),
    ("date", "equals", "2027-06-30", "2027年", YES),
    ("date", "equals", "2027-06-30", "2027年7月", NO),
    ("date", "equals", "2027-06-30", "2027-07-01", NO),
    ("date", "equals", "2027-06-30", "2027-02-30", UNSURE),
    ("date", "equals", "2027-06-30", "0000-00-00", UNSURE),
    ("date", "equals", "2027-06-30", "1900-01-01", UNSURE),
    ("date", "equals", "2027-06-30", "30/06/2027", UNSURE),
    ("date", "equals", "2027-06-30", "明年六月", UNSURE),
    ("date", "equals", "马上", "2027-06-30", UNSURE),
    ("date", "on_or_after", "2026-11-23", "2027-1-14", YES),
    ("date", "on_or_after", "2026-11-23", "2026-11-23", YES),
    ("date", "on_or_after", "2026-11-23", "2026-11-22", NO),
    ("date", "on_or_after", "2026-11-23", "长期", YES),
    ("date", "on_or_after", "2026-11-23", "2026年11月", UNSURE),
    ("date", "on_or_after", "2026-11-23", "2026年12月", YES),
    ("date", "on_or_after", "2026-11-23", "2026年10月", NO),
    ("date", "on_or_before", "2020-01-01", "2019年", YES),
    ("date", "on_or_before", "2020-01-01", "2020-01-02", NO),
    ("date", "on_or_before", "2020-01-15", "2020年1月", UNSURE),
    # money
    ("money", "equals", "1860", "1,860.00元", YES),
    ("money", "equals", "1860", "人民币1860元整", YES),
    ("money", "equals", "1860.00", "￥１８６０", YES),
    ("money", "equals", "500000", "50万元", YES),
    ("money", "equals", "12345", "1.23万元", YES),
    ("money", "equals", "123456789", "1.23亿", YES),
    ("money", "equals", "1860", "1860.01", NO),
    ("money", "equals", "12345", "1.45万元", NO),
    ("money", "equals", "500000", "50", UNSURE),
    ("money", "equals", "1860", "约1860", UNSURE),
    ("money", "equals", "1860", "1860元/月", UNSURE),
    ("money", "equals", "1860", "1,86", UNSURE),
    ("money", "equals", "1860", "300美元", UNSURE),
    ("money", "equals", "1860", "一千八百六十元", UNSURE),
    ("money", "equals", "很多", "1860", UNSURE),
    ("money", "at_most", "2000", "1,860.00元", YES),
    ("money", "at_most", "1860", "1860", YES),
    ("money", "at_most", "1860", "1860.01", NO),
    ("money", "at_most", "12300", "1.2万", YES),
    ("money", "at_most", "11999", "1.2万", UNSURE),
    ("money", "at_most", "10000", "1.2万", NO),
    ("money", "at_least", "10万元", "50万元", YES),
    ("money", "at_least", "60万元", "50万元", NO),
    ("money", "at_least", "0", "-5", NO),
    # integer
    ("integer", "equals", "3", "3人", YES),
    ("integer", "equals", "３", "3口", YES),
    ("integer", "equals", "1234", "1,234", YES),
    ("integer", "equals", "89", "89.50", YES),
    ("integer", "equals", "90", "89.50", YES),
    ("integer", "equals", "91", "89.50", NO),
    ("integer", "equals", "3", "4", NO),
    ("integer", "equals", "3年", "36个月", UNSURE),
    ("integer", "equals", "3", "3以上", UNSURE),
    ("integer", "equals", "3", "3-5", UNSURE),
    ("integer", "equals", "3", "三", UNSURE),
    ("integer", "at_least", "60", "89.50㎡", YES),
    ("integer", "at_least", "60平方米", "59.99平米", NO),
    ("integer", "at_most", "3", "2", YES),
    ("integer", "at_most", "3", "不详", UNSURE),
    # choice
    ("choice", "equals", "已婚", " 已婚 ", YES),
    ("choice", "equals", "已婚", "未婚", NO),
    ("choice", "equals", "已婚", "-", UNSURE),
    # boolean
    ("boolean", "is_true", "", "是", YES),
    ("boolean", "is_true", "", "1", YES),
    ("boolean", "is_true", "", "Ｔrue", YES),
    ("boolean", "is_true", "", "否", NO),
    ("boolean", "is_false", "", "无", YES),
    ("boolean", "is_false", "", "有", NO),
    ("boolean", "is_false", "", "正在核实", UNSURE),
    ("boolean", "equals", "否", "0", YES),
    ("boolean", "equals", "是", "n", NO),
    ("boolean", "equals", "也许", "是", UNSURE),
    # numbers
    ("number", "equals", "62040219970909240x", "62040219970909240X", YES),
    ("number", "equals", ID, " 620402 19850312 2031", YES),
    ("number", "equals", ID, "620402850312203", YES),
    ("number", "equals", ID, OTHER_ID, NO),
    ("number", "equals", ID, "620402198503122032", UNSURE),
    ("number", "equals", ID, "620402********2031", UNSURE),
    ("number", "equals", ID, "护照E12345678", UNSURE),
    ("number", "equals", "123", ID, UNSURE),
    ("number", "equals", CODE, "９１６２０４０２ＭＡ７ＪＸ９００１７", YES),
    ("number", "equals", CODE, "MA7JX9001", YES),
    ("number", "equals", CODE, "MA7JX900-1", YES),
    ("number", "equals", CODE, "123456789", UNSURE),
    ("number", "equals", CODE, "91620402MAER5G002G", NO),
    ("number", "equals", CODE, ID, UNSURE),
]


@pytest.mark.parametrize(("kind", "criterion", "value", "observed", "expected"), TABLE)
def test_a_pledged_fact_is_set_against_a_record(
    kind: str, criterion: str, value: str, observed: str, expected: Verdict
) -> None:
    assert judge(kind, criterion, value, observed) is expected


def test_a_word_the_source_never_used_before_cannot_be_judged() -> None:
    claim = Claim("marital", FactType.CHOICE, "未婚", Criterion.EQUALS, choices=("未婚", "已婚"))
    assert compare(claim, "已婚").verdict is NO
    assert compare(claim, "20").verdict is UNSURE


def test_another_word_with_the_same_meaning_agrees() -> None:
    claim = Claim("marital", FactType.CHOICE, "离婚", Criterion.EQUALS, also=("离异",))
    assert compare(claim, "离异").verdict is YES


@pytest.mark.parametrize("kind", list(FactType))
def test_a_criterion_that_makes_no_sense_for_a_type_is_refused(kind: FactType) -> None:
    for criterion in set(Criterion) - ALLOWED[kind]:
        with pytest.raises(ValueError, match="no way to compare"):
            Claim("fact", kind, "1", criterion)


def test_the_reason_is_a_sentence_an_officer_can_read() -> None:
    claim = Claim("income", FactType.MONEY, "1200", Criterion.AT_MOST)
    result = compare(claim, "1,860.00元")
    assert result.observed_text == "1,860.00元"
    assert result.reason == "承诺：不超过“1200”；登记：“1,860.00元”；两者不一致"
    assert compare(claim, None).observed_text == "（没有这一项）"


@pytest.mark.parametrize(
    ("values", "expected", "seen"),
    [
        (["住宅", "商业服务"], YES, "商业服务"),
        (["住宅", None], UNSURE, "（没有这一项）"),
        (["住宅", "工业"], NO, "住宅；工业"),
        (["住宅"], NO, "住宅"),
        ([], UNSURE, "（没有这一项）"),
    ],
)
def test_of_several_records_one_that_agrees_suffices_and_all_must_contradict(
    values: list[str | None], expected: Verdict, seen: str
) -> None:
    claim = Claim("usage", FactType.CHOICE, "商业服务", Criterion.EQUALS)
    result = compare_any(claim, values)
    assert (result.verdict, result.observed_text) == (expected, seen)


PAIRS = st.sampled_from([(kind, criterion) for kind in FactType for criterion in sorted(ALLOWED[kind])])
MONEY = st.decimals(min_value=0, max_value=10**9, places=2)
DAYS = st.dates(min_value=date(1901, 1, 1), max_value=date(2199, 12, 31))
BLANKS = st.sampled_from(
    ["", " ", "\u3000", "-", "——", "/", "不详", "NULL", "暂无", "无数据", "张**", "\u200b", None]
)


def wide(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


@given(PAIRS, st.text(max_size=30), st.none() | st.text(max_size=30))
def test_no_pledge_and_no_record_whatsoever_breaks_the_comparison(
    pair: tuple[FactType, Criterion], value: str, observed: str | None
) -> None:
    result = compare(Claim("fact", pair[0], value, pair[1]), observed)
    assert result.observed_text
    assert result.reason


@given(PAIRS, st.text(max_size=20), BLANKS)
def test_an_empty_or_masked_record_is_never_held_against_anybody(
    pair: tuple[FactType, Criterion], value: str, observed: str | None
) -> None:
    assert compare(Claim("fact", pair[0], value, pair[1]), observed).verdict is UNSURE


@given(PAIRS, st.text(alphabet="约近似多少不明待查某abc", min_size=1, max_size=12), MONEY, DAYS)
def test_words_where_a_value_should_be_are_never_held_against_anybody(
    pair: tuple[FactType, Criterion], observed: str, sum_: Decimal, day: date
) -> None:
    assume(pair[0] not in (FactType.TEXT, FactType.CHOICE))
    value = {FactType.DATE: day.isoformat(), FactType.NUMBER: ID, FactType.BOOLEAN: "是"}.get(
        pair[0], str(sum_)
    )
    assert compare(Claim("fact", pair[0], value, pair[1]), observed).verdict is UNSURE


@given(MONEY, MONEY, st.sampled_from([Criterion.EQUALS, Criterion.AT_MOST, Criterion.AT_LEAST]))
def test_the_way_a_sum_is_written_never_changes_the_verdict(
    pledged: Decimal, registered: Decimal, criterion: Criterion
) -> None:
    spellings = [
        f"{registered}",
        f"{registered:,}",
        f"{registered:,}元",
        f" ¥ {registered}",
        wide(f"{registered:,}") + "元",
        f"人民币{registered}元整",
    ]
    claims = [
        Claim("sum", FactType.MONEY, text, criterion) for text in (f"{pledged}", wide(f"{pledged:,}元"))
    ]
    assert len({compare(claim, spelling).verdict for claim in claims for spelling in spellings}) == 1


@given(DAYS, DAYS, st.sampled_from([Criterion.EQUALS, Criterion.ON_OR_BEFORE, Criterion.ON_OR_AFTER]))
def test_the_way_a_date_is_written_never_changes_the_verdict(
    pledged: date, registered: date, criterion: Criterion
) -> None:
    spellings = [
        registered.isoformat(),
        f"{registered.year}-{registered.month}-{registered.day}",
        f"{registered.year}年{registered.month}月{registered.day}日",
        f"{registered:%Y%m%d}",
        wide(f"{registered:%Y/%m/%d}"),
        f"{registered.isoformat()} 00:00:00",
        f"{registered.isoformat()}T12:00:00+08:00",
        f"{(registered - timedelta(days=1)).isoformat()}T16:00:00Z",
    ]
    verdicts = {
        compare(Claim("day", FactType.DATE, f"{pledged}", criterion), each).verdict for each in spellings
    }
    expected = {
        Criterion.EQUALS: registered == pledged,
        Criterion.ON_OR_BEFORE: registered <= pledged,
        Criterion.ON_OR_AFTER: registered >= pledged,
    }[criterion]
    assert verdicts == {YES if expected else NO}


@given(DAYS, DAYS)
def test_a_date_known_only_by_its_month_contradicts_only_what_no_day_of_it_fits(
    pledged: date, month: date
) -> None:
    days = [month.replace(day=1) + timedelta(days=step) for step in range(31)]
    days = [day for day in days if day.month == month.month]
    for criterion in (Criterion.EQUALS, Criterion.ON_OR_BEFORE, Criterion.ON_OR_AFTER):
        claim = Claim("day", FactType.DATE, f"{pledged}", criterion)
        coarse = compare(claim, f"{month.year}年{month.month}月").verdict
        exact = {compare(claim, f"{day}").verdict for day in days}
        assert (coarse is NO) == (exact == {NO})


@given(MONEY, MONEY)
def test_at_most_and_at_least_agree_with_arithmetic(pledged: Decimal, registered: Decimal) -> None:
    at_most = judge("money", "at_most", f"{pledged}", f"{registered}")
    at_least = judge("money", "at_least", f"{pledged}", f"{registered}")
    assert (at_most is YES, at_least is YES) == (registered <= pledged, registered >= pledged)
    assert UNSURE not in (at_most, at_least)


@given(MONEY, MONEY, MONEY)
def test_pledging_a_higher_limit_never_turns_agreement_into_contradiction(
    pledged: Decimal, more: Decimal, registered: Decimal
) -> None:
    assume(judge("money", "at_most", f"{pledged}", f"{registered}") is YES)
    assert judge("money", "at_most", f"{pledged + more}", f"{registered}") is YES


@given(st.integers(1, 10**8), st.integers(1, 4))
def test_a_sum_rounded_to_ten_thousands_never_contradicts_the_exact_sum(exact: int, places: int) -> None:
    rounded = f"{Decimal(exact) / 10000:.{places}f}万元"
    for criterion in ("equals", "at_most", "at_least"):
        assert judge("money", criterion, str(exact), rounded) is not NO


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_equality_does_not_depend_on_who_is_asked_first(one: int, other: int) -> None:
    for kind in ("integer", "money"):
        assert judge(kind, "equals", str(one), str(other)) is judge(kind, "equals", str(other), str(one))


@given(st.text(min_size=1, max_size=30))
def test_a_text_always_agrees_with_itself_unless_it_says_nothing(text: str) -> None:
    plain = unicodedata.normalize("NFKC", text)
    assert judge("text", "equals", text, plain) in (YES, UNSURE)
