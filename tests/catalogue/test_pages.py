"""What the public reads of the catalogue: the front page, the search, items, the negative list."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.catalogue.office import (
    DIPLOMA,
    EDITOR,
    LAWYER,
    LEGAL,
    RECORD,
    changed,
    drafted,
    in_review,
    published,
    reviewed,
)
from tests.catalogue.reading import ITEM, get, many

from nuocheng.catalogue import acts
from nuocheng.catalogue.rules.content import Disposition

pytestmark = pytest.mark.django_db


@pytest.mark.req("S13.3")
def test_the_front_page_asks_one_question_and_explains_the_scheme() -> None:
    published()
    text = get("/")
    assert "您要办什么事？" in text
    assert f'href="{ITEM}"' in text
    assert "怎么用承诺代替证明" in text
    assert 'action="/items"' in text


@pytest.mark.parametrize("words", ["律", "执业 核准", "学历", "无犯罪记录证明"])
def test_an_item_is_found_by_any_part_of_its_name_or_of_a_certificate(words: str) -> None:
    published()
    published(
        changed(code="620402-sfj-x", name="另一个事项", certificates=(replace(DIPLOMA, name="户口簿"),))
    )
    text = get(f"/items?q={quote(words)}")
    assert LAWYER.name in text
    assert "另一个事项" not in text


def test_a_search_without_result_says_what_to_do() -> None:
    published()
    text = get(f"/items?q={quote('<没有这个>')}")
    assert "没有找到“&lt;没有这个&gt;”" in text
    assert "看全部事项" in text


def test_the_list_is_paged_without_skipping_or_repeating_and_costs_the_same_at_any_length() -> None:
    many(45)
    seen: list[str] = []
    address = "/items"
    costs = set()
    while address:
        with CaptureQueriesContext(connection) as asked:
            text = get(address)
        costs.add(len(asked))
        seen += re.findall(r"第\d{3}个事项", text)
        onward = re.search(r'href="(\?[^"]+)" rel="next"', text)
        address = f"/items{onward[1].replace('&amp;', '&')}" if onward else ""
    assert seen == sorted(set(seen))
    assert len(seen) == 45
    assert max(costs) <= 2
    get("/items?after=strange", status=422)


@pytest.mark.req("S4", "S5.2", "S2.1")
def test_an_item_shows_how_many_certificates_may_be_pledged_each_before_other_materials() -> None:
    published()
    text = get(ITEM)
    assert "1份证明可以不交" in text
    assert text.index("可以承诺代替") < text.index("其他材料") < text.index("学历证明")
    assert f'href="/apply/{LAWYER.code}"' in text
    for part in ("区司法局", "受理后20个工作日", "不收费", "律师法第七条", "第1版", "提出申请"):
        assert part in text
    assert "20个工作日内）" in text


def test_the_page_of_an_item_asks_the_database_a_few_times_however_much_it_lists() -> None:
    certificates = tuple(replace(DIPLOMA, key=f"k{n}", name=f"证明{n}") for n in range(40))
    published(changed(certificates=(RECORD, *certificates)))
    get(ITEM)
    with CaptureQueriesContext(connection) as asked:
        get(ITEM)
    assert len(asked) <= 3


def test_every_disposition_is_told_in_words() -> None:
    said = {
        Disposition.SHARE: "我们来查，不用交",
        Disposition.CHECK: "我们来查，不用交",
        Disposition.CANCEL: "取消了，不用交",
        Disposition.SUBMIT: "要交",
    }
    certificates = tuple(replace(DIPLOMA, key=one, name=f"证明{one}", disposition=one) for one in said)
    published(changed(certificates=certificates))
    text = get(ITEM)
    assert all(word in text for word in said.values())
    assert "可以不交" not in text


@pytest.mark.req("S14.1")
def test_an_old_edition_stays_readable_and_says_that_it_is_old() -> None:
    published()
    second = acts.draft_edition(EDITOR, item=changed(fee="10元")).reference
    get(f"{ITEM}/2", status=404)
    acts.send_to_review(EDITOR, second)
    acts.pass_review(LEGAL, second)
    acts.publish(EDITOR, second)
    assert "10元" in get(ITEM)
    old = get(f"{ITEM}/1")
    assert "这是旧版" in old
    assert "不收费" in old
    assert "开始办理" not in old


def test_a_suspended_item_says_since_when_and_why_and_offers_no_pledge() -> None:
    reference = published()
    acts.suspend(EDITOR, reference, reason="数据来源停用")
    text = get(ITEM)
    assert "从2026年11月23日起暂停告知承诺，请提交证明。原因：数据来源停用" in text
    assert "可以承诺代替" not in text
    assert "无犯罪记录证明" in text
    assert "可以承诺代替" not in get("/items")


@pytest.mark.parametrize("prepare", [drafted, in_review, reviewed])
def test_what_is_not_published_is_not_there_for_the_public(prepare) -> None:
    prepare()
    get(ITEM, status=404)
    get(f"{ITEM}/1", status=404)
    assert LAWYER.name not in get("/items")


@pytest.mark.req("S3.2")
def test_the_negative_list_names_certificate_ground_and_reason() -> None:
    excluded = replace(DIPLOMA, key="danger", name="爆破作业证明", ground="PS", reason="关系公共安全")
    published(changed(certificates=(RECORD, excluded, DIPLOMA)))
    text = get("/negative")
    assert "爆破作业证明" in text
    assert "公共安全" in text
    assert "学历证明" not in text
    assert "没有找到" in get(f"/negative?q={quote('没有')}")
    assert "爆破作业证明" in get(f"/negative?q={quote('爆破')}")


@pytest.mark.parametrize("address", ["/", "/items", "/negative", "/items/none"])
def test_public_pages_only_read(address: str) -> None:
    assert Client().post(address).status_code == 405
