"""Milder ways come first: data, a check by officials, a pledge, and paper last (domain.md §0.2.7)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.catalogue.standards import SPOTLESS, STANDARDS, TODAY

from nuocheng.catalogue.rules import ways_were_tried
from nuocheng.catalogue.rules.checking import against, anchor, checklist, gates, to_mend
from nuocheng.catalogue.rules.content import Certificate, Disposition, Item, Tried
from nuocheng.catalogue.rules.facts import Asked, ItemFacts
from nuocheng.catalogue.rules.ways_were_tried import ORDER, asked_of

D = Disposition
REQUIRED = replace(STANDARDS, ways_required=True)


def asked(disposition: Disposition, *tried: tuple[Disposition, str], ground: str = "") -> Certificate:
    return Certificate("a", "某证明", disposition, ground=ground, tried=tuple(Tried(*one) for one in tried))


def said(certificate: Certificate) -> tuple[str, str]:
    found = ways_were_tried.objection(Asked(certificate, STANDARDS))
    return (found.text, found.at) if found else ("", "")


@pytest.mark.parametrize(
    ("certificate", "words", "at"),
    [
        (asked(D.CANCEL), "", ""),
        (asked(D.SHARE), "", ""),
        (asked(D.CHECK), "数据共享", "tried"),
        (asked(D.CHECK, (D.SHARE, "没有接通")), "", ""),
        (asked(D.PLEDGE, (D.SHARE, "没有接通")), "部门核查", "tried"),
        (asked(D.PLEDGE, (D.CHECK, "太慢")), "数据共享", "tried"),
        (asked(D.PLEDGE, (D.SHARE, "没有接通"), (D.CHECK, "太慢")), "", ""),
        (asked(D.SUBMIT), "数据共享、部门核查、告知承诺", "tried"),
        (asked(D.SUBMIT, (D.SHARE, "没有"), (D.CHECK, "太慢")), "告知承诺", "tried"),
        (asked(D.SUBMIT, (D.SHARE, "没有"), (D.CHECK, "太慢"), ground="NS"), "", ""),
        (asked(D.SUBMIT, (D.SHARE, "没有"), (D.CHECK, "太慢"), (D.PLEDGE, "危险"), ground="NS"), "", ""),
        (
            asked(D.SUBMIT, (D.CANCEL, "要看原件"), (D.SHARE, "没有"), (D.CHECK, "慢"), (D.PLEDGE, "险")),
            "",
            "",
        ),
        (asked(D.PLEDGE, (D.SHARE, " "), (D.CHECK, "太慢")), "没有写走不通的原因", "tried.share.reason"),
        (asked(D.PLEDGE, (D.CHECK, "太慢"), (D.SHARE, "没有接通")), "照先后写", "tried.share"),
        (asked(D.CHECK, (D.SHARE, "没有"), (D.SHARE, "还是没有")), "照先后写", "tried.share"),
        (
            asked(D.PLEDGE, (D.SHARE, "没有"), (D.CHECK, "慢"), (D.PLEDGE, "x")),
            "更费事的办法",
            "tried.pledge",
        ),
        (asked(D.SHARE, (D.SUBMIT, "x")), "更费事的办法", "tried.submit"),
    ],
)
def test_each_milder_way_has_its_reason_in_order(certificate: Certificate, words: str, at: str) -> None:
    text, place = said(certificate)
    assert words in text
    assert bool(text) is bool(words)
    assert place == at


complete = st.builds(
    lambda disposition, ground, reasons: asked(
        disposition, *((way, reasons[way]) for way in ORDER if way in asked_of(asked(disposition, ground=ground))),
        ground=ground,
    ),
    st.sampled_from(Disposition),
    st.sampled_from(["", "NS"]),
    st.fixed_dictionaries({way: st.text(alphabet="没有接通", min_size=1, max_size=6) for way in Disposition}),
)  # fmt: skip


@given(complete, st.data())
def test_with_every_reason_nothing_is_said_and_without_any_one_something_is(
    certificate: Certificate, data: st.DataObject
) -> None:
    assert said(certificate) == ("", "")
    if certificate.tried:
        place = data.draw(st.integers(0, len(certificate.tried) - 1))
        rest = certificate.tried[:place] + certificate.tried[place + 1 :]
        assert said(replace(certificate, tried=rest))[0]


def without_ways() -> Item:
    bare = tuple(replace(one, tried=()) for one in SPOTLESS.certificates)
    return replace(SPOTLESS, certificates=bare)


@pytest.mark.req("S3.3")
def test_where_the_law_only_warns_the_item_goes_through_and_is_told() -> None:
    item = without_ways()
    facts = ItemFacts(item, item.department, department_known=True)
    assert against(facts, STANDARDS, on=TODAY) == ()
    found = to_mend(item, STANDARDS, on=TODAY)
    assert [anchor(one) for one in found] == ["record.tried", "diploma.tried"]
    listed = checklist(facts, STANDARDS, on=TODAY)
    assert listed.ready
    assert [hint.rule for hint in listed.warnings] == ["ways_were_tried"]


@pytest.mark.req("S3.3")
def test_where_the_law_requires_it_the_item_is_stopped() -> None:
    item = without_ways()
    facts = ItemFacts(item, item.department, department_known=True)
    assert {one.rule for one in against(facts, REQUIRED, on=TODAY)} == {"ways_were_tried"}
    assert to_mend(item, REQUIRED, on=TODAY) == ()
    shut = [gate for gate in gates(facts, REQUIRED, on=TODAY) if not gate.open]
    assert [gate.title for gate in shut] == ["先试不用交的办法"]
    assert not checklist(facts, REQUIRED, on=TODAY).ready
    whole = ItemFacts(SPOTLESS, SPOTLESS.department, department_known=True)
    assert against(whole, REQUIRED, on=TODAY) == ()
