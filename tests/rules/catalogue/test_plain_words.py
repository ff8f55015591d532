"""What people read is plain: no catch-alls, short sentences, no riddles (三（七）, domain.md §d.5)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.catalogue.standards import SPOTLESS, STANDARDS, TODAY

from nuocheng.catalogue.rules import (
    READS_WELL,
    acronyms_are_explained,
    conditions_can_be_measured,
    days_say_which,
    sentences_are_short,
    text_has_no_catch_all,
)
from nuocheng.catalogue.rules.checking import anchor, to_mend
from nuocheng.catalogue.rules.facts import Written
from nuocheng.catalogue.rules.texts import texts_of
from nuocheng.kernel.rulings import Rule, objections

pytestmark = pytest.mark.req("S7.1")


def says(rule: Rule[Written], text: str, *, is_condition: bool = True) -> str:
    found = rule.objection(Written(text, "办理条件", STANDARDS.plain, is_condition=is_condition))
    return found.text if found else ""


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("带身份证、户口簿等材料", "户口簿等材料"),
        ("按照有关规定办理", "有关规定"),
        ("以及其他材料", "其他材料"),
        ("因火灾等原因", "因火灾等原因"),
        ("带身份证、户口簿2样", ""),
        ("低保、特困等2类人", ""),
        ("高等学校、中等职业学校", ""),
        ("一等功臣，四等残疾军人", ""),
        ("同等对待，等级不限，男女平等", ""),
        ("等待通知，等不及的可以来电", ""),
        ("请在窗口等结果", ""),
    ],
)
def test_a_text_that_ends_open_is_quoted(text: str, quoted: str) -> None:
    said = says(text_has_no_catch_all, text)
    assert bool(said) is bool(quoted)
    assert f"“{quoted}”" in said or not quoted


@pytest.mark.parametrize(
    ("text", "too_long"),
    [
        ("一" * 40, False),
        ("一" * 41, True),
        (f"{'一' * 30}。{'二' * 30}；{'三' * 30}", False),
        (f"照“{'名' * 60}”填", False),
        (f"照《{'名' * 60}》填", False),
        (f"短句。{'一' * 41}。", True),
    ],
)
def test_a_sentence_of_more_than_forty_signs_is_counted(text: str, *, too_long: bool) -> None:
    said = says(sentences_are_short, text)
    assert bool(said) is too_long
    assert not too_long or "41个字" in said


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("用GIS核对", "GIS"),
        ("用地理信息系统（GIS）核对", ""),
        ("用GIS（地理信息系统）核对", ""),
        ("上传PDF或者JPG", ""),
        ("例如BY-001", ""),
        ("甲A乙", ""),
        ("下载APP", ""),
    ],
)
def test_letters_that_not_everybody_knows_are_explained(text: str, quoted: str) -> None:
    said = says(acronyms_are_explained, text)
    assert bool(said) is bool(quoted)
    assert f"“{quoted}”" in said or not quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("公示20日", "20日"),
        ("15天内办结", "15天"),
        ("三十日内提出", "三十日内"),
        ("公示20个自然日", ""),
        ("7个工作日", ""),
        ("6月30日前", ""),
        ("2026年11月2日", ""),
        ("每月13日前报送", ""),
        ("5月1日至3日", ""),
        ("低保有效期到哪一天", ""),
        ("改天再来，一天一次", ""),
    ],
)
def test_days_say_whether_they_are_working_days(text: str, quoted: str) -> None:
    said = says(days_say_which, text)
    assert bool(said) is bool(quoted)
    assert f"“{quoted}”" in said or not quoted


@pytest.mark.parametrize(
    ("text", "objects"),
    [
        ("有一定数量的设备", True),
        ("有5台以上设备", False),
        ("人均收入低于当地最低生活保障标准", False),
        ("人均收入低于邻居", True),
        ("年满18周岁", False),
        ("年满法定年龄", False),
        ("自用五年以上", False),
        ("每月收入不超过820元", False),
        ("收入不超过820元", True),
        ("注册资本不少于100万元", False),
    ],
)
def test_a_condition_says_how_much_and_over_which_time(text: str, *, objects: bool) -> None:
    assert bool(says(conditions_can_be_measured, text)) is objects
    assert says(conditions_can_be_measured, text, is_condition=False) == ""


def test_every_text_is_read_and_every_warning_leads_to_its_field() -> None:
    record, diploma = SPOTLESS.certificates
    bad = "按有关规定"
    item = replace(
        SPOTLESS,
        conditions=bad,
        steps=(replace(SPOTLESS.steps[0], title=bad, says=bad), *SPOTLESS.steps[1:]),
        certificates=(
            replace(
                record,
                purpose=bad,
                proves=bad,
                guide=bad,
                facts=(replace(record.facts[0], label=bad, hint=bad),),
                plan=replace(record.plan, standard=bad, way=bad, exempt_reason=bad),
            ),
            replace(diploma, reason=bad, tried=(replace(diploma.tried[0], reason=bad), *diploma.tried[1:])),
        ),
    )
    found = [one for one in to_mend(item, STANDARDS, on=TODAY) if one.rule == "text_has_no_catch_all"]
    assert [anchor(one) for one in found] == [
        "item.conditions",
        "item.steps.1.title",
        "item.steps.1.says",
        "record.purpose",
        "record.proves",
        "record.guide",
        "record.facts.clean.label",
        "record.facts.clean.hint",
        "record.plan.standard",
        "record.plan.way",
        "record.plan.exempt_reason",
        "diploma.reason",
        "diploma.tried.share.reason",
    ]
    assert found[3].text.startswith("“无犯罪记录证明”：证明用途里写了“有关规定”")


def test_a_spotless_item_is_told_nothing() -> None:
    assert len(list(texts_of(SPOTLESS))) > 15
    assert to_mend(SPOTLESS, STANDARDS, on=TODAY) == ()


@given(st.text(alphabet="等级于日天月20一二材料GIS（）。，”“《》元收入低于", max_size=60))
def test_a_warning_quotes_what_stands_there(text: str) -> None:
    written = Written(text, "办理条件", STANDARDS.plain, is_condition=True)
    for one in objections(READS_WELL, written, on=TODAY):
        assert "！" not in one.text
        assert "请" in one.text
        quoted = one.text.split("“", 1)[1].split("”", 1)[0].rstrip("…") if "“" in one.text else ""
        assert quoted.strip() in text
