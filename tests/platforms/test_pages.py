"""The administrator's pages and commands about subscribers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from standardwebhooks.webhooks import Webhook
from tests import builders
from tests.platforms.receiver import Running

from nuocheng.edge.clock import now
from nuocheng.kernel.occasion import Role
from nuocheng.platforms import jobs, official
from nuocheng.platforms.channels.pace import PACE
from nuocheng.platforms.models import WAITING, Dispatch, Subscriber
from nuocheng.site.cli import main

pytestmark = pytest.mark.django_db

HOME = "/sys/webhooks"
GIVEN = {
    "name": "市一网通办平台",
    "url": "https://platform.example/hook",
    "wanted": ["case", "matter"],
    "verbs": "task.refute",
}
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any, tmp_path: Path) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


@pytest.fixture
def admin() -> Client:
    return signed_in(Role.ADMINISTRATOR)


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(builders.an_account(role), BACKEND)
    return client


def page(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def secret_on(answer: Any) -> str:
    found = re.search(r"whsec_[A-Za-z0-9+/=]+", page(answer))
    assert found
    return found.group()


def test_nobody_else_sees_who_subscribes() -> None:
    one, _ = official.subscribe(official.Wish("平台", "https://platform.example/", ("case",)), "a", now())
    for role in (Role.BUREAU, Role.REVIEWER):
        client = signed_in(role)
        for path in (HOME, f"{HOME}/{one.pk}", f"{HOME}/{one.pk}/secret"):
            assert client.get(path).status_code == 403
            assert client.post(path, GIVEN).status_code == 403
    assert Client().get(HOME).status_code == 302
    assert Subscriber.objects.count() == 1


def test_with_no_subscriber_the_page_says_what_to_do(admin: Client) -> None:
    assert "还没有平台订阅变动" in page(admin.get(HOME))


def test_a_subscriber_is_added_and_its_secret_shown_once(admin: Client) -> None:
    shown = admin.post(HOME, GIVEN)
    secret = secret_on(shown)
    assert "no-store" in shown["Cache-Control"]
    one = Subscriber.objects.get()
    assert (one.wanted, one.made_by) == ("case matter task.refute", "administrator-1")
    for path in (HOME, f"{HOME}/{one.pk}"):
        assert secret not in page(admin.get(path))
    assert secret not in str(Subscriber.objects.values())


def test_what_cannot_be_is_said_and_what_was_typed_stays(admin: Client) -> None:
    answer = admin.post(HOME, {**GIVEN, "url": "http://10.0.0.1/hook", "verbs": "case.vanish"})
    assert answer.status_code == 422
    assert "地址要以https://开头" in answer.content.decode()
    assert "http://10.0.0.1/hook" in answer.content.decode()
    answer = admin.post(HOME, {**GIVEN, "verbs": "case.vanish"})
    assert "没有这种变动：case.vanish" in answer.content.decode()
    assert not Subscriber.objects.exists()


def test_a_subscriber_is_changed_switched_off_and_on_after_being_asked_once_more(admin: Client) -> None:
    admin.post(HOME, GIVEN)
    one = Subscriber.objects.get()
    assert admin.post(f"{HOME}/{one.pk}", {**GIVEN, "name": "省平台"}).status_code == 303
    for what, live in (("off", False), ("on", True)):
        assert "先不了" in page(admin.get(f"{HOME}/{one.pk}/{what}"))
        assert admin.post(f"{HOME}/{one.pk}/{what}").status_code == 303
        one.refresh_from_db()
        assert (one.name, one.live) == ("省平台", live)
    assert admin.get(f"{HOME}/{one.pk}/burn").status_code == 404


def test_a_new_secret_is_shown_once(admin: Client) -> None:
    first = secret_on(admin.post(HOME, GIVEN))
    one = Subscriber.objects.get()
    second = secret_on(admin.post(f"{HOME}/{one.pk}/secret"))
    assert first != second
    assert "新旧两个密钥同时签名" in page(admin.get(f"{HOME}/{one.pk}"))


@pytest.mark.usefixtures("this_machine_may_be_written_to")
def test_parked_messages_are_seen_and_sent_again(admin: Client, receiver: Running) -> None:
    admin.post(HOME, {**GIVEN, "url": receiver.url("no"), "wanted": ["case"]})
    one = Subscriber.objects.get()
    official.lay_out(now())
    Dispatch.objects.all().delete()
    case = builders.an_open_case()
    for _ in PACE.again_s:
        jobs.send_changes(now())
        Dispatch.objects.filter(state=WAITING).update(due_at=now())
    shown = page(admin.get(f"{HOME}/{one.pk}"))
    assert case.reference in shown
    assert "对方答复400" in shown
    row = Dispatch.objects.get()
    admin.post(f"{HOME}/{one.pk}", {"again": str(row.pk)})
    row.refresh_from_db()
    assert (row.state, row.tries) == (WAITING, 0)
    assert admin.post(f"{HOME}/{one.pk}", {"again": "no-id"}).status_code == 404
    Dispatch.objects.update(state="parked")
    assert admin.post(f"{HOME}/{one.pk}/again").status_code == 303
    assert Dispatch.objects.get().state == WAITING


def test_the_commands_do_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    def said(*words: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main(["webhooks", *words])
        assert not ended.value.code, ended.value.code
        return capsys.readouterr().out

    first = said("add", "市平台", "https://platform.example/hook", "case", "task.refute").strip()
    assert first.startswith("whsec_")
    assert Webhook(first)
    assert "市平台" in said("list")
    assert said("secret", "市平台").strip() != first
    said("off", "市平台")
    assert "停用" in said("list")
    said("on", Subscriber.objects.get().pk.hex)
    assert said("again", "市平台").startswith("0条")
    with pytest.raises(SystemExit, match="没有这个订阅"):
        main(["webhooks", "off", "别的平台"])
