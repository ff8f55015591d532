"""Signing in with a provider of identities that others wrote: no misunderstanding of ours stands on both sides."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.site.other_provider import CLIENT, PERSON, SECRET
from tests.site.test_sign_in_by_province import back, come_in, hidden, signed_in, there, title

from nuocheng.kernel.occasion import Assurance
from nuocheng.people.channels import at_hand
from nuocheng.people.channels.single_sign_on import Provider
from nuocheng.people.models import Account, Recognition

pytestmark = pytest.mark.django_db
BACK = "http://testserver/sign-in/province/back"


@pytest.fixture
def provider(settings: Any, tmp_path: Path) -> Iterator[str]:
    """Start the other provider, and connect this installation to it."""
    command = [sys.executable, str(Path(__file__).with_name("other_provider.py")), str(tmp_path), BACK]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path
    settings.NUOCHENG_ADDRESS = "http://testserver"
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdin is not None
        issuer = run.stdout.readline().strip()
        levels = {"2": Assurance.REAL_NAME}
        settings.NUOCHENG_SINGLE_SIGN_ON = Provider(issuer, CLIENT, SECRET, levels=levels, deadline_s=20)
        at_hand._MADE.clear()
        yield issuer
        run.stdin.close()


def test_a_provider_that_others_wrote_lets_people_in(provider: str) -> None:
    client = Client()
    answer = come_in(client, "/mine")
    assert (answer.status_code, answer["Location"]) == (303, "/mine"), title(answer)
    account = Account.objects.get(number=PERSON["id_number"])
    assert (account.name, account.sign_in_phone) == (PERSON["name"], PERSON["phone_number"])
    assert Recognition.objects.get(account=account).issuer == provider


def test_a_client_that_it_does_not_know_gets_nobody_in(provider: str, settings: Any) -> None:
    known = settings.NUOCHENG_SINGLE_SIGN_ON
    settings.NUOCHENG_SINGLE_SIGN_ON = Provider(known.issuer, CLIENT, "another", levels=known.levels)
    client = Client()
    assert title(come_in(client)) == "没有登录成功"
    assert not signed_in(client)


@pytest.mark.usefixtures("provider")
def test_a_code_of_another_browser_is_no_use_in_mine() -> None:
    mine, theirs = Client(), Client()
    stolen = hidden(back(theirs, there(theirs)))["code"]
    injected = {**hidden(back(mine, there(mine))), "code": stolen}
    assert title(mine.post("/sign-in/province/back", injected)) == "没有登录成功"
    assert not signed_in(mine)
