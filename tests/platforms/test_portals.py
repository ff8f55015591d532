"""The administrator's pages and commands about portals: nothing unclear is registered, and a switch works at once."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from tests import builders
from tests.site.portals import a_platform, public

from nuocheng.edge.clock import now
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Role
from nuocheng.people import official as people
from nuocheng.platforms import official
from nuocheng.platforms.models import Portal
from nuocheng.site.cli import main

pytestmark = pytest.mark.django_db

HOME = "/sys/portals"
BACKEND = "django.contrib.auth.backends.ModelBackend"
KEYS = public(ec.generate_private_key(ec.SECP256R1()))
WISH = official.PortalWish(
    "甘肃政务服务网",
    "platform-1",
    ("https://zwfw.example.gov.cn",),
    ("https://zwfw.example.gov.cn/back",),
    "https://zwfw.example.gov.cn",
    KEYS,
)
FORM = {**asdict(WISH), "origins": WISH.origins[0], "returns": WISH.returns[0]}


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any, tmp_path: Path) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


@pytest.fixture(autouse=True)
def _account() -> None:
    people.add_account(people.Member("platform-1", "甘肃政务服务网"))


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(builders.an_account(role), BACKEND)
    return client


@pytest.mark.req("S6.4")
def test_the_administrator_registers_a_portal_changes_it_and_switches_it_off_and_on() -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    assert "还没有接入平台" in admin.get(HOME).content.decode()
    made = admin.post(HOME, FORM)
    one = Portal.objects.get()
    assert (made.status_code, made["Location"]) == (303, f"{HOME}/{one.pk}")
    assert one.name in admin.get(HOME).content.decode()
    shown = admin.get(f"{HOME}/{one.pk}").content.decode()
    assert "实名账号登录" in shown
    assert admin.post(f"{HOME}/{one.pk}", {**FORM, "name": "甘快办"}).status_code == 303
    assert "停用这个接入平台" in admin.get(f"{HOME}/{one.pk}/off").content.decode()
    assert admin.post(f"{HOME}/{one.pk}/off").status_code == 303
    one.refresh_from_db()
    assert (one.name, one.live) == ("甘快办", False)
    admin.post(f"{HOME}/{one.pk}/on")
    one.refresh_from_db()
    assert one.live
    assert admin.get(f"{HOME}/{one.pk}/away").status_code == 404


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.BUREAU])
def test_only_the_administrator_sees_portals(role: Role) -> None:
    client = signed_in(role)
    assert client.get(HOME).status_code == 403
    assert client.post(HOME, FORM).status_code == 403


WRONG = [
    ("name", " "),
    ("account", "nobody"),
    ("origins", "*"),
    ("origins", "https://*.gov.cn"),
    ("origins", "http://zwfw.example.gov.cn"),
    ("origins", "https://zwfw.example.gov.cn/path"),
    ("returns", ""),
    ("returns", "javascript:alert(1)"),
    ("returns", "https://zwfw.example.gov.cn/back?x=1"),
    ("returns", "https://user@zwfw.example.gov.cn/back"),
    ("issuer", ""),
    ("keys", "not json"),
    ("keys", "{}"),
    ("keys", '{"keys": []}'),
    ("keys", '{"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}'),
    ("assurance", "in_person"),
]


@pytest.mark.parametrize(("field", "value"), WRONG, ids=str)
def test_what_is_unclear_is_said_at_its_field_and_nothing_is_registered(field: str, value: str) -> None:
    answer = signed_in(Role.ADMINISTRATOR).post(HOME, {**FORM, field: value})
    assert answer.status_code == 422
    assert f'href="#id_{field}' in answer.content.decode(), answer.content.decode()
    assert not Portal.objects.exists()


def test_a_private_key_is_never_taken() -> None:
    private = json.loads(KEYS)["keys"][0] | {"d": "c2VjcmV0"}
    with pytest.raises(Malformed, match="私钥"):
        official.register(
            official.PortalWish(**{**asdict(WISH), "keys": json.dumps(private)}), "admin", now()
        )


def test_two_portals_share_neither_account_nor_issuer() -> None:
    other = a_platform()
    for field in ("account", "issuer"):
        shared = official.PortalWish(**{**asdict(WISH), field: getattr(other.portal, field)})
        with pytest.raises(Malformed, match="别的接入平台"):
            official.register(shared, "admin", now())


def test_a_portal_is_registered_and_switched_at_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "portal.json"
    file.write_text(json.dumps({**asdict(WISH), "keys": json.loads(KEYS)}), encoding="utf-8")
    for words in (["add", str(file)], ["off", WISH.name], ["list"]):
        with pytest.raises(SystemExit) as ended:
            main(["portals", *words])
        assert not ended.value.code, capsys.readouterr()
    said = capsys.readouterr().out
    assert f"{WISH.name}  停用  platform-1" in said
    assert not Portal.objects.get().live
