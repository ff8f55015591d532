"""The rule that the bounds of a fact can be read, and leave something between them."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import Disposition, FactField
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import VERIFICATION_MEASURES
from nuocheng.catalogue.rules.texts import place_of
from nuocheng.kernel.facts import MEASURED, FactType, measured, within
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="承诺事实的范围写得对",
    cites=(VERIFICATION_MEASURES,),
    since=date(2020, 4, 3),
    why="范围会在申请人填写时拦住明显填错的数。范围写反了，谁也填不进去。",
)
def bounds_are_in_order(facts: Asked) -> str | None:
    """Object when a bound cannot be read as the fact's type, bounds what has no order, or excludes everything."""
    if facts.certificate.disposition is not Disposition.PLEDGE:
        return None
    problems = (
        wrong_with(field, place_of(field, place))
        for place, field in enumerate(facts.certificate.facts, start=1)
    )
    return next((problem for problem in problems if problem), None)


def wrong_with(field: FactField, at: str) -> str | None:
    """Say what is wrong with the bounds of one fact, or nothing."""
    for name, bound in (("minimum", field.minimum), ("maximum", field.maximum)):
        if not bound:
            continue
        if field.type not in MEASURED:
            return Fault(f"“{field.label}”不是数也不是日期，不能设范围。请去掉", f"{at}.{name}")
        if measured(field.type, bound) is None:
            like = "照2027-06-30这样写" if field.type is FactType.DATE else "只写数字，不带单位"
            return Fault(f"“{field.label}”的范围“{bound}”读不出来。请{like}", f"{at}.{name}")
    if field.minimum and field.maximum and not within(field.type, field.minimum, "", field.maximum):
        return Fault(f"“{field.label}”的最小值比最大值大，谁也填不进去。请核对", f"{at}.maximum")
    return None
