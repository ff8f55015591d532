"""The rule that milder ways are tried first: data, then a check by officials, then a pledge, paper last."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import Certificate, Disposition
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import DATA_FIRST, UNKNOWABLE
from nuocheng.kernel.rulings import Fault, rule

#: The ways to be tried, mildest first, as the reasons against them name them.
WAYS = {
    Disposition.SHARE: "数据共享",
    Disposition.CHECK: "部门核查",
    Disposition.PLEDGE: "告知承诺",
}
#: All dispositions, mildest first.
ORDER = tuple(Disposition)


@rule(
    title="先试不用交的办法",
    cites=(
        DATA_FIRST,
        UNKNOWABLE,
    ),
    since=date(2020, 1, 1),
    why="能用共享数据、部门核查、承诺解决的，不能让人交证明。哪种办法走不通，要写明原因。",
)
def ways_were_tried(facts: Asked) -> str | None:
    """Object when a milder way than the one taken has no reason against it, or one stands out of order."""
    one = facts.certificate
    return _wrong_with(one) or _missing(one)


def asked_of(certificate: Certificate) -> tuple[Disposition, ...]:
    """Return the ways against which a certificate must give a reason, mildest first.

    A ground that excludes the pledge is the reason against pledging.
    """
    place = ORDER.index(certificate.disposition)
    return tuple(
        way
        for way in WAYS
        if ORDER.index(way) < place and not (way is Disposition.PLEDGE and certificate.ground)
    )


def _wrong_with(one: Certificate) -> str | None:
    """Say what is wrong with the ways that are on file."""
    before = -1
    for tried in one.tried:
        rank = ORDER.index(tried.way)
        if rank >= ORDER.index(one.disposition):
            return Fault("试过的办法里，写了现在用的或者更费事的办法。请去掉", f"tried.{tried.way}")
        if rank <= before:
            return Fault("试过的办法要照先后写：数据共享、部门核查、告知承诺，每种一次", f"tried.{tried.way}")
        if not tried.reason.strip():
            name = WAYS.get(tried.way, "取消")
            return Fault(f"“{name}”没有写走不通的原因。请用一句话写明", f"tried.{tried.way}.reason")
        before = rank
    return None


def _missing(one: Certificate) -> str | None:
    told = {tried.way for tried in one.tried}
    missing = [WAYS[way] for way in asked_of(one) if way not in told]
    if not missing:
        return None
    return Fault(f"没有写明为什么不能用{'、'.join(missing)}。请逐项写明原因，能用的请改用", "tried")
