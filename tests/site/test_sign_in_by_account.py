"""Signing in with account and password, as staff do, and what the page offers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import global_settings
from django.test import Client
from tests import builders

from nuocheng import settings as ours
from nuocheng.edge.recognising import RECOGNISED
from nuocheng.kernel.occasion import Role
from nuocheng.people.models import Recognition

pytestmark = pytest.mark.django_db
PASSWORD = "letmein-please"


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any, tmp_path: Path) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


def come_in(client: Client, account: str, password: str = PASSWORD, wanted: str = "") -> Any:
    """Fill in account and password."""
    given = {"username": account, "password": password, "next": wanted}
    return client.post("/sign-in/account", given)


@pytest.mark.parametrize(
    ("wanted", "landed"),
    [("", "/after-sign-in"), ("/desk/review", "/desk/review"), ("//evil", "/after-sign-in")],
)
def test_staff_come_in_and_go_on(wanted: str, landed: str) -> None:
    staff = builders.an_account(Role.REVIEWER)
    client = Client()
    answer = come_in(client, staff.username, wanted=wanted)
    assert (answer.status_code, answer["Location"]) == (303, landed)
    assert client.session[RECOGNISED]["assurance"] == "none"  # no number is known of them
    assert Recognition.objects.get().how == "password"


def test_an_applicant_with_a_password_is_known_by_their_number() -> None:
    client = Client()
    assert come_in(client, builders.an_applicant().username).status_code == 303
    assert client.session[RECOGNISED]["assurance"] == "real_name"


def test_a_wrong_password_opens_nothing_and_keeps_what_was_typed() -> None:
    staff = builders.an_account(Role.REVIEWER)
    client = Client()
    answer = come_in(client, staff.username, "wrong", "/desk/review")
    page = answer.content.decode()
    assert (answer.status_code, "_auth_user_id" in client.session) == (422, False)
    assert f'value="{staff.username}"' in page
    assert 'name="next" value="/desk/review"' in page
    assert "wrong" not in page.replace('class="field-row wrong"', "")


def test_passwords_are_kept_in_the_slow_way_and_open_the_door(settings: Any) -> None:
    assert not hasattr(ours, "PASSWORD_HASHERS"), "only tests hash quickly, see tests/conftest.py"
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    staff = builders.an_account(Role.REVIEWER)
    way, rounds = staff.password.split("$")[:2]
    assert (way, int(rounds) >= 600_000) == ("pbkdf2_sha256", True)
    assert come_in(Client(), staff.username).status_code == 303


def test_five_wrong_passwords_shut_the_door_for_a_while() -> None:
    staff = builders.an_account(Role.REVIEWER)
    for _ in range(5):
        last = come_in(Client(), staff.username, "wrong")
    assert last.status_code == 429
    assert come_in(Client(), staff.username).status_code == 429


def test_the_page_offers_what_there_is_and_keeps_where_one_wanted_to_go(settings: Any) -> None:
    settings.NUOCHENG_SMS = ("", "", "")
    alone = Client().get("/sign-in", {"next": "/mine?page=2"}).content.decode()
    assert 'action="/sign-in/account"' in alone
    assert "获取校验码" not in alone
    settings.NUOCHENG_SMS = ("http://127.0.0.1:9/send", "nuocheng", "secret")
    page = Client().get("/sign-in", {"next": "/mine?page=2"}).content.decode()
    assert 'action="/sign-in/phone"' in page
    assert 'href="/sign-in/account?next=%2Fmine%3Fpage%3D2"' in page
    assert 'name="next" value="/mine?page=2"' in page
