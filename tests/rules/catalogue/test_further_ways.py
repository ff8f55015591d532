"""Ways in their order: each can be taken when its turn comes, and nothing sensitive is shown to everybody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.catalogue.office import RECORD, changed
from tests.rules.catalogue.standards import STANDARDS

from nuocheng.catalogue.rules import further_ways_can_be_taken, publicity_shows_nothing_sensitive
from nuocheng.catalogue.rules.content import (
    Answering,
    Certificate,
    Disposition,
    Plan,
    Way,
    as_json,
    from_json,
)
from nuocheng.catalogue.rules.facts import Asked

LAW = replace(
    STANDARDS,
    channels={
        "data_exchange": "国家数据共享交换平台",
        "internal_record": "政府部门内部核查",
        "assistance": "部门间行政协助",
        "on_site": "现场检查",
        "publicity": "公示核查",
    },
    shown={"open": "whole", "masked": "masked", "sensitive": "never"},
)
OWN = Way("internal_record", "own")


def planned(
    *then: Way, channel: str = "data_exchange", privacy: str = "", field: str = "has_record"
) -> Certificate:
    facts = tuple(replace(one, privacy=privacy, source_field=field) for one in RECORD.facts)
    plan = Plan(
        channel, "criminal_record", 20, "没有犯罪记录", "查询", "x" if channel == "exempt" else "", then=then
    )
    return replace(RECORD, facts=facts, plan=plan)


def said(rule, certificate: Certificate) -> tuple[str, str]:  # type: ignore[no-untyped-def]  # a rule
    found = rule.objection(Asked(certificate, LAW))
    return (found.text, found.at) if found else ("", "")


@pytest.mark.req("S8.1", "S8.2")
@pytest.mark.parametrize(
    ("certificate", "words"),
    [
        (planned(), ""),
        (planned(OWN, Way("assistance"), Way("on_site")), ""),
        (planned(Way("internal_record")), "没有写向谁核查"),
        (planned(Way("fax")), "没有“fax”这种核查方式"),
        (planned(Way("assistance"), Way("assistance")), "重复"),
        (planned(Way("data_exchange", "criminal_record")), "重复"),
        (planned(Way("data_exchange", "another")), ""),
        (planned(OWN, field=""), "没有写“我没有犯罪记录”和哪个数据项比"),
        (planned(Way("internal_record", "own", (Answering("clean", "flag"),)), field=""), ""),
        (planned(OWN, channel="exempt"), "免予核查的，不用写"),
        (planned(*(Way("data_exchange", f"s{place}") for place in range(6))), "最多6种"),
    ],
)
def test_a_further_way_is_known_comes_once_and_can_be_compared(certificate: Certificate, words: str) -> None:
    text, at = said(further_ways_can_be_taken, certificate)
    assert words in text if words else text == ""
    assert at == ("plan.then" if words else "")


def test_what_is_handed_in_needs_no_ways() -> None:
    handed_in = replace(planned(Way("fax")), disposition=Disposition.SUBMIT)
    assert said(further_ways_can_be_taken, handed_in) == ("", "")
    assert said(
        publicity_shows_nothing_sensitive, replace(planned(Way("publicity")), disposition=Disposition.SUBMIT)
    ) == (
        "",
        "",
    )


@pytest.mark.req("S8.1")
@pytest.mark.parametrize(
    ("certificate", "words", "at"),
    [
        (planned(Way("publicity"), privacy="open"), "", ""),
        (planned(Way("publicity"), privacy="masked"), "", ""),
        (planned(Way("publicity")), "先写明“我没有犯罪记录”能不能公示", "plan.then"),
        (planned(Way("publicity"), privacy="sensitive"), "是敏感的，不能用公示核查", "plan.then"),
        (planned(Way("publicity"), privacy="unheard_of"), "是敏感的，不能用公示核查", "plan.then"),
        (planned(channel="publicity", privacy="sensitive"), "是敏感的，不能用公示核查", "plan.channel"),
        (planned(OWN, privacy="sensitive"), "", ""),
        (replace(RECORD, plan=None), "", ""),
    ],
)
def test_what_is_sensitive_or_undecided_is_never_shown_to_everybody(
    certificate: Certificate, words: str, at: str
) -> None:
    text, place = said(publicity_shows_nothing_sensitive, certificate)
    assert words in text if words else text == ""
    assert place == at


FIELDS = (Answering("clean", "f"), Answering("x", "y"))


@pytest.mark.parametrize("ways", [(), (OWN,), (Way("assistance"), OWN, Way("data_exchange", "a", FIELDS))])
def test_ways_come_back_from_plain_values_as_they_were(ways: tuple[Way, ...]) -> None:
    item = changed(certificates=(planned(*ways),))
    assert from_json(as_json(item)) == item


def test_an_edition_of_before_has_one_way() -> None:
    plain = as_json(changed(certificates=(planned(),)))
    for name in ("then", "tries"):
        del plain["certificates"][0]["plan"][name]
    plan = from_json(plain).certificates[0].plan
    assert plan is not None
    assert [one.channel for one in plan.ways] == ["data_exchange"]
