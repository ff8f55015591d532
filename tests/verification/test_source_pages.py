"""The pages of whoever looks after the data sources: how each is, what follows from a step, and a trial on oneself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders
from tests.verification import sourcing

from nuocheng.edge.clock import now
from nuocheng.journal import queries as journal
from nuocheng.kernel.occasion import Role
from nuocheng.people.models import Account
from nuocheng.verification.models import Source, SourceCall, SourceHealth, SourceHour

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_files"), pytest.mark.req("S8.2")]

HOME = "/sys/sources"
GIVEN = {"key": "tax", "title": "纳税信息", "channel": "data_exchange", "proof": "key"}


@pytest.fixture
def admin() -> Client:
    return signed_in(Role.ADMINISTRATOR)


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(builders.an_account(role), "django.contrib.auth.backends.ModelBackend")
    return client


def text(answer: Any, code: int = 200) -> str:
    assert answer.status_code == code, answer.status_code
    return str(answer.content.decode())


def asked(key: str, *, usable: int = 0, slow: int = 0) -> None:
    """Let a source have been asked in the last hour."""
    hour = now().replace(minute=0, second=0, microsecond=0)
    for trouble, slot, calls in (("", 3, usable), ("slow", 8, slow)):
        SourceHour.objects.create(
            channel="data_exchange", source=key, hour=hour, trouble=trouble, slot=slot, calls=calls
        )


def test_nobody_but_the_administrator_looks_after_sources(admin: Client) -> None:
    sourcing.connected(builders.Hours())
    for role in (Role.BUREAU, Role.VERIFIER):
        client = signed_in(role)
        for path in (
            HOME,
            f"{HOME}/new",
            f"{HOME}/marriage",
            f"{HOME}/marriage/change",
            f"{HOME}/marriage/suspend",
        ):
            assert client.get(path).status_code == 403
        assert client.post(f"{HOME}/marriage/suspend", sourcing.REASON).status_code == 403
        assert client.post(f"{HOME}/marriage/try").status_code == 403
    assert Source.load("marriage").state == "connected"


def test_with_no_source_the_page_says_what_to_do(admin: Client) -> None:
    assert "还没有数据来源" in text(admin.get(HOME))


def test_a_source_shows_how_it_answered_and_what_is_wrong(admin: Client) -> None:
    sourcing.connected(builders.Hours(), quota=500, authorised_until=(now() + timedelta(days=9)).date())
    asked("marriage", usable=9, slow=1)
    SourceHealth.objects.create(
        channel="data_exchange",
        source="marriage",
        succeeded_at=now(),
        changed_at=now(),
        changed="多了“登记机关”",
    )
    said = text(admin.get(HOME))
    for words in ("婚姻登记信息", "90%", "200毫秒以内", "10/500次", "授权", "天后到期"):
        assert words in said, words
    own = text(admin.get(f"{HOME}/marriage"))
    assert "<polyline" in own or "<line" in own or "<svg" in own


def test_the_last_questions_are_shown_without_saying_about_whom(admin: Client) -> None:
    case = builders.an_answered_case()
    assert SourceCall.objects.count() > 0
    said = text(admin.get(f"{HOME}/{builders.REGISTER}"))
    assert "最近的查询" in said
    assert case.party not in said
    assert case.party_name not in said


def test_the_page_of_all_sources_costs_the_same_however_many_there_are(admin: Client) -> None:
    hours, needed = builders.Hours(), []
    for keys in (("one_a",), ("two_a", "two_b", "two_c")):
        for key in keys:
            sourcing.connected(hours, key)
            asked(key, usable=1)
        with CaptureQueriesContext(connection) as looked:
            admin.get(HOME)
        needed.append(len(looked))
    assert needed[0] == needed[1]


def test_a_source_is_connected_changed_suspended_and_resumed_each_on_record(admin: Client) -> None:
    assert admin.post(f"{HOME}/new", GIVEN).status_code == 303
    admin.post(f"{HOME}/tax/change", {**GIVEN, "quota": "300", "mapping": "status=zt"})
    row = Source.load("tax")
    assert (row.quota, row.fields_by_ours) == (300, {"status": "zt"})
    assert "请再看一遍" in text(admin.get(f"{HOME}/tax/suspend"))
    assert "请写明理由" in text(admin.post(f"{HOME}/tax/suspend", {"reason": ""}), 422)
    admin.post(f"{HOME}/tax/suspend", {"reason": "对方升级"})
    assert "已停用" in text(admin.get(f"{HOME}/tax"))
    admin.post(f"{HOME}/tax/resume", {"reason": "升级完了"})
    verbs = [line.verb for line in journal.history("source", "tax")]
    assert verbs == ["source.connect", "source.change", "source.suspend", "source.resume"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"key": "Tax!"}, "代号用小写字母开头"),
        ({"title": ""}, "请写来源的名称"),
        ({"endpoint": "http://share.example"}, "地址要以https://开头"),
        ({"mapping": "乱写"}, "看不懂，请一行一个"),
        ({"quota": "很多"}, "请填整数"),
        ({"proof": "hmac_sm3"}, "用签名时要写对方给的应用编号"),
        (
            {"proof": "hmac_sm3", "app_key": "a", "secret": "NOT_THERE"},
            "服务器上没有设置NUOCHENG_SOURCE_KEY_NOT_THERE",
        ),
        ({"fallback": "nobody"}, "没有代号是“nobody”的来源"),
        ({"purpose": "x"}, "用途代码和依据要一起写"),
        (
            {"authorised_until_year": "2026", "authorised_until_month": "13", "authorised_until_day": "1"},
            "月",
        ),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_what_was_typed_stays(
    admin: Client, change: dict[str, str], said: str
) -> None:
    answer = text(admin.post(f"{HOME}/new", {**GIVEN, **change}), 422)
    assert said in answer
    assert next(iter(change.values())) in answer
    assert not Source.objects.exists()


def test_a_step_says_whom_it_touches_before_it_is_taken(admin: Client) -> None:
    builders.a_granted_case()
    sourcing.connected(
        builders.Hours(builders.MORNING + timedelta(hours=8)), builders.REGISTER, channel="internal_record"
    )
    said = text(admin.get(f"{HOME}/{builders.REGISTER}/turn-to-people"))
    assert f"关系到{builders.LOW_INCOME.name}" in said
    assert "2项没有查完" in said


def test_a_step_that_there_is_not_and_a_source_that_there_is_not_are_said(admin: Client) -> None:
    sourcing.connected(builders.Hours())
    assert admin.get(f"{HOME}/marriage/explode").status_code == 404
    assert admin.get(f"{HOME}/nobody").status_code == 404
    assert admin.post(f"{HOME}/nobody/suspend", sourcing.REASON).status_code == 404


def test_a_trial_asks_about_whoever_tries_and_shows_nothing_of_what_the_source_holds(admin: Client) -> None:
    account = Account.objects.get(username="administrator-1")
    account.number, account.name = builders.a_party().number, builders.a_party().name
    account.save()
    builders.a_register()
    sourcing.connected(builders.Hours(), builders.REGISTER, channel="internal_record")
    answer = admin.post(f"{HOME}/{builders.REGISTER}/try", follow=True)
    said = text(answer)
    assert "试查了您本人：对方答了" in said
    assert "享受中" not in said
    assert SourceCall.objects.get().purpose == "connection_trial"


def test_who_has_no_number_cannot_try_and_is_told_what_to_do(admin: Client) -> None:
    sourcing.connected(builders.Hours(), builders.REGISTER, channel="internal_record")
    answer = admin.post(f"{HOME}/{builders.REGISTER}/try")
    assert answer.status_code == 422
    assert "没有登记身份证号" in answer.content.decode()
    assert not SourceCall.objects.exists()
