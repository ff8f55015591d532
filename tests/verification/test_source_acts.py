"""A source is connected only as it can really be asked, and no secret finds its way into the database or the journal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.builders import Hours
from tests.verification import sourcing

from nuocheng.journal.models import Entry
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.verification import acts
from nuocheng.verification.models import Source

pytestmark = [pytest.mark.django_db, pytest.mark.req("S8.2")]

GOOD: dict[str, Any] = {
    "endpoint": "https://share.example.gov.cn/api",
    "proof": "hmac_sm3",
    "app_key": "nuocheng",
    "secret": "MARRIAGE",
    "mapping": {"marital_status": "hyzk"},
    "quota": 500,
    "purpose": "pledge_verification",
    "basis": "某办法第三条",
}


@pytest.fixture(autouse=True)
def _secrets(settings: Any) -> None:
    settings.NUOCHENG_SOURCE_KEYS = {"MARRIAGE": "the-very-secret-itself"}
    settings.NUOCHENG_SOURCE_CERTIFICATES = {"MARRIAGE": "/etc/nuocheng/marriage.pem"}


def test_the_secret_itself_is_kept_nowhere() -> None:
    row = sourcing.connected(Hours(), **GOOD)
    said = " ".join(str(value) for value in Source.objects.values().get(pk=row.pk).values())
    entry = Entry.objects.get(kind="source")
    assert "MARRIAGE" in said
    assert "the-very-secret-itself" not in said + entry.note + entry.seals


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"title": " "}, "title", "请写来源的名称"),
        ({"channel": "telephone"}, "channel", "用什么方式查它"),
        ({"endpoint": "http://share.example.gov.cn"}, "endpoint", "https://"),
        ({"endpoint": "https://share.example.gov.cn/api?key=1"}, "endpoint", "不带问号"),
        ({"endpoint": "https://me:secret@share.example.gov.cn"}, "endpoint", "https://"),
        ({"endpoint": "https://share.example.gov.cn:0/"}, "endpoint", "https://"),
        ({"proof": "handshake"}, "proof", "怎么向对方证明身份"),
        ({"app_key": ""}, "app_key", "应用编号"),
        ({"secret": ""}, "secret", "密钥名"),
        ({"secret": "the very secret"}, "secret", "名字，不是密钥本身"),
        ({"secret": "OTHER"}, "secret", "NUOCHENG_SOURCE_KEY_OTHER"),
        ({"proof": "certificate", "certificate": ""}, "certificate", "客户端证书名"),
        ({"certificate": "OTHER"}, "certificate", "NUOCHENG_SOURCE_CERT_OTHER"),
        ({"quota": -1}, "quota", "0到1000000"),
        ({"at_once": -1}, "at_once", "同时次数"),
        ({"freshness_days": 10_000_000}, "freshness_days", "天数"),
        ({"basis": ""}, "basis", "一起写"),
        ({"purpose": ""}, "purpose", "一起写"),
        ({"mapping": {"a": " "}}, "mapping", "两边都要写"),
        ({"mapping": {"a": "x", "b": "x"}}, "mapping", "同一个字段"),
        ({"fallback": "marriage"}, "fallback", "不能是它自己"),
        ({"fallback": "nowhere"}, "fallback", "请先接入备用来源"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_written(
    changes: dict[str, Any], place: str, words: str
) -> None:
    hours = Hours()
    wish = replace(sourcing.WISH, **{**GOOD, **changes})
    with pytest.raises(Malformed, match=words) as said:
        acts.connect_source(sourcing.administrator(hours), key="marriage", wish=wish)
    assert [one.field for one in said.value.objections] == [place]
    assert not Source.objects.exists()
    acts.connect_source(sourcing.administrator(hours), key="marriage", wish=replace(sourcing.WISH, **GOOD))
    with pytest.raises(Malformed, match=words):
        acts.change_source(sourcing.administrator(hours), "marriage", wish=wish)


def test_a_key_that_no_plan_could_name_is_refused() -> None:
    with pytest.raises(Malformed, match="小写字母"):
        acts.connect_source(sourcing.administrator(Hours()), key="不动产", wish=sourcing.WISH)


def test_nothing_stands_in_that_is_not_in_use_itself() -> None:
    hours = Hours()
    row = sourcing.with_fallback(hours)
    acts.suspend_source(sourcing.administrator(hours), sourcing.FALLBACK, **sourcing.REASON)
    with pytest.raises(OutOfOrder, match="没有可以用的备用来源"):
        acts.switch_to_fallback(sourcing.administrator(hours), row.reference, **sourcing.REASON)


def test_the_stand_in_cannot_be_taken_out_of_the_entry_while_it_stands_in() -> None:
    hours = Hours()
    row = sourcing.with_fallback(hours)
    acts.switch_to_fallback(sourcing.administrator(hours), row.reference, **sourcing.REASON)
    with pytest.raises(Malformed, match="正用备用来源"):
        acts.change_source(sourcing.administrator(hours), row.reference, wish=sourcing.WISH)


@pytest.mark.parametrize("act", [acts.suspend_source, acts.switch_to_fallback, acts.turn_to_people])
def test_switching_a_source_off_needs_its_reason(act: Any) -> None:
    hours = Hours()
    row = sourcing.with_fallback(hours)
    with pytest.raises(Malformed, match="理由"):
        act(sourcing.administrator(hours), row.reference, reason=" ")
