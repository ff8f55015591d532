"""Signing in with the province's single sign-on, against a provider that is a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import Client
from tests import builders
from tests.site.provider import CLIENT, PERSON, SECRET

from nuocheng.edge.recognising import RECOGNISED
from nuocheng.kernel.occasion import Assurance, Role
from nuocheng.people.channels import at_hand
from nuocheng.people.channels.single_sign_on import Provider
from nuocheng.people.models import Account, PostHeld, Recognition

pytestmark = pytest.mark.django_db
LEVELS = {"2": Assurance.REAL_NAME, "3": Assurance.STRONG}
DEADLINE_S = 1.5
COMPANY = {"org_name": "铜城丰禾食品有限公司", "org_number": "91620402MA7JX90017"}


@pytest.fixture(scope="module")
def office() -> Iterator[str]:
    """Start the provider, and let it go."""
    command = [sys.executable, str(Path(__file__).with_name("provider.py"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdin is not None
        yield run.stdout.readline().strip()
        run.stdin.close()


@pytest.fixture
def told(office: str, settings: Any, tmp_path: Path) -> Callable[..., None]:
    """Connect this installation to the provider; what is returned gives the provider its orders."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path
    settings.NUOCHENG_ADDRESS = "http://testserver"
    settings.NUOCHENG_SINGLE_SIGN_ON = Provider(office, CLIENT, SECRET, levels=LEVELS, deadline_s=DEADLINE_S)
    at_hand._MADE.clear()
    Client().get(
        "/sign-in"
    )  # the first page of a process reads its templates; what is timed here is the provider

    def order(**orders: Any) -> None:
        assert httpx2.post(f"{office}/control", json=orders).status_code == 200

    order()
    return order


def there(client: Client, wanted: str = "") -> str:
    """Leave for the provider, and return the address at which it is asked."""
    answer = client.get("/sign-in/province", {"next": wanted} if wanted else {})
    assert answer.status_code == 302, answer.content.decode()[-600:]
    return str(answer["Location"])


def back(client: Client, address: str) -> HttpResponse:
    """Let the provider send the browser back, and return the page on which it lands."""
    answer = httpx2.get(address)
    assert answer.status_code == 302
    landed = urlsplit(answer.headers["Location"])
    assert (landed.netloc, landed.path) == ("testserver", "/sign-in/province/back")
    return client.get(f"{landed.path}?{landed.query}")


def hidden(page: HttpResponse) -> dict[str, str]:
    """Return what the page hands on."""
    return dict(re.findall(r'name="(code|state|iss)" value="([^"]*)"', page.content.decode()))


def come_in(client: Client, wanted: str = "") -> HttpResponse:
    """Go there and back, and hand the code on."""
    page = back(client, there(client, wanted))
    assert page.status_code == 200, page.content.decode()[-600:]
    return client.post("/sign-in/province/back", hidden(page))


def title(answer: HttpResponse) -> str:
    """Return the heading of a page."""
    return re.search(r"<h1>(.*?)</h1>", answer.content.decode())[1]  # type: ignore[index]


def signed_in(client: Client) -> bool:
    """Say whether the browser is signed in."""
    return "_auth_user_id" in client.session


@pytest.mark.usefixtures("told")
def test_a_citizen_comes_in_by_the_province_and_back_to_where_they_were() -> None:
    client = Client()
    answer = come_in(client, "/mine?page=2")
    assert (answer.status_code, answer["Location"]) == (303, "/mine?page=2")
    account = Account.objects.get(number=PERSON["id_number"])
    assert (account.name, account.phone, account.sign_in_phone) == (
        "李守信",
        "13909430101",
        "13909430101",
    )
    assert (account.recognised_how, account.assurance) == ("single_sign_on", "strong")
    assert account.recognised_at is not None
    assert not account.has_usable_password()
    assert PERSON["id_number"] not in account.username
    kept = client.session[RECOGNISED]
    assert (kept["how"], kept["assurance"]) == ("single_sign_on", "strong")
    row = Recognition.objects.get()
    assert (row.account, row.subject, row.assurance) == (account, "u-1", "strong")
    assert client.get("/mine").status_code == 200


@pytest.mark.usefixtures("told")
def test_the_same_person_is_found_again_by_the_number_and_keeps_their_account() -> None:
    known = builders.an_applicant()
    for _ in range(2):
        assert come_in(Client()).status_code == 303
    assert list(Account.objects.filter(number=PERSON["id_number"])) == [known]
    assert Recognition.objects.filter(account=known).count() == 2


def test_what_the_token_does_not_tell_is_asked_for(told: Callable[..., None]) -> None:
    told(by_userinfo=True)
    assert come_in(Client()).status_code == 303
    told(by_userinfo=True, fault="other_person")
    client = Client()
    assert title(come_in(client)) == "没有登录成功"
    assert not signed_in(client)


def test_who_comes_for_a_company_opens_the_company_and_is_kept_by_name(told: Callable[..., None]) -> None:
    told(person=COMPANY)
    assert come_in(Client()).status_code == 303
    account = Account.objects.get(number=COMPANY["org_number"])
    assert (account.name, account.sign_in_phone) == (COMPANY["org_name"], "")
    row = Recognition.objects.get(account=account)
    assert (row.agent, row.agent_number) == ("李守信", PERSON["id_number"])


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ({"id_number": ""}, "没有得到您的证件号码"),
        ({"id_number": "620402198503122032"}, "证件号码核对不上"),
        ({"id_number": ["620402198503122031"]}, "没有得到您的证件号码"),
        ({"name": " "}, "没有得到您的姓名"),
        ({"acr": "1"}, "还要做一次实名认证"),
        ({"acr": ""}, "还要做一次实名认证"),
        ({**COMPANY, "org_number": "91620402MA7JX90018"}, "证件号码核对不上"),
    ],
)
def test_who_is_not_surely_known_is_told_what_to_do(
    told: Callable[..., None], person: dict[str, Any], said: str
) -> None:
    told(person=person)
    client = Client()
    answer = come_in(client)
    assert (answer.status_code, title(answer)) == (403, said)
    assert not signed_in(client)
    assert Account.objects.count() == 0


def test_a_changed_name_is_for_the_window(told: Callable[..., None]) -> None:
    builders.an_applicant()
    told(person={"name": "李诚信"})
    client = Client()
    assert title(come_in(client)) == "姓名和登记的不一样"
    assert not signed_in(client)
    told(person={"name": "李 守信"})  # the same name, written otherwise
    assert come_in(client).status_code == 303


@pytest.mark.usefixtures("told")
def test_a_number_of_staff_opens_no_door_of_staff() -> None:
    staff = builders.an_account(Role.REVIEWER)
    staff.number = PERSON["id_number"]
    staff.save()
    client = Client()
    assert title(come_in(client)) == "请用工作人员账号登录"
    assert not signed_in(client)
    PostHeld.objects.update(until="2026-01-01")  # no staff any more
    staff.name = PERSON["name"]
    staff.save()
    assert come_in(Client()).status_code == 303


@pytest.mark.usefixtures("told")
def test_a_closed_account_and_two_of_one_number_stay_shut() -> None:
    account = builders.an_applicant()
    account.is_active = False
    account.save()
    assert title(come_in(Client())) == "这个账号已经停用"
    Account.objects.create("second", name="李守信", number=PERSON["id_number"])
    assert title(come_in(Client())) == "请到窗口合并账号"


@pytest.mark.parametrize(
    "fault",
    [
        "nonce",
        "no_nonce",
        "expired",
        "audience",
        "audiences",
        "token_issuer",
        "none",
        "shared_secret",
        "forged",
    ],
)
def test_a_token_that_proves_nothing_opens_nothing(told: Callable[..., None], fault: str) -> None:
    told(fault=fault)
    client = Client()
    answer = come_in(client)
    assert (answer.status_code, title(answer)) == (403, "没有登录成功")
    assert not signed_in(client)
    assert Account.objects.count() == 0
    told()  # and the same browser comes in as soon as the provider behaves
    assert come_in(client).status_code == 303


def test_an_answer_that_names_another_provider_is_not_followed(told: Callable[..., None]) -> None:
    told(fault="mixed_up")
    client = Client()
    assert title(come_in(client)) == "没有登录成功"


def test_who_does_not_consent_is_not_signed_in(told: Callable[..., None]) -> None:
    told(fault="denied")
    client = Client()
    assert title(back(client, there(client))) == "您没有同意登录"


def test_keys_may_change_at_any_time_and_be_of_another_kind(told: Callable[..., None]) -> None:
    assert come_in(Client()).status_code == 303
    told(key="RS256")
    assert come_in(Client()).status_code == 303
    told(key="ES256")
    assert come_in(Client()).status_code == 303


@pytest.mark.usefixtures("told")
def test_a_state_of_another_browser_opens_nothing() -> None:
    mine, theirs = Client(), Client()
    there(mine)
    page = back(theirs, there(theirs))
    lured = mine.post("/sign-in/province/back", hidden(page))
    assert (lured.status_code, title(lured)) == (400, "登录没有接上")
    stranger = Client().post("/sign-in/province/back", hidden(page))
    assert title(stranger) == "登录没有接上"
    assert not signed_in(mine)
    assert theirs.post("/sign-in/province/back", hidden(page)).status_code == 303


def test_a_code_works_once_whoever_hands_it_in_again(told: Callable[..., None]) -> None:
    client = Client()
    page = back(client, there(client))
    cookie = client.cookies["trip"].value
    assert client.post("/sign-in/province/back", hidden(page)).status_code == 303
    again = Client()
    again.cookies["trip"] = cookie  # even with everything the browser had
    assert title(again.post("/sign-in/province/back", hidden(page))) == "没有登录成功"
    told(fault="forgets_codes")  # and even when the provider takes the code again
    assert title(again.post("/sign-in/province/back", hidden(page))) == "没有登录成功" or not signed_in(again)
    assert not signed_in(again)
    assert Recognition.objects.count() == 1


@pytest.mark.parametrize("fault", ["down", "garbage", "list", "huge", "reset", "slow", "drip", "issuer"])
def test_a_provider_in_trouble_is_told_of_in_time(told: Callable[..., None], fault: str) -> None:
    told(fault=fault)
    begun = time.monotonic()
    answer = Client().get("/sign-in/province")
    assert time.monotonic() - begun < DEADLINE_S + 1.5
    assert (answer.status_code, title(answer)) == (503, "省统一身份认证暂时没有回应")
    begun = time.monotonic()
    assert Client().get("/sign-in/province").status_code == 503  # nobody waits a second time
    assert fault == "issuer" or time.monotonic() - begun < 0.5


@pytest.mark.parametrize("fault", ["down@token", "garbage@token", "down@jwks", "drip@token"])
def test_a_provider_that_fails_half_way_lets_nobody_in(told: Callable[..., None], fault: str) -> None:
    client = Client()
    page = back(client, there(client))
    told(fault=fault)
    assert title(client.post("/sign-in/province/back", hidden(page))) == "省统一身份认证暂时没有回应"
    assert not signed_in(client)


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example", "\\\\evil.example", "javascript:alert(1)", "/\t/evil"],
)
def test_nobody_is_sent_elsewhere_after_signing_in(wanted: str) -> None:
    assert come_in(Client(), wanted)["Location"] == "/after-sign-in"


@pytest.mark.usefixtures("told")
def test_a_session_gets_a_new_name_at_sign_in() -> None:
    client = Client()
    planted = SessionStore()
    planted["planted"] = True
    planted.save()
    client.cookies["sessionid"] = planted.session_key
    assert come_in(client).status_code == 303
    assert client.session.session_key != planted.session_key
    assert "planted" not in client.session
    before = client.session.session_key
    assert come_in(client).status_code == 303
    assert client.session.session_key != before


@pytest.mark.usefixtures("told")
def test_coming_back_by_reading_changes_nothing_and_needs_our_own_form() -> None:
    client = Client(enforce_csrf_checks=True)
    page = back(client, there(client))
    assert (Account.objects.count(), signed_in(client)) == (0, False)
    assert client.post("/sign-in/province/back", hidden(page)).status_code == 403
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]  # type: ignore[index]
    more = {**hidden(page), "csrfmiddlewaretoken": token}
    assert client.post("/sign-in/province/back", more).status_code == 303


@pytest.mark.usefixtures("told")
def test_what_goes_to_the_provider_tells_nothing_and_binds_everything() -> None:
    client = Client()
    asked = {name: values[0] for name, values in parse_qs(urlsplit(there(client)).query).items()}
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://testserver/sign-in/province/back"
    cookie = client.cookies["trip"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/sign-in/province")
    assert not any(asked[name] in cookie.value for name in ("state", "nonce", "code_challenge"))


def test_without_a_provider_there_is_no_way_and_no_button(settings: Any, tmp_path: Path) -> None:
    settings.NUOCHENG_SINGLE_SIGN_ON = None
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path
    assert Client().get("/sign-in/province").status_code == 404
    assert Client().get("/sign-in/province/back").status_code == 404
    assert "省统一身份认证登录" not in Client().get("/sign-in").content.decode()
