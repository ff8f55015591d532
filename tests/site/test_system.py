"""The administrator's page: what it says of the sources and of the installation, and what a watchdog is told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from tests import builders

from nuocheng.kernel.occasion import Role
from nuocheng.site import system
from nuocheng.verification.models import SourceHealth

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ground(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path
    monkeypatch.setattr(timezone, "now", builders.Hours(builders.MORNING + timedelta(days=1)).next)


def administrator(role: Role = Role.ADMINISTRATOR) -> Client:
    client = Client()
    client.force_login(builders.an_account(role), "django.contrib.auth.backends.ModelBackend")
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_what_is_wrong_with_a_source_is_said_here_and_how_it_is_on_its_own_page() -> None:
    SourceHealth.objects.create(
        channel="data_exchange",
        source="real_estate",
        failures=9,
        said="来源在8秒内没有答完",
        failed_at=builders.MORNING,
    )
    said = text(administrator().get("/sys/"))
    assert "不动产登记信息：连续9次失败：来源在8秒内没有答完" in said
    assert "/sys/sources" in said


def test_trying_a_channel_really_asks_it() -> None:
    client = administrator()
    answer = client.post("/sys/try/internal_record", follow=True)
    assert "本单位台账可以查询" in text(answer)


def test_an_exchange_that_is_away_is_said_to_be_away(settings: Any) -> None:
    settings.NUOCHENG_EXCHANGE = ("http://127.0.0.1:9", "no-such-key")
    answer = administrator().post("/sys/try/data_exchange", follow=True)
    assert "notice flash todo" in text(answer)


def test_a_channel_that_is_none_is_not_found() -> None:
    assert administrator().post("/sys/try/no-such").status_code == 404


def test_the_page_says_how_the_installation_runs() -> None:
    said = text(administrator().get("/sys/"))
    for words in (
        "数据库设置",
        "全国规定",
        "2026年：按国务院办公厅通知",
        "2027年：放假安排还没有公布",
        "标题用",
        "诺成0.",
    ):
        assert words in said


def test_typefaces_that_are_missing_are_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise system.NotPrinted("没有中文字体")

    monkeypatch.setattr(system, "typefaces", none)
    assert "文书现在排不出来：没有中文字体" in text(administrator().get("/sys/"))


@pytest.mark.parametrize("role", [Role.BUREAU, Role.VERIFIER])
def test_only_the_administrator_sees_the_page(role: Role) -> None:
    client = administrator(role)
    assert client.get("/sys/").status_code == 403
    assert client.post("/sys/try/internal_record").status_code == 403


def test_nobody_tries_a_channel_by_following_a_link() -> None:
    assert administrator().get("/sys/try/internal_record").status_code == 405


def test_a_watchdog_needs_no_account_and_learns_of_nobody() -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    assert "no-store" in answer["Cache-Control"]


def test_a_watchdog_is_told_when_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> int:
        raise DatabaseError("away")

    monkeypatch.setattr("nuocheng.journal.queries.leaves_waiting", away)
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"ok": False})
