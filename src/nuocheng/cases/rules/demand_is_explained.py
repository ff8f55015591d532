"""The rule that a certificate on the published list is not demanded without a reason of substance."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from nuocheng.cases.rules.facts import Demanded, PointAsked
from nuocheng.cases.rules.sources import PUBLISHED_ITEMS, WHICH_CERTIFICATES
from nuocheng.kernel.rulings import rule

#: How many characters a reason has at least that says something.
SHORTEST = 15
LISTED: Mapping[str, str] = {
    "pledge": "已列入告知承诺目录",
    "cancel": "已经取消",
    "share": "由我们从共享数据里查",
    "check": "由部门自己核查",
}


@rule(
    title="列入目录的证明不再要求",
    cites=(
        WHICH_CERTIFICATES,
        PUBLISHED_ITEMS,
    ),
    since=date(2020, 4, 3),
)
def demand_is_explained(facts: Demanded) -> str | None:
    """Object when a listed certificate is demanded without reason and law, or once more after it was lifted."""
    for point in facts.points:
        problem = _wrong_with(point)
        if problem:
            return problem
    return None


def _wrong_with(point: PointAsked) -> str | None:
    if not point.listed:
        return None
    if point.lifted:
        return f"要求提交“{point.listed}”已经被撤销过，不能再要求"
    if not point.reason.strip():
        return (
            f"“{point.listed}”{LISTED[point.disposition]}，不能要求提交。"
            "确有必要的写明理由，将同时报法制机构和区司法局"
        )
    if len(point.reason.strip()) < SHORTEST:
        return f"要求提交“{point.listed}”的理由太简单，请写清楚为什么承诺和核查都代替不了（不少于{SHORTEST}个字）"
    if not point.basis.strip():
        return f"请写明要求提交“{point.listed}”的依据，写到哪部法律的哪一条"
    return None
