"""Comparing one pledged fact with what a register holds; in doubt, it cannot tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from nuocheng.kernel.facts import Comparison as Criterion
from nuocheng.kernel.facts import FactType, tolerance
from nuocheng.kernel.numbers import BadNumber, PartyKind, PartyNumber, parse_party_number
from nuocheng.verification.rules.addresses import read_address, same_place
from nuocheng.verification.rules.names import bare_name, same_name
from nuocheng.verification.rules.periods import Period, read_period
from nuocheng.verification.rules.values import (
    CENT,
    Amount,
    Span,
    folded,
    read_boolean,
    read_count,
    read_date,
    read_money,
    says_nothing,
)

LONGEST = 400
SHOWN = 120
ORGANISATION_CODE = 9


class Verdict(StrEnum):
    """What a comparison yields; MISSING means that it cannot be judged."""

    CONSISTENT = "consistent"
    CONTRADICTED = "contradicted"
    MISSING = "missing"


ALLOWED: Mapping[FactType, frozenset[Criterion]] = {
    FactType.TEXT: frozenset({Criterion.EQUALS, Criterion.CONTAINS_ADDRESS, Criterion.SAME_NAME}),
    FactType.DATE: frozenset(
        {
            *(Criterion.EQUALS, Criterion.ON_OR_BEFORE, Criterion.ON_OR_AFTER),
            *(Criterion.WITHIN, Criterion.IN_PERIOD),
        }
    ),
    FactType.MONEY: frozenset({Criterion.EQUALS, Criterion.AT_MOST, Criterion.AT_LEAST, Criterion.WITHIN}),
    FactType.INTEGER: frozenset({Criterion.EQUALS, Criterion.AT_MOST, Criterion.AT_LEAST, Criterion.WITHIN}),
    FactType.CHOICE: frozenset({Criterion.EQUALS}),
    FactType.BOOLEAN: frozenset({Criterion.EQUALS, Criterion.IS_TRUE, Criterion.IS_FALSE}),
    FactType.NUMBER: frozenset({Criterion.EQUALS}),
}
PHRASES: Mapping[Criterion, str] = {
    Criterion.EQUALS: "是",
    Criterion.AT_MOST: "不超过",
    Criterion.AT_LEAST: "不少于",
    Criterion.ON_OR_BEFORE: "不晚于",
    Criterion.ON_OR_AFTER: "不早于",
    Criterion.IS_TRUE: "属于这种情况",
    Criterion.IS_FALSE: "没有这种情况",
    Criterion.CONTAINS_ADDRESS: "地址是",
    Criterion.WITHIN: "约为",
    Criterion.IN_PERIOD: "有效的日子是",
    Criterion.SAME_NAME: "名称是",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact as pledged, and how a register's value must stand to it.

    *choices* are the words a source is known to use for a choice: a word outside them cannot be judged.
    *also* are other words of the source that mean the pledged value; *tolerance* says how far apart they may be.
    """

    key: str
    type: FactType
    value: str
    comparison: Criterion
    choices: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    tolerance: str = ""

    def __post_init__(self) -> None:
        """Refuse a criterion that makes no sense for the type.

        Raises:
            ValueError: The comparison is not one for this type of fact.

        """
        if self.comparison not in ALLOWED[self.type]:
            message = f"{self.key}: {self.comparison} is no way to compare a {self.type}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a comparison yields, what was seen, and why, in a sentence for the officer."""

    verdict: Verdict
    observed_text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """True, false or cannot tell, with the reason where it cannot be told."""

    holds: bool | None
    why_not: str = ""


def compare(claim: Claim, observed: str | None) -> Comparison:
    """Compare one pledged fact with one value of a register."""
    if observed is None or says_nothing(observed):
        return Comparison(
            Verdict.MISSING, _shown(observed), "来源没有登记这一项，或没有给出完整内容，不能判断"
        )
    judged = JUDGES[claim.comparison if claim.comparison in OWN_JUDGE else claim.type](claim, observed)
    if judged.holds is None:
        return Comparison(Verdict.MISSING, _shown(observed), judged.why_not)
    verdict = Verdict.CONSISTENT if judged.holds else Verdict.CONTRADICTED
    return Comparison(verdict, _shown(observed), _reason(claim, observed, agrees=judged.holds))


def compare_any(claim: Claim, values: Iterable[str | None]) -> Comparison:
    """Compare a fact with every record a source holds: one that agrees suffices, all must contradict."""
    results = [compare(claim, value) for value in values]
    for verdict in (Verdict.CONSISTENT, Verdict.MISSING):
        chosen = [result for result in results if result.verdict is verdict]
        if chosen:
            return chosen[0]
    if not results:
        return Comparison(Verdict.MISSING, _shown(None), "来源没有这一项的记录，不能判断")
    seen = "；".join(dict.fromkeys(result.observed_text for result in results))[:LONGEST]
    return Comparison(
        Verdict.CONTRADICTED, seen, results[0].reason if len(results) == 1 else _all_differ(claim, seen)
    )


def _judge_words(claim: Claim, observed: str) -> Judgement:
    seen = folded(observed)
    if seen in {folded(word) for word in (claim.value, *claim.also)}:
        return Judgement(holds=True)
    if not folded(claim.value):
        return _unreadable_pledge()
    if claim.choices and seen not in {folded(word) for word in claim.choices}:
        return Judgement(None, f"来源写的“{_shown(observed)}”不在已知的说法里，请人工判断")
    if claim.type is FactType.TEXT and seen == "无":
        return Judgement(None, "来源写的是“无”，不能判断")
    return Judgement(holds=False)


def _judge_date(claim: Claim, observed: str) -> Judgement:
    pledged = read_date(claim.value)
    if pledged is None:
        return _unreadable_pledge()
    if claim.comparison is Criterion.IN_PERIOD:
        period = read_period(observed)
        return _unreadable_source(observed) if period is None else _place_in_period(pledged, period)
    seen = read_date(observed)
    if seen is None:
        return _unreadable_source(observed)
    if claim.comparison is Criterion.WITHIN:
        return _place_near(claim, pledged, seen)
    return _place_dates(claim.comparison, pledged, seen)


def _place_in_period(pledged: Span[date], period: Period) -> Judgement:
    if period.begins.high <= pledged.low and pledged.high <= period.ends.low:
        return Judgement(holds=True)
    if pledged.high < period.begins.low or pledged.low > period.ends.high:
        return Judgement(holds=False)
    return Judgement(None, "有效期或者承诺的日期不够具体，不能判断")


def _place_near(claim: Claim, pledged: Span[date], seen: Span[date]) -> Judgement:
    allowed = tolerance(claim.type, claim.tolerance)
    if allowed is None:
        return _no_tolerance()
    nearest = max((seen.low - pledged.high).days, (pledged.low - seen.high).days, 0)
    return Judgement(holds=nearest <= allowed.much)


def _place_dates(criterion: Criterion, pledged: Span[date], seen: Span[date]) -> Judgement:
    if criterion is Criterion.EQUALS:
        return Judgement(holds=seen.low <= pledged.high and pledged.low <= seen.high)
    if criterion is Criterion.ON_OR_BEFORE:
        certain, impossible = seen.high <= pledged.high, seen.low > pledged.high
    else:
        certain, impossible = seen.low >= pledged.low, seen.high < pledged.low
    return (
        Judgement(holds=certain) if certain or impossible else Judgement(None, "来源的日期不够具体，不能判断")
    )


def _judge_money(claim: Claim, observed: str) -> Judgement:
    pledged, seen = read_money(claim.value), read_money(observed)
    if pledged is None:
        return _unreadable_pledge()
    if seen is None:
        return _unreadable_source(observed)
    return _placed(claim, pledged, seen)


def _judge_count(claim: Claim, observed: str) -> Judgement:
    pledged, seen = read_count(claim.value), read_count(observed)
    if pledged is None:
        return _unreadable_pledge()
    if seen is None:
        return _unreadable_source(observed)
    if pledged.unit and seen.unit and pledged.unit != seen.unit:
        return Judgement(None, f"承诺的单位是“{pledged.unit}”，来源的单位是“{seen.unit}”，不能直接比对")
    if _is_whole(pledged.value) == _is_whole(seen.value):
        return _placed(claim, pledged, seen)
    # People round what a register measures: 89 and 89.50 are the same flat.
    return _placed(claim, Amount(pledged.value, Decimal(1)), seen)


def _placed(claim: Claim, pledged: Amount, seen: Amount) -> Judgement:
    """Place two amounts; within a tolerance they are the same as long as they are no further apart."""
    if claim.comparison is not Criterion.WITHIN:
        return _place_amounts(claim.comparison, pledged, seen)
    allowed = tolerance(claim.type, claim.tolerance)
    if allowed is None:
        return _no_tolerance()
    if abs(seen.value - pledged.value) <= allowed.allows(pledged.value, seen.value):
        return Judgement(holds=True)
    return _place_amounts(Criterion.EQUALS, pledged, seen)


def _place_amounts(criterion: Criterion, pledged: Amount, seen: Amount) -> Judgement:
    apart = seen.value - pledged.value
    if criterion is Criterion.EQUALS:
        same = abs(apart) < max(pledged.slack, seen.slack, CENT)
        if not same and _is_scale_slip(pledged.value, seen.value):
            return Judgement(None, "两个数正好相差一万倍，可能只是单位不同，请人工判断")
        return Judgement(holds=same)
    over = apart if criterion is Criterion.AT_MOST else -apart
    if over <= 0:
        return Judgement(holds=True)
    if over < seen.slack:
        return Judgement(None, "来源的数只写到万位，不够精确，不能判断")
    return Judgement(holds=False)


def _judge_name(claim: Claim, observed: str) -> Judgement:
    if not bare_name(claim.value):
        return _unreadable_pledge()
    same = same_name(claim.value, observed)
    return Judgement(same, f"“{_shown(observed)}”和承诺的可能只是写法不同（简繁、异体或者简称），请人工判断")


def _judge_boolean(claim: Claim, observed: str) -> Judgement:
    wanted = {Criterion.IS_TRUE: True, Criterion.IS_FALSE: False}.get(
        claim.comparison, read_boolean(claim.value)
    )
    seen = read_boolean(observed)
    if wanted is None:
        return _unreadable_pledge()
    return _unreadable_source(observed) if seen is None else Judgement(holds=seen is wanted)


def _judge_number(claim: Claim, observed: str) -> Judgement:
    pledged = _party(claim.value)
    if pledged is None:
        return _unreadable_pledge()
    letters = folded(observed).replace("-", "").upper()
    if pledged.kind is PartyKind.ORGANISATION and len(letters) == ORGANISATION_CODE:
        return _short_form(letters == pledged.value[8:17])
    seen = _party(observed, pledged.kind)
    return _unreadable_source(observed) if seen is None else Judgement(holds=seen == pledged)


def _judge_address(claim: Claim, observed: str) -> Judgement:
    judged = same_place(read_address(claim.value), read_address(observed))
    return Judgement(judged, "两个地址的写法不同，不能自动判断，请人工比对")


JUDGES: Mapping[str, Callable[[Claim, str], Judgement]] = {
    FactType.TEXT: _judge_words,
    FactType.CHOICE: _judge_words,
    FactType.DATE: _judge_date,
    FactType.MONEY: _judge_money,
    FactType.INTEGER: _judge_count,
    FactType.BOOLEAN: _judge_boolean,
    FactType.NUMBER: _judge_number,
    Criterion.CONTAINS_ADDRESS: _judge_address,
    Criterion.SAME_NAME: _judge_name,
}
OWN_JUDGE = frozenset({Criterion.CONTAINS_ADDRESS, Criterion.SAME_NAME})


def _party(text: str, kind: PartyKind | None = None) -> PartyNumber | None:
    """Read a number that passes its check digit: a register's slip of the pen is nobody's untruth."""
    try:
        return parse_party_number(text, today=date.max, kind=kind)
    except BadNumber:
        return None


def _short_form(same: bool) -> Judgement:  # noqa: FBT001 - private, read beside its only callers
    return Judgement(holds=True) if same else Judgement(None, "来源登记的是旧号码，不能直接比对")


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _is_scale_slip(one: Decimal, other: Decimal) -> bool:
    small, large = sorted((abs(one), abs(other)))
    return small > 0 and large in (small * 10_000, small * 100_000_000)


def _unreadable_pledge() -> Judgement:
    return Judgement(None, "承诺的内容不是能比对的写法，请人工判断")


def _no_tolerance() -> Judgement:
    return Judgement(None, "核查办法没有写容许相差多少，不能自动判断")


def _unreadable_source(observed: str) -> Judgement:
    return Judgement(None, f"来源写的“{_shown(observed)}”读不明白，不能判断")


def _reason(claim: Claim, observed: str, *, agrees: bool) -> str:
    end = "两者一致" if agrees else "两者不一致"
    return f"承诺：{_pledged(claim)}；登记：“{_shown(observed)[:SHOWN]}”；{end}"


def _pledged(claim: Claim) -> str:
    phrase = PHRASES[claim.comparison]
    if claim.comparison in (Criterion.IS_TRUE, Criterion.IS_FALSE):
        return phrase
    return f"{phrase}“{claim.value.strip()[:SHOWN]}”"


def _all_differ(claim: Claim, seen: str) -> str:
    return f"承诺：{_pledged(claim)}；各条登记都与此不一致：{seen[:SHOWN]}"


def _shown(observed: str | None) -> str:
    if observed is None or not observed.strip():
        return "（没有这一项）"
    return " ".join(observed.split())[:LONGEST]
